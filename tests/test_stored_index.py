"""The kept index: it answers as a new one does, and nothing that lies in the cache folder can harm the search."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import reference
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Catalogue, digest_of
from advisor_tui.guidance.known import Known
from advisor_tui.language import Words
from advisor_tui.search import stored
from advisor_tui.search.engine import Search
from advisor_tui.search.synonyms import NOTHING
from advisor_tui.search.weights import NUMPY_FROM
from tests.test_search import FEW, service

KINDS = (Kind("ateria", "4", Words("Ateriapalvelu", "Måltidsservice", "Meals")),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a cache folder that does not exist yet."""
    return tmp_path / "cache"


def engine(folder: Path | None, catalogue: Catalogue | None = None) -> Search:
    """Return a search whose index is kept in a folder."""
    services = Catalogue(FEW) if catalogue is None else catalogue
    return Search(services, None, KINDS, NOTHING, stored.open_index(folder, services, KINDS, NOTHING))


def kept(folder: Path) -> Path:
    """Return the only kept index."""
    (path,) = folder.glob("search-*.idx")
    return path


def told(search: Search, query: str) -> list[tuple[str, float]]:
    """Return what is found, with scores."""
    return [(hit.service.id, hit.score) for hit in search.find(query)]


@pytest.mark.parametrize(
    "query", ["ateria", "ruokaa kotiin", "turvapuhelimen", "siivuos", "måltid", "a", "puhdas koti"]
)
def test_a_kept_index_finds_what_a_new_one_finds(folder: Path, query: str) -> None:
    new = told(engine(folder), query)
    assert new == told(engine(folder), query)
    assert new == told(engine(None), query)


def test_a_kept_index_is_read_and_not_built_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(folder)

    def build(*_args: object) -> None:
        raise AssertionError("it was built again")

    monkeypatch.setattr(stored, "build", build)
    assert told(engine(folder), "ateria")


def test_a_catalogue_that_has_changed_gets_an_index_of_its_own(folder: Path) -> None:
    engine(folder)
    changed = Catalogue((*FEW, service("Uusi apu")))
    assert told(engine(folder, changed), "uusi apu")[0][0] == "Uusi apu"
    assert len(list(folder.glob("search-*.idx"))) == 2


def test_only_the_newest_few_are_kept(folder: Path) -> None:
    for number in range(stored.KEPT + 3):
        engine(folder, Catalogue((service(f"Apu {number}"),)))
    assert len(list(folder.glob("*"))) == stored.KEPT


@pytest.mark.parametrize(
    "harm",
    [
        lambda _raw: b"",
        lambda raw: raw[:40],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: b"\x80\x04cos\nsystem\n" + raw,
        lambda _raw: stored.MAGIC + bytes(stored.DIGEST),
        lambda raw: raw.replace(b"ateriapalvelu", b"ATERIAPALVELU"),
    ],
    ids=["empty", "cut early", "cut", "one bit", "pickle", "no content", "edited"],
)
def test_a_damaged_or_foreign_file_is_built_anew_and_written_over(folder: Path, harm: object) -> None:
    whole = told(engine(folder), "ateria")
    path = kept(folder)
    sound = path.read_bytes()
    path.write_bytes(harm(sound))  # type: ignore[operator]
    assert told(engine(folder), "ateria") == whole
    assert stored.read(kept(folder)) is not None


def test_a_file_of_another_machine_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(folder)
    path = kept(folder)
    monkeypatch.setattr(stored, "MACHINE", "big 8 4")
    assert stored.read(path) is None


@given(raw=st.binary(max_size=400))
@settings(max_examples=100)
def test_no_bytes_are_taken_for_an_index_nor_end_in_an_error(raw: bytes) -> None:
    content = stored.MAGIC + digest_of(raw) + raw
    place = Path("/dev/null") if sys.platform != "win32" else Path("NUL")
    assert stored.read(place) is None
    assert stored._opened(content) is None


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    assert told(engine(blocked), "ateria") == told(engine(None), "ateria")
    assert blocked.read_text() == "not a folder"


def test_nobody_else_can_read_it(folder: Path) -> None:
    engine(folder)
    if sys.platform != "win32":
        assert kept(folder).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("size", [0, 1])
def test_a_catalogue_of_none_or_one_can_be_kept(folder: Path, size: int) -> None:
    few = Catalogue(FEW[:size])
    engine(folder, few)
    assert [hit.service.name for hit in engine(folder, few).find("ateria")] == [each.name for each in FEW[:size]]


def test_numpy_and_plain_rows_find_the_same(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(known.catalogue) < NUMPY_FROM
    plain = reference.make_search(known.catalogue, known.areas)
    monkeypatch.setattr("advisor_tui.search.weights.NUMPY_FROM", 1)
    arrays = reference.make_search(known.catalogue, known.areas)
    for query in (
        "ruokaa kotiin",
        "turvapuhelinta",
        "en jaksa enää",
        "0800 147",
        "päihdeneuvonta näytejärvi",
        "k",
        "muisitneuvonta",
    ):
        one, other = plain.find(query, limit=20), arrays.find(query, limit=20)
        assert [hit.service.id for hit in one] == [hit.service.id for hit in other], query
        assert [round(hit.score, 3) for hit in one] == [round(hit.score, 3) for hit in other], query
