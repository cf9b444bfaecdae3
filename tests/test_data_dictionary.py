"""The data dictionary tells of every column of every table, and of every code of the script."""

from typing import Any

import pytest
from sqlmodel import SQLModel

from advisor_tui import language, reference
from advisor_tui.guidance import script
from advisor_tui.records import tables as kept_tables
from advisor_tui.records.export import codes
from advisor_tui.records.export.dictionary import HEADINGS, dictionary
from advisor_tui.records.export.tables import LEFT_OUT, Table, tables
from advisor_tui.settings import Settings

TABLES = tables(identified=True)
EVERY = [(table, column) for table in TABLES for column in table.columns]


def known() -> codes.Codes:
    """Return the codes of the script that ships."""
    return codes.of_script(script.load(reference.script_file(Settings())), reference.all_kinds())


def rows() -> list[dict[str, Any]]:
    """Return the dictionary by its headings."""
    sheet = dictionary(known())
    assert sheet.headings == HEADINGS
    return [dict(zip(HEADINGS, row, strict=True)) for chunk in sheet.chunks for row in chunk]


def test_every_table_and_every_column_is_told_in_its_order() -> None:
    told = [(row["table"], row["column"]) for row in rows()]
    expected = [(table.name, name) for table in TABLES for name in ("", *(each.name for each in table.columns))]
    assert told == expected


@pytest.mark.parametrize(("table", "column"), EVERY, ids=lambda each: each.name)
def test_every_column_has_a_meaning_of_its_own(table: Table, column: Any) -> None:
    assert column.meaning.endswith(".")
    assert [each.name for each in table.columns if each.meaning == column.meaning] == [column.name]


def test_every_row_says_what_it_is_in_each_language() -> None:
    for code in language.available():
        language.use(code)
        assert all(row["meaning"] for row in rows())
        assert all(row["type"] and row["pseudonymous"] for row in rows() if row["column"])


def test_every_list_of_codes_that_a_column_names_is_there_with_its_labels() -> None:
    for _table, column in EVERY:
        if column.codes:
            assert all(known()[column.codes].values()), column.name
    told = {(row["table"], row["column"]): row["codes"] for row in rows()}
    assert "A = " in told["calls", "outcome"]
    assert "wrong_number = väärä numero" in told["calls", "non_client"]
    assert "told = kerrottu" in told["referrals", "status"]
    assert told["calls", "notes"] == ""


def test_codes_stand_only_where_a_list_of_codes_is_named() -> None:
    for _table, column in EVERY:
        assert (column.kind in ("code", "codes")) <= bool(column.codes or column.research == "service"), column.name


def test_no_free_text_and_no_identity_is_in_the_pseudonymous_form() -> None:
    for _table, column in EVERY:
        if column.kind == "text" and column.research not in ("left_out", "advisor", "county"):
            assert column.research_sql, column.name


def test_everything_that_is_kept_of_a_call_is_exported_or_left_out_with_a_reason() -> None:
    """A column that a migration adds has to be given a meaning here, or a reason."""
    read = {
        "call": " ".join(column.sql for column in TABLES[0].columns),
        **{table.rows: " ".join(column.sql for column in table.columns) for table in TABLES[1:]},
    }
    rows_of: dict[str, type[SQLModel]] = {
        "call": kept_tables.CallRow,
        "referral": kept_tables.ReferralRow,
        "unmet_need": kept_tables.UnmetNeedRow,
        "follow_up": kept_tables.FollowUpRow,
    }
    for name, row in rows_of.items():
        alias = "c" if name == "call" else "r"
        for column in row.model_fields:
            exported = f"{alias}.{column}" in read[name] or column == "call_id"
            assert exported or LEFT_OUT.get(name, {}).get(column), f"{name}.{column}"
