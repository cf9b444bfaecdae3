"""What listening must reach, on graded situations that were written before its words (see tests/benchmarks)."""

from collections.abc import Callable

import pytest

from advisor_tui.search.engine import Search
from tests.benchmarks.listening import Tally, long_note, read, tallies
from tests.listening import shipped_listener


@pytest.fixture(scope="module")
def found() -> Tally:
    return tallies(shipped_listener(), read())["all"]


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("service", 0.9),  # one of the best kinds among the first five
        ("flags", 0.98),  # by the very flag
        ("duties", 0.98),
        ("harmless", 0.9),  # at most one false alarm in ten
        ("age", 0.95),
        ("municipality", 0.95),
    ],
)
def test_the_graded_situations_are_understood(found: Tally, what: str, least: float) -> None:
    share = found.share(what)
    assert share is not None
    assert share >= least, found.wrong


def test_nothing_dangerous_stays_without_any_alarm_but_one_in_twenty() -> None:
    listener = shipped_listener()
    dangerous = [each for each in read() if each["flags"] or each["duties"]]
    heard = {each["id"]: listener.understand(each["notes"]) for each in dangerous}
    silent = [name for name, each in heard.items() if not (each.flags or each.duties)]
    assert len(silent) * 20 <= len(dangerous), silent


def test_a_key_asks_only_for_what_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    listener, note = shipped_listener(), long_note(read())
    listener.understand(note[:-1])
    asked: list[str] = []
    find: Callable[..., object] = Search.find

    def counted(self: Search, query: str, *rest: object) -> object:
        asked.append(query)
        return find(self, query, *rest)

    monkeypatch.setattr(Search, "find", counted)
    listener.understand(note)
    # The clause that grew, its last stretch, and its sentence; what stood there before is remembered.
    assert len(asked) <= 4, asked
