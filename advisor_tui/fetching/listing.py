"""Lists of ids, page by page, and objects by their ids: how PTV's open API gives them.

A page is ``{"pageNumber": 1, "pageSize": 1000, "pageCount": 3, "itemList": [{"id": …, "name": …}]}``; ``itemList`` is
null on a page beyond the last. The server orders by the moment of publishing and then by id (vrk-kpa/ptv-releases,
EntityPagingHandlerBase.cs), so that pages shift while services are published and archived.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.fetching.wanted import Phase, Teller
from advisor_tui.fetching.wire import Wire
from advisor_tui.fetching.workplace import Workplace
from advisor_tui.language import _

T = TypeVar("T")

BATCH = 100
"""Ids in one question: “Max 100 can be added into list” (Tampere/ptv-php-client-v11, ServiceApi.md, 2024)."""

PAGES = 300
"""Pages of one list: 300,000 ids where PTV has 72,000 channels in all (measured by others in August 2026)."""

GROWTH = 2
"""Pages by which a list may grow while it is read: two thousand publications in some seconds would be no news."""

GUID = re.compile(r"(?!0{8}-)[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""An id of PTV. The empty one (all zeros) is left out: PTV answers it with status 500 (jsilvanus/ptv-mcp, notes)."""

NOT_FOUND = frozenset({404})
"""The status for ids of which none exists."""

NOT_KNOWN = frozenset({400, 404})
"""The statuses for an area that PTV does not know, by its kind or its code."""


@dataclass(frozen=True)
class Kind:
    """A kind of objects: the phase in which it is fetched, the path that gives them by ids, how its pages are named."""

    phase: Phase
    path: str
    name: str
    suffix: str = "json"


@dataclass(frozen=True)
class Source:
    """The server, the folder in which its pages are kept, and who is told how far it is."""

    wire: Wire
    place: Workplace
    teller: Teller

    def page(
        self,
        name: str,
        path: str,
        params: Mapping[str, str],
        read: Callable[[bytes, str], T],
        *,
        absent: frozenset[int] = frozenset(),
        stand_in: bytes = b"null",
    ) -> T:
        """Return what can be read from a page: the one that is there, or else the server's, which is then kept.

        ``stand_in`` is kept where the server says with a status in ``absent`` that there is nothing. What cannot be
        read is not kept: that raises :class:`AdvisorError`.
        """
        where = self.wire.place(path)
        kept = self.place.read(name)
        if kept is not None:
            try:
                return read(kept, where)
            except AdvisorError:
                pass  # damaged since it was written: the server has it
        content = self.wire.get(path, params, absent)
        content = stand_in if content is None else content.removeprefix(b"\xef\xbb\xbf")
        found = read(content, where)
        self.place.keep(name, content)
        return found


# ------------------------------------------------------------ lists of ids


@dataclass(frozen=True)
class _Page:
    number: int | None
    count: int
    ids: frozenset[str]


def listed(
    source: Source, name: str, path: str, params: Mapping[str, str], absent: frozenset[int] = frozenset()
) -> frozenset[str] | None:
    """Return the ids of a list; None where the server says with a status in ``absent`` that it has no such list.

    A list of more than one page is read twice, and what either reading saw counts: an id that slipped from one page
    to another between two questions is seen by the other reading, and one that is gone is not found later.
    """
    first = _read_through(source, f"{name}-a", path, params, absent)
    if first is None or first[1] <= 1:
        return first and first[0]
    second = _read_through(source, f"{name}-b", path, params, absent)
    return first[0] | (second[0] if second else frozenset())


def _read_through(
    source: Source, name: str, path: str, params: Mapping[str, str], absent: frozenset[int]
) -> tuple[frozenset[str], int] | None:
    """Return the ids of a list and how many pages it has."""
    found: set[str] = set()
    seen: set[frozenset[str]] = set()
    where, most, number = source.wire.place(path), PAGES, 1
    while True:
        asked = {**params, "page": str(number)}
        page = source.page(f"{name}-{number:04}.list", path, asked, _page, absent=absent)
        if page is None:
            return None
        most = min(PAGES, page.count + GROWTH) if number == 1 else most
        problem = _nonsense(page, number, most, seen)
        if problem:
            source.place.close()
            raise AdvisorError(
                _("The server's list cannot be right: {problem}.").format(problem=problem),
                where=shown(where),
                remedy=_("Nothing was changed. Try again later."),
            )
        found |= page.ids
        seen.add(page.ids)
        if number >= page.count:
            return frozenset(found), page.count
        number += 1


def _nonsense(page: _Page, number: int, most: int, seen: set[frozenset[str]]) -> str:
    """Return why a list can have no end, or not the pages that it says; nothing where it is sound."""
    if page.count > most:
        return _("it grows without end (page {number} of {count})").format(number=number, count=page.count)
    if page.number not in (None, number) or (page.ids and page.ids in seen):
        return _("page {number} is one that came before").format(number=number)
    if not page.ids and number < page.count:
        return _("page {number} of {count} is empty").format(number=number, count=page.count)
    return ""


def _page(content: bytes, where: str) -> _Page | None:
    said = _decoded(content, where)
    if said is None:
        return None
    if not isinstance(said, dict):
        raise _unexpected(where)
    number, count, items = said.get("pageNumber"), said.get("pageCount"), said.get("itemList")
    if (
        not isinstance(count, int)
        or not isinstance(number, (int, type(None)))
        or not isinstance(items, (list, type(None)))
    ):
        raise _unexpected(where)
    return _Page(number, count, frozenset(ids_at(items, "id")))


# ------------------------------------------------------------ objects by their ids


def batches(source: Source, kind: Kind, ids: Collection[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield the objects of a kind by their ids, batch by batch; those that do not exist are not among them."""
    ordered = sorted(ids)
    source.teller.tell(kind.phase, 0, len(ordered))
    for number, begin in enumerate(range(0, len(ordered), BATCH), start=1):
        batch = ordered[begin : begin + BATCH]
        yield source.page(
            f"{kind.name}-{number:04}.{kind.suffix}",
            kind.path,
            {"guids": ",".join(batch)},
            _objects,
            absent=NOT_FOUND,
            stand_in=b"[]",
        )
        source.teller.tell(kind.phase, begin + len(batch), len(ordered))


def _objects(content: bytes, where: str) -> list[dict[str, Any]]:
    said = _decoded(content, where)
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise _unexpected(where)
    return said


def ids_at(value: Any, *path: str) -> Iterator[str]:
    """Yield the ids at a path of fields (``serviceChannels``, ``serviceChannel``, ``id``), through every list."""
    if isinstance(value, list):
        for each in value:
            yield from ids_at(each, *path)
    elif path and isinstance(value, dict):
        yield from ids_at(value.get(path[0]), *path[1:])
    elif not path and isinstance(value, str) and GUID.fullmatch(value):
        yield value


def _decoded(content: bytes, where: str) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AdvisorError(
            _("What came is not JSON: {reason}.").format(reason=shown(error)),
            where=shown(where),
            remedy=_("Try again later; what has been fetched is kept for a day."),
        ) from error


def _unexpected(where: str) -> AdvisorError:
    return AdvisorError(
        _("What came does not have the form of PTV's open API (version 11)."),
        where=shown(where),
        remedy=_("Check the address in the settings; perhaps the interface has changed."),
    )
