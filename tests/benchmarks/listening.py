"""How well the desk listens: graded situations in, figures by class out.

    python -m tests.benchmarks.listening                    the situations beside this module
    python -m tests.benchmarks.listening FILE ...           others in the same form
    python -m tests.benchmarks.listening --verbose          with everything that went wrong
    python -m tests.benchmarks.listening --time             how long a key takes, with 10,000 services

``situations.toml`` was written before any word or weight of the listening was set, by somebody who saw neither. A
situation names the kinds of service that a good colleague would name first (``best``), what must be raised (``flags``,
``duties``), what may be (``may``, ``may_duties``), and the facts that its notes carry.
"""

import argparse
import statistics
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from advisor_tui import reference
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.listening.listener import Listener, Situation, Understood
from advisor_tui.listening.topics import SUGGESTED
from advisor_tui.settings import Settings
from tests.benchmarks import generator

SITUATIONS = Path(__file__).with_name("situations.toml")
FACTS = ("age", "municipality", "caller_role", "about", "lives_alone", "language", "interpreter", "caller_phone")


@dataclass
class Tally:
    """What was asked for and what was right, by what is counted."""

    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, *, right: bool) -> None:
        """Count one answer."""
        self.asked[what] = self.asked.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + right

    def share(self, what: str) -> float | None:
        """Return the share of right answers, or None where nothing was asked."""
        return self.right[what] / self.asked[what] if what in self.asked else None


def read(path: Path = SITUATIONS) -> list[dict[str, Any]]:
    """Return the situations of a file."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["situation"]
    return found


def grade(situation: dict[str, Any], heard: Understood, tally: Tally) -> None:
    """Count what was understood of one situation."""
    kinds = [each.service.type for each in heard.services[:SUGGESTED]]
    if situation["best"]:
        good = not set(kinds).isdisjoint(situation["best"])
        tally.count("service", right=good)
        _note(tally, good, situation, f"wanted {situation['best']}, suggested {kinds}")
    refused = set(kinds) & set(situation.get("never", ()))
    if situation.get("never"):
        tally.count("negation", right=not refused)
        _note(tally, not refused, situation, f"suggested what is refused: {sorted(refused)}")
    for name, allowed in (("flags", "may"), ("duties", "may_duties")):
        raised = {each.id for each in getattr(heard, name)}
        for wanted in situation[name]:
            tally.count(name, right=wanted in raised)
            _note(tally, wanted in raised, situation, f"{name}: {wanted} not raised, but {sorted(raised)}")
        if not situation["harmless"]:
            more = raised - {*situation[name], *situation.get(allowed, ())}
            tally.count(f"{name} not asked for", right=not more)
    if situation["harmless"]:
        raised = {each.id for each in (*heard.flags, *heard.duties)}
        tally.count("harmless", right=not raised)
        _note(tally, not raised, situation, f"false alarm: {sorted(raised)}: {[each.words for each in heard.flags]}")
    _grade_facts(situation, heard, tally)


def _grade_facts(situation: dict[str, Any], heard: Understood, tally: Tally) -> None:
    told: dict[str, str] = {}
    for fact in heard.facts:
        told.setdefault(fact.field, fact.value)
    for name in FACTS:
        wanted = situation.get("phone" if name == "caller_phone" else name)
        if wanted is not None:
            given = told.get(name, "")
            given = "".join(filter(str.isdigit, given)) if name == "caller_phone" else given
            tally.count(name, right=given == str(wanted))
            _note(tally, given == str(wanted), situation, f"{name}: {wanted}, understood {given or 'nothing'}")


def _note(tally: Tally, right: bool, situation: dict[str, Any], what: str) -> None:
    if not right:
        tally.wrong.append(f"{situation['id']}: {what}\n    {situation['notes'].strip()[:400]}")


def tallies(listener: Listener, situations: Iterable[dict[str, Any]]) -> dict[str, Tally]:
    """Return what was understood, by class and in all."""
    found: dict[str, Tally] = {}
    for each in situations:
        heard = listener.understand(each["notes"])
        for name in (each["class"], "all"):
            grade(each, heard, found.setdefault(name, Tally()))
    return found


def listener_over(catalogue: Catalogue | None = None) -> Listener:
    """Return what listens, over the shipped catalogue or another one."""
    found = reference.load(Settings())
    if catalogue is not None:
        known = replace(found.known, catalogue=catalogue)
        found = replace(found, known=known, search=reference.make_search(catalogue))
    return reference.make_listener(found)


def table(found: dict[str, Tally]) -> Iterator[str]:
    """Yield the figures as lines of a table."""
    columns = ("service", "negation", "flags", "duties", "harmless", *FACTS[:5])
    yield " ".join(["class".ljust(10), *(each.rjust(12) for each in columns)])
    for name, tally in sorted(found.items(), key=lambda item: item[0] == "all"):
        yield " ".join([name.ljust(10), *(_cell(tally, each).rjust(12) for each in columns)])


def _cell(tally: Tally, what: str) -> str:
    share = tally.share(what)
    return "-" if share is None else f"{share:.2f} ({tally.asked[what]})"


def times(listener: Listener, notes: str) -> Sequence[float]:
    """Return the milliseconds of each key of notes, from the first letter to the last."""
    taken = []
    for length in range(1, len(notes) + 1):
        begun = time.perf_counter()
        listener.understand(notes[:length], Situation())
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def long_note(situations: Sequence[dict[str, Any]], letters: int = 1000) -> str:
    """Return a note of so many letters, made of situations."""
    return "\n".join(each["notes"].strip() for each in situations)[:letters]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[SITUATIONS])
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--time", action="store_true")
    chosen = parser.parse_args()
    if chosen.time:
        known = reference.load(Settings()).known
        stock = generator.Stock(tuple(known.catalogue.services), reference.all_kinds().type, known.areas)
        listener = listener_over(generator.catalogue(stock, 10_000))
        note = long_note(read())
        cuts = statistics.quantiles(times(listener, note)[-200:], n=100)
        print(f"last 200 keys of 1,000 letters: p50 {cuts[49]:.2f}  p95 {cuts[94]:.2f}  p99 {cuts[98]:.2f} ms")
        return
    listener = listener_over()
    for path in chosen.files:
        found = tallies(listener, read(path))
        print(path.name)
        print("\n".join(table(found)))
        if chosen.verbose:
            print("\n".join(found["all"].wrong))


if __name__ == "__main__":
    main()
