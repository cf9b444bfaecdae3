"""The work itself: the script, the call, the preliminary assessment, time limits and the closing. No screen, no disk."""
