"""Opening the desk, where the terminal can show it."""

import os
import signal
import sys

from advisor_tui import keymap
from advisor_tui.errors import AdvisorError
from advisor_tui.language import _
from advisor_tui.paths import places
from advisor_tui.settings import Settings


def open_desk(settings: Settings, *, practice: bool = False, mouse: bool = True) -> int:
    """Open the desk and return the exit code. Raises :class:`AdvisorError` where it cannot be shown."""
    _refuse_terminal()
    spots = places()
    keymap.check(settings.keys, spots.settings_file)
    from advisor_tui.app import AdvisorApp  # noqa: PLC0415 - only the desk needs the screen's framework

    app = AdvisorApp(settings, spots, practice=practice)
    try:
        app.run(mouse=mouse)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the last words are being written
        app.close_down()
    return app.return_code or 0


def _refuse_terminal() -> None:
    """Raise when the desk would come out as garbage: no terminal, one that cannot draw, or one without letters."""
    other_ways = _("These work everywhere: advisor search, advisor export, advisor where.")
    if not (sys.stdin and sys.stdin.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
        raise AdvisorError(_("The desk needs a terminal."), remedy=other_ways)
    if os.environ.get("TERM") == "dumb":
        raise AdvisorError(_("This terminal cannot draw a screen (TERM=dumb)."), remedy=other_ways)
    encoding = (sys.__stderr__.encoding or "").lower().replace("-", "")
    if not encoding.startswith("utf"):
        told = _("This terminal is set to {encoding}, which has no Finnish letters.").format(encoding=encoding or "?")
        raise AdvisorError(told, remedy=_("Set PYTHONUTF8=1, or a locale that ends in UTF-8."))
