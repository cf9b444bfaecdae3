"""``advisor where``: every file the program uses, and whether it is there."""

from pathlib import Path

from advisor_tui import reference, stock
from advisor_tui.cli.output import say_table
from advisor_tui.language import _
from advisor_tui.paths import places, shipped
from advisor_tui.settings import Settings
from advisor_tui.text import clean


def where(settings: Settings) -> None:
    """Print what is kept where."""
    spots = places()
    rows: list[tuple[str, Path]] = [
        (_("settings"), spots.settings_file),
        (_("calls"), spots.records_file(practice=False)),
        (_("practice calls"), spots.records_file(practice=True)),
        (_("backups"), spots.backups),
        (_("open desks"), spots.desks),
        (_("crash reports"), spots.crashes),
        (_("cache"), spots.cache),
        (_("script"), reference.script_file(settings)),
        *((_("catalogue"), folder) for folder in stock.folders(settings)),
        (_("times to keep"), reference.retention_file(settings)),
        (_("data"), shipped("data")),
    ]
    said = [(name, clean(str(path)), _("there") if _is_there(path) else _("not made yet")) for name, path in rows]
    say_table((_("What"), _("Where"), _("State")), said)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
