"""Servers that are busy, break off, or send too much."""

import gzip
import logging
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stamina

from advisor_tui.fetching import wire
from advisor_tui.fetching.wanted import Progress
from tests.clocks import StandingClock
from tests.fetching import TAMPERE, fails, filled_server, ids, pages, run
from tests.ptv_server import Handler, PtvServer, Reply, hang_up, reply, sound

BUSY = sorted(wire.BUSY)


@pytest.fixture
def server() -> Iterator[PtvServer]:
    """Return a server that knows some services."""
    with filled_server() as running:
        yield running


# ------------------------------------------------------------ asking again


@pytest.mark.parametrize("status", BUSY)
def test_a_busy_server_is_asked_again(server: PtvServer, tmp_path: Path, status: int) -> None:
    server.trouble("/Service/list", reply(status), reply(status))
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)
    assert server.paths("/Service/list") == 3


@pytest.mark.parametrize("status", BUSY)
def test_a_server_that_stays_busy_is_given_up(server: PtvServer, tmp_path: Path, status: int) -> None:
    server.trouble("/Service/list", always=reply(status))
    assert str(status) in fails(server, tmp_path / "pages").what
    assert server.paths("/Service/list") == wire.ATTEMPTS


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("3", 3.0), ("Mon, 23 Nov 2026 12:33:07 GMT", 60.0), ("Mon, 23 Nov 2026 12:00:00 GMT", 0.0)],
)
def test_a_wait_that_the_server_asks_for_is_told(
    server: PtvServer, tmp_path: Path, written: str, seconds: float
) -> None:
    told: list[Progress] = []
    server.trouble("/ServiceChannel/list", reply(429, Retry_After=written))
    run(server, tmp_path / "pages", TAMPERE, told)
    assert Progress("channels", 0, 2, waiting=seconds) in told


@pytest.mark.parametrize("written", ["", "soon", "-3", "1e9", "Mon, 99 Nov", "٣"])
def test_a_wait_that_cannot_be_read_is_none(server: PtvServer, tmp_path: Path, written: str) -> None:
    server.trouble("/Service/list", reply(503, Retry_After=written.encode().decode("latin-1")))
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


@pytest.mark.parametrize("written", ["301", "9" * 400, "Tue, 24 Nov 2026 12:00:00 GMT"])
def test_a_wait_longer_than_anybody_sits_there_is_not_waited(server: PtvServer, tmp_path: Path, written: str) -> None:
    server.trouble("/Service/list", reply(429, Retry_After=written))
    assert "429" in fails(server, tmp_path / "pages").what
    assert server.paths("/Service/list") == 1


def test_waits_double_up_to_a_limit_and_differ(
    server: PtvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    server.trouble("/Service/list", hang_up, reply(500), reply(429, Retry_After="7"), reply(502), sound)
    with stamina.set_testing(False):
        run(server, tmp_path / "pages")
    asked = [wire.FIRST_WAIT, wire.FIRST_WAIT * 2, 7.0, wire.FIRST_WAIT * 8]
    most = [asked[0] + wire.JITTER, asked[1] + wire.JITTER, 7.0, asked[3] + wire.JITTER]
    assert len(waits) == 4
    assert all(least <= wait <= limit for least, wait, limit in zip(asked, waits, most, strict=True))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418])
def test_a_refusal_is_final(server: PtvServer, tmp_path: Path, status: int) -> None:
    server.trouble("/Service/list", always=reply(status, b"<html>no</html>", kind="text/html"))
    assert str(status) in fails(server, tmp_path / "pages").what
    assert server.paths("/Service/list") == 1


def test_a_gateway_that_does_not_know_the_interface_is_not_taken_for_an_area_without_services(
    server: PtvServer, tmp_path: Path
) -> None:
    server.trouble("/Service/area", always=reply(404, {"statusCode": 404, "message": "Resource not found"}))
    assert "404" in fails(server, tmp_path / "pages").what


def test_nobody_at_the_address_is_told(tmp_path: Path) -> None:
    with filled_server() as server:
        pass
    with stamina.set_testing(True, attempts=99, cap=True):
        fails(server, tmp_path / "pages")


def test_a_connection_that_breaks_is_tried_again(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", hang_up, reply(200, b"[{", Content_Length="500"))
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)
    assert server.paths("/Service/list") == 3


def test_a_server_that_says_nothing_is_given_up(
    server: PtvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "SILENCE", 0.02)
    over = threading.Event()

    def say_nothing(_handler: Handler) -> None:
        over.wait()

    server.trouble("/Service/list", always=say_nothing)
    try:
        fails(server, tmp_path / "pages")
    finally:
        over.set()
    assert server.paths("/Service/list") == wire.ATTEMPTS


def test_asking_again_writes_nothing_on_the_screen(
    server: PtvServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A warning that no handler takes is written to the screen, across the bar that is drawn there."""
    server.trouble("/Service/list", reply(500))
    run(server, tmp_path / "pages")
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []


# ------------------------------------------------------------ too much


def packed(raw: bytes) -> Reply:
    return reply(200, gzip.compress(raw), Content_Encoding="gzip")


def test_a_packed_answer_is_unpacked(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", packed(b'[{"id": "00000001-0000-4000-8000-000000000001"}]'))
    folder = run(server, tmp_path / "pages").folder
    assert [each["id"] for each in pages(folder, "services")] == ["00000001-0000-4000-8000-000000000001"]


@pytest.mark.parametrize("pack", [packed, lambda raw: reply(200, raw)])
def test_an_answer_that_is_too_large_is_refused(
    server: PtvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], Reply]
) -> None:
    monkeypatch.setattr(wire, "LARGEST", 100_000)
    server.trouble("/Service/list", always=pack(b" " * 50_000_000))
    assert "100000" in fails(server, tmp_path / "pages").what
    assert not (tmp_path / "pages" / "services-0001.json").exists()


def test_a_packed_answer_takes_no_more_memory_than_is_allowed(
    server: PtvServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LARGEST", 100_000)
    server.trouble("/Service/list", always=packed(b" " * 50_000_000))
    tracemalloc.start()
    try:
        fails(server, tmp_path / "pages")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_answer_that_ends_early_is_asked_for_again(server: PtvServer, tmp_path: Path) -> None:
    half = gzip.compress(b"[]" * 5000)[:-20]
    server.trouble(
        "/Service/list", reply(200, half, Content_Encoding="gzip"), reply(200, b"x", Content_Encoding="gzip")
    )
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


def test_a_packing_that_nobody_asked_for_is_refused(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", reply(200, b"[]", Content_Encoding="gzip, gzip"))
    assert "gzip, gzip" in fails(server, tmp_path / "pages").what


def test_a_body_that_trickles_for_ever_is_given_up(server: PtvServer, tmp_path: Path, clock: StandingClock) -> None:
    def trickle(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _piece in range(10_000):
            clock.advance(20)
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    server.trouble("/Service/list", always=trickle)
    assert str(int(wire.ANSWER)) in fails(server, tmp_path / "pages").what
    assert server.paths("/Service/list") == 1
