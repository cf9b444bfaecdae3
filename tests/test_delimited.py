"""Tables in text files: every encoding and separator that people save them in, and every way to break one."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue import delimited
from advisor_tui.catalogue.intake import Piece, pieces
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.tables import Row, Table, unwrapped
from advisor_tui.errors import AdvisorError, Fault
from tests.hostile import FORBIDDEN, HOSTILE

KNOWN = {"nimi", "puhelin", "osoite", "kunta"}
PLAIN = "nimi;puhelin;kunta\nKotihoito;03 123;Äänekoski\nRuoka-apu;03 456;Örö\n"
ROWS = [("Kotihoito", "03 123", "Äänekoski"), ("Ruoka-apu", "03 456", "Örö")]


def piece(content: bytes | str) -> Piece:
    """Return a file with this content."""
    raw = content.encode() if isinstance(content, str) else content
    return Piece("taulu.csv", ".csv", len(raw), lambda: io.BytesIO(raw))


def table(content: bytes | str) -> tuple[Table, list[Row], list[Fault]]:
    """Return the table in a file, its rows, and what was wrong."""
    faults = Faults()
    found = delimited.read(piece(content), lambda name: name.lower() in KNOWN, faults)
    return found, list(found.rows), faults.kept


def cells(content: bytes | str) -> list[tuple[str, ...]]:
    """Return the cells of a file in which nothing is wrong."""
    _found, rows, faults = table(content)
    assert not faults
    return [row.cells for row in rows]


def only_fault(content: bytes | str) -> Fault:
    """Return the only thing that is wrong with a file."""
    _found, _rows, faults = table(content)
    assert len(faults) == 1, faults
    return faults[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_an_encoding_and_a_line_end_make_no_difference(encoding: str, end: str) -> None:
    assert cells(PLAIN.replace("\n", end).encode(encoding)) == ROWS


@pytest.mark.parametrize("size", [20, 21, 22, 23, 40])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_where_reading_pauses_makes_no_difference(monkeypatch: pytest.MonkeyPatch, encoding: str, size: int) -> None:
    monkeypatch.setattr(delimited, "CHUNK", size)
    assert cells((PLAIN * 2).replace("\n", "\r\n").encode(encoding)) == [*ROWS, ("nimi", "puhelin", "kunta"), *ROWS]


def test_utf_16_with_a_mark_is_read_in_either_order() -> None:
    assert cells(b"\xff\xfe" + PLAIN.encode("utf-16-le")) == cells(b"\xfe\xff" + PLAIN.encode("utf-16-be")) == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
def test_the_separator_is_told_by_the_names_of_the_columns(delimiter: str) -> None:
    assert cells(PLAIN.replace(";", delimiter)) == ROWS


def test_commas_in_the_cells_and_in_the_header_do_not_hide_the_semicolon() -> None:
    assert cells('nimi;"puhelin";muu, mikä\n"Apu, ilta";03 1,5;a,b,c\n') == [("Apu, ilta", "03 1,5", "a,b,c")]


def test_two_quoted_lines_are_enough_to_tell_the_separator() -> None:
    assert cells('"nimi";"kunta"\n"Koti;hoito";"Kemi"\n') == [("Koti;hoito", "Kemi")]


def test_the_line_that_tells_excel_the_separator_is_obeyed_and_is_no_row() -> None:
    assert cells("sep=,\r\nnimi,kunta\r\nApu;x,Kemi\r\n") == [("Apu;x", "Kemi")]
    assert cells("sep=,\nvieras,toinen;kolmas\na,b\n") == [("a", "b")]


def test_a_title_above_the_table_is_no_header() -> None:
    found, rows, faults = table("Palvelut 1.5.2026;;\n\nnimi;puhelin;kunta\nApu;03 1;Kemi\n")
    assert found.header == ("nimi", "puhelin", "kunta")
    assert rows == [Row(4, ("Apu", "03 1", "Kemi"))]
    assert not faults


def test_names_nobody_knows_still_make_a_header() -> None:
    found, rows, _faults = table("foo,bar\n1,2\n")
    assert found.header == ("foo", "bar")
    assert rows == [Row(2, ("1", "2"))]


def test_a_row_knows_its_line_even_after_cells_of_several_lines() -> None:
    found, rows, faults = table('nimi;osoite\nApu;"Katu 1\nKemi"\n\nKoti;Tie 2\n')
    assert [(row.line, row.cells[1]) for row in rows] == [(2, "Katu 1\nKemi"), (5, "Tie 2")]
    assert found.named(rows[1]) == {"nimi": "Koti", "osoite": "Tie 2"}
    assert not faults


def test_doubled_quotes_and_inch_signs_are_text() -> None:
    assert cells('nimi;kunta\n"Kerho ""Ilo""";5" putki\n') == [('Kerho "Ilo"', '5" putki')]


def test_blanks_before_a_quote_do_not_unquote_a_cell() -> None:
    assert cells('nimi, kunta\n"Apu", "Kemi, Tornio"\n') == [("Apu", "Kemi, Tornio")]


# ------------------------------------------------------------ codes that Excel shall leave alone


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('="992"', "992"),
        ("'992", "992"),
        ("'992'", "992"),
        ("'+358 3 123", "+358 3 123"),
        ("'=1+1", "=1+1"),
        ("  x ", "x"),
        ("'t Hof", "'t Hof"),
        ("=1+1", "=1+1"),
        ('="', '="'),
        ("'", "'"),
        ("", ""),
    ],
)
def test_a_code_is_freed_of_what_keeps_excel_from_counting_with_it(written: str, read: str) -> None:
    assert unwrapped(written) == read


@pytest.mark.parametrize("written", ['="0101"', '"=""0101"""', "'0101", "\"'0101'\""])
def test_wrapped_codes_come_out_of_a_file(written: str) -> None:
    assert cells(f"nimi;kunta\nApu;{written}\n") == [("Apu", "0101")]


# ------------------------------------------------------------ what is wrong with letters


def test_a_byte_that_no_encoding_knows_is_named_with_its_line_and_the_row_stays() -> None:
    _found, rows, faults = table(b"nimi;kunta\nApu;Kemi\nK\xe4\x81te;Oulu\n")
    assert [row.cells[0] for row in rows] == ["Apu", "Kä\ufffdte"]
    assert [fault.line for fault in faults] == [3]
    assert "0x81" in faults[0].problem


def test_lines_in_two_encodings_are_each_read_in_their_own_and_it_is_said_once() -> None:
    mixed = "nimi;kunta\nMökki;Kemi\n".encode() + "Mökki;Ähtäri\n".encode("cp1252") * 3
    _found, rows, faults = table(mixed)
    assert {row.cells[0] for row in rows} == {"Mökki"}
    assert [fault.line for fault in faults] == [3]


def test_characters_that_were_lost_before_are_told_once() -> None:
    assert only_fault("nimi\nM\ufffdkki\nM\ufffdkki\n").line == 2


def test_nul_is_left_out_and_told() -> None:
    content = "nimi;kunta\nA\0pu;Kemi\nK\0oti;Oulu\n"
    _found, rows, _faults = table(content)
    assert [row.cells[0] for row in rows] == ["Apu", "Koti"]
    assert only_fault(content).line == 2


# ------------------------------------------------------------ what is wrong with quotes and lengths


@pytest.mark.parametrize(
    "broken",
    ['x;"auki;Kemi', 'x;"kiinni"auki;Kemi', '"x"";y;z', 'x;"a""'],
    ids=["open", "within", "doubled", "short"],
)
@pytest.mark.parametrize("after", ["A;1;Kemi\nB;2;Oulu\n", 'A;"1";Kemi\nB;2;"Oulu"\n'], ids=["bare", "quoted"])
def test_a_quote_out_of_place_costs_its_row_alone(broken: str, after: str) -> None:
    _found, rows, faults = table(f"nimi;puhelin;kunta\nZ;0;Ii\n{broken}\n{after}")
    assert [(row.line, row.cells) for row in rows] == [
        (2, ("Z", "0", "Ii")),
        (4, ("A", "1", "Kemi")),
        (5, ("B", "2", "Oulu")),
    ]
    assert [fault.line for fault in faults] == [3]


def test_a_quote_that_is_never_closed_costs_its_row_alone_in_a_long_file() -> None:
    _found, rows, faults = table('nimi;kunta\n"auki;Kemi\n' + "Apu;Oulu\n" * 40_000)
    assert len(rows) == 40_000
    assert [fault.line for fault in faults] == [2]


def test_a_cell_at_the_limit_is_read_and_one_beyond_it_costs_its_row() -> None:
    limit = csv.field_size_limit()
    _found, rows, faults = table(f"nimi;kunta\n{'a' * limit};Kemi\n{'a' * (limit + 1)};Oulu\nApu;Ii\n")
    assert [row.cells[1] for row in rows] == ["Kemi", "Ii"]
    assert [fault.line for fault in faults] == [3]
    assert str(limit) in faults[0].problem


def test_a_line_beyond_the_limit_is_left_out_and_reading_goes_on() -> None:
    _found, rows, faults = table("nimi;kunta\n" + "a;" * 3_000_000 + "\nApu;Ii\n")
    assert [(row.line, row.cells) for row in rows] == [(3, ("Apu", "Ii"))]
    assert [fault.line for fault in faults] == [2]


# ------------------------------------------------------------ what is wrong with the form


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" ; ;\n", b"\xff\xfe"])
def test_an_empty_file_is_told(content: bytes) -> None:
    found, rows, _faults = table(content)
    assert (found.header, rows) == ((), [])
    assert only_fault(content).line == 0


def test_a_header_without_rows_is_told() -> None:
    assert only_fault("nimi;kunta\n;\n").line == 1


def test_of_two_columns_of_one_name_the_first_is_read() -> None:
    content = "nimi;kunta;NIMI;nimi\nApu;Kemi;Toinen;Kolmas\n"
    found, rows, faults = table(content)
    assert found.header == ("nimi", "kunta", "", "")
    assert found.named(rows[0]) == {"nimi": "Apu", "kunta": "Kemi"}
    assert [(fault.line, fault.field) for fault in faults] == [(1, "NIMI"), (1, "nimi")]


def test_a_short_row_is_filled_up_and_told() -> None:
    _found, rows, faults = table("nimi;puhelin;kunta\nApu;03 1\n")
    assert rows == [Row(2, ("Apu", "03 1", ""))]
    assert [fault.line for fault in faults] == [2]


def test_cells_beyond_the_header_are_named() -> None:
    _found, rows, faults = table("nimi;kunta;;\nApu;Kemi;yksi;;kaksi\nKoti;Oulu;;\n")
    assert [row.cells for row in rows] == [("Apu", "Kemi"), ("Koti", "Oulu")]
    assert [fault.line for fault in faults] == [2]
    assert "yksi, kaksi" in faults[0].problem


# ------------------------------------------------------------ large, hostile and random files


class _Endless(io.RawIOBase):
    """A file of many equal rows, made as it is read."""

    def __init__(self, count: int) -> None:
        self._lines = self._made(count)

    def _made(self, count: int) -> Iterator[bytes]:
        yield b"nimi;puhelin;kunta\n"
        for number in range(count):
            yield b"Kotihoito %d;03 123;Kemi\n" % number

    def read(self, size: int = -1) -> bytes:
        found = bytearray()
        for line in self._lines:
            found += line
            if 0 <= size <= len(found):
                break
        return bytes(found)


def test_a_hundred_thousand_rows_are_read_in_little_memory() -> None:
    large = Piece("suuri.csv", ".csv", 0, lambda: _Endless(100_000))  # type: ignore[arg-type, return-value]
    found = delimited.read(large, KNOWN.__contains__, Faults())
    tracemalloc.start()
    count = sum(1 for _row in found.rows)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 16 * delimited.CHUNK


def test_a_missing_file_is_a_mishap_that_can_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "taulu.csv"
    path.write_text("nimi\n")
    (found,) = pieces(path, (".csv",))
    path.unlink()
    with pytest.raises(AdvisorError) as caught:
        delimited.read(found, KNOWN.__contains__, Faults())
    assert caught.value.remedy


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_neither_header_nor_faults(text: str) -> None:
    faults = Faults()
    raw = f'nimi;{text};{text}\nApu;1;2;{text};3\n"{text}\n'.encode("utf-8", errors="replace")
    found = delimited.read(piece(raw), KNOWN.__contains__, faults)
    list(found.rows)
    told = "".join((*found.header, *map(str, faults.kept)))
    assert faults.kept
    assert not FORBIDDEN.intersection(told)


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.text(alphabet="nimi;,\t\"\r\n\0aä='", max_size=120).map(str.encode))
def test_whatever_the_bytes_rows_are_as_wide_as_the_header_and_in_order(raw: bytes) -> None:
    found, rows, _faults = table(raw)
    assert all(len(row.cells) == len(found.header) for row in rows)
    lines = [row.line for row in rows]
    assert lines == sorted(set(lines))


@given(
    st.lists(st.lists(st.text(alphabet='ab äö;,"\n', max_size=8), min_size=2, max_size=2), min_size=1, max_size=6),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]),
)
def test_what_a_spreadsheet_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["nimi", "kunta"], *rows])
    _found, read, _faults = table(written.getvalue().encode(encoding))
    expected = [tuple(cell.strip() for cell in row) for row in rows]
    assert [row.cells for row in read] == [row for row in expected if any(row)]
