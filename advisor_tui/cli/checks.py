"""``advisor catalogue check``, ``script check``, ``synonyms check``, ``listening check``: what is wrong, and where."""

from pathlib import Path

from advisor_tui import reference, stock
from advisor_tui.catalogue.check import check as check_catalogue
from advisor_tui.cli.output import say, tell_faults
from advisor_tui.errors import Fault
from advisor_tui.guidance.script_check import check as check_script
from advisor_tui.language import _
from advisor_tui.listening.check import check as check_listening
from advisor_tui.search.synonyms import check as check_synonyms
from advisor_tui.settings import Settings


def catalogue(settings: Settings, paths: tuple[Path, ...]) -> bool:
    """Check catalogue files; return whether they are sound."""
    return _told(check_catalogue(paths or stock.folders(settings), reference.catalogue_rules(settings)))


def script(settings: Settings, path: Path | None) -> bool:
    """Check a script; return whether it is sound."""
    return _told(check_script(path or reference.script_file(settings), reference.script_around()))


def synonyms(settings: Settings, path: Path | None) -> bool:
    """Check a file of words; return whether it is sound. Without a path, every file in use."""
    around = reference.synonyms_around(settings)
    files = (path,) if path else reference.synonym_files(settings)
    return _told([fault for each in files for fault in check_synonyms(each, around)])


def listening(settings: Settings, folder: Path | None) -> bool:
    """Check the words that the desk listens by; return whether they are sound."""
    return _told(check_listening(folder or reference.listening_folder(settings), reference.listening_around(settings)))


def _told(faults: list[Fault]) -> bool:
    if faults:
        tell_faults(faults)
    else:
        say(_("No faults."))
    return not faults
