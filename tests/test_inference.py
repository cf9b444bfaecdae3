"""Rules that infer what a source does not say: which kinds they name, which they leave, and what they weigh."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from msgspec import structs

from advisor_tui import reference
from advisor_tui.catalogue import kinds, rule_file
from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.inference import Hints, Rules, literals
from advisor_tui.catalogue.notes import Note, noted
from advisor_tui.catalogue.rule_file import RuleFile
from advisor_tui.catalogue.service import ProviderKind
from advisor_tui.guidance.known import Known
from advisor_tui.text import fold
from tests.benchmarks.inference import Case, Score, examples, halves, read, score, shipped_rules, whole_descriptions
from tests.hostile import HOSTILE

HOME_CARE = "cbaa16ff-0282-477e-8c68-30d5388e7123"
"""The national general description of home care."""


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules that ship."""
    return shipped_rules()


@pytest.fixture(scope="module")
def data() -> RuleFile:
    """Return the rules that ship as the file has them."""
    return rule_file.read(reference.data_file("inference.toml"), known_kinds())


def known_kinds() -> kinds.Kinds:
    """Return the kinds that ship."""
    return kinds.load(reference.data_file("service_types.toml"))


def kind_of(rules: Rules, *names: str, **more: str) -> str:
    """Return the kind of a service of these names."""
    return rules.guess(Hints(names=names, **more)).type  # type: ignore[arg-type] # texts only


# What the rules that ship must reach.


@pytest.mark.parametrize("with_classes", [False, True])
@pytest.mark.parametrize("half", ["tuned on", "reported"])
def test_of_the_kinds_named_few_are_wrong_and_of_those_asked_for_few_are_missed(
    rules: Rules, half: str, *, with_classes: bool
) -> None:
    cases = [*read(), *whole_descriptions()]
    found = score(rules, halves(cases if with_classes else [case.by_name() for case in cases])[half])
    assert found.precision >= 0.97, found.wrong
    assert found.recall >= 0.93, found.wrong
    assert found.asked > 400


def test_names_that_were_marked_only_when_the_rules_stood_get_no_wrong_kind(rules: Rules) -> None:
    found = score(rules, [case for case in read() if case.group == "marked later"])
    assert found.precision == 1, found.wrong
    assert found.recall >= 0.9, found.wrong


def test_a_general_description_tells_the_kind_whatever_a_county_calls_it(rules: Rules) -> None:
    missed = Score()
    for case in whole_descriptions():
        if len(case.right) == 1 and "none" not in case.right:
            missed.count(case, rules.guess(replace(case.hints, names=("Oma nimi",), classes=())).type)
    assert missed.made == missed.asked > 70, missed.wrong
    assert missed.right == missed.made, missed.wrong


def test_every_kind_has_a_rule_and_every_pattern_knows_a_name_of_its_kind(data: RuleFile) -> None:
    assert {rule.type for rule in data.rule} == set(known_kinds().by_id())
    names: dict[str, list[str]] = {}
    for case in [*read(), *whole_descriptions(), *examples()]:
        for kind in case.right:
            names.setdefault(kind, []).extend(fold(name) for name in case.hints.names)
    idle = [
        (rule.type, pattern)
        for rule in data.rule
        for pattern in (*rule.names, *rule.weak_names)
        if not any(re.search(pattern, name) for name in names[rule.type])
    ]
    assert idle == []


def test_what_a_pattern_is_for_is_told_by_the_rules_as_a_whole(rules: Rules) -> None:
    found = score(rules, examples())
    assert found.wrong == []
    assert found.right > 500


@pytest.mark.parametrize(
    "name",
    [
        "Kalastusluvat",
        "Metsästyskortti",
        "Lukiokoulutus",
        "Rakennuslupa",
        "Yhteisöjen tuloverotus",
        "Yritysten talous- ja velkaneuvonta",
        "Eläinlääkäripäivystys",
        "Lasten kotihoidon tuki",
        "Iltapäivätoiminta",
        "Päiväkotien ruokapalvelu",
        "Turvakotipalvelujen koordinointi",
        "Viranomaisneuvonta",
        "Tullineuvonta henkilöasiakkaille",
        "Työsuojeluviranomaisten neuvontapalvelu",
        "Asukaspysäköintitunnus",
        "Vesinäytteenotto",
        "Vanhusneuvosto",
        "Kotihoitajien rekrytointi, avoimet työpaikat",
        "Palvelusetelituottajaksi hakeutuminen, kotihoito",
        "Valtionavustukset kirjastoille",
        "Kouluterveydenhuolto",
        "Fiskekort",
        "Gymnasieutbildning",
        "Environmental health permits",
        "Building permit",
    ],
)
def test_what_an_advice_line_never_guides_to_has_no_kind(rules: Rules, name: str) -> None:
    assert kind_of(rules, name) == ""


def test_the_name_of_a_place_changes_nothing(rules: Rules, known: Known) -> None:
    areas: Areas = known.areas
    names = [name for each in areas.municipalities() for name in (each.name, each.sv) if name]
    some = [case for case in read() if case.group in ("as printed", "marked later")][::9]
    changed = [
        (name, case.hints.names[0])
        for place, name in enumerate(names)
        for case in some[place % 8 :: 8]
        for kind in [rules.guess(replace(case.hints, names=(f"{name}n {case.hints.names[0]}",))).type]
        if kind != rules.guess(case.hints).type
    ]
    assert changed == []


# How what speaks for a kind is weighed.


def test_a_weak_name_needs_a_class_beside_it(rules: Rules) -> None:
    assert kind_of(rules, "Neuvonta") == ""
    assert rules.guess(Hints(names=("Neuvonta",), classes=("P4.2",))).type == "neuvonta"
    assert rules.guess(Hints(names=("Neuvonta",), classes=("P24.1",))).type == ""


def test_another_name_alone_is_not_enough_but_two_are_and_one_with_a_class(rules: Rules) -> None:
    assert kind_of(rules, "Osviitta", "Kotihoito") == ""
    assert kind_of(rules, "Osviitta", "Kotihoito", "Hemvård") == "kotihoito"
    assert rules.guess(Hints(names=("Osviitta", "Kotihoito"), classes=("P4.3",))).type == "kotihoito"


def test_a_class_that_belongs_to_one_kind_tells_it_only_where_it_stands_alone(rules: Rules) -> None:
    assert rules.guess(Hints(names=("Oma tuki",), classes=("P4.5",))).type == "hengapu"
    assert rules.guess(Hints(names=("Oma tuki",), classes=("P4.5", "P4.13"))).type == ""


def test_who_provides_it_tells_kinds_of_one_name_apart(rules: Rules) -> None:
    assert kind_of(rules, "Kotihoito", organization="Mallilan hyvinvointialue") == "kotihoito"
    assert kind_of(rules, "Kotihoito", organization="Mallikoti Oy") == "yks_koti"
    assert kind_of(rules, "Muistineuvonta", organization="Mallilan hyvinvointialue") == "muistihoitaja"
    assert kind_of(rules, "Muistineuvonta", organization="Mallilan seudun muistiyhdistys ry") == "muistiyhdistys"
    assert kind_of(rules, "Edunvalvonta", organization="Mallilan eläkkeensaajat ry") == ""


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Palveluasuminen", "yhteisollinen"),
        ("Tehostettu palveluasuminen", "ymparivuorok"),
        ("Potilasasiamies", "asiavastaava"),
        ("Sosiaaliasiamies", "asiavastaava"),
        ("Vammaispalvelun kuljetuspalvelu", "liik_vamm"),
        ("Kunnallinen kotipalvelu", "kotihoito"),
        ("Lapsiperheiden kotipalvelu", "lapsiperhe"),
        ("TE-toimisto", "tyollisyys"),
        ("Vanhainkoti", "ymparivuorok"),
    ],
)
def test_a_term_of_old_means_what_it_is_called_today(rules: Rules, old: str, now: str) -> None:
    assert kind_of(rules, old) == now


def test_one_description_for_two_kinds_is_told_apart_by_the_name(rules: Rules) -> None:
    transport = "20fc6c29-b486-4dc6-947d-ac8971007fd8"
    assert kind_of(rules, "Kuljetuspalvelut", general_description=transport) == "kuljetus_shl"
    assert kind_of(rules, "Vammaispalvelun kuljetukset", general_description=transport) == "liik_vamm"


def test_a_name_that_rules_a_kind_out_is_stronger_than_the_description(rules: Rules) -> None:
    assert kind_of(rules, "Lasten kotihoidon tuki", general_description=HOME_CARE) == ""


def test_what_is_only_for_firms_or_only_of_foreign_classes_has_no_kind_but_by_its_description(rules: Rules) -> None:
    for_firms = Hints(names=("Kotihoito",), groups=("KR2.6", "KE8"))
    assert rules.guess(for_firms).type == ""
    assert rules.guess(replace(for_firms, groups=("KR2.6", "KR1"))).type == "kotihoito"
    assert rules.guess(replace(for_firms, general_description=HOME_CARE)).type == "kotihoito"
    assert rules.guess(Hints(names=("Kotihoito",), classes=("P24.5", "P6.2"))).type == ""
    assert rules.guess(Hints(names=("Kotihoito",), classes=("P24.5", "P4.3"))).type == "kotihoito"


def test_a_guess_tells_rung_and_area_by_the_kind_and_names_what_it_fills_in(rules: Rules) -> None:
    guess = rules.guess(Hints(names=("Kotihoito",), organization="Mallilan hyvinvointialue"))
    assert (guess.type, guess.rung, guess.life_area, guess.provider_kind) == ("kotihoito", "7", "home_care", "county")
    assert guess.fields == ("rung", "provider_kind", "type", "life_area")


def test_without_a_kind_the_provider_tells_the_rung_and_the_class_the_area(rules: Rules) -> None:
    guess = rules.guess(Hints(names=("Aamukahvit",), classes=("P4.12",), organization="Mallilan kerho ry"))
    assert (guess.type, guess.rung, guess.life_area) == ("", "3", "community")
    nothing = rules.guess(Hints(names=("Venepaikat",), classes=("P27.3",), organization="Mallilan kaupunki"))
    assert (nothing.type, nothing.rung, nothing.life_area) == ("", "2", "")
    assert nothing.fields == ("rung", "provider_kind")


def test_nothing_known_is_no_kind_of_the_county(rules: Rules) -> None:
    guess = rules.guess(Hints())
    assert (guess.type, guess.provider_kind, guess.rung, guess.life_area) == ("", "county", "5", "")


@pytest.mark.parametrize("text", [*HOSTILE, "", " ", "\n"])
def test_hostile_text_is_no_reason_to_fail(rules: Rules, text: str) -> None:
    hints = Hints((text, text), (text,), (text,), text, text, text)
    assert rules.guess(hints).type in ("", "kotihoito", "toimeentulo", "asumistuki", "yks_koti")


def test_of_a_name_without_end_only_the_beginning_is_read(rules: Rules) -> None:
    endless = "ikaihmiskotihoi" * 20_000
    assert kind_of(rules, f"Kotihoito {endless}", organization=endless) == "yks_koti"
    assert kind_of(rules, f"{endless} tulkkaus") == ""


def test_a_kind_that_was_corrected_by_hand_stands_and_is_not_called_inferred(rules: Rules, known: Known) -> None:
    guess = rules.guess(Hints(names=("Kotihoito",)))
    service = structs.replace(known.catalogue.services[0], type=guess.type, rung=guess.rung, inferred=guess.fields)
    corrected = noted(service, Note(id=service.id, type="kotisairaanhoito"))
    assert (corrected.type, corrected.rung) == ("kotisairaanhoito", guess.rung)
    assert corrected.inferred == tuple(name for name in guess.fields if name != "type")


# How rules are looked up.


def test_looking_rules_up_by_parts_of_a_name_finds_what_asking_all_of_them_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = [case.hints for case in [*read(), *whole_descriptions(), *examples()]]
    rules = shipped_rules()
    quick = [rules.guess(hints) for hints in cases]
    every = range(len(rules._data.rule))
    monkeypatch.setattr(Rules, "_candidates", lambda *_: every)
    assert quick == [rules.guess(hints) for hints in cases]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("omaishoi(to|don)", {"omaishoi"}),
        (r"(ikaihmis|senior)\w*.{0,9}(apu|tuki)", {"ikaihmis", "senior"}),
        ("(kerho|ryhma)?(neuvonta|ohjaus)", {"neuvonta", "ohjaus"}),
        (r"\bhoito?", {"hoit"}),
        ("(abc|neuvonta)", set()),
        ("a(b|(neuvonta|ohjaus))c", set()),
        ("neuvonta|ohjaus", set()),
        ("[neuvonta]", set()),
        ("(neuvonta)*", set()),
        ("(?:neuvonta|ohjaus)", set()),
        (r"\d{4}", set()),
    ],
)
def test_literals_are_what_every_match_must_have(pattern: str, found: set[str]) -> None:
    assert literals(pattern) == found


def test_the_rules_that_ship_name_every_kind_of_provider_a_class_and_a_day(data: RuleFile) -> None:
    assert set(data.rungs) == set(get_args(ProviderKind))
    assert data.as_of.year >= 2026
    assert data.source
    codes = [code for rule in data.rule for code in (*rule.classes, *rule.sole_classes)]
    codes += [code for area in data.area for code in area.classes] + list(data.never.classes)
    assert all(re.fullmatch(r"P([1-9]|1\d|2[0-8])(\.[1-9]\d?)?", code) for code in codes)


def test_grading_counts_what_may_stay_unsaid_neither_as_asked_nor_as_wrong() -> None:
    open_case = Case("koe", Hints(names=("a",)), ("none", "ateria"))
    found = Score()
    for guess in ("", "ateria", "siivous"):
        found.count(open_case, guess)
    assert (found.made, found.right, found.asked, found.found, len(found.wrong)) == (2, 1, 0, 0, 1)
    assert found.recall == 1
