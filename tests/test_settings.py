"""Settings: defaults that work, every wrong one named, the environment over the file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from advisor_tui import settings
from advisor_tui.errors import AdvisorError, Fault, FaultyFile
from advisor_tui.paths import places
from advisor_tui.settings import SHIFT, Settings, load


def write(text: str) -> Path:
    """Write the user's settings and return the file."""
    path = places().settings_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def only_fault(text: str) -> Fault:
    """Return the one thing that is wrong with settings."""
    with pytest.raises(FaultyFile) as told:
        load(write(text))
    (fault,) = told.value.faults
    return fault


def test_without_a_file_every_setting_has_its_default() -> None:
    found = load(places().settings_file)
    assert found == Settings()
    assert (found.language, found.theme, found.glyphs) == ("fi", "dark", "unicode")
    assert found.shifts == found.keys == {}


def test_asking_for_the_settings_makes_no_file(home: Path) -> None:
    load(places().settings_file)
    assert not home.exists()


def test_every_setting_can_be_given() -> None:
    found = load(
        write("""
language = "en"
advisor = "MK"
advisor_name = "Maija"
theme = "light"
glyphs = "ascii"
line.name = "Neuvonta"
line.phone = "0X0 000"
deadline.saturday_counts = true
[catalogue]
stale_after_days = 30
[shifts]
ilta = "14:00-22:00"
"yö" = "22:00-07:00"
[keys]
search = "f11"
""")
    )
    assert (found.language, found.advisor, found.advisor_name) == ("en", "MK", "Maija")
    assert (found.theme, found.glyphs) == ("light", "ascii")
    assert (found.line.name, found.line.phone) == ("Neuvonta", "0X0 000")
    assert found.deadline.saturday_counts
    assert found.catalogue.stale_after_days == 30
    assert found.shifts == {"ilta": "14:00-22:00", "yö": "22:00-07:00"}
    assert found.keys == {"search": "f11"}


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ('\nlanguage = "sv"', 2, "language", "fi, en"),
        ("\nlanguage = 1", 2, "language", "tekstiä"),
        ('# a\n# b\ntheme = "pink"', 3, "theme", "dark, light"),
        ('glyphs = "emoji"', 1, "glyphs", "ascii, unicode"),
        ("[line]\nphone = 12", 2, "line.phone", "tekstiä"),
        ('[deadline]\n\nsaturday_counts = "yes"', 3, "deadline.saturday_counts", "true tai false"),
        ('[catalogue]\nfolders = "x"', 2, "catalogue.folders", "luettelo"),
        ('[catalogue]\nfolders = [\n"x",\n1]', 4, "catalogue.folders", "tekstiä"),
        ("[catalogue]\nstale_after_days = 0", 2, "catalogue.stale_after_days", "1"),
        ("[catalogue]\nstale_after_days = -5", 2, "catalogue.stale_after_days", "1"),
        ("[catalogue]\nstale_after_days = 9999999999", 2, "catalogue.stale_after_days", "9999999999"),
        ("[catalogue]\nstale_after_days = 1.5", 2, "catalogue.stale_after_days", "kokonaisluku"),
        ('[shifts]\nilta = "14-22"', 2, "shifts.ilta", "08:00-16:00"),
        ('[shifts]\na = "08:00-16:00"\nb = "24:00-08:00"', 3, "shifts.b", "24:00"),
        ("[keys]\nsearch = 6", 2, "keys.search", "tekstiä"),
        ('thme = "light"', 1, "thme", "theme"),
        ('theme = "dark"\n[colours]\nred = 1', 2, "colours", "theme"),
    ],
)
def test_a_wrong_setting_is_named_by_file_line_and_key(text: str, line: int, key: str, words: str) -> None:
    fault = only_fault(text)
    assert fault.file == str(places().settings_file)
    assert (fault.line, fault.field) == (line, key)
    assert words in fault.problem


def test_several_wrong_settings_are_told_at_once() -> None:
    with pytest.raises(FaultyFile) as told:
        load(write('language = "sv"\n[catalogue]\nstale_after_days = 0\n[shifts]\na = "x"\n'))
    assert [fault.line for fault in told.value.faults] == [1, 3, 5]


def test_settings_that_are_not_toml_are_named_by_line() -> None:
    assert only_fault('theme = "dark"\ntheme\n').line == 2


def test_a_folder_in_place_of_the_settings_is_told() -> None:
    path = places().settings_file
    path.mkdir(parents=True)
    with pytest.raises(AdvisorError, match="ei ole tiedosto"):
        load(path)


def test_settings_that_the_system_will_not_show_are_not_taken_for_none(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="ei voi lukea"):
        load(tmp_path / ("x" * 300) / "settings.toml")


@pytest.mark.parametrize(
    ("variable", "value", "name"),
    [
        ("ADVISOR_LANGUAGE", "en", "language"),
        ("ADVISOR_INITIALS", "MK", "advisor"),
        ("ADVISOR_THEME", "light", "theme"),
        ("ADVISOR_GLYPHS", "ascii", "glyphs"),
    ],
)
def test_the_environment_stands_over_the_file(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, name: str
) -> None:
    path = write('language = "fi"\nadvisor = "AA"\ntheme = "dark"\nglyphs = "unicode"\n')
    before = load(path)
    monkeypatch.setenv(variable, f" {value} ")
    after = load(path)
    assert getattr(after, name) == value
    changed = [each for each in Settings.__struct_fields__ if getattr(before, each) != getattr(after, each)]
    assert changed == [name]


def test_an_empty_variable_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('theme = "light"')
    monkeypatch.setenv("ADVISOR_THEME", "")
    assert load(path).theme == "light"


@pytest.mark.parametrize("variable", ["ADVISOR_LANGUAGE", "ADVISOR_THEME", "ADVISOR_GLYPHS"])
def test_a_wrong_variable_is_named_and_the_file_is_not_blamed(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    path = write('language = "fi"\n')
    monkeypatch.setenv(variable, "sv\x1b[2J")
    with pytest.raises(FaultyFile) as told:
        load(path)
    message = str(told.value)
    assert variable in message
    assert "”sv[2J”" in message
    assert str(path) not in message


def test_relative_paths_are_meant_from_where_the_settings_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write('script = "oma.toml"\n[catalogue]\nfolders = ["palvelut", "../yhteiset"]\n')
    monkeypatch.chdir(tmp_path)
    found = load(path)
    assert Path(found.script) == path.parent / "oma.toml"
    assert [Path(folder) for folder in found.catalogue.folders] == [
        path.parent / "palvelut",
        path.parent / ".." / "yhteiset",
    ]


def test_absolute_paths_and_the_home_folder_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path / "koti"))
    found = load(write(f"script = '{tmp_path / 'oma.toml'}'\n[catalogue]\nfolders = ['~/palvelut']\n"))
    assert Path(found.script) == tmp_path / "oma.toml"
    assert Path(found.catalogue.folders[0]) == tmp_path / "koti" / "palvelut"


def test_the_home_of_nobody_is_a_name_like_another() -> None:
    path = write('script = "~eikukaan/oma.toml"\n')
    assert Path(load(path).script) == path.parent / "~eikukaan" / "oma.toml"


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
@trials(deadline=None, max_examples=100)
def test_every_shift_of_a_clock_can_be_set(hour: int, minute: int, until: int, past: int) -> None:
    assert SHIFT.fullmatch(f"{hour:02}:{minute:02}-{until:02}:{past:02}")


@given(st.text("0123456789:- ", max_size=12).filter(lambda text: not SHIFT.fullmatch(text)))
@trials(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_not_a_shift_is_refused_with_an_example(text: str) -> None:
    assert "08:00-16:00" in only_fault(f'[shifts]\nilta = "{text}"\n').problem


def test_every_variable_sets_something_that_a_file_can_set() -> None:
    assert set(settings.ENVIRONMENT.values()) <= set(Settings.__struct_fields__)
