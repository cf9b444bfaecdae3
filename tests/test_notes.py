"""Notes on services: kept in a file that people can edit too, without harm to what they wrote there."""

from pathlib import Path

import pytest

from advisor_tui.catalogue import notes
from advisor_tui.catalogue.notes import Note
from advisor_tui.errors import FaultyFile


def test_a_note_that_was_saved_is_read_back(tmp_path: Path) -> None:
    note = Note("ptv:1", type="ateria", rung="4", caller_words=("ruokaa", 'sanoo "hei"'), say_aloud="Teille", alert="x")
    notes.save(tmp_path / "notes.toml", note)
    assert notes.read(tmp_path / "notes.toml") == ({"ptv:1": note}, [])


def test_a_second_note_on_a_service_stands_in_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    for note in (Note("a", alert="1"), Note("b", alert="2"), Note("a", alert="3")):
        notes.save(path, note)
    assert {key: each.alert for key, each in notes.read(path)[0].items()} == {"a": "3", "b": "2"}


def test_a_note_that_says_nothing_any_more_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    notes.save(path, Note("a", alert="1"))
    notes.save(path, Note("a"))
    assert notes.read(path) == ({}, [])
    notes.save(path, Note("a", favourite=True))
    assert notes.read(path)[0]["a"].favourite


def test_comments_and_other_notes_of_people_stay(tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    path.write_text('# Sovittu 3.11.\n[[note]]\nid = "a"\nalert = "x"  # Liisan tieto\n', encoding="utf-8")
    notes.save(path, Note("b", alert="y"))
    text = path.read_text(encoding="utf-8")
    assert "# Sovittu 3.11." in text
    assert "# Liisan tieto" in text
    assert set(notes.read(path)[0]) == {"a", "b"}


@pytest.mark.parametrize("content", ["[[note]]\nalert = 1\n", "x = [", '[[note]]\nid = "a"\nlaji = "x"\n', "\0"])
def test_a_broken_file_is_named_and_not_written_over(tmp_path: Path, content: str) -> None:
    path = tmp_path / "notes.toml"
    path.write_text(content, encoding="utf-8")
    found, faults = notes.read(path)
    assert found == {}
    assert faults
    assert all(fault.file == str(path) for fault in faults)
    with pytest.raises(FaultyFile):
        notes.save(path, Note("a", alert="y"))
    assert path.read_text(encoding="utf-8") == content


def test_without_a_file_there_are_no_notes(tmp_path: Path) -> None:
    assert notes.read(tmp_path / "notes.toml") == ({}, [])
