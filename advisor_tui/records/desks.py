"""Which desks are open: each holds a lock that the system lets go of, however the desk ends.

A call that belongs to a desk whose lock is free was cut off, and is offered again; a call of a living desk is not.
"""

import os
import re
from pathlib import Path

from filelock import FileLock, Timeout

from advisor_tui.guidance.call import new_id

ID = re.compile("[0-9a-f]{1,64}")
"""What an id of a desk looks like; whatever else stands in a database is no desk, and never becomes a path."""


class DeskLock:
    """The lock of this desk."""

    def __init__(self, folder: Path) -> None:
        self.desk = new_id()
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = FileLock(self._path(self.desk), mode=0o600, thread_local=False)
        self._lock.acquire(timeout=0)

    def _path(self, desk: str) -> Path:
        return self._folder / f"{desk}.lock"

    def is_alive(self, desk: str) -> bool:
        """Tell whether another desk is still open. What a dead one left lying is cleared away."""
        if desk == self.desk:
            return True
        if not ID.fullmatch(desk):
            return False
        path = self._path(desk)
        if not path.exists():
            return False
        probe = FileLock(path, mode=0o600)
        try:
            probe.acquire(timeout=0)
        except (Timeout, OSError):
            return True
        probe.release()
        path.unlink(missing_ok=True)
        return False

    def release(self) -> None:
        """Let the lock go, when the desk closes in good order."""
        self._lock.release()
        path = self._path(self.desk)
        if os.access(path, os.W_OK):
            path.unlink(missing_ok=True)
