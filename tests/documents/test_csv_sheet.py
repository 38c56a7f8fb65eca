"""CSV as programs really write it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import csv_sheet
from app.errors import BadInputError
from tests.organisations import as_csv

HEAD = ("id", "name", "title")
ROWS = (("1", "Göran Öst", "Chef, Einkauf; Technik"), ("2", "Zoë “Z” Ng", "Head of\ttwo\nlines"))


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in csv_sheet.parse("people.csv", data).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(delimiter: str, encoding: str, line_end: str) -> None:
    rows = [(*row[:2], row[2].replace("\n", line_end)) for row in ROWS]
    text = as_csv(HEAD, rows, delimiter).replace("\r\n", "\n" if line_end == "\r\n" else "\r\n")
    text = (
        text.replace("\r\n", line_end)
        if line_end != "\r\n"
        else text.replace("\n", "\r\n").replace("\r\r\n", "\r\n")
    )
    sheet = csv_sheet.parse("people.csv", text.encode(encoding))
    assert sheet.head == HEAD
    assert sheet.delimiter == delimiter
    assert [row.cells for row in sheet.rows] == [tuple(row) for row in rows]


def test_the_line_on_which_a_record_begins() -> None:
    text = 'id,name\n\n1,"Anna\nBerg"\n\n2,Bo\n'
    assert [row.line for row in csv_sheet.parse("x.csv", text.encode()).rows] == [3, 6]


def test_excel_may_say_the_delimiter_first() -> None:
    sheet = csv_sheet.parse("x.csv", b"sep=;\r\nid;name\r\n1;Berg, Anna\r\n")
    assert (sheet.head, sheet.rows[0].cells, sheet.rows[0].line) == (("id", "name"), ("1", "Berg, Anna"), 3)


def test_cells_that_are_left_out_at_the_end_are_empty() -> None:
    assert cells(b"id,name,title,,\n1,Anna\n2,Bo,Buyer,,\n") == [("1", "Anna", ""), ("2", "Bo", "Buyer")]


def test_blanks_around_cells_are_dropped() -> None:
    assert cells(b'id , name\n1 , "Berg, Anna" \n'.replace(b'" ', b'"')) == [("1", "Berg, Anna")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "“people.csv” is empty."),
        (b"\xef\xbb\xbf", "“people.csv” is empty."),
        (b" \n\n  \n", "“people.csv” is empty."),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "Excel"),
        (b"\x81\x8d\x90", "cannot be read as text"),
        (b"\x00\x01\x02\x03", "cannot be read as text"),
        (b"\xff\xfe\x00", "cannot be read as text"),
        (b'id,name\n1,"Anna\n2,Bo\n', "line 2: a quotation mark"),
        (b'id,name\n1,Bo\n2,"Anna" Berg\n', "line 3: a quotation mark"),
        (b"id,name\n1,Berg, Anna\n", "line 2: there are 3 cells for 2 columns"),
        (b"id,name\n1," + b"x" * 1_100_000 + b"\n", "line 2: a quotation mark"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadInputError) as error:
        csv_sheet.parse("people.csv", data)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t|"))
def test_what_a_program_writes_is_what_is_read(rows: Sequence[Sequence[str]], delimiter: str) -> None:
    written = as_csv(("id", "name", "title"), rows, delimiter).encode("utf-8")
    kept = [tuple(cell.strip() for cell in row) for row in rows]
    assert cells(written) == [row for row in kept if any(row)]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        csv_sheet.parse("people.csv", data)
    except BadInputError as error:
        assert "\n" not in str(error)
