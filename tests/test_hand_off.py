"""Handing one call off: exactly the facts its kind needs, in the reader's language, with nothing read as markup."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance import hand_off, packet
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.hand_off import FactId, KindId, Receiver, case_manager_reasons, proposed_kind
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.packet import Wish
from advisor_tui.guidance.page import WIDTH, Page, as_text, part
from advisor_tui.html import render
from advisor_tui.language import Words
from advisor_tui.paths import shipped
from advisor_tui.text import clean
from tests.clocks import StandingClock
from tests.hostile import FORBIDDEN, HOSTILE
from tests.kept import calls

KINDS: tuple[KindId, ...] = get_args(KindId)
LINE = Line(name="Mallilan neuvonta", advisor="MK", advisor_name="Maija Koe")
DATA = shipped("data") / "hand_off.toml"

UNASKED = {"pass_on": "not_asked_person"}

TOLD: dict[str, set[FactId]] = {
    "merkki-muistiinpano": {"notes"},
    "merkki-perustelu": {"need_notes"},
    "merkki-voimavara": {"resources"},
    "merkki-tavoite": {"goal"},
    "merkki-palvelu": {"services", "card"},
    "merkki-tarve": {"unmet"},
    "merkki-sovittu": {"agreed", "card"},
    "merkki-itse": {"self_help", "card"},
    "merkki-soittaja": {"caller_identity"},
    "merkki-numero": {"caller_identity"},
    "merkki-ihminen": {"person_identity"},
    "merkki-toinen-numero": {"person_identity"},
    "omainen": {"caller"},
    "Näytejärvi": {"person"},
    "Asioi kielellä: suomi": {"language"},
    "Laajempi selvittely": {"outcome"},
    "2.12.2026": {"deadline", "agreed"},
    "Vaaran merkit": {"dangers"},
    "Muisti: 2": {"needs"},
    "Kertaan vielä": {"card"},
    "Maija Koe": {"contact"},
    "Tietojen antaminen": {"consent"},
    "Vastaanottaja": {"receiver"},
    "25 §": {"law"},
    "osastojaksoa": {"criteria"},
}
"""A mark that stands in one place of a call, and the facts that may bring it onto a page."""


def full_call(**answers: str) -> Call:
    """Return a call about somebody else with something in every place, each marked."""
    call = new_call(advisor="MK")
    given = {
        "caller_role": "relative",
        "about": "other",
        "age": "82",
        "municipality": "Näytejärvi",
        "anonymous": "no",
        "language": "sv",
        "interpreter": "yes",
        "caller_name": "merkki-soittaja",
        "caller_phone": "merkki-numero",
        "person_name": "merkki-ihminen",
        "person_phone": "merkki-toinen-numero",
        "resources": "merkki-voimavara",
        "goal": "merkki-tavoite",
        "outcome": "B",
        "self_help": "merkki-itse",
        "contact_back": "yes",
        "pass_on": "yes",
    }
    for name, value in (given | answers).items():
        call.put(name, value)
    call.write("merkki-muistiinpano\ntoinen rivi")
    call.rate("memory", "2")
    call.note_area("memory", "merkki-perustelu")
    call.raise_flag("fire_risk")
    call.attach("poistunut", "ateria", "merkki-palvelu", "sent")
    call.leave_unmet("merkki-tarve", "no_service")
    call.agree(NextStep("merkki-sovittu", "client_guidance", date(2026, 12, 2)))
    return call


def made(known: Known, call: Call, kind: KindId = "client_guidance", **wish: object) -> str:
    """Return a page of a call as text."""
    return as_text(packet.packet(call, known, LINE, Wish(kind, **wish)))  # type: ignore[arg-type]


def on_one_line(text: str) -> str:
    """Return text without the line ends of its wrapping."""
    return " ".join(text.split())


# ------------------------------------------------------------ what stands on a page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_holds_exactly_the_facts_its_kind_names(known: Known, kind: KindId) -> None:
    call = full_call(language="fi")
    text = on_one_line(made(known, call, kind, duty="older_person", criteria=("ward_periods",))).casefold()
    facts = set(known.hand_off.kind_of(kind).facts)
    wrong = [mark for mark, by in TOLD.items() if bool(facts & by) != (mark.casefold() in text)]
    assert wrong == []


def test_what_must_not_be_on_a_page_is_named_for_each_kind(known: Known) -> None:
    kinds = {each.id: each for each in known.hand_off.kind}
    assert set(kinds) == set(KINDS)
    assert {"notes", "need_notes", "caller_identity"} <= set(kinds["case_manager"].never)
    assert "caller_identity" in kinds["notification"].never
    assert all(not set(each.facts) & set(each.never) for each in kinds.values())


@pytest.mark.parametrize("consent", ["", "no", "not_asked_person"])
def test_without_consent_names_and_phones_are_left_out_and_it_says_so(known: Known, consent: str) -> None:
    text = made(known, full_call(pass_on=consent))
    assert "merkki-ihminen" not in text
    assert "merkki-soittaja" not in text
    assert "Nimi ja puhelin on jätetty pois" in text


def test_a_notification_names_the_person_also_without_consent_and_never_the_caller(known: Known) -> None:
    text = made(known, full_call(outcome="D", **UNASKED), "notification")
    assert "merkki-ihminen" in text
    assert "merkki-soittaja" not in text
    assert "asianomaiselta ei ole kysytty" in text


def test_a_caller_who_calls_about_herself_is_the_person(known: Known) -> None:
    text = made(known, full_call(about="self", caller_role="self"))
    assert "soittaja itse, 82 v, Näytejärvi" in text
    assert text.count("merkki-soittaja") == 1
    assert "SOITTAJAN YHTEYSTIEDOT" not in text


def test_an_anonymous_call_leaves_no_place_for_a_name(known: Known) -> None:
    call = full_call()
    call.put("anonymous", "yes")
    text = made(known, call)
    assert "YHTEYSTIED" not in text
    assert "jätetty pois" not in text


def test_a_service_that_is_gone_is_told_by_the_name_it_had_with_what_became_of_it(known: Known) -> None:
    call = full_call()
    call.record_result("poistunut", "waiting", "partly")
    assert "– merkki-palvelu, tiedot lähetetty, odottaa, tarve täyttyi osin" in made(known, call)


def test_what_is_agreed_says_who_does_what_by_when(known: Known) -> None:
    assert "– asiakasohjaus: merkki-sovittu, viimeistään 2.12.2026" in made(known, full_call())


def test_the_time_limit_is_told_with_its_ground_and_what_is_open_of_it(known: Known) -> None:
    text = on_one_line(made(known, full_call()))
    assert "viimeistään 2.12.2026: 75 vuotta täyttänyt (Sosiaalihuoltolaki 1301/2014 36 §)" in text
    assert "Vahvistamatta" in text


@pytest.mark.parametrize("answers", [{"outcome": "A"}, {"deadline_ground": "none"}, {"age": "40"}])
def test_no_time_limit_is_told_where_none_concerns_the_call(known: Known, answers: dict[str, str]) -> None:
    assert "MÄÄRÄAIKA" not in made(known, full_call(**answers))


def test_what_was_said_stays_as_it_was_said_on_that_day(known: Known, clock: StandingClock) -> None:
    call = full_call(language="fi")
    call.agree(NextStep("soittaa takaisin", "advice_line", date(2026, 11, 23)))
    clock.advance(86_400)
    assert "Neuvonta soittaa takaisin vielä tänään." in made(known, call)
    assert "Tehty 24.11.2026 klo 14.32" in made(known, call)


def test_a_call_of_which_nothing_is_known_makes_a_page_all_the_same(known: Known) -> None:
    for kind in KINDS:
        text = made(known, new_call(), kind)
        assert "ei tiedossa" in text
        assert on_one_line(text).count("ei kirjattu") == 2


# ------------------------------------------------------------ its language


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sv", ("Om vem", "82 år", "språk: svenska", "Tolk behövs", "klienthandledningen: merkki-sovittu, senast")),
        ("en", ("About whom", "82 years", "Language: Swedish", "interpreter", "client guidance: merkki-sovittu, by")),
    ],
)
def test_a_page_is_in_its_readers_language_and_tells_the_persons(
    known: Known, code: str, said: tuple[str, ...]
) -> None:
    text = on_one_line(made(known, full_call(), code=code)).casefold()
    assert [each for each in said if each.casefold() not in text] == []
    assert "jag upprepar ännu" in text  # what was said was said in the caller's language


def test_every_word_of_the_data_is_there_in_three_languages(known: Known) -> None:
    data = known.hand_off
    phrases = [getattr(data.phrases, name) for name in data.phrases.__struct_fields__]
    words = [*phrases, *data.headings.values(), *data.results.values(), *data.met.values(), data.case_manager.note]
    words += [each for kind in data.kind for each in (kind.label, kind.title)]
    words += [each for duty in data.duty for each in (duty.label, duty.law, duty.without_consent, *duty.says)]
    words += [each.label for each in data.case_manager.criterion]
    assert [each for each in words if not all(each.all())] == []


# ------------------------------------------------------------ notifications


@pytest.mark.parametrize(
    ("outcome", "laws"),
    [("D", {"Vanhuspalvelulaki", "Sosiaalihuoltolaki"}), ("E", {"Lastensuojelulaki"}), ("B", set())],
)
def test_the_law_is_the_one_that_the_outcome_can_mean(known: Known, outcome: str, laws: set[str]) -> None:
    text = made(known, full_call(outcome=outcome, deadline_ground="none"), "notification")
    found = {each for each in ("Vanhuspalvelulaki", "Sosiaalihuoltolaki", "Lastensuojelulaki") if each in text}
    assert found == laws
    assert ("on valitsematta" in text) == (not laws)


def test_the_chosen_law_stands_alone(known: Known) -> None:
    text = made(known, full_call(outcome="D"), "notification", duty="older_person")
    assert "Vanhuspalvelulaki" in text
    assert "Sosiaalihuoltolaki" not in text


@pytest.mark.parametrize(("consent", "told"), [("yes", False), ("", True), ("no", True), ("not_asked_person", True)])
def test_the_ground_for_going_without_consent_is_told_when_there_is_none(
    known: Known, consent: str, *, told: bool
) -> None:
    text = on_one_line(made(known, full_call(outcome="D", pass_on=consent), "notification"))
    assert ("Ilman suostumusta: salassapito ei estä" in text) == told


def test_nothing_unverified_is_told_as_certain(known: Known) -> None:
    text = on_one_line(made(known, full_call(outcome="E"), "notification"))
    assert "ei ole tässä tiedossa: katsokaa oman alueenne ohje" in text
    assert "lain tekstiä ei ole tarkistettu" in text
    assert "Kiireellisessä tilanteessa: " not in text  # the number of a sample county cannot be dialled


def test_a_place_to_send_it_to_is_told_where_the_county_has_one(known: Known) -> None:
    county = known.areas.county_of("Tampere")
    assert county
    receiver = Receiver(county.code, Words("Pirkanmaan palvelu"), date(2026, 11, 1), "pirha.fi")
    duties = tuple(changed(each, receiver=(receiver,)) for each in known.hand_off.duty)
    there = replace(known, hand_off=changed(known.hand_off, duty=duties))
    text = made(there, full_call(outcome="E", municipality="Tampere"), "notification")
    assert "Pirkanmaan palvelu (pirha.fi, 1.11.2026)" in text
    elsewhere = made(there, full_call(outcome="E"), "notification")
    assert "Pirkanmaan" not in elsewhere


# ------------------------------------------------------------ what is proposed


def rated(*levels: str) -> Call:
    """Return a call with areas rated."""
    call = new_call()
    for area, level in zip(("housing", "mobility", "everyday", "memory", "mood"), levels, strict=False):
        call.rate(area, level)
    return call


def attached(count: int) -> Call:
    """Return a call with services attached."""
    call = new_call()
    for number in range(count):
        call.attach(f"s{number}", "ateria", "Ateria", "told")
    return call


def noted(words: str) -> Call:
    """Return a call with notes."""
    call = new_call()
    call.write(words)
    return call


def again() -> Call:
    """Return a call that goes on with an earlier one."""
    call = new_call()
    call.continue_from(new_call())
    return call


@pytest.mark.parametrize(
    ("call", "proposed"),
    [
        (lambda: rated("2", "2", "3", "2"), True),
        (lambda: rated("2", "2", "3", "?"), False),
        (lambda: rated("1", "1", "1", "1", "1"), False),
        (lambda: attached(3), True),
        (lambda: attached(2), False),
        (again, True),
        (lambda: noted("neljäs osastojakso tänä vuonna"), True),
        (lambda: noted("Päivystyksessä kolmasti"), True),
        (lambda: noted("kaatui ja asuu yksin"), False),
    ],
)
def test_a_case_manager_is_proposed_with_reasons(known: Known, call: object, *, proposed: bool) -> None:
    assert callable(call)
    kind, reasons = proposed_kind(known.hand_off, known.script, call(), "fi")
    assert (kind == "case_manager") == proposed
    assert bool(reasons) == proposed


@settings(max_examples=60, deadline=None)
@given(call=calls())
def test_a_duty_goes_before_everything_and_nothing_is_proposed_without_reason(known: Known, call: Call) -> None:
    data = known.hand_off
    kind, reasons = proposed_kind(data, known.script, call, "fi")
    assert (kind == "notification") == (call.outcome in ("D", "E"))
    if kind == "case_manager":
        assert reasons == case_manager_reasons(data, known.script, call, "fi") != ()


# ------------------------------------------------------------ its form


class Read(HTMLParser):
    """What a browser makes of a page: its tags with what stands in them, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.lines: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes.update(attrs)
        self._inside = tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._inside != "style" and data.strip():
            self.lines.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        self._inside = self._inside.removesuffix(tag)


OURS = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p", "footer"}
EVIL = (
    *HOSTILE,
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% x %} &lt;b&gt;",
    '"><b>',
)


def hostile_call(evil: str) -> Call:
    """Return a call in which each place where words can stand holds some text."""
    call = full_call()
    call.answers = {name: clean(evil) if value.startswith("merkki") else value for name, value in call.answers.items()}
    call.identity = dict.fromkeys(call.identity, clean(evil))
    call.put("municipality", evil)
    call.advisor = clean(evil)
    call.write(evil)
    call.note_area("memory", evil)
    call.flags = (clean(evil),)
    call.rate(clean(evil), "1")
    call.attach(clean(evil), "ateria", evil, clean(evil))
    call.leave_unmet(evil, clean(evil))
    call.agree(NextStep(evil, clean(evil), None))
    return call


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_text_made_to_do_harm_does_none_on_a_page(known: Known, evil: str) -> None:
    for kind in KINDS:
        page = packet.packet(hostile_call(evil), known, LINE, Wish(kind))
        text = as_text(page)
        assert not set(text) & FORBIDDEN
        assert max(map(len, text.splitlines())) <= WIDTH
        read = Read(render("page.html", page=page))
        assert read.tags <= OURS
        assert {name for name, _value in read.attributes} <= {"lang", "charset", "name", "content", "class"}
        told = [
            page.title,
            page.title,
            *(line for each in page.parts for line in (each.heading, *each.lines)),
            page.foot,
        ]
        assert read.lines == [each for each in told if each]


@settings(max_examples=40, deadline=None)
@given(call=calls(), kind=st.sampled_from(KINDS), code=st.sampled_from(("fi", "sv", "en")))
def test_any_call_makes_a_page_that_can_be_pasted(known: Known, call: Call, kind: KindId, code: str) -> None:
    page = packet.packet(call, known, LINE, Wish(kind, code))
    text = as_text(page)
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")
    assert all(each.lines and all(each.lines) for each in page.parts)


def test_wrapped_lines_of_a_list_stand_under_their_words() -> None:
    text = as_text(Page("Otsikko", (part("Lista", ["– " + "sana " * 30]),)))
    assert [line[:2] for line in text.splitlines()[4:]] == ["– ", "  ", "  "][: len(text.splitlines()) - 4]


def test_a_page_for_browsers_stands_alone_and_tells_its_language(known: Known) -> None:
    text = render("page.html", page=packet.packet(full_call(), known, LINE, Wish("client_guidance", "sv")))
    assert '<html lang="sv">' in text
    assert "http" not in text
    assert "<script" not in text
    assert "size: A4" in text


# ------------------------------------------------------------ the data


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('never = ["law", "criteria"]', 'never = ["notes"]', "notes"),
        ('id = "case_manager"\nkey', 'id = "notification"\nkey', "case_manager"),
        ('goal = { fi = "Oma tavoite"', '# goal = { fi = "Oma tavoite"', "goal"),
        ('facts = ["deadline"', 'facts = ["horoscope"', "horoscope"),
    ],
)
def test_data_that_says_two_things_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = tmp_path / "hand_off.toml"
    text = DATA.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AdvisorError, match=problem):
        hand_off.load(file)


def test_each_law_and_the_criteria_tell_where_they_are_from_and_when(known: Known) -> None:
    data = known.hand_off
    today = datetime(2026, 11, 24, tzinfo=UTC).date()
    told = [(each.source, each.as_of) for each in data.duty]
    told += [(data.source, data.as_of), (data.case_manager.source, data.case_manager.as_of)]
    assert all(source and as_of <= today for source, as_of in told)
