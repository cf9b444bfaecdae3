"""Pseudonyms that cannot be undone without the key: HMAC-SHA256 over ids, cut to 128 bits.

The same key gives the same pseudonyms, so that exports can be joined; without a key file each export has its own,
which nobody keeps.
"""

import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason

KEY_BYTES = 32
"""Bytes of a key: as many as the digest has; a shorter one could be guessed sooner than the digest be undone."""

LONGEST_KEY = 65_536
"""Bytes of a file that is read as a key: whatever is longer was not made as one."""

DIGITS = 32
"""Hexadecimal digits of a pseudonym (128 bits): two ids with one pseudonym would be looked for in vain."""


class Pseudonyms:
    """Pseudonyms under one key. Ids of different kinds never share one."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, kind: str, value: object) -> str:
        """Return the pseudonym of an id, or empty for none."""
        if value in ("", None):
            return ""
        return hmac.new(self._key, f"{kind}\x1f{value}".encode(), hashlib.sha256).hexdigest()[:DIGITS]


def new_key() -> bytes:
    """Return a key that nobody has had before."""
    return secrets.token_bytes(KEY_BYTES)


def read_key(path: Path) -> bytes:
    """Return the key that a file holds.

    Raises ``FileNotFoundError`` where there is none, and :class:`AdvisorError` for what cannot be read or is no key.
    """
    try:
        # Without waiting: a pipe would be waited for until somebody writes to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _unusable(path, _("it is not a file"))
            key = file.read(LONGEST_KEY + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unusable(path, os_reason(error)) from error
    if len(key) < KEY_BYTES:
        raise _unusable(path, _("it is shorter than {least} bytes").format(least=KEY_BYTES))
    if len(key) > LONGEST_KEY:
        raise _unusable(path, _("it is longer than {most} bytes").format(most=LONGEST_KEY))
    return key


def open_to_others(path: Path) -> bool:
    """Tell whether other users of the machine may read a key."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _unusable(path: Path, reason: str) -> AdvisorError:
    return AdvisorError(
        _("The key cannot be used: {reason}.").format(reason=reason),
        where=shown(path),
        remedy=_("Name a key file of this program with --key, or a new name: the key is then made."),
    )
