"""``advisor catalogue import``, ``update``, ``export``, ``back``, ``remove``, ``sources``."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from advisor_tui import clock, reference, stock, updating
from advisor_tui.catalogue import areas
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.compare import lines, refuse_reason
from advisor_tui.catalogue.edition import Edition
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.sources import Source
from advisor_tui.cli.output import say, say_table, tell
from advisor_tui.cli.progress import Told, progress
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _, full_day, hours, ngettext
from advisor_tui.paths import places
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line, fold
from advisor_tui.updating import From

if TYPE_CHECKING:
    from advisor_tui.fetching.wanted import Progress

Kind = Literal["ptv", "hsds", "sheet"]
"""The national catalogue, Open Referral's HSDS, and spreadsheets."""

TOLD_CHANGES = 40
"""Lines of changes that are printed: a screen and a half; the first of them are phones and hours."""

WHOLE_EVERY = timedelta(days=7)
"""After so long an update fetches everything: PTV's lists of changes leave out that a service got another channel."""

TOLD_FAULTS = 20
"""Faults that are printed unless all are asked for: enough to see what is wrong in general."""


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line. ``name`` is that of the source; empty lets it be called by its kind."""

    name: str = ""
    allow_gone: bool = False
    only_try: bool = False
    all_faults: bool = False


def import_services(settings: Settings, kind: Kind, path: Path, wish: Wish) -> bool:
    """Import a file, a folder or an archive; return whether its services are in use now, or would be."""
    source = stock.store(settings).source(wish.name or _usual_name(kind, path))
    around, faults = _around(), Faults()
    with updating.alone(source), progress() as told:
        read = _reader(kind, path, source.name, around, faults, told)
        taken_from = From(kind, shown(path.absolute()), "")
        prepared = updating.prepare(source, _counted(read, told), taken_from)
    return _settled(settings, prepared, faults, wish)


def _usual_name(kind: Kind, path: Path) -> str:
    if kind != "sheet":
        return kind
    return re.sub(r"[^a-z0-9]+", "-", fold(path.stem)).strip("-")[:40] or kind


def _around() -> Around:
    return Around(
        rules=reference.inference_rules(), areas=areas.load(reference.data_file("areas.toml")), today=clock.today()
    )


def _reader(kind: Kind, path: Path, name: str, around: Around, faults: Faults, told: Told) -> Iterator[Service]:
    """Return what reads the services of a path."""
    whole, done = _size(path), 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        told(_("Reading"), done, max(whole, done))

    if kind == "ptv":
        from advisor_tui.catalogue.ptv import importer as ptv  # noqa: PLC0415 - each kind pays for itself

        return ptv.services(path, around, faults, more)
    if kind == "hsds":
        from advisor_tui.catalogue.hsds import importer as hsds  # noqa: PLC0415 - likewise

        return hsds.services(path, around, faults, more)
    from advisor_tui.catalogue.sheets import importer as sheets  # noqa: PLC0415 - likewise

    return sheets.services(path, around, faults, lambda rows: told(_("Rows"), rows, None), name=name)


def _size(path: Path) -> int:
    """Return about how many bytes there are to read, for drawing how far it has come."""
    try:
        files = path.rglob("*") if path.is_dir() else [path]
        return sum(each.stat().st_size for each in files if each.is_file())
    except OSError:
        return 0


def _counted(services: Iterator[Service], told: Told) -> Iterator[Service]:
    for number, service in enumerate(services, start=1):
        told(_("Services"), number, None)
        yield service


def one_area(county: str, municipality: str) -> str:
    """Return the area that was asked for. Raises :class:`AdvisorError` unless it is exactly one."""
    given = [each for each in (clean_line(county), clean_line(municipality)) if each]
    if len(given) != 1:
        remedy = _("Give --county NAME or --municipality NAME.")
        raise AdvisorError(_("One area has to be given."), remedy=remedy)
    return given[0]


def update_ptv(settings: Settings, area: str, wish: Wish, *, everything: bool = False) -> bool:
    """Bring the services of a municipality or county up to date from the open interface of PTV."""
    from advisor_tui.catalogue.ptv import importer  # noqa: PLC0415 - only an update needs it
    from advisor_tui.fetching import merge, ptv, workplace  # noqa: PLC0415 - likewise
    from advisor_tui.fetching.wanted import wanted  # noqa: PLC0415 - likewise

    around, faults = _around(), Faults()
    asked = wanted(around.areas, area)
    source = stock.store(settings).source(wish.name or f"ptv-{asked.county or asked.municipalities[0]}")
    with updating.alone(source), progress() as told:
        before = None if everything else _changes_from(source, asked.name)
        if before is not None:
            since = datetime.fromisoformat(before.head.taken_at)
            asked = wanted(around.areas, area, since=since, known=merge.known(before.services()))
        folder = places().cache / f"fetched-{source.name}"
        address = settings.catalogue.ptv_address
        fetched = ptv.fetch(asked, folder, lambda how: told(_waiting(how), how.done, how.total), address=address)
        whole_at = before.head.whole_at if before and not fetched.complete else ""
        new = importer.services(fetched.folder, around, faults) if fetched.asked else iter(())
        services = merge.merge(before.services() if before else (), new, fetched)
        taken_from = From("ptv", address, asked.name, fetched.started, whole_at)
        prepared = updating.prepare(source, _counted(services, told), taken_from)
    if fetched.unknown:
        tell(_("PTV does not know these areas: {codes}").format(codes=", ".join(fetched.unknown)))
    if not _settled(settings, prepared, faults, wish):
        return False
    if not wish.only_try:
        workplace.clear(folder)
    return True


def _changes_from(source: Source, scope: str) -> Edition | None:
    """Return the edition whose changes are enough to be fetched: of the same area, and taken whole not long ago."""
    before = updating.before(source)
    if before is None or before.head.scope != scope or not before.head.whole_at:
        return None
    whole_at = datetime.fromisoformat(before.head.whole_at)
    return before if clock.now() - whole_at < WHOLE_EVERY else None


def _waiting(how: "Progress") -> str:
    if how.waiting:
        return _("{what} (the server asks to wait {count} s)").format(what=how.title, count=round(how.waiting))
    return how.title


def _settled(settings: Settings, prepared: updating.Prepared, faults: Faults, wish: Wish) -> bool:
    """Tell what was read and what it changes, and put it in use unless something speaks against it."""
    _tell_faults(faults, everything=wish.all_faults)
    for line in lines(prepared.changes, TOLD_CHANGES) if prepared.count else ():
        say(line)
    most = settings.catalogue.most_gone_percent / 100
    reason = refuse_reason(prepared.changes, most, told=wish.allow_gone)
    if reason or wish.only_try:
        prepared.leave()
        tell(reason or _("Only tried: nothing was changed."))
        return not reason
    prepared.use()
    with progress() as told:
        told(_("Preparing the search"), 0, None)
        _prepare_search(settings)
    count, name = prepared.count, prepared.source.name
    said = ngettext("{count} service of “{name}” is in use.", "{count} services of “{name}” are in use.", count)
    say(said.format(count=count, name=name))
    return True


def _prepare_search(settings: Settings) -> None:
    """Build the index that the next start of a desk here will find ready."""
    reference.make_search(stock.load(settings).whole.catalogue, settings=settings, cache=places().cache)


def _tell_faults(faults: Faults, *, everything: bool) -> None:
    listed = faults.kept if everything else faults.kept[:TOLD_FAULTS]
    for fault in listed:
        tell(str(fault))
    left = faults.count - len(listed)
    if left:
        more = ngettext("… and {count} fault more", "… and {count} faults more", left).format(count=left)
        tell(more if everything else _("{more}; --all-faults prints them.").format(more=more))


# ------------------------------------------------------------ what is there


def list_sources(settings: Settings) -> None:
    """Print the sources: what each holds, and since when."""
    rows = []
    for source in stock.store(settings).sources():
        edition = updating.before(source)
        if edition is None:
            rows.append((source.name, "", "", "", _("cannot be read")))
            continue
        taken = clock.local(datetime.fromisoformat(edition.head.taken_at))
        when = f"{full_day(taken.date())} {hours(taken)}"
        older = str(len(source.state.editions) - 1)
        rows.append((source.name, str(len(edition)), when, older, edition.head.scope or shown(edition.head.origin)))
    if rows:
        say_table((_("Source"), _("Services"), _("Taken"), _("Older"), _("From")), rows)
    else:
        say(_("No services have been imported."))


def go_back(settings: Settings, name: str) -> None:
    """Put the edition before the present one in use again."""
    with _existing(settings, name) as source:
        source.go_back()
        edition = source.current()
        taken = clock.local(datetime.fromisoformat(edition.head.taken_at)) if edition else clock.local_now()
        when = f"{full_day(taken.date())} {hours(taken)}"
        say(_("The services of “{name}” are those of {when} again.").format(name=source.name, when=when))


def remove(settings: Settings, name: str) -> None:
    """Take a source out of use, with all its editions."""
    with _existing(settings, name) as source:
        source.remove()
        say(_("The source “{name}” is removed.").format(name=source.name))


@contextmanager
def _existing(settings: Settings, name: str) -> Iterator[Source]:
    store = stock.store(settings)
    source = store.source(name)
    if source.name not in {each.name for each in store.sources()}:
        known = ", ".join(each.name for each in store.sources()) or "–"
        what = _("There is no source “{name}”.").format(name=shown(name))
        raise AdvisorError(what, remedy=_("These are there: {known}").format(known=known))
    with updating.alone(source):
        yield source


# ------------------------------------------------------------ handing on


def export_hsds(settings: Settings, path: Path, form: Literal["json", "csv"]) -> None:
    """Write every service of this desk as HSDS 3, for other systems."""
    from advisor_tui.catalogue.hsds import exporter  # noqa: PLC0415 - only an export needs it

    found = stock.load(settings)
    for notice in found.notices:
        tell(notice)
    catalogue = found.whole.catalogue
    with progress() as told:

        def count(done: int) -> None:
            told(_("Services"), done, len(catalogue))

        exporter.write(catalogue, path.absolute(), form=form, progress=count)
    written = ngettext("{count} service written to {path}", "{count} services written to {path}", len(catalogue))
    say(written.format(count=len(catalogue), path=shown(path)))
