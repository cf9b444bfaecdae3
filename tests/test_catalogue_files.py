"""Reading a catalogue: what is good goes in, cleaned; what is not is left out and does not take the rest with it."""

import os
from pathlib import Path

import pytest

from advisor_tui import reference
from advisor_tui.catalogue import files
from advisor_tui.catalogue.opening import opening
from advisor_tui.catalogue.service import Service
from advisor_tui.clock import local_now
from advisor_tui.errors import AdvisorError
from advisor_tui.settings import CatalogueSettings, Settings
from advisor_tui.text import clean
from tests.hostile import FORBIDDEN, HOSTILE, catalogue_of
from tests.small_catalogue import HOURS, catalogue, entry


def ids(*folders: Path) -> list[str]:
    """Return the ids of what goes in."""
    return [service.id for service in files.load(folders).catalogue.services]


def texts(service: Service) -> list[str]:
    """Return every text of a service."""
    return [
        *(service.name, service.organization, service.description, service.eligibility_description),
        *(service.fees_description, service.application_process, service.say_aloud, service.alert),
        *(service.url, *service.emails, service.source, *service.alternate_names, *service.caller_words),
        *(service.sv.name, service.sv.summary, service.en.name, service.en.summary),
        *(text for phone in service.phones for text in (phone.number, phone.description, phone.charge)),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        entry(id='"huono"', name="1"),
        entry(id='"huono"', nimi='"x"'),
        entry(without="name", id='"huono"'),
        entry(id='"huono"', rung='"9"'),
        entry(id='"huono"', schedules='[{ byday = "MA", opens_at = "08:00", closes_at = "15:00" }]'),
        entry(id='"hyva"'),
    ],
)
def test_a_bad_entry_is_left_out_and_the_good_ones_beside_it_stay(tmp_path: Path, bad: str) -> None:
    folder = catalogue(tmp_path / "own", entry(id='"hyva"'), bad, entry(id='"toinen"'))
    loaded = files.load([folder])
    assert [service.id for service in loaded.catalogue.services] == ["hyva", "toinen"]
    assert len(loaded.faults) == 1


def test_a_doubtful_entry_can_still_be_offered(tmp_path: Path) -> None:
    """An unknown place or an old assurance is for the editor to mend; the caller is still told of the service."""
    folder = catalogue(tmp_path / "own", entry(service_areas='["Tukholma"]', assured_date="2001-01-01"))
    assert ids(folder) == ["ateria-koe"]


def test_a_file_with_a_bad_head_keeps_its_services(tmp_path: Path) -> None:
    assert ids(catalogue(tmp_path / "own", head="life_area = 1\n")) == ["ateria-koe"]


def test_files_are_read_in_the_order_of_their_names_and_folders_in_that_given(tmp_path: Path) -> None:
    own = catalogue(tmp_path / "own", entry(id='"c"'), file="b.toml")
    catalogue(own, entry(id='"b"'), file="a.toml")
    theirs = catalogue(tmp_path / "a-theirs", entry(id='"a"'))
    assert ids(own, theirs) == ["b", "c", "a"]


def test_a_single_file_can_be_given(tmp_path: Path) -> None:
    assert ids(catalogue(tmp_path / "own") / "koe.toml") == ["ateria-koe"]


def test_a_file_without_services_is_no_fault(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "tyhja.toml").write_text('life_area = { fi = "Koe" }\nprovenance = "x"\n', encoding="utf-8")
    loaded = files.load([folder])
    assert (len(loaded.catalogue), loaded.faults) == (0, [])


@pytest.mark.parametrize("make", ["nothing", "folder", "text"])
def test_where_there_is_no_catalogue_it_is_said_with_the_place_and_a_remedy(tmp_path: Path, make: str) -> None:
    place = tmp_path / "own"
    if make != "nothing":
        place.mkdir()
    if make == "text":
        (place / "lue.txt").write_text("ei mitään", encoding="utf-8")
    with pytest.raises(AdvisorError) as caught:
        files.load([place])
    assert caught.value.where == str(place)
    assert ".toml" in caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"service = 1",
        b"service = [1, 'x', []]",
        b"service = { id = 'x' }",
        b"[[service]]\nid = ",
        b"\xff\xfel\x00i\x00f\x00e\x00",
        b"nimi = '\xe4iti'",
        b"\x00\x01\x02",
        b"id;name\n1;2\n",
        b"x = " + b"[" * 5000,
        b"x = " + b"9" * 5000,
    ],
)
def test_a_file_that_is_no_catalogue_is_named_and_the_good_one_beside_it_is_read(
    tmp_path: Path, content: bytes
) -> None:
    folder = catalogue(tmp_path / "own")
    (folder / "paha.toml").write_bytes(content)
    loaded = files.load([folder])
    assert [service.id for service in loaded.catalogue.services] == ["ateria-koe"]
    assert {Path(fault.file).name for fault in loaded.faults} == {"paha.toml"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_what_is_no_ordinary_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own")
    os.mkfifo(folder / "putki.toml")
    (folder / "kansio.toml").mkdir()
    (folder / "poissa.toml").symlink_to(tmp_path / "ei-ole")
    loaded = files.load([folder])
    assert [service.id for service in loaded.catalogue.services] == ["ateria-koe"]
    assert {Path(fault.file).name for fault in loaded.faults} == {"putki.toml", "kansio.toml", "poissa.toml"}


def test_hostile_text_in_every_field_comes_out_clean(tmp_path: Path) -> None:
    loaded = files.load([catalogue_of(tmp_path, HOSTILE)])
    assert len(loaded.catalogue) == len(HOSTILE)
    for service, hostile in zip(loaded.catalogue.services, HOSTILE, strict=True):
        for text in texts(service):
            assert not set(text) & FORBIDDEN
            assert text == clean(f"paha {hostile}")


def test_markup_stays_as_it_was_written(tmp_path: Path) -> None:
    """It is made harmless where it is shown, and never loses a visible character."""
    folder = catalogue(tmp_path / "own", entry(name='"[/x] [red [@click=app.quit]x[/]"'))
    assert files.load([folder]).catalogue.services[0].name == "[/x] [red [@click=app.quit]x[/]"


def test_faults_repeat_hostile_text_without_its_poison(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(rung='"\\u001b]0;x\\u0007\\u202e"'))
    (fault,) = files.load([folder]).faults
    assert not set(str(fault)) & FORBIDDEN


def test_decomposed_letters_meet_their_composed_forms(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(service_areas='["Jyva\u0308skyla\u0308"]'))
    assert files.load([folder]).catalogue.services[0].service_areas == ("Jyväskylä",)


def test_a_service_without_hours_of_its_own_has_those_of_its_first_phone_that_has_any(tmp_path: Path) -> None:
    numbers = f'[{{ number = "03 1" }}, {{ number = "03 2", schedules = [{HOURS}] }}]'
    folder = catalogue(tmp_path / "own", entry(without="schedules", phones=numbers))
    (service,) = files.load([folder]).catalogue.services
    assert opening(service.hours, local_now()).open is True


def test_age_limits_include_both_ends(tmp_path: Path) -> None:
    (service,) = files.load([catalogue(tmp_path / "own")]).catalogue.services
    assert [service.serves_age(age) for age in (17, 18, 100, 101)] == [False, True, True, False]


def test_a_broken_catalogue_of_the_county_gives_way_to_the_samples_and_says_so(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(name="1"))
    loaded = reference.load(Settings(catalogue=CatalogueSettings(folders=(str(folder),))))
    assert any(service.sample for service in loaded.known.catalogue.services)
    assert any("koe.toml:6" in notice for notice in loaded.notices)


def test_a_half_broken_catalogue_of_the_county_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(), entry(id='"huono"', name="1"))
    loaded = reference.load(Settings(catalogue=CatalogueSettings(folders=(str(folder),))))
    assert [service.id for service in loaded.known.catalogue.services] == ["ateria-koe"]
    assert len(loaded.notices) == 1
