"""Everything a call needs to know, read from data: services, places, the script, time limits, words for days.

A county's own files stand before those that ship. When one of them is broken the desk still has to answer the phone:
the shipped file takes its place, and what is wrong is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from advisor_tui import clock, stock
from advisor_tui.catalogue import areas, inference, kinds
from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.check import Rules
from advisor_tui.catalogue.edition import Centre
from advisor_tui.catalogue.inference import Rules as Inference
from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.catalogue.sources import Stamp
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance import calendar, deadlines, follow_up_rules, hand_off, script_check
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Script
from advisor_tui.guidance.script_check import Around
from advisor_tui.language import _
from advisor_tui.listening import data as listening_data
from advisor_tui.listening.check import Around as ListeningAround
from advisor_tui.listening.check import check as check_listening
from advisor_tui.listening.listener import Listener
from advisor_tui.paths import shipped
from advisor_tui.search import synonyms
from advisor_tui.search.engine import Search
from advisor_tui.search.stored import open_index
from advisor_tui.settings import Settings


@dataclass(frozen=True)
class Reference:
    """What the desk knows, its search, and what stands around them.

    ``listening`` is the folder of the words to listen by, ``notices`` sentences about files that could not be used as
    they are, ``centres`` about where municipalities lie, ``notes`` what is noted of services by their ids, ``stamp``
    the state of the imported services when they were read.
    """

    known: Known
    search: Search
    listening: Path
    kinds: Kinds
    notices: tuple[str, ...] = ()
    centres: Mapping[str, Centre] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    stamp: Stamp = ()


def data_file(name: str) -> Path:
    """Return a data file that ships."""
    return shipped("data") / name


def script_file(settings: Settings) -> Path:
    """Return the script in use: the county's, or the one that ships."""
    return Path(settings.script) if settings.script else data_file("script.toml")


def retention_file(settings: Settings) -> Path:
    """Return the times to keep records that are in use: the county's, or those that ship."""
    return Path(settings.retention.file) if settings.retention.file else data_file("retention.toml")


def load(settings: Settings, cache: Path | None = None) -> Reference:
    """Read everything; the search's index is kept in the cache folder, where one is given.

    Only files that ship can end this with an error: then the installation is broken.
    """
    stocked = stock.load(settings)
    services, notices = stocked.whole.catalogue, list(stocked.notices)
    places = areas.load(data_file("areas.toml"))
    known = Known(
        catalogue=services,
        areas=places,
        script=_script(settings, notices),
        limits=deadlines.load(data_file("deadlines.toml")),
        calendar=calendar.load(data_file("calendar.toml")),
        follow_ups=follow_up_rules.load(data_file("follow_ups.toml")),
        hand_off=hand_off.load(data_file("hand_off.toml")),
    )
    sound = _with_sound_words(settings, notices)
    listening = _listening(settings, known, notices)
    engine = make_search(services, places, sound, cache)
    whole = stocked.whole
    return Reference(
        known, engine, listening, all_kinds(), tuple(notices), whole.centres, dict(stocked.notes), stocked.stamp
    )


def listening_folder(settings: Settings) -> Path:
    """Return where the words are that the desk listens by: the county's folder, or the one that ships."""
    return Path(settings.listening.folder) if settings.listening.folder else data_file("listening")


def make_listener(found: Reference) -> Listener:
    """Return what listens to notes, for one thread of its own: reading its words takes two seconds."""
    known = found.known
    return Listener(listening_data.load(found.listening), known.script, known.areas, found.search.beside())


def listening_around(settings: Settings) -> ListeningAround:
    """Return what the words of listening speak of: the script in use, kinds of service, municipalities."""
    script = script_check.load_checked(script_file(settings), script_around())
    return ListeningAround(script, frozenset(all_kinds().by_id()), areas.load(data_file("areas.toml")))


def make_search(
    services: Catalogue, places: Areas | None = None, settings: Settings | None = None, cache: Path | None = None
) -> Search:
    """Return the search over services, which knows what callers call each kind."""
    words = synonyms.together(synonyms.read(path) for path in synonym_files(settings or Settings()))
    found = all_kinds().type
    index = open_index(cache, services, found, words)
    return Search(services, places or areas.load(data_file("areas.toml")), found, words, index)


def synonym_files(settings: Settings) -> tuple[Path, ...]:
    """Return the files of words: the one that ships, and the county's beside it."""
    own = (Path(settings.search.synonyms),) if settings.search.synonyms else ()
    return (data_file("synonyms.toml"), *own)


def synonyms_around(settings: Settings) -> synonyms.Around:
    """Return what a file of words speaks of: kinds, and the words of the services and of the words that ship."""
    services, _faults = stock.read_files(stock.folders(settings))
    engine = make_search(services)
    return synonyms.Around(frozenset(all_kinds().by_id()), frozenset(engine.index.vocabulary.folded))


def catalogue_rules(settings: Settings, today: date | None = None) -> Rules:
    """Return what the entries of a catalogue are measured against."""
    return Rules(
        kinds=all_kinds(),
        areas=areas.load(data_file("areas.toml")),
        today=today or clock.today(),
        stale_after_days=settings.catalogue.stale_after_days,
    )


def all_kinds() -> Kinds:
    """Return every kind of service."""
    return kinds.load(data_file("service_types.toml"))


def inference_rules() -> Inference:
    """Return the rules that fill in what a source of services does not say."""
    return inference.load(data_file("inference.toml"), all_kinds())


def script_around() -> Around:
    """Return what a script speaks of beside itself."""
    limits = deadlines.load(data_file("deadlines.toml"))
    return Around(
        kinds=frozenset(all_kinds().by_id()),
        grounds=frozenset(ground.id for limit in limits.limit for ground in limit.grounds),
    )


def _listening(settings: Settings, known: Known, notices: list[str]) -> Path:
    """Return the folder of words to listen by; the one that ships where the county's cannot be used."""
    if settings.listening.folder:
        around = ListeningAround(known.script, frozenset(all_kinds().by_id()), known.areas)
        faults = check_listening(Path(settings.listening.folder), around)
        if not faults:
            return Path(settings.listening.folder)
        told = _("{fault} The desk listens by the words that ship. See: advisor listening check")
        notices.append(told.format(fault=faults[0]))
    return data_file("listening")


def _with_sound_words(settings: Settings, notices: list[str]) -> Settings:
    """Return the settings, without the county's own words where these cannot be used."""
    if settings.search.synonyms:
        try:
            synonyms.read(Path(settings.search.synonyms))
        except AdvisorError as error:
            notices.append(_("{error} The search does without it. See: advisor synonyms check").format(error=error))
            return replace(settings, search=replace(settings.search, synonyms=""))
    return settings


def _script(settings: Settings, notices: list[str]) -> Script:
    try:
        return script_check.load_checked(script_file(settings), script_around())
    except AdvisorError as error:
        if not settings.script:
            raise
        notices.append(
            _("{error} The script that ships is used instead. See: advisor script check").format(error=error)
        )
        return script_check.load_checked(data_file("script.toml"))
