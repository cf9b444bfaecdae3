"""The work itself: script, call, preliminary assessment, time limits, closing. No screen, no disk."""
