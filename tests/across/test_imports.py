"""People and connections from files: who is meant, who is whose boss, and nothing by halves."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.across.exchange import imports
from app.across.exchange.circles import circle
from app.across.exchange.columns import Kind, mapped
from app.across.exchange.target import Wanted
from app.errors import BadInputError, NotFoundError
from app.models.accounts import Account
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Connection, Person
from app.models.roles import own_roles
from app.models.vocabulary import Link
from app.tools.relationship_map.queries import people as map_people
from app.tools.relationship_map.rules import first_bosses
from app.workspace import Workspace
from tests import organisations
from tests.build import TODAY, a_person, an_account, an_opportunity

ANNA, BO, CHEN = "1,Anna Berg,CEO,,", "2,Bo Dahl,CFO,Finance,1", "3,Chen Ek,Buyer,Finance,2"


class Importer:
    """Writes files and imports them into a workspace."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder

    def file(self, text: str | bytes, name: str = "firm.csv") -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def take(
        self,
        *paths: Path,
        kind: Kind | None = None,
        account: str = "",
        opportunity: str = "",
        own: Path | None = None,
    ) -> tuple[imports.FileReport, ...]:
        files = imports.read(paths, kind, mapped(own) if own is not None else None)
        with self.workspace.edit("Import") as session:
            drafted = imports.draft(session, files, Wanted(account, opportunity))
            imports.store(session, drafted, TODAY)
        return drafted.reports

    def people(self, *rows: str, name: str = "firm.csv") -> imports.FileReport:
        text = "\n".join(["id,name,title,unit,reports_to", *rows])
        return self.take(self.file(text, name), kind=Kind.PEOPLE)[0]

    def lines(self, *rows: str, opportunity: str = "") -> imports.FileReport:
        text = "\n".join(["from,to,kind,strength", *rows])
        return self.take(self.file(text, "lines.csv"), kind=Kind.CONNECTIONS, opportunity=opportunity)[0]

    def stored(self) -> dict[str, Person]:
        with self.workspace.read() as session:
            found = {person.external_id or person.name: person for person in session.scalars(select(Person))}
            session.expunge_all()
            return found

    def drawn(self) -> list[tuple[str, str, str, int]]:
        """The lines of all, by external id, in the order in which they were drawn."""
        with self.workspace.read() as session:
            keys = {person.id: person.external_id for person in session.scalars(select(Person))}
            return [
                (keys[line.from_id], keys[line.to_id], line.kind.value, line.strength)
                for line in session.scalars(select(Connection).order_by(Connection.id))
            ]

    def first_bosses(self) -> dict[str, str]:
        """As the map draws them."""
        with self.workspace.read() as session:
            deal = session.scalars(select(Opportunity.id)).first()
            page = map_people(session, deal or 0)
        assert page is not None
        keys = {player.id: player.key for player in page.players}
        return {keys[one]: keys[boss] for one, boss in first_bosses(page.lines)[0].items()}


@pytest.fixture
def firm(workspace: Workspace, tmp_path: Path) -> Importer:
    return Importer(workspace, tmp_path)


def texts(report: imports.FileReport) -> str:
    return "\n".join(finding.sentence for finding in report.findings)


# what is made


def test_account_and_opportunity_are_named_after_the_file(firm: Importer) -> None:
    report = firm.people(ANNA, BO, CHEN, name="Västra Mill 2.csv")
    assert (report.account, report.opportunity) == ("Västra Mill 2", "Västra Mill 2")
    assert report.account_made
    assert report.opportunity_made
    assert report.people_made == 3
    assert report.lines_made == {"reports": 2}
    with firm.workspace.read() as session:
        assert session.scalars(select(Account.name)).all() == ["Västra Mill 2"]
        assert len(session.scalars(select(Stakeholder)).all()) == 3
    bo = firm.stored()["2"]
    assert (bo.name, bo.title, bo.unit) == ("Bo Dahl", "CFO", "Finance")
    assert firm.drawn() == [("2", "1", "reports", 2), ("3", "2", "reports", 2)]


def test_an_account_and_an_opportunity_that_are_there_are_taken(firm: Importer) -> None:
    with firm.workspace.edit("Make") as session:
        an_opportunity(session, an_account(session, "Testmill Oy"), "Dryer upgrade")
    path = firm.file("id,name\n1,Anna\n")
    report = firm.take(path, account="testmill OY", opportunity="dryer upgrade")[0]
    assert (report.account_made, report.opportunity_made) == (False, False)
    report = firm.take(path, opportunity="Dryer upgrade")[0]
    assert (report.account, report.people_same) == ("Testmill Oy", 1)
    report = firm.take(path, account="Testmill Oy", opportunity="Another")[0]
    assert (report.opportunity_made, report.people_joined, report.people_made) == (True, 1, 0)


def test_a_title_of_several_opportunities_is_refused(firm: Importer) -> None:
    with firm.workspace.edit("Make") as session:
        for name in ("One Oy", "Two Oy"):
            an_opportunity(session, an_account(session, name), "Dryer upgrade")
    with pytest.raises(NotFoundError, match=r"several opportunities.*One Oy.*Two Oy"):
        firm.take(firm.file("name\nAnna\n"), opportunity="Dryer upgrade")


def test_an_import_is_one_undo_step(firm: Importer) -> None:
    org = organisations.large()
    firm.take(*org.write(firm.folder, "large"))
    drawn = firm.drawn()
    assert len(firm.stored()) == 123
    assert len(drawn) == 130 + 190
    firm.workspace.undo()
    assert (firm.stored(), firm.drawn(), firm.workspace.undo_label) == ({}, [], None)
    firm.workspace.redo()
    assert firm.drawn() == drawn


def test_many_who_are_called_alike_stay_apart(firm: Importer) -> None:
    rows = [f"{n},Li Wei,Engineer,Unit,{n // 2 or ''}" for n in range(1, 31)]
    assert firm.people(*rows).people_made == 30
    assert firm.people(*rows).people_same == 30
    assert firm.first_bosses()["30"] == "15"


# who is whose boss


@pytest.mark.parametrize(
    "cell", ["1;2", "1|2", '"1,2"', "1 / 2", "1 2", '"1\n2"', "1.0", " 1 ;; 2 ", "Anna Berg;2"]
)
def test_several_bosses_in_one_cell(firm: Importer, cell: str) -> None:
    report = firm.people(ANNA, BO, f"3,Chen Ek,,,{cell}")
    bosses = ["1"] if cell == "1.0" else ["1", "2"]
    assert [end for start, end, *_ in firm.drawn() if start == "3"] == bosses
    assert firm.first_bosses()["3"] == "1"
    assert report.second_bosses == len(bosses) - 1
    assert not report.findings


def test_a_second_row_or_a_second_line_is_a_second_boss(firm: Importer) -> None:
    report = firm.people(ANNA, BO, "3,Chen Ek,,,2", "3,Chen Ek,,,1")
    assert "stands in this file already" in texts(report)
    assert firm.first_bosses() == {"2": "1", "3": "2"}
    firm.people("4,Dagmar Ny,,,1")
    assert firm.lines("4,2,reports,").second_bosses == 1
    assert [line[:2] for line in firm.drawn() if line[0] in {"3", "4"}] == [
        ("3", "2"),
        ("3", "1"),
        ("4", "1"),
        ("4", "2"),
    ]


@pytest.mark.parametrize("nobody", ["", "-", "none", "N/A", "NaN", "0"])
def test_words_for_no_boss(firm: Importer, nobody: str) -> None:
    report = firm.people(f"1,Anna Berg,,,{nobody}")
    assert not report.findings
    assert firm.drawn() == []


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("77", "firm.csv, line 3: “77”, the boss of Bo Dahl, is not known"),
        ("Li Wei", "“Li Wei” is the name of 2 people; use the id"),
        ("1;77", "“77”, the boss of Bo Dahl"),
    ],
)
def test_bosses_that_are_not_known_are_told(firm: Importer, cell: str, says: str) -> None:
    report = firm.people(ANNA, f"2,Bo Dahl,,,{cell}", "3,Li Wei,,,", "4,Li Wei,,,")
    assert says in texts(report)
    assert report.people_made == 4


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["1,Anna,,,1"], "firm.csv, line 2: Anna (id 1) cannot report to himself or herself"),
        (["1,Anna,,,", "2,Bo,,,1;2"], "line 3: Bo (id 2) cannot report"),
        (["1,Anna,,,2", "2,Bo,,,1"], "line 3: a circle of bosses: Anna (id 1) → Bo (id 2) → Anna (id 1)"),
        (
            ["1,Anna,,,", "2,Bo,,,1;4", "3,Chen,,,2", "4,Dag,,,3"],
            "circle of bosses: Bo (id 2) → Dag (id 4) → Chen (id 3)",
        ),
        ([f"{n},P{n},,,{n % 40 + 1}" for n in range(1, 41)], "… (40 people in all)"),
    ],
)
def test_circles_are_refused_in_one_sentence(firm: Importer, rows: Sequence[str], says: str) -> None:
    with pytest.raises(BadInputError) as error:
        firm.people(*rows)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert firm.stored() == {}
    assert firm.workspace.undo_label is None


def test_a_line_may_not_close_a_circle_with_what_is_there(firm: Importer) -> None:
    firm.people(ANNA, BO, CHEN)
    before = firm.drawn()
    with pytest.raises(BadInputError, match=r"lines\.csv, line 3: a circle of bosses"):
        firm.lines("1,2,advice,", "1,3,reports,")
    with pytest.raises(BadInputError, match=r"lines\.csv, line 2: Bo Dahl \(id 2\) cannot report"):
        firm.lines("2,2,reports,")
    assert firm.drawn() == before


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_a_circle_is_found_when_there_is_one(pairs: list[tuple[int, int]]) -> None:
    bosses: dict[int, set[int]] = {}
    for report, boss in pairs:
        bosses.setdefault(report, set()).add(boss)
    found = circle(bosses)
    for one, following in zip(found, [*found[1:], *found[:1]], strict=True):
        assert following in bosses[one]
    left = {one: set(above) for one, above in bosses.items()}
    while free := [one for one, above in left.items() if not above & left.keys()]:
        for one in free:
            del left[one]
    assert bool(found) == bool(left), "who is left after all without a boss have gone stands in a circle"


def test_a_long_chain_is_no_matter(firm: Importer) -> None:
    rows = [f"{n},P{n},,,{n - 1 or ''}" for n in range(1, 3001)]
    assert firm.people(*rows).lines_made == {"reports": 2999}


# the same file again, and a newer one


def test_the_same_file_again_changes_nothing(firm: Importer) -> None:
    org = organisations.small()
    paths = org.write(firm.folder, "small")
    firm.take(*paths)
    drawn, label = firm.drawn(), firm.workspace.undo_label
    people, lines = firm.take(*paths)
    assert (people.changes, people.people_same, people.lines_same) == (0, 21, 20)
    assert (lines.changes, lines.lines_same) == (0, 190)
    assert firm.drawn() == drawn
    assert label is not None
    firm.workspace.undo()
    assert firm.stored() == {}, "the second import was no step of its own"


def test_a_newer_file_brings_people_up_to_date(firm: Importer) -> None:
    firm.people(ANNA, BO, CHEN)
    report = firm.people(ANNA, "2,Bo Dahl-Ek,CEO,,1", "3,Chen Ek,,,1", "4,Dag Ny,,,3")
    assert (report.people_made, report.people_changed, report.people_same) == (1, 1, 2)
    assert "Chen Ek (id 3) now reports to Anna Berg (id 1); the line to Bo Dahl-Ek (id 2)" in texts(report)
    assert (firm.stored()["2"].name, firm.stored()["2"].unit) == ("Bo Dahl-Ek", "Finance"), (
        "empty says nothing"
    )
    assert firm.first_bosses() == {"2": "1", "3": "1", "4": "3"}


def test_a_second_boss_that_a_hand_drew_stays_second(firm: Importer) -> None:
    firm.people(ANNA, BO, CHEN, "4,Dag Ny,,,")
    with firm.workspace.edit("Draw") as session:
        ids = {person.external_id: person.id for person in session.scalars(select(Person))}
        session.add(Connection(from_id=ids["3"], to_id=ids["4"], kind=Link.REPORTS, strength=2))
    firm.people("3,Chen Ek,,,1")
    assert [line[:2] for line in firm.drawn() if line[0] == "3"] == [("3", "1"), ("3", "4")]
    assert firm.first_bosses()["3"] == "1"


def test_a_person_typed_by_hand_is_met_by_name(firm: Importer) -> None:
    with firm.workspace.edit("Make") as session:
        deal = an_opportunity(session, an_account(session, "firm"), "firm")
        a_person(session, deal, "Bo Dahl", title="Finance man")
        a_person(session, deal, "Li Wei")
        a_person(session, deal, "Li Wei")
    report = firm.people("2,bo dahl,CFO,,", "3,Li Wei,,,")
    assert (report.people_changed, report.people_made) == (1, 1)
    assert (firm.stored()["2"].title, firm.stored()["2"].name) == ("CFO", "bo dahl")


def test_people_without_ids_are_met_by_name_and_title(firm: Importer) -> None:
    path = firm.file(
        "name,title,reports to\nAnna,CEO,\nLi Wei,Buyer,Anna\nLi Wei,Planner,Anna\nLi Wei,Buyer,Anna\n"
    )
    first, again = firm.take(path)[0], firm.take(path)[0]
    assert (first.people_made, first.lines_made) == (3, {"reports": 2})
    assert (again.people_made, again.people_same, again.changes) == (0, 3, 0)
    assert "line 5: Li Wei stands in this file already" in texts(first)


def test_one_id_for_two_people_is_refused(firm: Importer) -> None:
    with pytest.raises(BadInputError, match=r"line 3: id 1 is Anna Berg in line 2 and Zoe Ng here"):
        firm.people(ANNA, "1,Zoe Ng,,,")
    firm.people(ANNA, BO)
    with pytest.raises(BadInputError, match=r"line 2: id 2 is Bo Dahl in the workspace and Zoe Ng here"):
        firm.people("2,Zoe Ng,,,")
    assert firm.stored()["2"].name == "Bo Dahl"


def test_a_post_without_a_name_is_a_placeholder_until_it_has_one(firm: Importer) -> None:
    report = firm.people("1,,CFO,,", "2,,,,", "3,Bo,,,1")
    assert firm.stored()["1"].placeholder
    assert "line 2: no name; “CFO” stands in" in texts(report)
    assert "line 3: neither name nor title" in texts(report)
    firm.people("1,Elina Koski,CFO,,")
    assert (firm.stored()["1"].name, firm.stored()["1"].placeholder) == ("Elina Koski", False)


# connections


def roles(firm: Importer, opportunity_id: int = 1) -> dict[str, list[str]]:
    with firm.workspace.read() as session:
        page = map_people(session, opportunity_id)
    assert page is not None
    return {one.name: [role.label for role in one.roles] for one in page.players}


def test_a_column_of_roles(firm: Importer) -> None:
    text = """name,title,Buying role
Anna Berg,CEO,Decision maker; champion
Bo Dahl,CFO,Budget holder
Chen Ek,Buyer,Influencer|end_user
Dora Fall,Lawyer,influencer
Emil Gran,Porter,Other
"""
    (report,) = firm.take(firm.file(text))
    assert roles(firm) == {
        "Anna Berg": ["Champion", "Decision maker"],
        "Bo Dahl": ["Financial approver"],
        "Chen Ek": ["User", "Influencer"],
        "Dora Fall": ["Influencer"],
        "Emil Gran": [],
    }
    told = texts(report)
    assert "the role “Budget holder” of 1 person is taken as financial approver" in told
    assert "“Influencer” is none of the nine roles; 1 person plays it as a role of your own" in told
    firm.workspace.undo()
    with firm.workspace.read() as session:
        assert own_roles(session) == ()


def test_roles_are_added_and_never_taken_away(firm: Importer) -> None:
    firm.take(firm.file("id,name,roles\n1,Anna Berg,Champion;Works council\n2,Bo Dahl,\n"))
    (report,) = firm.take(firm.file("id,name,roles\n1,Anna Berg,WORKS COUNCIL\n2,Bo Dahl,User\n"))
    assert (report.people_same, report.people_changed) == (1, 1)
    assert roles(firm) == {"Anna Berg": ["Champion", "Works council"], "Bo Dahl": ["User"]}
    (report,) = firm.take(firm.file("id,name,roles\n1,Anna Berg,\n2,Bo Dahl,User\n"))
    assert report.changes == 0
    (report,) = firm.take(firm.file(f"id,name,roles\n1,Anna Berg,{'x' * 61}\n"))
    assert "too long to be a role" in texts(report)
    assert report.changes == 0


def test_kinds_of_lines_and_strengths(firm: Importer) -> None:
    firm.people(ANNA, BO, CHEN)
    report = firm.lines(
        "1,2,Trust,3",
        "2,3,advice,",
        "3,1,friendship,weak",
        "3,2,conflict,7",
        "2,1,is at odds with,1",
        "1,3,,",
    )
    assert firm.drawn()[2:] == [
        ("1", "2", "trust", 3),
        ("2", "3", "influence", 2),
        ("3", "1", "influence", 1),
        ("3", "2", "conflict", 3),
        ("2", "1", "conflict", 1),
        ("1", "3", "influence", 2),
    ]
    told = texts(report)
    assert "1 line of the kind “advice” is taken as influence" in told
    assert "1 line of the kind “friendship” is taken as influence" in told
    assert "1 line without a kind is taken as influence" in told
    assert "1 strength is not 1, 2 or 3 (“7”)" in told


def test_lines_again_get_another_strength(firm: Importer) -> None:
    firm.people(ANNA, BO)
    firm.lines("1,2,trust,1")
    report = firm.lines("1,2,trust,3", "2,1,trust,")
    assert (report.lines_changed, report.lines_made) == (1, {"trust": 1})
    report = firm.lines("1,2,trust,", "1,2,trust,")
    assert (report.changes, report.lines_same) == (0, 2)


def test_ends_that_are_not_known_are_told(firm: Importer) -> None:
    firm.people(ANNA, BO)
    report = firm.lines("1,2,trust,", "1,99,trust,", "1,1,trust,", ",2,trust,")
    assert report.lines_made == {"trust": 1}
    assert "lines.csv, line 3: “99” is not known" in texts(report)
    assert "line 4: both ends of a line are Anna Berg (id 1)" in texts(report)
    assert "line 5: a line needs two ends" in texts(report)


def test_lines_go_where_their_people_are(firm: Importer) -> None:
    firm.people(ANNA, BO, CHEN, name="one.csv")
    firm.people("1,Zoe Ng,,,", "2,Yan Li,,,", name="two.csv")
    assert firm.lines("3,1,trust,").opportunity == "one"
    assert firm.lines("2,1,trust,").opportunity == "two", "of two that fit, the one with fewer others"
    firm.people("1,Ola,,,", "2,Per,,,", name="three.csv")
    with pytest.raises(NotFoundError, match=r"fits several opportunities: “two” \(two\), “three” \(three\)"):
        firm.lines("1,2,trust,")
    assert firm.lines("1,2,trust,", opportunity="three").account == "three"
    with pytest.raises(NotFoundError, match="nobody in it is known"):
        firm.lines("x,y,trust,")


def test_names_may_stand_for_ids(firm: Importer) -> None:
    firm.people(ANNA, BO)
    assert firm.lines("anna  berg,2,trust,").lines_made == {"trust": 1}


# what cannot be taken


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", None, "is empty"),
        ("id,name\n", None, "has titles and no rows"),
        ("id,title\n1,CEO\n", Kind.PEOPLE, "has no column “name”; it has “id”, “title”"),
        ("from,kind\n1,trust\n", Kind.CONNECTIONS, "has no column “to”"),
        ("a,b\n1,2\n", None, "people need a column “name”"),
        ("id,name\n1," + "x" * 201 + "\n", None, "line 2: the name has 201 characters"),
        ("id,name\n,\n1,\n", None, "Nothing in “firm.csv” could be taken"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence(
    firm: Importer, text: str, kind: Kind | None, says: str
) -> None:
    with pytest.raises(BadInputError) as error:
        firm.take(firm.file(text), kind=kind)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert firm.workspace.undo_label is None


def test_one_broken_file_of_two_changes_nothing(firm: Importer) -> None:
    good = firm.file("id,name\n1,Anna\n", "good.csv")
    with pytest.raises(BadInputError):
        firm.take(good, firm.file("id,name,reports_to\n1,Bo,1\n", "bad.csv"))
    assert firm.stored() == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(firm: Importer, encoding: str) -> None:
    firm.take(firm.file("Id;Name;Title\r\n1;Göran Öst;“Chef”\r\n".encode(encoding)))
    assert (firm.stored()["1"].name, firm.stored()["1"].title) == ("Göran Öst", "“Chef”")


def test_titles_of_other_systems_and_a_mapping_of_ones_own(firm: Importer) -> None:
    path = firm.file(
        "First Name,Last Name,Job Title,Department,Reports To\nAnna,Berg,CEO,Board,\nBo,Dahl,CFO,Finance,Anna Berg\n"
    )
    assert firm.take(path)[0].lines_made == {"reports": 1}
    own = firm.file('name = "Wer"\nid = ["Nr.", "No"]\nreports_to = "Chef"\n', "own.toml")
    report = firm.take(firm.file("No;Wer;Chef\n7;Ola;\n8;Per;7\n", "zwei.csv"), own=own)[0]
    assert (report.people_made, report.lines_made) == (2, {"reports": 1})
    kinds = firm.file('from = "a"\nto = "b"\nkind = "what"\n[kinds]\nAdvice = "trust"\n', "kinds.toml")
    lines = firm.take(firm.file("a;b;what\n7;8;advice\n", "lines.csv"), own=kinds)[0]
    assert (lines.lines_made, lines.findings) == ({"trust": 1}, ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "cannot be read as a mapping"),
        ('nom = "Name"', "there is no field “nom”"),
        ("name = 3", "needs the title of a column"),
        ('[kinds]\nadvice = "love"', "“advice” can be reports, influence, trust, conflict"),
        ('kinds = "trust"', "“trust” can be"),
    ],
)
def test_a_broken_mapping_is_one_sentence(firm: Importer, text: str, says: str) -> None:
    with pytest.raises(BadInputError) as error:
        mapped(firm.file(text, "own.toml"))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "4", "", "x y"]),
            st.sampled_from(["Anna", "Bo Berg", "Li Wei", "", "Ω" * 20]),
            st.sampled_from(["", "1", "2;3", "4", "Anna", "Li Wei", "none", "9"]),
        ),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_rows_are_drafted_or_refused(rows: list[tuple[str, str, str]]) -> None:
    from app.across.exchange.intake import intake
    from app.across.exchange.members import Fate
    from app.across.exchange.team import Team
    from app.documents import csv_sheet

    team = Team()
    try:
        sheet = csv_sheet.parse("x.csv", organisations.as_csv(("id", "name", "reports_to"), rows).encode())
        tally = team.take(intake(sheet, Kind.PEOPLE))
    except BadInputError as error:
        assert "\n" not in str(error)
        return
    assert tally.people[Fate.NEW] == len(team.members)
    assert not circle({handle: member.bosses for handle, member in team.members.items()})
    assert sum(len(member.bosses) for member in team.members.values()) == tally.lines[Link.REPORTS]
