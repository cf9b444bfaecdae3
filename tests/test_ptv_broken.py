"""Whatever comes as PTV: nothing but a mishap that can be told gets out, the good rest goes in, and it is clean."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv import importer
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import AdvisorError
from tests import ptv_payloads as ptv
from tests.benchmarks.fuzz_importers import unsound
from tests.hostile import FORBIDDEN, HOSTILE
from tests.ptv_payloads import CHANNEL, GENERAL, channel, service

OBJECTS = {
    "service": service(
        generalDescriptionId=GENERAL,
        serviceVouchers=[
            {"value": "Seteli", "language": "fi", "url": "https://example.org", "additionalInformation": "x"}
        ],
        serviceChannels=[
            ptv.connection(
                description=ptv.said("Illat", type="Description"),
                serviceHours=[ptv.hours(ptv.opening("Monday"))],
                contactDetails={
                    "emails": ptv.said("a@example.org"),
                    "phoneNumbers": [ptv.phone()],
                    "webPages": [{"url": "https://example.org/a", "value": "A", "language": "fi"}],
                    "addresses": [ptv.address()],
                },
            )
        ],
    ),
    "place": channel(
        "ServiceLocation",
        addresses=[
            ptv.address(entrances=[{"isMainEntrance": True, "accessibilitySentences": [{"sentenceGroup": []}]}])
        ],
        phoneNumbers=[ptv.phone()],
        serviceHours=[
            ptv.hours(ptv.opening("Monday"), additionalInformation=ptv.said("Soita")),
            ptv.hours(ptv.opening("Friday", "20:00", "08:00", "Monday"), kind="OverMidnight"),
            ptv.hours(
                ptv.opening(None, "16:00", "08:00"), kind="Exceptional", validFrom="2026-12-24", validTo="2026-12-26"
            ),
        ],
    ),
    "form": channel(
        "PrintableForm", channelUrls=[{"value": "https://example.org/a.pdf", "language": "fi", "type": "PDF"}]
    ),
    "organization": ptv.organization(),
    "general": ptv.general_description(),
}
"""An object of each kind, with something in every field that is read."""

AWKWARD = st.sampled_from([*HOSTILE, "", "string", "\ud800", "9" * 5000, "2026-13-45", "24:00", "-1", "x" * 30_000])
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), AWKWARD)
ANY_JSON = st.recursive(
    LEAF, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4))
)
FIELDS = st.sampled_from(
    ["id", "name", "names", "value", "language", "type", "serviceNames", "serviceChannels", "serviceHours", "areas"]
)
NEARLY_PTV = st.recursive(
    LEAF,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(FIELDS, inner, max_size=6)),
    max_leaves=30,
)

ONE_AFTER_THE_OTHER = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def sound(found: list[Service]) -> None:
    """Check that services can be kept, drawn and reckoned with: nothing in them commands, and every hour is one."""
    assert [problem for problem in map(unsound, found) if problem] == []


@pytest.mark.parametrize("kind", OBJECTS)
@given(data=st.data())
@ONE_AFTER_THE_OTHER
def test_any_field_may_hold_anything(kind: str, data: st.DataObject) -> None:
    model = OBJECTS[kind]
    path = data.draw(st.sampled_from(ptv.paths(model)[1:]))
    spoilt = ptv.replaced(model, path, data.draw(ANY_JSON))
    others = [each for name, each in OBJECTS.items() if name != kind]
    sound(ptv.imported(spoilt, *others))


@given(st.dictionaries(st.one_of(FIELDS, st.text(max_size=12)), NEARLY_PTV, max_size=8))
@ONE_AFTER_THE_OTHER
def test_any_object_may_come(value: dict[str, Any]) -> None:
    sound(ptv.imported(value, service()))


@given(
    st.lists(st.sampled_from([*OBJECTS.values(), service(modified="2020-01-01"), channel(publishingStatus="Draft")])),
)
@ONE_AFTER_THE_OTHER
def test_any_objects_may_come_any_number_of_times(objects: list[Any]) -> None:
    found = ptv.imported(*objects)
    sound(found)
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_made_to_harm_a_terminal_comes_in_as_plain_text(text: str) -> None:
    hostile = service(
        serviceNames=ptv.said(f"paha {text}", text, text, type="Name"),
        serviceDescriptions=ptv.described(Summary=text, Description=text, UserInstruction=text),
        requirements=ptv.said(text),
        keywords=ptv.said(text),
        organizations=[ptv.agency(text)],
        languages=[text],
        serviceClasses=[ptv.term(text, text, text)],
        serviceChannels=[ptv.connection(CHANNEL, text, description=ptv.said(text))],
    )
    (found,) = ptv.imported(hostile, channel(serviceChannelNames=ptv.said(text), phoneNumbers=[ptv.phone(text)]))
    sound([found])
    assert found.name.startswith("paha")
    assert all(not FORBIDDEN.intersection(problem) for problem in ptv.problems(hostile))


def test_null_stands_for_nothing_in_every_field() -> None:
    for kind, model in OBJECTS.items():
        bare = {name: value if name == "id" else None for name, value in model.items()}
        found = ptv.imported(*(bare if name == kind else each for name, each in OBJECTS.items()))
        sound(found)
        assert len(found) == (kind != "service")


def test_a_long_list_and_a_long_text_are_cut() -> None:
    many = service(keywords=ptv.said("sana") * 6_000, serviceDescriptions=ptv.described(Description="x" * 50_000))
    (found,) = ptv.imported(many)
    assert len(found.description) == 20_000
    assert any(each.startswith("keywords: ") for each in ptv.problems(many))


# ------------------------------------------------------------ files


def taken(path: Path) -> tuple[list[Service], Faults]:
    """Return what comes of a path, and what was wrong."""
    faults = Faults()
    return list(importer.services(path, ptv.around(), faults)), faults


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id": ' + b"9" * 5_000 + b"}",
        b'{"id": NaN}',
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        b"null",
        b"7",
        b'"text"',
        b"[1, null, [], {}]",
    ],
)
def test_a_file_that_holds_no_objects_is_a_fault(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(raw)
    (tmp_path / "good.json").write_text(json.dumps(service()), encoding="utf-8")
    found, faults = taken(tmp_path)
    assert [each.source_id for each in found] == [ptv.SERVICE]
    assert any(fault.file.endswith("bad.json") for fault in faults.kept)


def test_a_truncated_page_is_a_fault_and_the_other_pages_come_in(tmp_path: Path) -> None:
    whole = json.dumps(ptv.page([service(), channel()]))
    for cut in range(0, len(whole), len(whole) // 40):
        (tmp_path / "cut.json").write_text(whole[:cut], encoding="utf-8")
        (tmp_path / "good.json").write_text(whole, encoding="utf-8")
        found, faults = taken(tmp_path)
        assert len(found) == 1
        assert faults.count == 1


def test_an_archive_that_leaves_its_folder_or_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "leaves.zip", "w") as archive:
        archive.writestr("../service.json", json.dumps(service()))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("service.json", b" " * 20_000_000)
    (tmp_path / "torn.zip").write_bytes((tmp_path / "leaves.zip").read_bytes()[:50])
    for name in ("leaves.zip", "bomb.zip", "torn.zip"):
        with pytest.raises(AdvisorError):
            taken(tmp_path / name)


def test_an_object_of_an_unknown_kind_in_a_large_number_is_counted_and_not_all_kept() -> None:
    faults = Faults()
    ptv.imported(*({"number": number} for number in range(2_000)), faults=faults)
    assert (faults.count, len(faults.kept)) == (2_000, 500)
