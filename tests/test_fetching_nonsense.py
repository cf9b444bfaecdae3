"""Servers that send nonsense, lists without end, or away to another server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_tui.errors import AdvisorError
from advisor_tui.fetching import wire
from tests import ptv_server
from tests.fetching import fails, filled_server, ids, run
from tests.ptv_server import Handler, PtvServer, Reply, reply


@pytest.fixture
def server() -> Iterator[PtvServer]:
    """Return a server that knows some services."""
    with filled_server() as running:
        yield running


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[{",
        b'[{"id": "0000',
        b"null",
        b'{"errorMessage": "none"}',
        b'["a", "b"]',
        b"[" * 100_000,
        b'[{"id": "\xff"}]',
        b"[9" + b"9" * 5000 + b"]",
        b"<html></html>",
    ],
)
def test_objects_that_are_no_such_thing_are_refused_and_not_kept(
    server: PtvServer, tmp_path: Path, body: bytes
) -> None:
    server.trouble("/Service/list", reply(200, body))
    fails(server, tmp_path / "pages")
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"pageNumber": 1, "pageCount": "2", "itemList": []}',
        b'{"pageNumber": "1", "pageCount": 2, "itemList": []}',
        b'{"pageNumber": 1, "pageCount": 1, "itemList": {}}',
        b'{"pageNumber": 1, "pageCount": 1',
    ],
)
def test_lists_that_are_no_such_thing_are_refused_and_not_kept(server: PtvServer, tmp_path: Path, body: bytes) -> None:
    server.trouble("/Service/area", reply(200, body))
    fails(server, tmp_path / "pages")
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


def test_a_byte_order_mark_is_no_fault(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", reply(200, b'\xef\xbb\xbf[{"id": "00000001-0000-4000-8000-000000000001"}]'))
    assert run(server, tmp_path / "pages").asked == ids(1)


def test_a_page_to_log_in_is_told_from_data(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/area", reply(200, b"<html>Wi-Fi</html>", kind="text/html; charset=utf-8"))
    assert "text/html" in fails(server, tmp_path / "pages").what


Listed = tuple[int, int, list[int]]


def listing(*answers: Listed) -> list[Reply]:
    """Return pages of ids: the number that each says it has, how many it says there are, and the services on it."""
    return [
        reply(
            body={
                "pageNumber": number,
                "pageSize": 2,
                "pageCount": count,
                "itemList": [{"id": ptv_server.guid("Service", each)} for each in services],
            }
        )
        for number, count, services in answers
    ]


@pytest.mark.parametrize(
    "answers",
    [
        [(1, 9, [1, 2]), (1, 9, [1, 2])],
        [(1, 9, [1, 2]), (2, 9, [1, 2])],
        [(1, 9, [1, 2]), (2, 9, [3, 4]), (3, 9, [2, 1])],
        [(number, number + 1, [2 * number, 2 * number + 1]) for number in range(1, 9)],
        [(1, 1_000_000, [1, 2])],
        [(1, 9, [1, 2]), (2, 9, [])],
        [(2, 9, [1, 2])],
    ],
    ids=["a page", "its ids", "its ids turned", "growing", "endless", "empty", "another page"],
)
def test_a_list_that_can_have_no_end_is_refused(server: PtvServer, tmp_path: Path, answers: list[Listed]) -> None:
    server.trouble("/Service/area", *listing(*answers))
    fails(server, tmp_path / "pages")
    assert server.paths("/Service/area") <= len(answers)
    assert server.paths("/Service/list") == 0
    server.well_again()
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


# ------------------------------------------------------------ elsewhere


def test_a_redirect_to_another_server_is_refused(server: PtvServer, tmp_path: Path) -> None:
    with PtvServer() as other:
        server.trouble("/Service/list", reply(302, Location=f"{other.address}/Service/list"))
        assert other.address in fails(server, tmp_path / "pages").what
        assert other.asked == []


@pytest.mark.parametrize(
    "location", ["https://127.0.0.1/", "//example.org/", "http://127.0.0.1:1/", "file:///etc/passwd"]
)
def test_a_redirect_away_is_refused_however_it_is_written(server: PtvServer, tmp_path: Path, location: str) -> None:
    server.trouble("/Service/list", always=reply(301, Location=location))
    fails(server, tmp_path / "pages")


def test_a_redirect_within_the_server_is_followed(server: PtvServer, tmp_path: Path) -> None:
    def moved(handler: Handler) -> None:
        reply(307, Location=f"{handler.path}&moved=1")(handler)

    server.trouble("/Service/list", moved)
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


def test_redirects_round_in_a_circle_are_given_up(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", always=lambda handler: reply(307, Location=handler.path)(handler))
    fails(server, tmp_path / "pages")
    assert server.paths("/Service/list") == wire.HOPS + 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.example.org",
        "http://api.example.org",
        "http://127.0.0.1.example.org",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@example.org/",
        "https://example.org/?x=1",
        "https://example.org/#x",
        "https://exa mple.org:port/",
        "https://\ud800.org/",
        "https://[::1/",
        "\x1b]0;x\x07",
    ],
)
def test_addresses_that_are_none_or_not_safe_are_refused(address: str) -> None:
    with pytest.raises(AdvisorError):
        wire.checked_address(address)


@pytest.mark.parametrize("address", ["https://api.example.org/api/v11/", "http://localhost:8000/x", "http://[::1]:80"])
def test_addresses_by_https_or_on_this_machine_are_taken(address: str) -> None:
    assert wire.checked_address(address) == address.rstrip("/")


def test_this_machine_is_not_asked_by_way_of_a_proxy(
    server: PtvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert run(server, tmp_path / "pages").complete


def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "pigeon://127.0.0.1:1")
    with pytest.raises(AdvisorError, match="HTTPS_PROXY"):
        wire.Wire("https://example.org", lambda _seconds: None)
