"""The relationship map: what it says, what it shows to whom, and what a hand may do to it."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from app.errors import BadInputError
from app.method.progress import Progress
from app.models.library import Challenge, ChallengeHeard, Industry, Profile
from app.models.opportunities import Rating, Stakeholder
from app.models.people import Connection, Person
from app.models.vocabulary import (
    Aspect,
    Audience,
    DecisionRole,
    EvidenceClass,
    HeardStatus,
    Link,
    Receptivity,
)
from app.tools.relationship_map import actions, export, queries
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import (
    MapLine,
    MapPerson,
    closes_circle,
    coverage,
    first_bosses,
)
from app.tools.relationship_map.scene import card_of, compose
from app.tools.relationship_map.text_width import text_width
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity
from tests.tools.map_checks import crossings, overlaps, pierced

TODAY = date(2026, 11, 22)
MARJA = MapPerson(1, 11, "m", "Marja", "Mill manager", (DecisionRole.DECISION_MAKER,), "Sam", 5, 1)
KARI = MapPerson(2, 12, "k", "Kari", "Maintenance manager", (DecisionRole.CHAMPION,), "Sam", 4, 2)
ELINA = MapPerson(3, 13, "e", "Elina", "CFO", (DecisionRole.FINANCIAL_APPROVER,), "", 5, 0)
JONAS = MapPerson(4, 14, "j", "Jonas", "Automation lead", (DecisionRole.ADVERSARY,), "", 3, -2)


def reports(number: int, report: MapPerson, boss: MapPerson, strength: int = 2) -> MapLine:
    return MapLine(number, report.id, boss.id, Link.REPORTS, strength)


# what the map says


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        ((), False),
        ((reports(1, JONAS, MARJA),), True),
        ((reports(1, JONAS, ELINA), reports(2, ELINA, MARJA)), True),
        ((MapLine(1, KARI.id, JONAS.id, Link.INFLUENCE),), True),
        ((MapLine(1, JONAS.id, KARI.id, Link.INFLUENCE),), False),
        ((MapLine(1, JONAS.id, KARI.id, Link.TRUST),), True),
        ((MapLine(1, KARI.id, JONAS.id, Link.TRUST),), False),
        ((MapLine(1, ELINA.id, JONAS.id, Link.INFLUENCE),), False),
        ((MapLine(1, KARI.id, JONAS.id, Link.CONFLICT),), False),
    ],
)
def test_whether_an_adversary_is_answered(lines: tuple[MapLine, ...], answered: bool) -> None:
    assert coverage((MARJA, KARI, ELINA, JONAS), lines).unanswered == (() if answered else (JONAS,))


def test_an_influential_person_without_a_contact_is_uncovered() -> None:
    unknown = replace(ELINA, id=9, influence=None)
    assert coverage((MARJA, KARI, ELINA, JONAS, unknown), ()).uncovered == (ELINA,)


@pytest.mark.parametrize(
    ("everybody", "single"),
    [
        ((), False),
        ((KARI,), False),
        ((KARI, ELINA), True),
        ((MARJA, KARI, ELINA), False),
        ((ELINA, JONAS), False),
    ],
)
def test_a_deal_that_hangs_on_one_person(everybody: tuple[MapPerson, ...], single: bool) -> None:
    assert coverage(everybody, ()).single_thread is single


def test_unknown_counts_on_no_side() -> None:
    unknown = replace(ELINA, relationship=None, roles=())
    state = coverage((KARI, unknown, JONAS), ())
    assert (state.supporters, state.opponents, state.unrated) == ((KARI,), (JONAS,), (unknown,))
    assert not state.outnumbered
    assert not state.outweighed


def test_supporters_are_outnumbered_and_outweighed() -> None:
    second = replace(JONAS, id=5, roles=(), relationship=-1, influence=2)
    state = coverage((KARI, JONAS, second), ())
    assert state.outnumbered
    assert state.outweighed
    assert not coverage((KARI, MARJA, JONAS, second), ()).outnumbered


def test_an_adversary_by_role_opposes_until_won_over() -> None:
    assert replace(JONAS, relationship=None).opposes
    assert not replace(JONAS, relationship=1).opposes


def test_missing_roles_come_in_the_order_of_their_weight() -> None:
    missing = coverage((MARJA, KARI), ()).missing_roles
    assert missing[0] is DecisionRole.FINANCIAL_APPROVER
    assert missing[-1] is DecisionRole.ADVERSARY
    assert len(missing) == len(DecisionRole) - 2


def test_the_strongest_line_leads_to_the_first_boss() -> None:
    lines = [
        reports(1, KARI, MARJA),
        reports(2, KARI, ELINA, 3),
        reports(3, JONAS, MARJA),
        reports(4, JONAS, ELINA),
    ]
    first, second = first_bosses(lines)
    assert first == {KARI.id: ELINA.id, JONAS.id: MARJA.id}
    assert second == {1, 4}


def test_circles_and_lines_to_oneself_never_lead_to_a_first_boss() -> None:
    lines = [
        reports(1, KARI, MARJA),
        reports(2, MARJA, ELINA),
        reports(3, ELINA, KARI),
        reports(4, JONAS, JONAS),
    ]
    first, second = first_bosses(lines)
    assert first == {KARI.id: MARJA.id, MARJA.id: ELINA.id}
    assert second == {3, 4}
    assert closes_circle(ELINA.id, KARI.id, first)
    assert compose((MARJA, KARI, ELINA, JONAS), lines).cards, "and are drawn without a hang"


# how it is drawn


def test_a_card_holds_its_texts_and_badges() -> None:
    long = replace(MARJA, name="Marja-Liisa von und zu Lehtonen-Virtanen " * 4, roles=tuple(DecisionRole))
    for person in (MARJA, long, replace(ELINA, title="", influence=None), replace(KARI, rated=False)):
        card = card_of(person)
        for part in (card.disc, card.label, *card.badges):
            assert part.x >= card.box.x
            assert part.right <= card.box.right
            assert part.y >= card.box.y
            assert part.bottom <= card.box.bottom
        assert not overlaps(dict(enumerate((card.disc, card.label, *card.badges))))


def test_more_influence_is_a_larger_card() -> None:
    heights = [card_of(replace(KARI, influence=value)).disc.h for value in (1, 2, 3, 4, 5)]
    assert heights == sorted(set(heights))


def test_where_ratings_are_hidden_all_cards_are_alike() -> None:
    hidden = [card_of(replace(KARI, influence=None, rated=False)).box]
    assert hidden[0].h == card_of(replace(KARI, influence=None, rated=False)).box.h


def test_a_placed_person_stays_and_others_step_aside() -> None:
    lines = [reports(1, KARI, MARJA), reports(2, ELINA, MARJA)]
    tidy = compose((MARJA, KARI, ELINA), lines)
    there = next(card.box for card in tidy.cards if card.id == ELINA.id)
    moved = compose((MARJA, replace(KARI, place=(there.x + 10, there.y + 5)), ELINA), lines)
    boxes = {card.id: card.box for card in moved.cards}
    assert (boxes[KARI.id].x, boxes[KARI.id].y) == (there.x + 10, there.y + 5)
    assert not overlaps(boxes)
    assert [card.placed for card in moved.cards] == [False, True, False]
    assert boxes[ELINA.id].y == there.y, "beside and not below, where one would seem to report to the other"


def test_a_moved_card_leaves_the_words_above_those_without_a_line() -> None:
    lines = [reports(1, KARI, MARJA)]
    tidy = compose((MARJA, KARI, ELINA, JONAS), lines)
    away = compose((MARJA, replace(KARI, place=(900, 40)), ELINA, JONAS), lines)
    assert away.caption == tidy.caption != ""
    below = next(card.box for card in tidy.cards if card.id == ELINA.id)
    among = compose((MARJA, replace(KARI, place=(below.x + 5, below.y)), ELINA, JONAS), lines)
    assert among.caption == ""


def test_a_second_boss_is_a_dotted_line() -> None:
    scene = compose((MARJA, KARI, ELINA), [reports(1, KARI, MARJA), reports(2, KARI, ELINA)])
    assert [route.dotted for route in scene.routes] == [False, True]


def test_lines_of_a_kind_can_be_left_out() -> None:
    lines = [reports(1, KARI, MARJA), MapLine(2, KARI.id, MARJA.id, Link.CONFLICT)]
    scene = compose((MARJA, KARI), lines, kinds={Link.REPORTS})
    assert [route.line.id for route in scene.routes] == [1]


@pytest.mark.parametrize("count", [21, 123])
def test_an_organisation_with_many_advice_lines(count: int) -> None:
    everybody = [replace(KARI, id=at, name="Kim Lee", influence=at % 5 + 1) for at in range(count)]
    lines = [MapLine(at, at, (at - 1) // 4, Link.REPORTS) for at in range(1, count)]
    lines += [MapLine(1000 + at, at % count, (at * 7 + 3) % count, Link.INFLUENCE) for at in range(190)]
    scene = compose(everybody, lines)
    boxes = {card.id: card.box for card in scene.cards}
    first = {route.line.from_id: route.points for route in scene.routes if route.line.kind is Link.REPORTS}
    assert not overlaps(boxes)
    assert not crossings(first)
    assert not pierced(first, boxes)


# what is read


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Set up") as session:
        opportunity = an_opportunity(session, an_account(session))
        ids = [
            a_person(session, opportunity, "Marja Lehtonen", [DecisionRole.DECISION_MAKER], "Mill manager"),
            a_person(session, opportunity, "Kari Salmi", [DecisionRole.CHAMPION, DecisionRole.COACH]),
            a_person(session, opportunity, "Jonas Ek", [DecisionRole.ADVERSARY, DecisionRole.USER]),
        ]
        actions.connect(session, ids[1], ids[0], Link.REPORTS)
        actions.connect(session, ids[2], ids[0], Link.REPORTS)
        actions.connect(session, ids[1], ids[0], Link.INFLUENCE, 3)
        actions.connect(session, ids[2], ids[1], Link.CONFLICT)
        actions.rate(session, ids[1], Aspect.INFLUENCE, 4, TODAY)
        actions.rate(session, ids[1], Aspect.RELATIONSHIP, 2, TODAY)
        actions.rate(session, ids[2], Aspect.RELATIONSHIP, -2, TODAY)
        actions.state_mode(session, ids[1], Receptivity.GROWTH)
        actions.describe(session, ids[1], "business_goal", "No unplanned stops")
        actions.describe(session, ids[1], "personal_win", "Leads the mill one day")
    return opportunity


def read(workspace: Workspace, deal: int, audience: Audience = Audience.INTERNAL) -> People:
    with workspace.read() as session:
        page = queries.people(session, deal, audience)
    assert page is not None
    return page


def test_table_and_map_read_the_same_people(workspace: Workspace, deal: int) -> None:
    page = read(workspace, deal)
    kari = page.players[1]
    assert (kari.name, kari.influence, kari.relationship, kari.mode) == (
        "Kari Salmi",
        4,
        2,
        Receptivity.GROWTH,
    )
    assert kari.roles == (DecisionRole.COACH, DecisionRole.CHAMPION)
    assert (kari.goal, kari.win) == ("No unplanned stops", "Leads the mill one day")
    assert len(page.lines) == 4
    assert page.account == "Testmill Oy"
    assert page.players[0].influence is None


def test_a_customer_never_gets_opinions(workspace: Workspace, deal: int) -> None:
    page = read(workspace, deal, Audience.CUSTOMER)
    assert {line.kind for line in page.lines} == {Link.REPORTS}
    for player in page.players:
        assert (player.influence, player.relationship, player.mode) == (None, None, Receptivity.UNKNOWN)
        assert not player.rated
        assert not {DecisionRole.ADVERSARY, DecisionRole.CHAMPION, DecisionRole.COACH} & set(player.roles)
        assert (player.goal, player.win) == ("", "")
    assert [player.name for player in page.players] == ["Marja Lehtonen", "Kari Salmi", "Jonas Ek"]


def test_a_customer_sees_what_a_person_stated(workspace: Workspace, deal: int) -> None:
    with workspace.edit("State") as session:
        session.get_one(Stakeholder, 2).goal_class = EvidenceClass.STATED
    assert read(workspace, deal, Audience.CUSTOMER).players[1].goal == "No unplanned stops"


def test_challenges_stand_beside_the_goal(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Hear") as session:
        industry = Industry(key="own_test", name="Test")
        session.add(industry)
        session.flush()
        profile = Profile(industry_id=industry.id, key="p", name="P")
        session.add(profile)
        session.flush()
        for at, (text, status) in enumerate(
            [
                ("Broken felts", HeardStatus.IMPORTANT),
                ("Steam", HeardStatus.NOT_RELEVANT),
                ("Web breaks", HeardStatus.RECOGNISED),
            ]
        ):
            challenge = Challenge(key=f"own_{at}", profile_id=profile.id, text=text)
            session.add(challenge)
            session.flush()
            session.add(
                ChallengeHeard(
                    stakeholder_id=2,
                    challenge_id=challenge.id,
                    status=status,
                    importance=at + 1,
                    heard_on=TODAY,
                )
            )
    assert read(workspace, deal).players[1].challenges == ("Web breaks", "Broken felts")
    assert read(workspace, deal, Audience.CUSTOMER).players[1].challenges == ()


def test_a_person_in_the_trash_is_not_shown(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Throw away") as session:
        person = session.get_one(Person, session.get_one(Stakeholder, 3).person_id)
        person.deleted_at = datetime(2026, 11, 22)
    page = read(workspace, deal)
    assert [player.name for player in page.players] == ["Marja Lehtonen", "Kari Salmi"]
    assert {line.kind for line in page.lines} == {Link.REPORTS, Link.INFLUENCE}


def test_an_empty_deal_and_none(workspace: Workspace) -> None:
    with workspace.edit("Set up") as session:
        deal = an_opportunity(session, an_account(session))
    with workspace.read() as session:
        assert queries.people(session, deal) is not None
        assert queries.progress(session, 1, deal) is Progress.EMPTY
        assert queries.people(session, 999) is None
        assert queries.progress(session, 1, None) is Progress.EMPTY


def test_progress_begins_with_the_first_person(workspace: Workspace, deal: int) -> None:
    with workspace.read() as session:
        assert queries.progress(session, 1, deal) is Progress.BEGUN


def test_progress_is_done_when_everybody_is_covered(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Cover") as session:
        actions.set_roles(session, 1, set(DecisionRole) - {DecisionRole.ADVERSARY})
        actions.describe(session, 1, "primary_contact", "Sam")
        actions.describe(session, 2, "primary_contact", "Sam")
    with workspace.read() as session:
        assert queries.progress(session, 1, deal) is Progress.DONE


def test_facts_for_the_coach(workspace: Workspace, deal: int) -> None:
    with workspace.read() as session:
        subjects = queries.subjects(session, deal, TODAY)
    whole = subjects[0].facts
    assert (whole["people"], whole["supporters"], whole["opponents"], whole["unanswered"]) == (3, 1, 1, 1)
    assert whole["no_financial_approver"] is True
    assert whole["no_champion"] is False
    jonas = next(one for one in subjects if one.name == "Jonas Ek")
    assert jonas.facts["opposes"] is True
    assert jonas.facts["answered"] is False
    marja = next(one for one in subjects if one.name == "Marja Lehtonen")
    assert marja.words["introducer"] == "Kari Salmi"
    assert "influence" not in marja.facts, "unknown is no fact"


# what a hand may do


def test_add_rename_and_remove(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Add") as session:
        new = actions.add_person(
            session, deal, " CFO ", "CFO", [DecisionRole.FINANCIAL_APPROVER], placeholder=True, place=(40, 60)
        )
    player = read(workspace, deal).player(new)
    assert player is not None
    assert (player.name, player.placeholder, player.place) == ("CFO", True, (40, 60))
    with workspace.edit("Rename") as session:
        actions.rename(session, new, "Elina Vuori")
    renamed = read(workspace, deal).player(new)
    assert renamed is not None
    assert (renamed.name, renamed.placeholder) == ("Elina Vuori", False)
    with workspace.edit("Remove") as session:
        actions.remove(session, [new])
    assert read(workspace, deal).player(new) is None
    workspace.undo()
    back = read(workspace, deal).player(new)
    assert back == renamed


def test_a_person_needs_a_name(workspace: Workspace, deal: int) -> None:
    for verb in (
        lambda session: actions.add_person(session, deal, "  "),
        lambda session: actions.rename(session, 1, ""),
    ):
        with pytest.raises(BadInputError, match="needs a name"), workspace.edit("Bad") as session:
            verb(session)


def test_a_circle_of_bosses_is_refused_in_one_sentence(workspace: Workspace, deal: int) -> None:
    with workspace.edit("More") as session:
        fourth = a_person(session, deal, "Ida Berg")
        actions.connect(session, fourth, 2, Link.REPORTS)
    with (
        pytest.raises(
            BadInputError, match=r"^Ida Berg already reports to Marja Lehtonen, .*circle of bosses\.$"
        ),
        workspace.edit("Circle") as session,
    ):
        actions.connect(session, 1, fourth, Link.REPORTS)
    with pytest.raises(BadInputError, match=r"^Kari Salmi cannot report"), workspace.edit("Self") as session:
        actions.connect(session, 2, 2, Link.REPORTS)
    with pytest.raises(BadInputError, match="two people"), workspace.edit("Self") as session:
        actions.connect(session, 2, 2, Link.TRUST)
    assert len(read(workspace, deal).lines) == 5


def test_a_line_drawn_again_only_gets_another_strength(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Again") as session:
        line = actions.connect(session, 2, 1, Link.INFLUENCE, 1)
    found = [one for one in read(workspace, deal).lines if one.id == line]
    assert [one.strength for one in found] == [1]
    with pytest.raises(BadInputError, match="from 1 to 3"), workspace.edit("Bad") as session:
        actions.set_strength(session, line, 4)


def test_a_line_turns_around_and_changes_its_kind(workspace: Workspace, deal: int) -> None:
    line = next(one for one in read(workspace, deal).lines if one.kind is Link.INFLUENCE)
    with workspace.edit("Turn") as session:
        actions.turn_around(session, line.id)
    turned = next(one for one in read(workspace, deal).lines if one.id == line.id)
    assert (turned.from_id, turned.to_id) == (line.to_id, line.from_id)
    with workspace.edit("Kind") as session:
        actions.turn_into(session, line.id, Link.TRUST)
    assert next(one.kind for one in read(workspace, deal).lines if one.id == line.id) is Link.TRUST
    with pytest.raises(BadInputError, match="circle"), workspace.edit("Bad") as session:
        actions.turn_into(session, line.id, Link.REPORTS)


def test_the_only_boss_turns_around(workspace: Workspace, deal: int) -> None:
    line = next(one for one in read(workspace, deal).lines if one.kind is Link.REPORTS)
    with workspace.edit("Turn") as session:
        actions.turn_around(session, line.id)
    assert (line.to_id, line.from_id) in {(one.from_id, one.to_id) for one in read(workspace, deal).lines}


def test_lines_between_two_maps_are_refused(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Elsewhere") as session:
        other = a_person(session, an_opportunity(session, an_account(session, "Other")), "Zoe")
    with pytest.raises(BadInputError, match="same map"), workspace.edit("Bad") as session:
        actions.connect(session, 1, other, Link.TRUST)


def test_places_are_remembered_and_forgotten(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Place") as session:
        actions.place(session, {1: (10.04, 20), 2: (300, 40)})
    assert [one.place for one in read(workspace, deal).players] == [(10.0, 20.0), (300.0, 40.0), None]
    with workspace.edit("Tidy one") as session:
        actions.tidy(session, deal, [1])
    assert [one.place for one in read(workspace, deal).players] == [None, (300.0, 40.0), None]
    with workspace.edit("Tidy") as session:
        actions.tidy(session, deal)
    assert [one.place for one in read(workspace, deal).players] == [None, None, None]
    workspace.undo()
    workspace.undo()
    assert read(workspace, deal).players[0].place == (10.0, 20.0)


def test_a_rating_of_today_takes_the_place_of_the_first(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Rate") as session:
        actions.rate(session, 2, Aspect.INFLUENCE, 5, TODAY)
        actions.rate(session, 2, Aspect.INFLUENCE, None, TODAY)
        assert session.query(Rating).filter_by(stakeholder_id=2, aspect=Aspect.INFLUENCE).count() == 1
    assert read(workspace, deal).players[1].influence is None
    with pytest.raises(BadInputError, match="Influence"), workspace.edit("Bad") as session:
        actions.rate(session, 2, Aspect.INFLUENCE, 6, TODAY)


def test_an_unknown_column_is_refused(workspace: Workspace, deal: int) -> None:
    with pytest.raises(BadInputError), workspace.edit("Bad") as session:
        actions.describe(session, 1, "salary", "a lot")


def test_lines_can_be_taken_away(workspace: Workspace, deal: int) -> None:
    ids = [line.id for line in read(workspace, deal).lines]
    with workspace.edit("Disconnect") as session:
        actions.disconnect(session, ids[:2])
        assert session.get(Connection, ids[0]) is None
    assert len(read(workspace, deal).lines) == 2
    workspace.undo()
    assert len(read(workspace, deal).lines) == 4


# how it leaves the program


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_the_drawn_scene_as_data(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Ids") as session:
        session.get_one(Person, session.get_one(Stakeholder, 1).person_id).external_id = "E-1"
    page = read(workspace, deal)
    data = json.loads(export.map_json(page))
    nodes = {node["id"]: node for node in data["nodes"]}
    assert nodes["E-1"]["name"] == "Marja Lehtonen"
    assert {"x", "y", "w", "h", "label"} <= nodes["E-1"].keys()
    reports_lines = [edge for edge in data["edges"] if edge["kind"] == "reports"]
    assert {edge["to"] for edge in reports_lines} == {"E-1"}
    for edge in reports_lines:
        start, end = edge["points"][0], edge["points"][-1]
        assert start[1] > end[1], "a reports line runs from the report up to the boss"
        boss = nodes["E-1"]
        assert boss["x"] <= end[0] <= boss["x"] + boss["w"]
        assert end[1] == pytest.approx(boss["y"] + boss["h"], abs=0.02)
    assert {edge["kind"] for edge in data["edges"]} == {"reports", "influence", "conflict"}


def test_the_table_in_word_and_excel(workspace: Workspace, deal: int, tmp_path: Path) -> None:
    page = read(workspace, deal)
    export.write_word(page, tmp_path / "people.docx", TODAY, "Sam")
    document = docx.Document(str(tmp_path / "people.docx"))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "Kari Salmi" in cells
    assert "+2" in cells
    assert any("Kari Salmi reports to Marja Lehtonen." in paragraph.text for paragraph in document.paragraphs)
    export.write_excel(page, tmp_path / "people.xlsx")
    rows = rows_of(tmp_path / "people.xlsx")
    kari = next(row for row in rows if row[0] == "Kari Salmi")
    assert kari[-2:] == (4, 2)
    marja = next(row for row in rows if str(row[0]).startswith("Marja"))
    assert marja[-2:] == (None, None), "unknown is no number"


def test_a_customer_file_holds_no_opinion(workspace: Workspace, deal: int, tmp_path: Path) -> None:
    page = read(workspace, deal, Audience.CUSTOMER)
    export.write_word(page, tmp_path / "people.docx", TODAY)
    export.write_excel(page, tmp_path / "people.xlsx")
    export.write_tsv(page, tmp_path / "people.tsv")
    everything = export.map_json(page) + (tmp_path / "people.tsv").read_text("utf-8-sig")
    document = docx.Document(str(tmp_path / "people.docx"))
    everything += "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    everything += "".join(paragraph.text for paragraph in document.paragraphs)
    for secret in ("Adversary", "Coach", "odds", "conflict", "Growth", "Influence", "+2", "Leads the mill"):
        assert secret not in everything


def test_texts_stay_texts_in_every_table(workspace: Workspace, deal: int, tmp_path: Path) -> None:
    with workspace.edit("Odd") as session:
        actions.rename(session, 2, "=1+1 <b>\tKari\nSalmi \u202bשלום\u202c")
    page = read(workspace, deal)
    lines = export.tsv(page).split("\n")
    assert len(lines) == 4
    assert all(line.count("\t") == 8 for line in lines)
    export.write_excel(page, tmp_path / "people.xlsx")
    assert any(str(row[0]).startswith("=1+1 <b>") for row in rows_of(tmp_path / "people.xlsx"))


def test_a_width_without_a_font() -> None:
    assert (
        text_width("Marja", 13)
        < text_width("Marja Lehtonen", 13)
        < text_width("Marja Lehtonen", 13, bold=True)
    )
    assert text_width("李小龙", 10) == pytest.approx(30.6)
    assert text_width("é", 10) == text_width("e", 10) == text_width("e\u0301", 10)
