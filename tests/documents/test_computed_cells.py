"""Cells stay what they are, and none of them is a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import csv_out, csv_sheet, table_text
from app.documents.computed_cells import guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "=HYPERLINK(1)", "'=1"])
def test_what_a_spreadsheet_would_compute_is_marked_as_text(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert table_text.tabbed([["Name"], [text]]).splitlines()[1].startswith("'")
    assert "mso-number-format" in table_text.html([["Name"], [text]])
    assert f"'{text}".encode() in csv_out.to_bytes(["Name"], [[text]])


@pytest.mark.parametrize(
    "text", ["-2", "+2", "-3,200.5", "+358 40 123 456", "+1 (555) 010", "-5 %", "'quoted'", "a=b", "–", "-"]
)
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert "mso" not in table_text.html([["Name"], [text]])


BEGINNINGS = st.sampled_from(["", "'", "''", "=", "+", "-", "@", "'=", "''+", "-1", "+3 "])
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\\n\t"), max_size=12)
CELL = st.builds(str.__add__, BEGINNINGS, TEXT)


@given(CELL)
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    read = csv_sheet.parse("table.csv", csv_out.to_bytes(["one", "other"], rows))
    kept = [tuple(cell.strip() for cell in row) for row in rows]
    assert [row.cells for row in read.rows] == [row for row in kept if any(row)]
