"""The menu of challenges: marks, counts, order, bundle, and what a customer gets to see."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.method.coaching import findings, with_ageing
from app.method.evidence import USUAL
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.models.library import Challenge, ChallengeHeard, SuccessStory, ValueProposition
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.value import ValueCase, ValueLineChallenge
from app.models.vocabulary import Audience, DecisionRole, EvidenceClass, HeardStatus, Permission
from app.tools.challenge_menu import actions, export, opening, promise_upkeep, queries, rules, upkeep
from app.tools.challenge_menu import subjects as told
from app.workspace import Workspace
from tests.build import TODAY, a_person

IMPORTANT, RECOGNISED = HeardStatus.IMPORTANT, HeardStatus.RECOGNISED
NOT_RELEVANT, PROPOSED = HeardStatus.NOT_RELEVANT, HeardStatus.PROPOSED


@pytest.fixture
def session(filled: Workspace) -> Iterator[Session]:
    with filled.edit("Test") as session:
        yield session


def _stakeholder(session: Session, name: str) -> int:
    return (
        session.scalars(
            select(Stakeholder.id).join(Person).where(Person.name == name).order_by(Stakeholder.id)
        ).first()
        or 0
    )


def _challenge(session: Session, text: str) -> int:
    return session.scalars(select(Challenge.id).where(Challenge.text == text)).first() or 0


def _menu(
    session: Session, person: str, audience: Audience = Audience.INTERNAL
) -> list[queries.ChallengeRow]:
    setting = queries.setting(session, 1, 1)
    stakeholder = _stakeholder(session, person)
    return list(queries.menu(session, setting.fitting_profile(stakeholder), stakeholder, audience))


def _row(rows: Sequence[queries.ChallengeRow], text: str) -> queries.ChallengeRow:
    return next(row for row in rows if row.text == text)


@pytest.mark.parametrize(
    ("status", "importance", "stored"),
    [(IMPORTANT, 1, 1), (IMPORTANT, 5, 5), (RECOGNISED, None, None), (NOT_RELEVANT, 3, None)],
)
def test_importance_belongs_to_important_ones(status: HeardStatus, importance: int, stored: int) -> None:
    assert rules.checked_importance(status, importance) == stored


@pytest.mark.parametrize("importance", [None, 0, 6])
def test_importance_is_one_to_five(importance: int | None) -> None:
    with pytest.raises(BadInputError, match="Importance must be a whole number from 1 to 5"):
        rules.checked_importance(IMPORTANT, importance)


@pytest.mark.parametrize(
    ("item", "place", "after"),
    [(3, 0, [3, 1, 2]), (1, 1, [2, 1, 3]), (1, 9, [2, 3, 1]), (2, -4, [2, 1, 3]), (2, 1, [1, 2, 3])],
)
def test_moving_in_the_order(item: int, place: int, after: list[int]) -> None:
    assert rules.moved([1, 2, 3], item, place) == after


def test_the_bundle_weighs_importance() -> None:
    marked = [rules.Marked(1, "Stops", 5), rules.Marked(2, "Waste", None), rules.Marked(3, "Energy", 2)]
    links = [(1, 10, "Tonnes"), (2, 10, "Tonnes"), (3, 11, "Energy"), (9, 12, "Nobody asked")]
    found = rules.bundle(marked, links)
    assert [(one.text, one.weight, one.challenges) for one in found] == [
        ("Tonnes", 6, ("Stops", "Waste")),
        ("Energy", 2, ("Energy",)),
    ]


def test_the_list_is_ranked_by_how_often_it_was_heard(session: Session) -> None:
    rows = _menu(session, "Tiina Rautio")
    assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)
    assert (rows[0].text, rows[0].count) == ("Unplanned downtime", 13)  # twelve before, and Tiina


def test_a_person_counts_once_in_whatever_deals(session: Session) -> None:
    before = _row(_menu(session, "Tiina Rautio"), "Uneven quality").count
    challenge = _challenge(session, "Uneven quality")
    kari = session.scalars(
        select(Stakeholder.id).join(Person).where(Person.name == "Kari Salmi").order_by(Stakeholder.id)
    ).all()
    assert len(kari) == 2, "in two opportunities"
    for stakeholder in kari:
        actions.mark(session, stakeholder, challenge, RECOGNISED, on=TODAY)
    assert _row(_menu(session, "Tiina Rautio"), "Uneven quality").count == before + 1
    actions.mark(session, _stakeholder(session, "Tiina Rautio"), challenge, NOT_RELEVANT, on=TODAY)
    assert _row(_menu(session, "Tiina Rautio"), "Uneven quality").count == before + 1, "a no is no count"


def test_who_is_in_the_trash_is_not_counted(session: Session) -> None:
    before = _row(_menu(session, "Tiina Rautio"), "Unplanned downtime").count
    person = session.scalars(select(Person).where(Person.name == "Tiina Rautio")).one()
    person.deleted_at = func.now()
    session.flush()
    setting = queries.setting(session, 1, 1)
    assert "Tiina Rautio" not in {one.name for one in setting.people}
    rows = queries.menu(session, setting.profiles[0].id, None)
    assert _row(_menu(session, "Marja Lehtonen"), "Shutdowns end later than planned").count >= 1
    board = next(one.id for one in setting.profiles if one.name == "Production manager")
    rows = queries.menu(session, board, None)
    assert _row(rows, "Unplanned downtime").count == before - 1


def test_the_profile_fits_the_title(session: Session) -> None:
    setting = queries.setting(session, 1, 1)
    names = {one.id: one.name for one in setting.profiles}
    fitting = {one.name: names[setting.fitting_profile(one.id) or 0] for one in setting.people if one.marked}
    assert fitting == {
        "Marja Lehtonen": "Mill manager",
        "Kari Salmi": "Maintenance manager",
        "Elina Vuori": "Finance director",
        "Tiina Rautio": "Production manager",
        "Pekka Aho": "Process engineer",
    }
    assert setting.fitting_profile(None) == next(
        one.id for one in setting.profiles if one.industry == "board_paper"
    )


def test_marking_and_taking_back(session: Session) -> None:
    jonas = _stakeholder(session, "Jonas Ek")
    challenge = _challenge(session, "Operators drown in alarms")
    heard = actions.mark(session, jonas, challenge, IMPORTANT, 4, on=TODAY)
    row = _row(_menu(session, "Jonas Ek"), "Operators drown in alarms")
    assert (row.status, row.importance, row.heard_on, row.position) == (IMPORTANT, 4, TODAY, 0)
    assert row.evidence is EvidenceClass.STATED
    assert actions.mark(session, jonas, challenge, RECOGNISED, on=TODAY) == heard, "one row a person"
    actions.unmark(session, jonas, challenge)
    session.flush()
    assert session.get(ChallengeHeard, heard) is None


def test_words_outlive_the_mark(session: Session) -> None:
    tiina = _stakeholder(session, "Tiina Rautio")
    challenge = _challenge(session, "Unplanned downtime")
    actions.unmark(session, tiina, challenge)
    row = _row(_menu(session, "Tiina Rautio"), "Unplanned downtime")
    assert (row.status, row.importance, row.named) == (PROPOSED, None, False)
    assert row.own_words


def test_a_proposed_one_becomes_stated_when_marked(session: Session) -> None:
    jonas = _stakeholder(session, "Jonas Ek")
    challenge = _challenge(session, "Control loops run in manual")
    session.add(ChallengeHeard(stakeholder_id=jonas, challenge_id=challenge, heard_on=TODAY - timedelta(50)))
    session.flush()
    actions.mark(session, jonas, challenge, IMPORTANT, 2, on=TODAY)
    row = _row(_menu(session, "Jonas Ek"), "Control loops run in manual")
    assert (row.evidence, row.heard_on) == (EvidenceClass.STATED, TODAY)


def test_a_proposition_starts_a_menu(session: Session) -> None:
    person = a_person(session, 1, "Nina Nieminen", title="Production manager")
    promise = session.scalars(
        select(ValueProposition).where(ValueProposition.goal.like("A week that runs%"))
    ).one()
    assert actions.propose(session, person, promise.id, on=TODAY) == 8
    rows = [row for row in _menu(session, "Nina Nieminen") if row.proposed]
    assert sorted(row.position for row in rows) == [*range(8)]
    assert {row.evidence for row in rows} == {EvidenceClass.ASSUMED}
    in_turn = sorted(rows, key=lambda row: row.position)
    assert export.to_ask(rows) == in_turn
    first, second, *_ = (row.id for row in in_turn)
    actions.mark(session, person, first, IMPORTANT, 4, on=TODAY)
    actions.note(session, person, second, "reasons", "We think so", on=TODAY)
    assert actions.propose(session, person, promise.id, on=TODAY) == 0
    now = {row.id: row for row in _menu(session, "Nina Nieminen")}
    assert now[first].evidence is EvidenceClass.STATED
    assert now[second].reasons == "We think so"
    shown = {row.id: row for row in _menu(session, "Nina Nieminen", Audience.CUSTOMER)}
    assert shown[second].proposed  # what is on the table may be seen
    assert not shown[second].reasons  # what we make of it may not
    assert shown[first].importance == 4


def test_a_promise_without_benefits_starts_no_menu(session: Session) -> None:
    promise = promise_upkeep.write(session, 1, promise_upkeep.PromiseWords("Goal", "How"))
    with pytest.raises(BadInputError, match="opens what is promised"):
        actions.propose(session, _stakeholder(session, "Kari Salmi"), promise, on=TODAY)


def test_whom_nobody_asked_yet_is_asked_what_others_have(session: Session) -> None:
    a_person(session, 1, "Nina Nieminen", title="Production manager")
    rows = _menu(session, "Nina Nieminen")
    assert [row.text for row in export.to_ask(rows)] == [row.text for row in rows[:10]]
    assert export.to_ask(_menu(session, "Tiina Rautio")) == []


def test_notes_are_kept_and_an_empty_one_makes_nothing(session: Session) -> None:
    jonas = _stakeholder(session, "Jonas Ek")
    challenge = _challenge(session, "Operators drown in alarms")
    actions.note(session, jonas, challenge, "reasons", "  ", on=TODAY)
    assert _row(_menu(session, "Jonas Ek"), "Operators drown in alarms").heard_id is None
    actions.note(session, jonas, challenge, "reasons", " Each supplier adds some. ", on=TODAY)
    row = _row(_menu(session, "Jonas Ek"), "Operators drown in alarms")
    assert (row.reasons, row.status) == ("Each supplier adds some.", PROPOSED)
    with pytest.raises(BadInputError):
        actions.note(session, jonas, challenge, "status", "x", on=TODAY)


def test_the_customer_orders_them(session: Session) -> None:
    tiina = _stakeholder(session, "Tiina Rautio")
    actions.move(session, tiina, _challenge(session, "High cost of energy"), 0)
    ordered = export.in_order(_menu(session, "Tiina Rautio"))
    assert [row.text for row in ordered] == [
        "High cost of energy",
        "Unplanned downtime",
        "Speed is held down by the press section",
        "Sticks cause web break",
    ]
    with pytest.raises(BadInputError, match="recognised"):
        actions.move(session, tiina, _challenge(session, "Uneven quality"), 0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "in a few words"),
        ("unplanned  DOWNTIME", "is on the menu already"),
        ("x" * 301, "at most 300 letters"),
    ],
)
def test_a_challenge_is_added_only_when_it_is_one(session: Session, text: str, sentence: str) -> None:
    profile = queries.setting(session, 1, 1).fitting_profile(_stakeholder(session, "Tiina Rautio"))
    assert profile is not None
    with pytest.raises(BadInputError, match=sentence):
        actions.add_challenge(session, profile, text)


def test_own_challenges_can_be_reworded_and_taken_off(session: Session) -> None:
    tiina = _stakeholder(session, "Tiina Rautio")
    profile = queries.setting(session, 1, 1).fitting_profile(tiina)
    assert profile is not None
    own = actions.add_challenge(session, profile, "Forklifts block the hall")
    actions.reword(session, own, "Forklifts block the way to the machine", "How often?")
    row = _row(_menu(session, "Tiina Rautio"), "Forklifts block the way to the machine")
    assert (row.own, row.count, row.ask) == (True, 0, "How often?")
    actions.retire(session, own)
    assert row.id not in {one.id for one in _menu(session, "Tiina Rautio")}
    with pytest.raises(BadInputError, match="library"):
        actions.reword(session, _challenge(session, "Unplanned downtime"), "Stops", "")


def test_a_retired_one_stays_with_those_who_named_it(session: Session) -> None:
    actions.retire(session, _challenge(session, "Unplanned downtime"))
    assert "Unplanned downtime" in {row.text for row in _menu(session, "Tiina Rautio")}
    setting = queries.setting(session, 1, 1)
    profile = setting.fitting_profile(_stakeholder(session, "Tiina Rautio"))
    assert "Unplanned downtime" not in {row.text for row in queries.menu(session, profile, None)}


def _found(session: Session, words: str) -> list[str]:
    tiina = _stakeholder(session, "Tiina Rautio")
    profile = queries.setting(session, 1, 1).fitting_profile(tiina)
    return [row.text for row in queries.found(session, words, profile, tiina)]


def test_the_whole_library_is_searched_by_the_beginnings_of_words(filled: Workspace) -> None:
    with filled.read() as session:
        assert "Metal lost to tailings" in _found(session, "tail")
        assert "Metal lost to tailings" in _found(session, "TAIL met")
        assert _found(session, "ailings") == []
        assert _found(session, " \"'*( ") == []
        assert _found(session, "unplanned")[0] == "Unplanned downtime"  # of the person's profile


def test_what_was_added_is_found_and_what_was_retired_is_not(filled: Workspace) -> None:
    with filled.edit("Add") as session:
        profile = queries.setting(session, 1, 1).fitting_profile(None)
        assert profile is not None
        own = actions.add_challenge(session, profile, "Forklifts block the hall")
    with filled.read() as session:
        assert _found(session, "forkl") == ["Forklifts block the hall"]
    with filled.edit("Retire") as session:
        actions.retire(session, own)
    with filled.read() as session:
        assert _found(session, "forkl") == []
    filled.undo()
    with filled.read() as session:
        assert _found(session, "forkl") == ["Forklifts block the hall"]


def test_a_long_list_begins_with_the_most_heard_and_with_all_that_the_person_said(session: Session) -> None:
    tiina = _stakeholder(session, "Tiina Rautio")
    profile = queries.setting(session, 1, 1).fitting_profile(tiina)
    assert profile is not None
    said = {row.id for row in queries.menu(session, profile, tiina) if row.status is not None}
    session.add_all(
        Challenge(key=f"many.{number}", profile_id=profile, text=f"Many {number}", heard_before=100 + number)
        for number in range(queries.MOST + 100)
    )
    session.flush()
    rows = queries.menu(session, profile, tiina)
    assert len(rows) == queries.MOST
    assert rows[0].text == f"Many {queries.MOST + 99}"
    assert said <= {row.id for row in rows}
    assert queries.size(session, profile) > queries.MOST


def test_what_the_marked_ones_open(session: Session) -> None:
    found = opening.opening(session, _menu(session, "Tiina Rautio"))
    assert found.benefits[0].text == "More saleable tonnes a year"
    assert found.stories[0].customer == "Kettula Board Oy"
    assert found.stories[0].answers == ("Unplanned downtime", "Speed is held down by the press section")
    assert found.capabilities
    assert found.unproved == ()
    assert opening.opening(session, []) == opening.Opening()


def test_an_important_one_without_a_story_is_named(session: Session) -> None:
    found = opening.opening(session, _menu(session, "Kari Salmi"))
    assert "Maintenance is not asked before shutdowns are decided" in found.unproved


def test_a_customer_never_gets_guesses_hidden_names_or_internal_stories(session: Session) -> None:
    tiina = _stakeholder(session, "Tiina Rautio")
    guess = actions.mark(session, tiina, _challenge(session, "Uneven quality"), IMPORTANT, 5, on=TODAY)
    actions.set_class(session, guess, EvidenceClass.ASSUMED)
    actions.note(session, tiina, _challenge(session, "Uneven quality"), "own_words", "Our secret", on=TODAY)
    session.flush()
    for story in session.scalars(
        select(SuccessStory).where(SuccessStory.title == "The best shift as the norm")
    ):
        story.permission = Permission.INTERNAL
    session.flush()
    rows = _menu(session, "Tiina Rautio", Audience.CUSTOMER)
    hidden = _row(rows, "Uneven quality")
    assert (hidden.status, hidden.own_words, hidden.heard_id) == (None, "", None)
    assert {row.evidence for row in rows} == {None}
    told = opening.opening(session, rows, Audience.CUSTOMER)
    names = [story.customer for story in told.stories]
    assert names == ["Kettula Board Oy", "a mill running on recycled fibre"]
    page = export.document(export.OnePager("Northmill", "Press", "Tiina", "", "Anna", TODAY, rows, told))
    text = _all_text(page)
    for secret in ("Our secret", "Uneven quality", "Sarvikas", "The best shift as the norm", "Lahdenvarsi"):
        assert secret not in text


def _all_text(page: bytes) -> str:
    document = docx.Document(BytesIO(page))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_page_has_the_order_the_words_and_no_invented_story(session: Session) -> None:
    kettula, other = session.scalars(
        select(SuccessStory).where(SuccessStory.customer.in_(["Kettula Board Oy", "Lahdenvarsi Mill"]))
    ).all()
    kettula.sample = False
    session.flush()
    rows = _menu(session, "Tiina Rautio")
    page = export.document(
        export.OnePager(
            "Northmill Board Oy", "Press section rebuild", "Tiina Rautio", "Production manager",
            "Anna Berg", date(2026, 11, 22), rows, opening.opening(session, rows),
        )
    )  # fmt: skip
    text = _all_text(page)
    assert "What matters to Tiina Rautio" in text
    assert "I plan the week on Monday" in text
    assert "22 November 2026" in text
    assert f"{kettula.customer}: " in text
    assert other.sample
    assert other.customer not in text
    assert [line[1] for line in export.table(rows)][1] == "Unplanned downtime"


def test_progress(filled: Workspace) -> None:
    with filled.read() as session:
        lime = session.scalars(select(Opportunity).where(Opportunity.title.startswith("Lime"))).one()
        assert told.progress(session, 1, 1) is Progress.DONE
        assert told.progress(session, lime.account_id, lime.id) is Progress.BEGUN
    with filled.edit("Clear") as session:
        for heard in session.scalars(select(ChallengeHeard)):
            session.delete(heard)
    with filled.read() as session:
        assert told.progress(session, 1, 1) is Progress.EMPTY


def test_facts_for_the_coach(session: Session) -> None:
    deal, *challenges = told.subjects(session, 1, TODAY)
    assert deal.facts["challenge_people"] == 5
    assert deal.facts["decider_challenges"] == 2
    assert deal.words["decider"] == "Marja Lehtonen"
    assert len(challenges) == deal.facts["challenges_important"] == 8
    kari = next(one for one in challenges if one.name.startswith("Maintenance is not asked"))
    assert kari.facts["has_reasons"] and not kari.facts["has_consequences"]
    assert kari.facts["challenge_stories"] == 0
    assert {"person", "challenge", "challenge_id"} <= kari.words.keys()


def test_facts_of_an_opportunity_nobody_was_asked_in(session: Session) -> None:
    lime = session.scalars(select(Opportunity.id).where(Opportunity.title.startswith("Lime"))).one()
    for heard in session.scalars(select(ChallengeHeard)):
        session.delete(heard)
    session.flush()
    a_person(session, lime, roles=(DecisionRole.USER,))
    (only,) = told.subjects(session, lime, TODAY)
    assert only.facts["challenges_named"] == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: queries.setting(s, 1, 1),
        lambda s: queries.menu(s, 1, 4),
        lambda s: told.subjects(s, 1, TODAY),
    ],
)
def test_few_statements(filled: Workspace, ask: Callable[[Session], object]) -> None:
    with filled.read() as session:
        ran: list[str] = []
        bind = session.get_bind()
        event.listen(bind, "before_cursor_execute", lambda *given: ran.append(given[2]))
        ask(session)
    assert len([statement for statement in ran if statement.startswith("SELECT")]) <= 3


def test_every_rule_of_the_coach_has_its_facts(session: Session) -> None:
    subjects = with_ageing(told.subjects(session, 1, TODAY), USUAL)
    facts = {subject.kind: set(subject.facts) for subject in subjects}
    mine = [rule for rule in load_rules() if rule.tool == "challenge_menu"]
    assert len(mine) == 10
    assert not [rule.id for rule in mine if not rule.condition.names <= facts[rule.about]]
    found = findings(mine, subjects)
    assert ("No story answers it", "Maintenance is not asked before shutdowns are decided") in {
        (finding.title, finding.name) for finding in found
    }
    assert not [finding.says for finding in found if "…" in finding.says]


def test_what_matters_has_its_place_in_the_value_case(session: Session) -> None:
    """A benefit without a challenge the other way: somebody suffers from it, and the case does not speak of it."""
    tiina = _stakeholder(session, "Tiina Rautio")
    own = actions.add_challenge(session, 1, "Nobody finds the drawings")
    actions.mark(session, tiina, own, IMPORTANT, 5, on=TODAY)
    case = session.scalars(select(ValueCase).where(ValueCase.opportunity_id == 1)).one()

    def said() -> set[tuple[str, str]]:
        rules = [rule for rule in load_rules() if rule.tool == "challenge_menu"]
        subjects = with_ageing(told.subjects(session, 1, TODAY), USUAL)
        return {
            (one.title, one.name)
            for one in findings(rules, subjects)
            if one.name == "Nobody finds the drawings"
        }

    missing = {("Important, and not in the value case", "Nobody finds the drawings")}
    fruitless = {("Important, and nothing to gain from it", "Nobody finds the drawings")}
    assert missing | fruitless <= said()
    session.add(ValueLineChallenge(case_id=case.id, line="steam", challenge_id=own))
    session.flush()
    assert not missing & said()
    case.deleted_at = datetime(2026, 11, 22)
    session.flush()
    assert not missing & said()  # without a case there is something else to do first
    upkeep.set_benefits(session, own, [1], [])
    assert not fruitless & said()
