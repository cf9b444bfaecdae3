"""Starting, editing, saving, reopening in any order, at two desks, beside a dictionary that knows what must be kept."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.records.store import StaleCall, Store
from tests.kept import DAYS, LINES, NOTES, open_store


class StoreMachine(RuleBasedStateMachine):
    """Two desks with a store each, over one database. ``kept`` is what must be in it."""

    calls: Bundle[Call] = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "calls.sqlite3"
        self.stores = [open_store(self.path, desk) for desk in ("d1", "d2")]
        self.kept: dict[str, Call] = {}

    def save(self, store: Store, call: Call) -> None:
        """Save as a desk does; a call that the other desk has changed must be refused."""
        known = self.kept.get(call.id)
        if known is None or known.version == call.version:
            store.save(call)
            self.kept[call.id] = call.snapshot()
            return
        with pytest.raises(StaleCall) as caught:
            store.save(call)
        assert caught.value.version == known.version

    @rule(target=calls)
    def start(self) -> Call:
        """A call begins; nothing of it is kept yet."""
        return new_call()

    @rule(call=calls, notes=NOTES)
    def write(self, call: Call, notes: str) -> None:
        """Write notes."""
        call.write(notes)

    @rule(call=calls, name=st.sampled_from(("caller_name", "goal", "municipality")), value=LINES)
    def fill_in(self, call: Call, name: str, value: str) -> None:
        """Fill in or empty a field."""
        call.put(name, value)

    @rule(call=calls, number=st.integers(0, 3), what=LINES, day=st.none() | DAYS)
    def change_a_part(self, call: Call, number: int, what: str, day: object) -> None:
        """Change one of the parts that have tables of their own."""
        assert day is None or day
        changes = (
            lambda: call.attach(what or "s", "t", what, "told"),
            lambda: call.rate("housing", "2"),
            lambda: call.raise_flag(what or "fall"),
            lambda: call.agree(NextStep(what, "us", None)),
        )
        changes[number]()

    @rule(call=calls, desk=st.sampled_from((0, 1)))
    def keep(self, call: Call, desk: int) -> None:
        """Save at one of the desks."""
        self.save(self.stores[desk], call)

    @rule(call=calls, desk=st.sampled_from((0, 1)))
    def overwrite(self, call: Call, desk: int) -> None:
        """End a conflict: what is here replaces what the other desk has made of the call."""
        known = self.kept.get(call.id)
        call.version = known.version if known else call.version
        self.save(self.stores[desk], call)

    @rule(target=calls, call=calls, desk=st.sampled_from((0, 1)))
    def take_up(self, call: Call, desk: int) -> Call:
        """Read a call at one of the desks, to go on with it there; the first desk keeps its own."""
        return self.stores[desk].load(call.id) or call

    @rule(call=consumes(calls), desk=st.sampled_from((0, 1)))
    def finish(self, call: Call, desk: int) -> None:
        """Finish a call."""
        call.close()
        self.save(self.stores[desk], call)

    @rule(desk=st.sampled_from((0, 1)))
    def reopen(self, desk: int) -> None:
        """A desk ends and begins again."""
        self.stores[desk].close()
        self.stores[desk] = open_store(self.path, f"d{desk + 1}")

    @invariant()
    def everything_kept_is_there(self) -> None:
        """Both desks see what was saved, whole."""
        for store in self.stores:
            waiting = {line.id for line in store.open_calls()}
            assert waiting == {call.id for call in self.kept.values() if call.state != "closed"}

    def teardown(self) -> None:
        """Look at everything once more from outside."""
        reader = open_store(self.path, "reader")
        for call_id, call in self.kept.items():
            assert reader.load(call_id) == call
        reader.close()
        for store in self.stores:
            store.close()
        self.folder.cleanup()


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(
    deadline=None, max_examples=12, stateful_step_count=20, suppress_health_check=list(HealthCheck)
)
