"""What a customer may read, held to the declarations: nothing undeclared, nothing kept back that comes through."""

import pytest
from sqlalchemy import String, Table, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.models import schema
from app.models.base import WordType
from app.models.disclosure import DISCLOSURES, NOBODY, views
from app.models.library import SuccessStory
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.vocabulary import CUSTOMER, TEAM, Audience, EvidenceClass, Onlooker, Permission
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity

SECRET = "Zqxsecret"
HIDDEN_NAMES = Onlooker(names_hidden=True)


def tables() -> list[Table]:
    return list(schema.metadata().sorted_tables)


def is_text(table: Table, name: str) -> bool:
    column = table.columns[name]
    return isinstance(column.type, String) and not isinstance(column.type, WordType)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_each_column_is_declared_as_shown_or_internal(table: Table) -> None:
    """Whoever adds a column says in app/models/disclosure.py whether a customer may see it."""
    declared = DISCLOSURES[table.name]
    assert {column.name for column in table.columns} == declared.columns
    groups = [declared.shown.split(), declared.internal.split(), declared.stated, declared.instead]
    names = [name for group in groups for name in group]
    assert len(names) == len(set(names)), "a column stands in two groups"


def kept(table: Table) -> list[str]:
    """The text columns of a table that no customer may read."""
    declared = DISCLOSURES[table.name]
    hidden = set(declared.internal.split())
    return [name for name in hidden if is_text(table, name)]


def test_no_kept_text_and_no_kept_row_comes_through(filled: Workspace) -> None:
    with filled.edit("plant") as session:
        planted = 0
        for table in tables():
            for name in kept(table):
                done = session.connection().execute(
                    text(f'UPDATE "{table.name}" SET "{name}" = \'{SECRET}\' || id')
                )
                planted += done.rowcount
    assert planted > 100
    with filled.read(CUSTOMER) as session:
        for table in tables():
            rows = session.execute(text(f'SELECT * FROM "{table.name}"')).all()
            assert SECRET not in repr(rows), table.name
            if DISCLOSURES[table.name].rows == NOBODY:
                assert rows == [], table.name


@pytest.mark.parametrize(
    ("table", "column", "class_column"),
    [
        (name, column, known_by)
        for name, declared in DISCLOSURES.items()
        for column, known_by in declared.stated.items()
    ],
)
@pytest.mark.parametrize(
    ("evidence", "shown"),
    [
        (EvidenceClass.ASSUMED, False),
        (EvidenceClass.ESTIMATED, False),
        (EvidenceClass.STATED, True),
        (EvidenceClass.CONFIRMED, True),
    ],
)
def test_what_depends_on_evidence_is_shown_when_it_is_theirs(
    filled: Workspace, table: str, column: str, class_column: str, evidence: EvidenceClass, shown: bool
) -> None:
    with filled.edit("class") as session:
        session.execute(
            text(f'UPDATE "{table}" SET "{column}" = \'{SECRET}\', "{class_column}" = \'{evidence}\'')
        )
    with filled.read(CUSTOMER) as session:
        assert (SECRET in repr(session.execute(text(f'SELECT * FROM "{table}"')).all())) is shown


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("SELECT 1 FROM action WHERE kind != 'joint'", 0),
        ("SELECT 1 FROM rating", 0),
        ("SELECT 1 FROM risk", 0),
        ("SELECT 1 FROM connection WHERE kind != 'reports'", 0),
        ("SELECT 1 FROM stakeholder_role WHERE role = 'adversary'", 0),
        ("SELECT 1 FROM own_role", 0),
        ("SELECT 1 FROM stakeholder_own_role", 0),
        ("SELECT 1 FROM evidence WHERE internal OR evidence_class IN ('assumed', 'estimated')", 0),
        ("SELECT 1 FROM receptivity_assessment WHERE kind = 'guess' OR evidence_class = 'assumed'", 0),
        ("SELECT 1 FROM opportunity WHERE value_minor IS NOT NULL OR acid_test IS NOT NULL", 0),
    ],
)
def test_rows_that_are_ours_alone_are_not_there(filled: Workspace, statement: str, rows: int) -> None:
    with filled.read(TEAM) as session:
        assert len(session.execute(text(statement)).all()) > rows, "the sample should hold some"
    with filled.read(CUSTOMER) as session:
        assert len(session.execute(text(statement)).all()) == rows


def test_a_view_stands_in_front_of_every_table() -> None:
    assert list(views(TEAM)) == []
    assert len(list(views(CUSTOMER))) == len(tables())
    assert len(list(views(HIDDEN_NAMES))) == len(tables())


def test_only_one_account_and_what_hangs_on_it(workspace: Workspace) -> None:
    with workspace.edit("two customers") as session:
        first, second = an_account(session, "Northmill"), an_account(session, "Otherboard")
        for account in (first, second):
            a_person(session, an_opportunity(session, account, f"Deal {account}"), f"Person of {account}")
    with workspace.read(Onlooker(Audience.CUSTOMER, account_id=second)) as session:
        assert [row.title for row in session.query(Opportunity)] == [f"Deal {second}"]
        assert [row.name for row in session.query(Person)] == [f"Person of {second}"]


def test_a_story_is_told_as_far_as_it_may_be(filled: Workspace) -> None:
    with filled.read(TEAM) as session, filled.read(CUSTOMER) as covered:
        told = {row.id: row for row in session.query(SuccessStory)}
        found = {row.id: row for row in covered.query(SuccessStory)}
        assert found
        for key, story in told.items():
            if story.permission is Permission.INTERNAL:
                assert key not in found
            else:
                named = story.permission is Permission.NAMED
                assert found[key].customer == (story.customer if named else story.anonymous_as)


def test_a_name_in_the_texts_of_an_anonymous_story_is_covered(filled: Workspace) -> None:
    with filled.edit("write the name everywhere") as session:
        for story in session.query(SuccessStory):
            for field in ("title", "challenge", "solution", "impact"):
                setattr(story, field, f"What {story.customer} did")
    with filled.read(TEAM) as session, filled.read(CUSTOMER) as covered:
        hidden = {row.customer for row in session.query(SuccessStory) if row.permission != Permission.NAMED}
        shown = repr([vars(row) for row in covered.query(SuccessStory)])
        assert hidden
        assert not [name for name in hidden if name in shown]


# Names


def the_mill(session: Session) -> tuple[int, int]:
    """A deal with two people and a rival; the ids of the deal and of Anna."""
    account = an_account(session)
    deal = an_opportunity(session, account)
    session.get_one(Opportunity, deal).alternatives = "Valtec: cheaper\nDoing nothing"
    anna = a_person(session, deal, "Anna Lindqvist")
    a_person(session, deal, "Bo Berg")
    goal = session.get_one(Stakeholder, anna)
    goal.business_goal, goal.goal_class = "Anna wants less than Valtec costs", EvidenceClass.STATED
    return deal, anna


def test_names_are_covered_in_texts_as_well(workspace: Workspace) -> None:
    with workspace.edit("people") as session:
        _, anna = the_mill(session)
    with workspace.read(HIDDEN_NAMES) as session:
        assert [row.name for row in session.query(Person)] == ["Person A", "Person B"]
        assert session.get_one(Stakeholder, anna).business_goal == "Person A wants less than Valtec costs"
    with workspace.read(CUSTOMER) as session:
        assert session.get_one(Stakeholder, anna).business_goal == "Anna wants less than Alternative costs"
        assert session.query(Opportunity).one().alternatives == "Alternative\nDoing nothing"


def test_a_placeholder_and_a_role_stay(workspace: Workspace) -> None:
    with workspace.edit("people") as session:
        deal = an_opportunity(session, an_account(session))
        a_person(session, deal, "The CFO, name unknown", title="CFO")
        session.query(Person).one().placeholder = True
    with workspace.read(HIDDEN_NAMES) as session:
        assert session.query(Person).one().name == "The CFO, name unknown"


def test_new_people_get_the_next_letter_at_once(workspace: Workspace) -> None:
    with workspace.edit("people") as session:
        deal, _ = the_mill(session)
    workspace.show_to(HIDDEN_NAMES)
    with workspace.edit("one more") as session:
        a_person(session, deal, "Cecilia Ceder")
    with workspace.read() as session:
        assert [row.name for row in session.query(Person)] == ["Person A", "Person B", "Person C"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Person A wants less than Valtec costs", "Anna wants less than Valtec costs"),  # as it was
        ("Person B will check", "Bo Berg will check"),
        ("Nothing of a person", "Nothing of a person"),
    ],
)
def test_what_is_written_with_covered_names_is_stored_under_them(
    workspace: Workspace, written: str, stored: str
) -> None:
    with workspace.edit("people") as session:
        _, anna = the_mill(session)
    workspace.show_to(HIDDEN_NAMES)
    with workspace.edit("write") as session:
        session.get_one(Stakeholder, anna).business_goal = written
    with workspace.read(TEAM) as session:
        assert session.get_one(Stakeholder, anna).business_goal == stored


def test_an_empty_form_erases_nothing_that_it_did_not_show(workspace: Workspace) -> None:
    with workspace.edit("people") as session:
        deal, anna = the_mill(session)
        session.get_one(Opportunity, deal).value_minor = 700
        person = session.get_one(Stakeholder, anna)
        person.notes, person.personal_goal = "Afraid of the board", "A quiet year"
    workspace.show_to(CUSTOMER)
    with workspace.edit("from a form") as session:
        session.get_one(Opportunity, deal).value_minor = None
        person = session.get_one(Stakeholder, anna)
        person.notes, person.personal_goal = "", ""
    with workspace.read(TEAM) as session:
        assert session.get_one(Opportunity, deal).value_minor == 700
        person = session.get_one(Stakeholder, anna)
        assert (person.notes, person.personal_goal) == (
            "Afraid of the board",
            "",
        )  # the stated goal was shown


def test_a_reader_for_the_customer_writes_nothing(workspace: Workspace) -> None:
    with (
        workspace.read(CUSTOMER) as session,
        pytest.raises(OperationalError),
    ):
        session.execute(text("CREATE TABLE other (id INTEGER)"))
