"""Reports of a kept log, for the tests of building and hiding."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from advisor_tui.guidance.figures import AGE_BANDS, Figures
from advisor_tui.guidance.report import Report, Section

NOW = (date(2026, 10, 19), date(2026, 11, 1))


BEFORE = (date(2026, 3, 23), date(2026, 10, 18))


DAYS = (*NOW, *BEFORE)


def by_id(report: Report) -> dict[str, Section]:
    """Return the sections by their ids."""
    return {section.id: section for section in report.sections}


TIMES = st.sampled_from((0, 0, 1, 2, 3, 4, 5, 6, 7, 12, 40))


BANDS = ("", *(band for band, _last in AGE_BANDS))


KEYS: dict[str, Sequence[str]] = {
    "kind": ("client", "silent", "test", "sales"),
    "outcome": ("A", "B", "C", "D", ""),
    "deadline": ("kept", "late", "waiting|2026-11-22", "waiting|2026-12-22"),
    "need": [f"{area}|{band}" for area in ("memory", "mood", "money") for band in ("", "75-84", "85-")],
    "age": BANDS,
    "unmet": ("queue|Kerava", "cost|Kerava", "cost|Vantaa"),
    "need_met": ("met", "partly", "not_met"),
    "referral_result": ("accepted",),
    "first_contact": ("yes", "no"),
    "step_skipped": ("contact", "advice"),
    "repeat": ("7", "30"),
}


FIGURES = st.builds(
    Figures,
    st.fixed_dictionaries({name: st.fixed_dictionaries(dict.fromkeys(keys, TIMES)) for name, keys in KEYS.items()}),
    st.fixed_dictionaries({name: st.lists(st.integers(1, 9), max_size=7) for name in ("talk", "step:contact")}),
)
