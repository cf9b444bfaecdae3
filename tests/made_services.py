"""Services for tests: a plain one to change, and any that can be made at all."""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec import json, structs

from advisor_tui.catalogue.contact import Link, LinkKind, Location, Phone, Schedule, Term
from advisor_tui.catalogue.edition import Edition, Head
from advisor_tui.catalogue.service import Charge, ProviderKind, Rung, Service, Status, Translation

WEEK = (Schedule("MO-FR", "08:00", "15:00"),)

PLAIN = Service(
    id="koe:1",
    type="ateria",
    name="Ateriapalvelu",
    organization="Yritys Oy",
    provider_kind="company",
    rung="4",
    description="Lämmin ruoka kotiin.",
    service_areas=("Tampere",),
    assured_date=date(2026, 11, 1),
    source="Koe",
    sv=Translation("Måltidsservice", "Varm mat hem."),
    en=Translation("Meals", "Warm food brought home."),
    phones=(Phone("03 123 4567", schedules=WEEK),),
    url="https://example.org/ateria",
)
"""A service of which nothing is doubtful on the day of :data:`TODAY`."""

TODAY = date(2026, 11, 21)


def service(**changes: Any) -> Service:
    """Return the plain service with values changed."""
    return structs.replace(PLAIN, **changes)


def edition_of(*services: Service) -> Edition:
    """Return an edition that holds services, as one read from a file does."""
    lines = [json.encode(each) for each in services]
    head = Head(
        kind="koe",
        origin="koe.json",
        taken_at="2026-11-21T10:00:00+00:00",
        ids=[each.id for each in services],
        types=[each.type for each in services],
        sizes=[len(line) for line in lines],
    )
    return Edition(head, b"", b"".join(line + b"\n" for line in lines), 0)


# ------------------------------------------------------------ any service

_texts = st.one_of(
    st.sampled_from(("", "Kotihoito", "Kotihoito Tampere", "12 €", "maksuton", "fi", "FI", "ei maksuton, 1 000 euroa")),
    st.text(max_size=30),
)
_few_texts = st.lists(_texts, max_size=3).map(tuple)
_days = st.dates()
_maybe_days = st.none() | _days
_numbers = st.one_of(st.sampled_from(("03 123 4567", "+358 3 1234567", "0X0 000 3201", "112", "", "soita")), _texts)
_times = st.one_of(st.sampled_from(("00:00", "08:00", "15:30", "24:00", "25:00", "")), _texts)
_bydays = st.one_of(st.sampled_from(("MO-FR", "MO,WE", "MO-SU", "SU", "FR-MO", "")), _texts)

schedules = st.builds(
    Schedule,
    byday=_bydays,
    opens_at=_times,
    closes_at=_times,
    overnight=st.booleans(),
    on_holidays=st.booleans(),
    valid_from=_maybe_days,
    valid_to=_maybe_days,
    exception=st.booleans(),
    closed=st.booleans(),
    description=_texts,
)
"""Any hours, also such as no clock shows."""

_weeks = st.lists(schedules, max_size=3).map(tuple)
_phones = st.lists(
    st.builds(Phone, number=_numbers, description=_texts, charge=_texts, schedules=_weeks, languages=_few_texts),
    max_size=3,
).map(tuple)
_degrees = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_places = st.lists(
    st.builds(
        Location,
        name=_texts,
        address=_texts,
        postal_code=_texts,
        city=_texts,
        municipality=_texts,
        latitude=_degrees,
        longitude=_degrees,
        phones=_phones,
        schedules=_weeks,
        accessibility=_texts,
    ),
    max_size=2,
).map(tuple)
_links = st.lists(
    st.builds(Link, url=_texts, name=_texts, kind=st.sampled_from(get_args(LinkKind)), language=_texts), max_size=3
).map(tuple)
_translations = st.builds(
    Translation,
    name=_texts,
    summary=_texts,
    say_aloud=_texts,
    description=_texts,
    eligibility_description=_texts,
    application_process=_texts,
    fees_description=_texts,
)
_ages = st.none() | st.integers(-5, 200)

services: st.SearchStrategy[Service] = st.builds(
    Service,
    id=_texts,
    type=_texts,
    name=_texts,
    organization=_texts,
    provider_kind=st.sampled_from(get_args(ProviderKind)),
    rung=st.sampled_from(get_args(Rung)),
    description=_texts,
    service_areas=st.lists(
        st.one_of(st.sampled_from(("FI", "Tampere", "Pirkanmaan hyvinvointialue", "08")), _texts), max_size=3
    ).map(tuple),
    assured_date=_days,
    source=_texts,
    sv=_translations,
    en=_translations,
    sample=st.booleans(),
    summary=_texts,
    alternate_names=_few_texts,
    caller_words=_few_texts,
    say_aloud=_texts,
    status=st.sampled_from(get_args(Status)),
    eligibility_description=_texts,
    minimum_age=_ages,
    maximum_age=_ages,
    languages=_few_texts,
    charge=st.sampled_from(get_args(Charge)),
    fees_description=_texts,
    application_process=_texts,
    phones=_phones,
    schedules=_weeks,
    locations=_places,
    url=_texts,
    links=_links,
    emails=_few_texts,
    alert=_texts,
    lighter=_few_texts,
    favourite=st.booleans(),
    life_area=_texts,
    taxonomy_terms=st.lists(st.builds(Term, taxonomy=_texts, code=_texts, name=_texts), max_size=2).map(tuple),
    organization_id=_texts,
    source_id=_texts,
    last_modified=_maybe_days,
    inferred=_few_texts,
)
"""Any service that can be written into an edition, however little sense it makes."""
