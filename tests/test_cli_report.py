"""``advisor report``: which period, whose figures, what is printed, what is written, and how it ends."""

import io
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from advisor_tui.cli import report_parser
from advisor_tui.cli.report import Span, Wanted, period_of, report
from advisor_tui.drawing import words
from advisor_tui.errors import AdvisorError
from advisor_tui.settings import Settings
from tests.clocks import MONDAY
from tests.hostile import FORBIDDEN
from tests.kept import finished_call, open_store

TODAY = date(2026, 11, 23)
OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
MK = Settings(advisor="MK")


@pytest.fixture
def log(home: Path) -> None:
    """Keep seven calls of November, three of them of MK, and two of October."""
    store = open_store(home / "calls.sqlite3")
    for advisor in ("MK", "MK", "MK", "TT", "TT", "TT", "TT"):
        store.save(finished_call(MONDAY, advisor=advisor))
    for advisor in ("MK", "TT"):
        store.save(finished_call(OCTOBER, advisor=advisor))
    store.close()


def printed(capsys: pytest.CaptureFixture[str], wanted: Wanted, settings: Settings = MK) -> str:
    """Return what the command prints."""
    report(settings, wanted)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span(), date(2026, 11, 1), TODAY),
        (Span(day="22.11.2026"), date(2026, 11, 22), date(2026, 11, 22)),
        (Span(week="2026-11-18"), date(2026, 11, 16), date(2026, 11, 22)),
        (Span(week="2026-11-23"), TODAY, TODAY),
        (Span(month="2026-02"), date(2026, 2, 1), date(2026, 2, 28)),
        (Span(year="2025"), date(2025, 1, 1), date(2025, 12, 31)),
        (Span(first="2026-11-01", last="2026-11-10"), date(2026, 11, 1), date(2026, 11, 10)),
        (Span(first="2026-11-20"), date(2026, 11, 20), TODAY),
        (Span(last="2026-11-20"), date(2026, 11, 20), date(2026, 11, 20)),
        (Span(month="2027-01"), date(2027, 1, 1), date(2027, 1, 31)),
    ],
)
def test_the_period_is_the_one_that_was_written_and_else_this_month_so_far(span: Span, first: date, last: date) -> None:
    period = period_of(span, TODAY)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "span",
    [
        Span(day="2026-11-31"),
        Span(month="2026-13"),
        Span(month="٢٠٢٦-١١"),
        Span(month="marraskuu"),
        Span(year="0000"),
        Span(year="9999"),
        Span(week="9998-12-31x"),
        Span(day="2026-11-20", year="2026"),
        Span(first="2026-11-20", last="2026-11-01"),
    ],
)
def test_what_is_no_period_is_refused_with_a_remedy(span: Span) -> None:
    with pytest.raises(AdvisorError) as refused:
        period_of(span, TODAY)
    assert refused.value.remedy


@pytest.mark.usefixtures("log")
def test_the_terminal_shows_every_number_beside_the_period_before(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, Wanted())
    assert "1.11.–23.11.2026" in out
    assert "1.10.–23.10.2026" in out
    line = next(each for each in out.splitlines() if "█" in each)
    assert re.findall(r"\d+", line.split("█")[-1])[:1] == ["7"]
    assert re.search(r"\b2\b", line)


@pytest.mark.usefixtures("log")
def test_to_a_pipe_there_is_no_colour_and_no_line_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, Wanted())
    assert not set(out) & FORBIDDEN
    assert max(map(len, out.splitlines())) < 110


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("no_color", [False, True])
def test_a_terminal_gets_colours_unless_it_wants_none(monkeypatch: pytest.MonkeyPatch, *, no_color: bool) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    report(MK, Wanted())
    assert ("\x1b[36m" in terminal.getvalue()) is not no_color


@pytest.mark.usefixtures("log")
def test_plain_signs_are_drawn_by_the_setting(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, Wanted(), Settings(advisor="MK", glyphs="ascii"))
    assert "#" in out
    assert not set(out) & set("█▌▄│─")


@pytest.mark.usefixtures("log")
def test_ones_own_figures_are_of_nobody_else(capsys: pytest.CaptureFixture[str]) -> None:
    mine = printed(capsys, Wanted(mine=True))
    assert mine == printed(capsys, Wanted(advisor="MK"))
    assert "MK" in mine
    assert "TT" not in mine
    line = next(each for each in mine.splitlines() if "█" in each)
    assert re.findall(r"\d+", line.split("█")[-1])[:1] == ["3"]


@pytest.mark.usefixtures("log")
def test_beside_the_team_one_stands_in_shares(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, Wanted(mine=True, team=True))
    assert "TT" not in out
    assert words.percent(100) in out


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (MK, Wanted(mine=True, advisor="TT")),
        (Settings(), Wanted(mine=True)),
        (MK, Wanted(team=True)),
        (MK, Wanted(team=True, mine=True, html=Path("x.html"))),
    ],
)
def test_what_contradicts_itself_is_refused(settings: Settings, wanted: Wanted) -> None:
    with pytest.raises(AdvisorError) as refused:
        report(settings, wanted)
    assert refused.value.remedy


def test_without_a_call_there_is_nothing_to_report() -> None:
    with pytest.raises(AdvisorError):
        report(MK, Wanted())


@pytest.mark.usefixtures("log")
def test_a_period_to_come_is_told_and_has_zeros(capsys: pytest.CaptureFixture[str]) -> None:
    report(MK, Wanted(Span(year="2031")))
    told = capsys.readouterr()
    assert told.err
    assert "0" in told.out
    assert not re.search(r"[█#]", told.out.replace("█ ", "", told.out.count("█ ")))


@pytest.mark.usefixtures("log")
def test_a_file_has_small_numbers_hidden_and_the_terminal_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = words.value(None, "count", hidden=True)
    assert hidden not in printed(capsys, Wanted(Span(month="2026-10")))
    assert hidden in printed(capsys, Wanted(Span(month="2026-10"), public=True))
    path = tmp_path / "luvut.html"
    assert str(path) in printed(capsys, Wanted(Span(month="2026-10"), html=path))
    page = path.read_text(encoding="utf-8")
    assert hidden in page
    assert "<svg" in page or "lokakuu" in page or "October" in page


@pytest.mark.usefixtures("log")
def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "luvut.html"
    path.write_text("tärkeää", encoding="utf-8")
    with pytest.raises(AdvisorError) as refused:
        report(MK, Wanted(html=path))
    assert "--html" in refused.value.remedy
    assert path.read_text(encoding="utf-8") == "tärkeää"


@pytest.mark.usefixtures("log")
def test_the_options_mean_what_they_say() -> None:
    commands = typer.Typer()
    commands.callback()(lambda: None)
    report_parser.add(commands, MK)
    ended = CliRunner().invoke(commands, ["report", "--from", "2026-11-01", "--to", "2026-11-23", "--mine", "--public"])
    assert ended.exit_code == 0
    assert words.whose("MK") in ended.output
    assert words.value(None, "count", hidden=True) in ended.output
