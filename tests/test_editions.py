"""Editions of imported services: written whole or not at all, read line by line, put in use and taken back."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue import edition, whole
from advisor_tui.catalogue.contact import Location
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.service import Service, digest_of
from advisor_tui.catalogue.sources import KEPT, Source, Store
from advisor_tui.errors import AdvisorError
from tests.imported import imported

ONE, TWO, THREE = (imported(f"ptv:{number}", f"Apu {number}") for number in (1, 2, 3))


def write(source: Source, *services: Service, scope: str = "") -> Path:
    """Write an edition into the folder of a source."""
    taken_at = "2026-11-23T10:00:00+00:00"
    return edition.write(source.folder, services, kind="ptv", origin="koe.json", taken_at=taken_at, scope=scope)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Return a source without an edition."""
    return Store(tmp_path / "store").source("ptv")


def test_an_edition_that_was_written_is_read_back_equal(source: Source) -> None:
    path = write(source, ONE, TWO, scope="Pirkanmaa")
    found = edition.read(path)
    assert list(found.services()) == [ONE, TWO]
    assert (found.head.kind, found.head.origin, found.head.scope) == ("ptv", "koe.json", "Pirkanmaa")
    assert found.head.ids == ["ptv:1", "ptv:2"]


def test_nothing_is_in_use_until_it_is_put_in_use(source: Source) -> None:
    write(source, ONE)
    assert source.current() is None


def test_an_import_that_ends_early_leaves_nothing_behind(source: Source) -> None:
    def stopped() -> Iterator[Service]:
        yield ONE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        edition.write(source.folder, stopped(), kind="ptv", origin="x", taken_at="2026-11-23")
    assert list(source.folder.iterdir()) == []


def test_the_edition_before_is_kept_and_taken_back_by_one_step(source: Source) -> None:
    source.use(write(source, ONE))
    source.use(write(source, TWO))
    assert [each.id for each in (source.current() or pytest.fail("none")).services()] == ["ptv:2"]
    source.go_back()
    assert [each.id for each in (source.current() or pytest.fail("none")).services()] == ["ptv:1"]
    with pytest.raises(AdvisorError):
        source.go_back()


def test_only_a_few_editions_are_kept(source: Source) -> None:
    for number in range(KEPT + 2):
        source.use(write(source, imported(f"ptv:{number}", "Apu")))
    assert len(list(source.folder.glob("*.jsonl"))) == KEPT


def test_a_removed_source_is_no_source_any_more(source: Source, tmp_path: Path) -> None:
    source.use(write(source, ONE))
    source.remove()
    assert list(Store(tmp_path / "store").sources()) == []
    assert list(source.folder.glob("*.jsonl")) == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda _raw: b"",
        lambda raw: raw[:-5],
        lambda raw: raw + b"{}\n",
        lambda raw: raw.replace(b"Apu 1", b"Apu 9"),
        lambda raw: b"x" + raw,
    ],
    ids=["empty", "cut", "longer", "edited", "foreign"],
)
def test_a_damaged_edition_is_known_and_not_used(source: Source, harm: object) -> None:
    path = write(source, ONE, TWO)
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(AdvisorError, match="vahingoittunut"):
        edition.read(path)


def test_an_edition_of_a_newer_program_asks_for_an_update(source: Source) -> None:
    path = write(source, ONE)
    raw = path.read_bytes().replace(b'"form":1', b'"form":9')
    newer = path.with_name(f"{digest_of(raw).hex()}.jsonl")
    newer.write_bytes(raw)
    with pytest.raises(AdvisorError, match="uudempi ohjelma"):
        edition.read(newer)


def test_a_damaged_state_is_told_and_mended_by_the_next_import(source: Source) -> None:
    source.use(write(source, ONE))
    (source.folder / "state.json").write_text("{")
    with pytest.raises(AdvisorError):
        source.current()
    source.use(write(source, TWO))
    assert (source.current() or pytest.fail("none")).head.ids == ["ptv:2"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "Iso", "con", "nul", "x" * 41, "-a", "a b", "ä"])
def test_a_name_that_no_folder_can_have_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(AdvisorError):
        Store(tmp_path).source(name)


@pytest.mark.skipif(os.name == "nt", reason="modes are of other systems")
def test_nobody_else_can_read_what_is_kept(source: Source) -> None:
    source.use(write(source, ONE))
    assert all(path.stat().st_mode & 0o077 == 0 for path in source.folder.iterdir())


def test_the_middle_of_the_places_of_a_municipality_is_known(source: Source) -> None:
    places = tuple(
        Location(municipality="Tampere", latitude=61.0 + step / 10, longitude=23.0 + step / 10) for step in (0, 1, 9)
    )
    path = write(source, msgspec.structs.replace(ONE, locations=places))
    assert edition.read(path).head.centres == {"Tampere": edition.Centre(61.1, 23.1)}


# ------------------------------------------------------------ one catalogue of everything


def test_what_people_edit_stands_before_an_import_of_the_same_id(source: Source) -> None:
    mine = imported("ptv:1", "Oma")
    found = whole.put_together([mine], [edition.read(write(source, ONE, TWO))]).catalogue
    assert [each.name for each in found.services] == ["Oma", "Apu 2"]
    assert found.get("ptv:1") == mine


def test_a_service_is_read_only_when_it_is_asked_for(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    found = whole.put_together([], [edition.read(write(source, ONE, TWO, THREE))]).catalogue
    asked: list[int] = []
    decode = edition.Edition.service

    def noticed(self: edition.Edition, place: int) -> Service:
        asked.append(place)
        return decode(self, place)

    monkeypatch.setattr(edition.Edition, "service", noticed)
    again = whole.put_together([], [edition.read(next(source.folder.glob("*.jsonl")))]).catalogue
    assert (len(again), again.fingerprint) == (3, found.fingerprint)
    assert asked == []
    assert again.get("ptv:2") == TWO
    assert again.get("ptv:2") == TWO
    assert asked == [1]


def test_a_note_survives_an_update_and_what_it_corrects_is_not_called_inferred(source: Source) -> None:
    guessed = msgspec.structs.replace(ONE, inferred=("rung", "type"), caller_words=("a",))
    note = Note("ptv:1", type="ateria", rung="4", caller_words=("b",), alert="Muuttaa", favourite=True)
    first = whole.put_together([], [edition.read(write(source, guessed))], {"ptv:1": note}).catalogue
    updated = msgspec.structs.replace(guessed, description="Uusi kuvaus")
    second = whole.put_together([], [edition.read(write(source, updated))], {"ptv:1": note}).catalogue
    for found in (first, second):
        service = found.services[0]
        assert (service.type, service.rung, service.alert, service.favourite) == ("ateria", "4", "Muuttaa", True)
        assert service.caller_words == ("b", "a")
        assert service.inferred == ()
    assert second.services[0].description == "Uusi kuvaus"
    assert first.fingerprint != second.fingerprint
    assert second.first_of_type("ateria") == second.services[0]


def test_a_note_changes_the_fingerprint_so_that_the_index_is_built_anew(source: Source) -> None:
    found = edition.read(write(source, ONE))
    plain = whole.put_together([], [found]).catalogue
    noted = whole.put_together([], [found], {"ptv:1": Note("ptv:1", caller_words=("x",))}).catalogue
    assert plain.fingerprint != noted.fingerprint


@given(texts=st.lists(st.text(max_size=40), max_size=5))
def test_any_text_comes_back_as_it_was(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    clean = [text for text in texts if not any(0xD800 <= ord(char) < 0xE000 for char in text)]
    services = [imported(f"x:{number}", text, description=text) for number, text in enumerate(clean)]
    folder = tmp_path_factory.mktemp("texts")
    path = edition.write(folder, services, kind="sheet", origin="x", taken_at="2026-11-23")
    assert list(edition.read(path).services()) == services
