"""How a command ended, for scripts."""

DONE = 0
MENDABLE = 1
"""Something the user can mend: a file, a name, a full disk."""

WRONG_USAGE = 2
"""The command line itself was wrong."""

STOPPED = 130
"""Stopped by hand (Ctrl+C), as shells count it: 128 and the number of the signal."""
