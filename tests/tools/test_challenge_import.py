"""Challenges from CSV: aliases, dirt, what is new or known, all or nothing; and the library out and in again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.documents import csv_sheet
from app.documents.csv_out import apart, several, to_bytes
from app.errors import BadInputError
from app.models import files
from app.models.library import Challenge, Industry, Profile
from app.tools.challenge_menu import actions, library, storing, upkeep
from app.tools.challenge_menu.importing import COLUMNS, Draft, Fate, Here, draft, holds_challenges
from app.workspace import Workspace

HEAD = "industry,profile,text,question,heard,benefits,capabilities\n"


def _draft(text: str | bytes, here: Here | None = None) -> Draft:
    data = text.encode() if isinstance(text, str) else text
    return draft(csv_sheet.parse("c.csv", data), here or Here())


@pytest.mark.parametrize(
    "text",
    [
        "industry,profile,text,heard\nMills,Buyer,Too dear,3",
        "Sector;Role;Challenge;Times heard\nMills;Buyer;Too dear;3",
        "PAIN POINT\tJob_Title\tSegment\tCount\nToo dear\tBuyer\tMills\t3\n",
        "sep=;\nBranch;Persona;Problem;How often\n Mills ;Buyer;Too   dear;3.0",
    ],
)
def test_columns_by_many_names(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        (entry,) = _draft(text.encode(encoding)).entries
        assert (entry.place, entry.text, entry.heard, entry.fate) == (
            ("mills", "buyer"),
            "Too dear",
            3,
            Fate.NEW,
        )


@pytest.mark.parametrize(
    ("cell", "heard"),
    [("", 0), ("0", 0), ("12", 12), ("1 200", 1200), ("1,200", 1200), ("1.200", 1200), ("7.0", 7)],
)
def test_how_often(cell: str, heard: int) -> None:
    assert _draft(f'{HEAD}M,B,T,,"{cell}",,').entries[0].heard == heard


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("M,B,T,,-1,,", "not how many persons"),
        ("M,B,T,,1.5,,", "not how many persons"),
        ("M,B,T,,often,,", "not how many persons"),
        ("M,B,T,,9999999,,", "not how many persons"),
        ("M,B,,,1,,", "The challenge is missing"),
        (",B,T,,1,,", "The industry is missing"),
        ("M,,T,,1,,", "The profile is missing"),
        (f"M,B,{'x' * 301},,1,,", "at most 300"),
        (f"M,B,T,,1,{'x' * 301},", "at most 300"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(line: str, said: str) -> None:
    found = _draft(f"{HEAD}M,B,Good,,1,,\n{line}")
    assert found.refused
    assert not found.changes
    assert found.problems[0].line == 3
    assert said in found.problems[0].sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("industry,challenge\nM,T", "has no column “profile”; its columns are “industry”, “challenge”"),
        ("industry,profile,text", "has titles and no rows"),
        ("name\nx", "has no column “industry”, “profile”, “text”"),
    ],
)
def test_a_file_that_holds_no_challenges(text: str, said: str) -> None:
    assert holds_challenges(csv_sheet.parse("c.csv", text.encode())) is ("no rows" in said)
    with pytest.raises(BadInputError, match=said):
        _draft(text)


def test_lines_of_one_file_add_up() -> None:
    found = _draft(f"{HEAD}M,B,Too dear,,3,One,\nm,b,TOO  DEAR,Why?,5,One; Two,Do it\nM,B,Too dear,,2,,")
    assert [entry.fate for entry in found.entries] == [Fate.NEW, Fate.FULLER, Fate.SAME]
    second = found.entries[1]
    assert (second.heard, second.ask, second.benefits, second.capabilities) == (
        2,
        "Why?",
        ("Two",),
        ("Do it",),
    )
    assert found.industries == {"m": "M"}
    assert found.profiles == {("m", "b"): "B"}


def _import(workspace: Workspace, text: str | bytes) -> Draft:
    with workspace.edit("Import") as session:
        found = _draft(text, storing.here(session))
        storing.store(session, found)
    return found


def _rows(workspace: Workspace) -> dict[str, library.LibraryRow]:
    with workspace.read() as session:
        return {row.text: row for row in library.rows(session)}


def test_an_import_is_one_step(filled: Workspace) -> None:
    before = _rows(filled)
    found = _import(
        filled,
        f"{HEAD}Board and paper mills,production_manager,Nights without a fitter,Who comes?,12,Calm nights,On call\n"
        "Dairies,Dairy manager,Milk turns,,4,,\nDairies,Plant engineer,Pipes clog,,,,\n",
    )
    assert (found.industries, len(found.profiles)) == ({"dairies": "Dairies"}, 2)
    rows = _rows(filled)
    nights = rows["Nights without a fitter"]
    assert (nights.profile, nights.count, nights.own, nights.benefits) == ("Production manager", 12, True, 1)
    assert rows["Milk turns"].industry == "dairies"
    filled.undo()
    assert _rows(filled) == before
    with filled.read() as session:
        assert session.scalar(select(func.count()).where(Industry.name == "Dairies")) == 0
    filled.redo()
    assert _rows(filled) == rows


def test_what_is_known_is_filled_up_and_never_overwritten(filled: Workspace) -> None:
    known = next(row for row in _rows(filled).values() if row.text == "Unplanned downtime")
    line = f"{known.industry_name},{known.profile},unplanned DOWNTIME,Another question?,{{n}},Calm nights,"
    assert _import(filled, HEAD + line.format(n=known.count - 1)).count(Fate.FULLER) == 1  # the benefit
    assert _import(filled, HEAD + line.format(n=known.count)).count(Fate.SAME) == 1
    assert _import(filled, HEAD + line.format(n=known.count + 5)).changes == 1
    now = _rows(filled)["Unplanned downtime"]
    assert (now.count, now.ask, now.benefits) == (known.count + 5, known.ask, known.benefits + 1)


def test_what_was_merged_or_retired_does_not_come_back(filled: Workspace) -> None:
    with filled.edit("Merge") as session:
        downtime = session.scalars(select(Challenge).where(Challenge.text == "Unplanned downtime")).one()
        twin = actions.add_challenge(session, downtime.profile_id, "Stops nobody planned")
        upkeep.merge(session, downtime.id, [twin])
        gone = actions.add_challenge(session, downtime.profile_id, "Old hat")
        actions.retire(session, gone)
    found = _import(
        filled,
        f"{HEAD}Board and paper mills,Production manager,Stops nobody planned,,,,\n"
        "Board and paper mills,Production manager,Old hat,,,,",
    )
    assert [entry.fate for entry in found.entries] == [Fate.SAME, Fate.SAME]
    assert found.entries[0].text == "Unplanned downtime"


def test_out_and_in_again(filled: Workspace, tmp_path: Path) -> None:
    with filled.edit("Own") as session:
        profile = session.scalars(select(Profile.id)).first() or 0
        own = actions.add_challenge(session, profile, 'A "quoted", odd; one', "Why,\nsince when?")
        upkeep.set_benefits(session, own, [], ["One; with a semicolon", "Two, with a comma", 'Three "so"'])
    with filled.read() as session:
        out = storing.csv(session)
        assert not _draft(out, storing.here(session)).changes
    other = tmp_path / "other.dealwright"
    files.create(other)
    with Workspace(other) as second:
        _import(second, out)
        with second.read() as session:
            again = storing.csv(session)
    assert sorted(again.splitlines()) == sorted(out.splitlines())


def test_an_empty_library_is_written_with_its_titles(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert storing.csv(session).decode("utf-8-sig").strip() == ",".join(COLUMNS)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20), max_size=5))
def test_several_texts_in_a_cell_come_apart_again(texts: list[str]) -> None:
    plain = [" ".join(text.split()) for text in texts]
    wanted = tuple(dict.fromkeys(text for text in plain if text))
    assert apart(several(wanted)) == wanted


def test_a_table_is_read_as_it_was_written() -> None:
    data = to_bytes(("a", "b"), [("1,2", 'x "y"'), ("line\nend", "ü")])
    sheet = csv_sheet.parse("t.csv", data)
    assert [row.cells for row in sheet.rows] == [("1,2", 'x "y"'), ("line\nend", "ü")]
