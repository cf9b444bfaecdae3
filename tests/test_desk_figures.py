"""The screen of figures, by keys: periods, topics, whose figures, a file; and the desk as it was, behind."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from advisor_tui.drawing import words
from advisor_tui.guidance.report import Report
from advisor_tui.records import reports
from advisor_tui.screens.figures import FiguresScreen
from advisor_tui.settings import SearchSettings, Settings
from advisor_tui.styles.themes import THEMES
from tests.clocks import MONDAY
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.kept import finished_call, open_store
from tests.test_look import assert_enough_contrast
from tests.waiting import until


@pytest.fixture
def log(home: Path) -> None:
    """Keep seven calls of November, three of them of MK, and two of October."""
    store = open_store(home / "calls.sqlite3")
    for advisor in ("MK", "MK", "MK", "TT", "TT", "TT", "TT"):
        store.save(finished_call(MONDAY, advisor=advisor))
    for advisor in ("MK", "TT"):
        store.save(finished_call(datetime(2026, 10, 5, 9, 0, tzinfo=UTC), advisor=advisor))
    store.close()


def figures(desk: Desk) -> FiguresScreen:
    """Return the screen in front."""
    assert isinstance(desk.app.screen, FiguresScreen)
    return desk.app.screen


def is_told(desk: Desk, text: str) -> bool:
    """Tell whether the screen shows a text."""
    return text in desk.text


async def read(desk: Desk) -> Report:
    """Wait until the figures that were asked for stand on the screen."""
    screen = figures(desk)
    await until(desk.pilot, lambda: screen.report is not None, "the figures are read")
    await desk.drawn()
    assert screen.report is not None
    return screen.report


@pytest.mark.usefixtures("log")
async def test_each_topic_shows_its_numbers_one_at_a_time(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("f6")
        report = await read(desk)
        assert report.contacts == 7
        for number, section in enumerate(report.sections):
            assert section.title in desk.text
            assert f"{number + 1}/{len(report.sections)}" in desk.text
            assert all(each.value in figures(desk).plot.words for each in words.cells(section))
            await desk.press("down")
        await desk.press("escape")
        await desk.until_waiting()


@pytest.mark.usefixtures("log")
async def test_in_a_wide_terminal_the_topics_stand_beside_and_both_themes_can_be_read(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("f6")
        report = await read(desk)
        for theme in THEMES.values():
            desk.app.theme = theme.name
            await desk.press("down")
            await desk.drawn()
            assert all(section.title[:20] in desk.text for section in report.sections)
            assert_enough_contrast(desk)


@pytest.mark.usefixtures("log")
async def test_keys_go_among_periods_and_never_into_the_future(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("f6")
        await read(desk)
        await desk.press("left")
        report = await read(desk)
        assert (report.first, report.last, report.contacts) == (date(2026, 10, 1), date(2026, 10, 31), 2)
        await desk.press("right", "right")
        assert (await read(desk)).last == date(2026, 11, 23)
        for key, first in (("u", date(2026, 1, 1)), ("v", date(2026, 11, 23)), ("p", date(2026, 11, 23))):
            await desk.press(key)
            assert (await read(desk)).first == first
        await desk.press("k")
        assert (await read(desk)).contacts == 7


@pytest.mark.usefixtures("log")
async def test_one_key_goes_round_everybody_oneself_and_oneself_beside_the_team(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("f6")
        counts = []
        for _round in range(4):
            report = await read(desk)
            counts.append((report.contacts, report.before_first.month))
            assert "TT" not in desk.text
            await desk.press("o")
        assert counts == [(7, 10), (3, 10), (3, 11), (7, 10)]


async def test_without_a_name_in_the_settings_there_is_nothing_of_ones_own(start_desk: StartDesk) -> None:
    async with start_desk((120, 36), Settings(search=SearchSettings(learn=False))) as desk:
        await desk.press("f6")
        await read(desk)
        await desk.press("o")
        assert figures(desk).key_line.notice
        assert (await read(desk)).advisor == ""


async def test_keys_do_not_wait_and_what_comes_too_late_is_not_shown(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, asked = threading.Event(), []
    really: Callable[..., Report] = reports.read

    def slowly(engine: Any, what: reports.Asked, *others: Any) -> Report:
        asked.append(what.period.first)
        if len(asked) == 1:
            held.wait(20)
        return really(engine, what, *others)

    monkeypatch.setattr(reports, "read", slowly)
    async with start_desk((80, 24)) as desk:
        await desk.press("f6")
        await until(desk.pilot, lambda: asked, "reading has begun")
        assert figures(desk).report is None
        await desk.press("left")
        report = await read(desk)
        held.set()
        await desk.drawn()
        assert figures(desk).report is report
        assert report.first == date(2026, 10, 1)


@pytest.mark.usefixtures("log")
async def test_a_file_is_written_beside_those_that_are_there(
    start_desk: StartDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start_desk((120, 36)) as desk:
        await desk.press("f6")
        await read(desk)
        for name in ("advisor-figures-2026-11.html", "advisor-figures-2026-11-2.html"):
            await desk.press("ctrl+s")
            await until(desk.pilot, partial(is_told, desk, name), "the file is told of")
            assert "</html>" in (tmp_path / name).read_text(encoding="utf-8")
        await desk.press("left")
        await read(desk)
        await desk.press("ctrl+s")
        path = tmp_path / "advisor-figures-2026-10.html"
        await until(desk.pilot, path.exists, "the file is written")
        assert words.value(None, "count", hidden=True) in path.read_text(encoding="utf-8")
