"""Why the system refused something, in the reader's language: its own words are English."""

import errno

from advisor_tui.errors import shown
from advisor_tui.language import _


def os_reason(error: OSError) -> str:
    """Return the reason of a refusal; one that is not among the common ones keeps the system's words."""
    words = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("permission is missing"),
        errno.EPERM: _("permission is missing"),
        errno.EROFS: _("the place can only be read"),
        errno.ENOSPC: _("the disk is full"),
        getattr(errno, "EDQUOT", errno.ENOSPC): _("the disk is full"),
        errno.EEXIST: _("something of this name is there already"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EISDIR: _("it is a folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ELOOP: _("the links lead round in a circle"),
        errno.EIO: _("the disk does not answer as it should"),
    }
    return words.get(error.errno or 0) or shown(error.strerror or error)
