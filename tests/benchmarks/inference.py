"""How well the rules tell what kind of service something is: graded names in, precision and recall out.

    python -m tests.benchmarks.inference                 both halves of every set, by name only and with classes
    python -m tests.benchmarks.inference --verbose       with everything that goes wrong in the half that is tuned on
    python -m tests.benchmarks.inference --time          how long a guess takes

``inference_truth.toml`` was marked before any rule was written. Which half a name belongs to hangs on nothing but the
name: rules were tuned on one half, and the other was only counted. Names that the two halves share are few, but words
are the same everywhere, so the halves are not independent: real imports will do worse than either.
"""

import argparse
import hashlib
import statistics
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from advisor_tui import reference
from advisor_tui.catalogue import inference, kinds
from advisor_tui.catalogue.inference import Hints, Rules

TRUTH = Path(__file__).with_name("inference_truth.toml")
NONE = "none"
"""How the truth says that a service is of no kind."""


@dataclass(frozen=True)
class Case:
    """A service to be guessed: its set, what a source says of it, and the kinds that are right, the best first."""

    group: str
    hints: Hints
    right: tuple[str, ...]

    @property
    def is_reported(self) -> bool:
        """Whether it is in the half that is only counted."""
        return hashlib.sha256(self.hints.names[0].encode()).digest()[0] % 2 == 1

    def by_name(self) -> "Case":
        """Return it with nothing known but the name and who provides it."""
        bare = Hints(names=self.hints.names[:1], organization=self.hints.organization)
        return replace(self, hints=bare)


@dataclass
class Score:
    """How many guesses were made, were right, and were asked for. Where a kind may stay unsaid, none is asked for."""

    made: int = 0
    right: int = 0
    asked: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, case: Case, guess: str) -> None:
        """Count one guess; empty is none."""
        said = guess or NONE
        self.made += bool(guess)
        self.right += bool(guess) and said in case.right
        self.asked += NONE not in case.right
        self.found += NONE not in case.right and said in case.right
        if said not in case.right:
            self.wrong.append(f"{case.hints.names[0]}: {said}, should be {'|'.join(case.right)}")

    @property
    def precision(self) -> float:
        """The share of the kinds that were named which are right; 1 where none was named."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """The share of the services of a kind that were told; 1 where there are none."""
        return self.found / self.asked if self.asked else 1.0


def read(path: Path = TRUTH) -> list[Case]:
    """Return all cases: every general description three times more, by its name in each language."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [*_described(data), *_named(data)]


def _described(data: dict[str, Any]) -> Iterator[Case]:
    for kind, _, *names, classes, groups in data["general_descriptions"]:
        right = tuple(kind.split("|"))
        for language, name in zip(("fi", "sv", "en"), names, strict=True):
            if name:
                hints = Hints(names=(name,), classes=tuple(classes.split()), groups=tuple(groups.split()))
                yield Case(f"general descriptions, {language}", hints, right)


def _named(data: dict[str, Any]) -> Iterator[Case]:
    groups = {
        "national_at_random": "national, at random",
        "national_near": "national, near ours",
        "service_map": "service map",
        "later": "marked later",
    }
    for key, group in groups.items():
        for kind, name in data[key]:
            yield Case(group, Hints(names=(name,)), tuple(kind.split("|")))
    yield from _rows(data, "printed", "as printed")


def _rows(data: dict[str, Any], key: str, group: str) -> Iterator[Case]:
    for kind, name, organization, classes in data[key]:
        hints = Hints(names=(name,), classes=tuple(classes.split()), organization=organization)
        yield Case(group, hints, tuple(kind.split("|")))


def examples(path: Path = TRUTH) -> list[Case]:
    """Return names that were written to show what a pattern is for: they prove it, and measure nothing."""
    return list(_rows(tomllib.loads(path.read_text(encoding="utf-8")), "examples", "examples"))


def whole_descriptions(path: Path = TRUTH) -> list[Case]:
    """Return the general descriptions as a county's service has them: with the id, all names, classes and groups."""
    found = []
    for kind, ident, *names, classes, groups in tomllib.loads(path.read_text(encoding="utf-8"))["general_descriptions"]:
        hints = Hints(
            names=tuple(name for name in names if name),
            classes=tuple(classes.split()),
            groups=tuple(groups.split()),
            general_description=ident,
        )
        found.append(Case("general descriptions, id", hints, tuple(kind.split("|"))))
    return found


def shipped_rules() -> Rules:
    """Return the rules that ship."""
    known = kinds.load(reference.data_file("service_types.toml"))
    return inference.load(reference.data_file("inference.toml"), known)


def score(rules: Rules, cases: Iterable[Case]) -> Score:
    """Return how the rules do on some cases."""
    found = Score()
    for case in cases:
        found.count(case, rules.guess(case.hints).type)
    return found


def halves(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """Return the half that is tuned on and the half that is reported."""
    return {
        "tuned on": [case for case in cases if not case.is_reported],
        "reported": [case for case in cases if case.is_reported],
    }


def report(rules: Rules, cases: Sequence[Case], *, verbose: bool) -> None:
    """Print precision and recall of every set and half, by name only and with classes."""
    bare = [case.by_name() for case in cases]
    print(f"{'':28}{'':10}{'by name only':^34}{'with classes':^34}")
    for group in [*dict.fromkeys(case.group for case in cases), "all"]:
        for half in ("tuned on", "reported"):
            line = f"{group:28}{half:10}"
            for each in (bare, cases):
                part = [case for case in halves(each)[half] if group in (case.group, "all")]
                line += _line(score(rules, part))
            print(line)
    if verbose:
        for title, each in (("by name only", bare), ("with classes", cases)):
            print(f"\nwrong in the half that is tuned on, {title}:")
            print("\n".join(f"  {wrong}" for wrong in score(rules, halves(each)["tuned on"]).wrong))


def _line(found: Score) -> str:
    precision = f"P {found.precision:.3f} ({found.right}/{found.made})"
    return f"{precision:17} {f'R {found.recall:.3f} ({found.found}/{found.asked})':17}"


def measure(rules: Rules, cases: Sequence[Case], rounds: int = 20) -> None:
    """Print the microseconds a guess takes, with four names to a service, as the national catalogue has them."""
    many = []
    for place, case in enumerate(cases):
        names = tuple(each.hints.names[0] for each in (case, *cases[place + 1 : place + 4]))
        organization = case.hints.organization or f"Kunta {place % 300}, Mallilan kaupunki"
        many.append(replace(case.hints, names=names, organization=organization))
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        for hints in many:
            rules.guess(hints)
        taken.append((time.process_time() - begun) / len(many) * 1e6)
    print(f"a guess: {statistics.median(taken):.0f} µs, the best round {min(taken):.0f} µs ({len(many)} services)")


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="with everything that goes wrong in the tuned half")
    parser.add_argument("--time", action="store_true", help="how long a guess takes")
    args = parser.parse_args()
    rules, cases = shipped_rules(), read()
    if args.time:
        measure(rules, [*cases, *whole_descriptions()])
        return
    report(rules, [*cases, *whole_descriptions()], verbose=args.verbose)


if __name__ == "__main__":
    main()
