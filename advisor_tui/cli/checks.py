"""``advisor catalogue check``, ``script check``, ``synonyms check``, ``listening check``: what is wrong, and where."""

from pathlib import Path

from advisor_tui import clock, reference, stock
from advisor_tui.catalogue import areas, findings
from advisor_tui.catalogue.check import check as check_catalogue
from advisor_tui.catalogue.findings import ReportedFault
from advisor_tui.cli.database import is_there, opened
from advisor_tui.cli.output import say, tell, tell_faults
from advisor_tui.errors import Fault
from advisor_tui.guidance import script_check
from advisor_tui.guidance.script import labels
from advisor_tui.guidance.script_check import check as check_script
from advisor_tui.language import _, current
from advisor_tui.listening.check import check as check_listening
from advisor_tui.search.synonyms import check as check_synonyms
from advisor_tui.settings import Settings

TOLD = 20
"""Doubtful things of a kind that are printed unless all are asked for."""


def catalogue(settings: Settings, paths: tuple[Path, ...], *, everything: bool = False) -> bool:
    """Check catalogue files; return whether they are sound.

    Without paths the whole catalogue of the desk is looked through, too, for what is doubtful: that is told and does
    not make it unsound.
    """
    sound = _told(check_catalogue(paths or stock.folders(settings), reference.catalogue_rules(settings)))
    if not paths:
        _tell_findings(settings, everything=everything)
    return sound


def _tell_findings(settings: Settings, *, everything: bool) -> None:
    found = stock.load(settings)
    for notice in found.notices:
        tell(notice)
    doubtful = list(
        findings.findings(
            found.whole.catalogue,
            clock.today(),
            settings.catalogue.stale_after_days,
            areas.load(reference.data_file("areas.toml")),
            _reported(settings),
            list(found.notes.values()),
        )
    )
    for kind, count in findings.summary(doubtful).items():
        if not count:
            continue
        say(f"{findings.kind_words(kind)}: {count}")
        listed = [each for each in doubtful if each.kind == kind]
        for each in listed if everything else listed[:TOLD]:
            say(f"  {each}")
        if not everything and count > TOLD:
            say(_("  … --all prints the rest."))


def _reported(settings: Settings) -> list[ReportedFault]:
    """Return what was reported from calls, with the words of the script in use; nothing where no call was ever kept."""
    if not is_there(practice=False):
        return []
    from advisor_tui.records import service_faults  # noqa: PLC0415 - heavy, and only needed where there are calls

    script = script_check.load_checked(reference.script_file(settings), reference.script_around())
    words = labels(script.service_fault, current())
    with opened(practice=False) as engine:
        return findings.met_together(service_faults.reported(engine), words)


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
