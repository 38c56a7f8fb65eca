"""Snapshots of the map: what is kept, what a later day is compared with, and who may see it."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.errors import BadInputError
from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.snapshots import MapSnapshot
from app.models.vocabulary import Aspect, Audience, DecisionRole, Link, Receptivity
from app.tools.relationship_map import actions, queries
from app.tools.relationship_map.notes import Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.snapshots import compare, count, read, written
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity

TODAY = date(2026, 11, 22)
MARJA = PlayerRow(1, 1, "m", "Marja", "Boss", (DecisionRole.DECISION_MAKER,), "Sam", 5, 0, person_uid="m")
KARI = PlayerRow(
    2, 2, "k", "Kari", "", (DecisionRole.CHAMPION,), "", 4, 2, Receptivity.GROWTH, person_uid="k"
)
JONAS = PlayerRow(3, 3, "j", "Jonas", "", (DecisionRole.ADVERSARY,), "", None, -2, person_uid="j")
LINES = (MapLine(1, 2, 1, Link.REPORTS), MapLine(2, 3, 1, Link.REPORTS), MapLine(3, 2, 3, Link.CONFLICT, 3))
DEAL = People(1, "Deal", "Account", (MARJA, KARI, JONAS), LINES)
NAMES = {one.person_uid: (one.name, one.title) for one in DEAL.players}


def test_what_is_written_is_read_again() -> None:
    deal = replace(DEAL, players=(replace(MARJA, place=(10.5, -4.0)), KARI, replace(JONAS, placeholder=True)))
    found = read(written(deal), DEAL, NAMES)
    for old, new in zip(deal.players, found.players, strict=True):
        for field in ("person_uid", "name", "title", "roles", "influence", "relationship", "mode", "place"):
            assert getattr(new, field) == getattr(old, field)
        assert (new.primary_contact, new.placeholder) == (old.primary_contact, old.placeholder)
    assert [(line.from_id, line.to_id, line.kind, line.strength) for line in found.lines] == [
        (2, 1, Link.REPORTS, 2), (3, 1, Link.REPORTS, 2), (2, 3, Link.CONFLICT, 3)
    ]  # fmt: skip
    assert compare(deal, found).same


def test_no_name_is_kept() -> None:
    text = written(replace(DEAL, players=(replace(MARJA, goal="Her goal", win="Her win"), KARI, JONAS)))
    assert json.loads(text)["schema_version"] == 1
    for secret in ("Marja", "Boss", "Her goal", "Her win"):
        assert secret not in text


def test_who_is_no_longer_on_file_has_no_name() -> None:
    found = read(written(DEAL), DEAL, {"k": ("Kari S.", "New title")})
    assert [one.name for one in found.players] == [
        "Somebody no longer on file", "Kari S.", "Somebody no longer on file"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read"),
        ("[]", "cannot be read"),
        ("{}", "cannot be read"),
        ('{"schema_version": 2, "people": [], "lines": []}', "newer version"),
        ('{"schema_version": 1, "people": [{}], "lines": []}', "cannot be read"),
        (written(DEAL).replace('"champion"', '"king"'), "cannot be read"),
        (written(DEAL).replace('"influence":5', '"influence":"5"'), "cannot be read"),
        (written(DEAL).replace('"from":"k"', '"from":"nobody"'), "cannot be read"),
    ],
)
def test_a_broken_snapshot_is_said_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says):
        read(text, DEAL, NAMES)
    assert count(text) in {0, 1, 3}


MODES = (Receptivity.UNKNOWN, Receptivity.GROWTH, Receptivity.TROUBLE, Receptivity.INDIFFERENT)


@pytest.mark.parametrize(
    ("changes", "moves"),
    [
        ({"influence": 5}, [("influence 4 → 5", True)]),
        ({"influence": None}, [("influence 4 → ?", None)]),
        ({"influence": 3}, [("influence 4 → 3", False)]),
        ({"relationship": 0}, [("relation +2 → 0", False)]),
        ({"relationship": -1, "influence": 5}, [("influence 4 → 5", False), ("relation +2 → −1", False)]),
        ({"relationship": None}, [("relation +2 → ?", None)]),
        ({"mode": Receptivity.TROUBLE}, [("Growth → Trouble", None)]),
        ({"mode": Receptivity.INDIFFERENT}, [("Growth → Indifferent", False)]),
        ({"mode": Receptivity.UNKNOWN}, [("Growth → Unknown", None)]),
        ({"roles": (DecisionRole.USER,)}, [("now user", None), ("no longer champion", None)]),
        ({"primary_contact": "Sam"}, [("contact Sam", True)]),
        ({"name": "Kari S.", "title": "Manager", "place": (1.0, 2.0)}, []),
    ],
)
def test_what_has_moved_about_a_person(
    changes: dict[str, object], moves: list[tuple[str, bool | None]]
) -> None:
    after = replace(DEAL, players=(MARJA, replace(KARI, **changes), JONAS))  # type: ignore[arg-type]
    found = compare(DEAL, after)
    assert [(move.words, move.better) for one in found.moved for move in one.moves] == moves


def test_a_mode_that_opens_and_a_contact_that_goes() -> None:
    before = replace(DEAL, players=(replace(MARJA, mode=Receptivity.OVERCONFIDENT),), lines=())
    after = replace(DEAL, players=(replace(MARJA, mode=Receptivity.GROWTH, primary_contact=""),), lines=())
    moves = compare(before, after).moved[0].moves
    assert [(move.words, move.better) for move in moves] == [
        ("Overconfident → Growth", True),
        ("no contact any more (Sam)", False),
    ]


def test_who_came_and_who_left_with_their_lines() -> None:
    ida = PlayerRow(3, 9, "i", "Ida", person_uid="i")  # the number of somebody who left may come again
    after = replace(
        DEAL,
        players=(MARJA, KARI, ida),
        lines=(LINES[0], MapLine(8, 3, 2, Link.TRUST), MapLine(9, 2, 1, Link.INFLUENCE)),
    )
    found = compare(DEAL, after, "Since May")
    assert [one.name for one in found.came] == ["Ida"]
    assert [one.name for one in found.left] == ["Jonas"]
    assert found.added == ("Ida trusts Kari.", "Kari influences Marja.")
    assert found.removed == ("Jonas reports to Marja.", "Kari is at odds with Jonas.")
    marks = {key: (mark.text, mark.tone) for key, mark in found.notes.marks.items()}
    assert marks == {3: ("new", Tone.NEW), -1: ("left", Tone.GONE)}
    assert found.notes.lines == {8: Tone.NEW, 9: Tone.NEW, -1: Tone.GONE, -2: Tone.GONE}
    assert {one.id for one in found.drawn.players} == {1, 2, 3, -1}
    ids = {one.id for one in found.drawn.players}
    assert all({line.from_id, line.to_id} <= ids for line in found.drawn.lines)
    assert not found.same


def test_a_turned_line_is_another_line_and_a_stronger_one_is_not() -> None:
    turned = replace(DEAL, lines=(MapLine(1, 1, 2, Link.REPORTS), *LINES[1:]))
    assert compare(DEAL, turned).added == ("Marja reports to Kari.",)
    assert compare(DEAL, replace(DEAL, lines=(replace(LINES[0], strength=3), *LINES[1:]))).same


# in a file


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Set up") as session:
        opportunity = an_opportunity(session, an_account(session))
        ids = [a_person(session, opportunity, name) for name in ("Marja Lehtonen", "Kari Salmi", "Jonas Ek")]
        actions.connect(session, ids[1], ids[0], Link.REPORTS)
        actions.rate(session, ids[1], Aspect.RELATIONSHIP, 2, TODAY - timedelta(30))
    return opportunity


def page_of(workspace: Workspace, deal: int) -> People:
    with workspace.read() as session:
        found = queries.people(session, deal)
    assert found is not None
    return found


def take(workspace: Workspace, deal: int, name: str = "Kick-off", on: date = TODAY) -> int:
    with workspace.edit("Take a snapshot") as session:
        return actions.take_snapshot(session, page_of(workspace, deal), name, on)


def test_a_snapshot_is_taken_listed_renamed_and_dropped(workspace: Workspace, deal: int) -> None:
    first = take(workspace, deal, " Kick-off ", TODAY - timedelta(10))
    second = take(workspace, deal, "")
    with workspace.read() as session:
        rows = queries.snapshots(session, deal)
    assert [(row.id, row.name, row.people) for row in rows] == [(second, "", 3), (first, "Kick-off", 3)]
    with workspace.edit("Rename") as session:
        actions.rename_snapshot(session, second, "Today")
    with workspace.edit("Drop") as session:
        actions.drop_snapshot(session, first)
    with workspace.read() as session:
        assert [row.name for row in queries.snapshots(session, deal)] == ["Today"]
    for expected in (["Today", "Kick-off"], ["", "Kick-off"], ["Kick-off"], []):
        workspace.undo()
        with workspace.read() as session:
            assert [row.name for row in queries.snapshots(session, deal)] == expected


def test_a_customer_gets_no_snapshot(workspace: Workspace, deal: int) -> None:
    number = take(workspace, deal)
    with workspace.read() as session:
        page = queries.people(session, deal, Audience.CUSTOMER)
        assert page is not None
        assert queries.snapshots(session, deal, Audience.CUSTOMER) == ()
        assert queries.snapshot(session, number, page, Audience.CUSTOMER) is None


def test_names_are_those_of_today_and_another_deal_has_no_part(workspace: Workspace, deal: int) -> None:
    number = take(workspace, deal)
    with workspace.edit("Change") as session:
        actions.rename(session, 2, "Kari Virtanen")
        session.get_one(Person, session.get_one(Stakeholder, 3).person_id).deleted_at = datetime(2026, 11, 22)
        other = an_opportunity(session, an_account(session, "Other"))
    with workspace.read() as session:
        kept = queries.snapshot(session, number, page_of(workspace, deal))
        assert kept is not None
        assert [one.name for one in kept.players] == ["Marja Lehtonen", "Kari Virtanen", "Jonas Ek"]
        assert queries.snapshot(session, number, page_of(workspace, other)) is None
        assert queries.snapshot(session, 999, page_of(workspace, deal)) is None
        found = compare(kept, page_of(workspace, deal))
    assert [one.name for one in found.left] == ["Jonas Ek"]
    assert not found.moved


def test_the_coach_hears_of_friends_lost_since_the_last_snapshot(workspace: Workspace, deal: int) -> None:
    take(workspace, deal, on=TODAY - timedelta(12))
    with workspace.edit("Turn") as session:
        actions.rate(session, 2, Aspect.RELATIONSHIP, 0, TODAY)
        actions.rate(session, 3, Aspect.RELATIONSHIP, -1, TODAY)
    with workspace.read() as session:
        facts = queries.subjects(session, deal, TODAY)[0].facts
    wanted = {
        "snapshots": 1,
        "snapshot_age": 12,
        "supporters_turned": 1,
        "supporters_gone": 0,
        "opponents_new": 1,
    }
    assert wanted.items() <= facts.items()
    assert facts["moved"] == 2


@pytest.mark.parametrize("content", ["", '{"schema_version": 9}'])
def test_a_snapshot_that_cannot_be_read_does_not_silence_the_coach(
    workspace: Workspace, deal: int, content: str
) -> None:
    number = take(workspace, deal)
    with workspace.edit("Spoil") as session:
        session.get_one(MapSnapshot, number).content = content
    with workspace.read() as session:
        facts = queries.subjects(session, deal, TODAY)[0].facts
        assert queries.snapshots(session, deal)[0].people == 0
    assert facts["snapshots"] == 1
    assert "snapshot_age" not in facts
