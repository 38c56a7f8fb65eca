"""dealwright import, as it is called; and the map of what came in, checked from the JSON file alone."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from app.cli.main import main
from app.models.library import Industry
from app.models.vocabulary import Link
from app.tools.relationship_map.export import scene_as_data
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import compose
from app.workspace import Workspace
from tests import organisations
from tests.organisations import Organisation
from tests.tools.map_outside import faults

Answer = tuple[int, str, str]
ORGANISATIONS = {
    "small": organisations.small(),
    "large": organisations.large(),
    "one top": organisations.large(tops=1, second=0, seed=7),
    "many tops": organisations.large(tops=25, second=30, seed=8),
    "hundreds": organisations.large(400, seed=9),
}


class Shell:
    """Runs commands on one workspace."""

    def __init__(self, library: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.workspace = folder / "w.dealwright"
        shutil.copy(library, self.workspace)

    def __call__(self, *words: object) -> Answer:
        code = main([str(word) for word in words], _no_picture)
        out, err = self.capsys.readouterr()
        return code, out, err

    def take(self, *words: object) -> Answer:
        return self("import", *words, "--into", self.workspace)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, what: str) -> Any:
        return json.loads(self("list", what, "--from", self.workspace, "--json")[1])

    def drawing(self, deal: str) -> Any:
        path = self.folder / "map.json"
        words = ("--from", self.workspace, "--opportunity", deal, "--format", "json", "-o", path)
        assert self("export", "map", *words)[0] == 0
        return json.loads(path.read_text(encoding="utf-8"))


def _no_picture(*_: object) -> None:
    raise AssertionError("no picture was asked for")


@pytest.fixture
def shell(library_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(library_path, tmp_path, capsys)


# the map of what came in


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_comes_in_and_is_drawn_tidily(shell: Shell, name: str) -> None:
    org = ORGANISATIONS[name]
    people, lines = org.write(shell.folder, name)
    assert shell.take(people, "--as", "people")[0] == 0
    assert shell.take(lines, "--as", "connections")[0] == 0
    drawing = shell.drawing(name)
    assert {node["id"]: node["name"] for node in drawing["nodes"]} == {row[0]: row[1] for row in org.people}
    assert set(drawing["nodes"][0]) == {"id", "name", "x", "y", "w", "h", "label"}
    assert {key for edge in drawing["edges"] for key in edge} - {"dotted"} == {"from", "to", "kind", "points"}
    drawn = {
        (edge["from"], edge["to"], edge["kind"]) for edge in drawing["edges"] if edge["kind"] != "reports"
    }
    assert drawn == {(a, b, "influence" if kind == "advice" else kind) for a, b, kind in org.lines}
    assert faults(drawing, org.bosses) == []


def test_the_outside_check_sees_what_is_wrong() -> None:
    label = {"x": 5, "y": 5, "w": 10, "h": 10}

    def node(key: str, x: float, y: float) -> dict[str, Any]:
        return {
            "id": key,
            "name": key,
            "x": x,
            "y": y,
            "w": 100,
            "h": 40,
            "label": {**label, "x": x + 5, "y": y + 5},
        }

    def line(one: str, boss: str, *points: Sequence[float], dotted: bool = False) -> dict[str, Any]:
        return {
            "from": one,
            "to": boss,
            "kind": "reports",
            "dotted": dotted,
            "points": [list(p) for p in points],
        }

    nodes = [node("a", 0, 0), node("b", 0, 100), node("c", 50, 120), node("d", 400, 0), node("e", 300, 100)]
    edges = [
        line("b", "a", (50, 100), (50, 40)),
        line("e", "d", (300, 120), (40, 20), (40, 60), (400, 60), (400, 40)),
        line("c", "d", (60, 110), (60, 130), (390, 20)),
    ]
    said = "\n".join(faults({"nodes": nodes, "edges": edges}, {"b": ["a"], "e": ["d"], "c": ["b", "d"]}))
    for fault in (
        "reporting lines are not those of the file",
        "b and c overlap",
        "the line from e to d runs through",
        "the lines b-a and e-d meet",
    ):
        assert fault in said
    below = {"nodes": [node("a", 0, 0), node("b", 0, 30)], "edges": [line("a", "b", (1, 1), (2, 2))]}
    said = "\n".join(faults(below, {"a": ["b"]}))
    assert "b does not stand above a" in said
    assert "does not lead from border to border" in said


NAMES = st.text(max_size=200) | st.sampled_from(["Li Wei", "W" * 200, "أحمد بن محمد", "👩‍🔧 Zoë", "x"])


@st.composite
def firms(draw: st.DrawFn) -> tuple[list[MapPerson], list[MapLine], dict[str, list[str]]]:
    """People with any names, each with one or two of those before as bosses, or with none; teams of up to forty."""
    count = draw(st.integers(1, 60))
    span = draw(st.sampled_from([1, 2, 5, 40]))
    people: list[MapPerson] = []
    lines: list[MapLine] = []
    bosses: dict[str, list[str]] = {}
    for n in range(count):
        influence = draw(st.sampled_from([None, 1, 3, 5]))
        people.append(
            MapPerson(
                n, n, str(n), draw(NAMES), draw(st.sampled_from(["", "CEO", "w" * 90])), influence=influence
            )
        )
        first = draw(st.sampled_from([None, "far", "near"])) if n else None
        if first is not None:
            boss = draw(st.integers(0, n - 1)) if first == "far" else (n - 1) // span
            others = draw(st.lists(st.integers(0, n - 1), max_size=1))
            above = list(dict.fromkeys([boss, *others]))
            bosses[str(n)] = [str(one) for one in above]
            lines += [MapLine(len(lines) + at, n, one, Link.REPORTS) for at, one in enumerate(above)]
    return people, lines, bosses


@given(firms())
@settings(max_examples=60, deadline=None)
def test_any_firm_is_drawn_tidily(firm: tuple[list[MapPerson], list[MapLine], dict[str, list[str]]]) -> None:
    people, lines, bosses = firm
    drawing = json.loads(json.dumps(scene_as_data(compose(people, lines))))
    assert faults(drawing, bosses) == []


@pytest.mark.parametrize("above", [lambda n: n - 1, lambda n: 0, lambda n: (n - 1) // 40, lambda n: n // 2])
def test_chains_and_large_teams(above: Any) -> None:
    rows = tuple((str(n), "Li Wei", "Planner", "", str(above(n)) if n else "") for n in range(123))
    org = Organisation(rows, ())
    people = [MapPerson(int(row[0]), 0, row[0], row[1], row[2]) for row in rows]
    lines = [MapLine(n, n, int(row[4]), Link.REPORTS) for n, row in enumerate(rows) if row[4]]
    assert faults(scene_as_data(compose(people, lines)), org.bosses) == []


# the command


def test_what_is_answered(shell: Shell) -> None:
    path = shell.file("Mill.csv", "id,name,reports_to\n1,Anna,\n2,Bo,1\n3,Chen,1;2\n4,Dag,9\n")
    code, out, err = shell.take(path)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Mill.csv: 4 people into opportunity “Mill” (new) of account “Mill” (new).",
        "  4 people are new, 3 new reporting lines, 1 second boss (dotted).",
        "  - line 5: “9”, the boss of Dag, is not known; the line was left out.",
    ]
    assert shell.take(path)[1].splitlines()[:2] == [
        "Mill.csv: 4 people into opportunity “Mill” of account “Mill”.",
        "  Nothing new: all of it is there already.",
    ]
    assert [row["name"] for row in shell.rows("people")] == ["Anna", "Bo", "Chen", "Dag"]
    assert [(row["title"], row["account"]) for row in shell.rows("opportunities")] == [("Mill", "Mill")]


def test_json_for_machines(shell: Shell) -> None:
    path = shell.file("x.csv", "from,to,kind\n1,2,advice\n")
    shell.take(
        shell.file("Mill.csv", "id,name\n1,Anna\n2,Bo\n"), "--account", "Mill Oy", "--opportunity", "Rebuild"
    )
    told = json.loads(shell.take(path, "--json")[1])["files"][0]
    assert (told["kind"], told["account"], told["opportunity"]) == ("connections", "Mill Oy", "Rebuild")
    assert told["lines_made"] == {"influence": 1}
    assert told["findings"][0] == {
        "file": "x.csv",
        "line": None,
        "text": "1 line of the kind “advice” is taken as influence.",
    }


def test_a_dry_run_says_the_same_and_changes_nothing(shell: Shell) -> None:
    org = organisations.large()
    paths = org.write(shell.folder, "large")
    before = shell.workspace.read_bytes()
    dry = shell.take(*paths, "--dry-run")
    assert dry[0] == 0
    assert shell.rows("people") == []
    assert shell.workspace.read_bytes() == before
    wet = shell.take(*paths)
    assert dry[1] == wet[1] + "Nothing was changed: this was a dry run.\n"
    assert json.loads(shell.take(*paths, "--dry-run", "--json")[1])["dry_run"] is True


def test_a_mapping_of_ones_own(shell: Shell) -> None:
    own = shell.file("own.toml", 'name = "Wer"\n')
    assert shell.take(shell.file("x.csv", "Wer;Chef\nAnna;\n"), "--as", "people", "--map", own)[0] == 0
    assert [row["name"] for row in shell.rows("people")] == ["Anna"]


@pytest.mark.parametrize(
    ("text", "words", "code", "says"),
    [
        (
            "id,name,reports_to\n1,Anna,1\n",
            (),
            1,
            "x.csv, line 2: Anna (id 1) cannot report to himself or herself",
        ),
        (
            "id,name,reports_to\n1,A,2\n2,B,1\n",
            (),
            1,
            "x.csv, line 3: a circle of bosses: A (id 1) → B (id 2) → A (id 1)",
        ),
        ("", (), 1, "“x.csv” is empty."),
        ("id\n1\n", ("--as", "people"), 1, "has no column “name”"),
        ("from,to\n1,2\n", (), 1, "import the people first"),
        ("name\nAnna\n", ("--map", "nowhere.toml"), 1, "cannot be read as a mapping"),
        ("name\nAnna\n", ("--as", "ghosts"), 2, "invalid choice"),
    ],
)
def test_what_is_refused_is_one_sentence(
    shell: Shell, text: str, words: Sequence[str], code: int, says: str
) -> None:
    answer = shell.take(shell.file("x.csv", text), *words)
    assert answer[:2] == (code, "")
    assert says in answer[2]
    assert answer[2].count("\n") == 1
    assert shell.rows("accounts") == []


def test_files_and_workspaces_that_are_not_there(shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell.take(tmp_path / "none.csv")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "none.csv" in err
    path = shell.file("x.csv", "name\nAnna\n")
    code, out, err = shell("import", path, "--into", tmp_path / "none.dealwright")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert shell("import", path)[0] == 2


def test_a_workspace_that_is_open_elsewhere_is_left_alone(shell: Shell) -> None:
    from app.models.opening import prepare

    path = shell.file("x.csv", "name\nAnna\n")
    opening = prepare(shell.workspace)
    try:
        code, _, err = shell.take(path)
        assert code == 1
        assert "already open" in err
        assert "Nothing was changed" in err
        assert shell.take(path, "--dry-run")[0] == 0
    finally:
        opening.release()
    assert shell.take(path)[0] == 0
    with Workspace(shell.workspace) as workspace:
        assert workspace.undo_label is None


CHALLENGES = (
    "industry;profile;challenge;times heard;benefits\nDairies;Dairy manager;Milk turns;4;Calm nights\n"
)


@pytest.mark.parametrize("said", [("--as", "challenges"), ()])
def test_challenges_come_in_and_go_out(shell: Shell, said: tuple[str, ...]) -> None:
    path = shell.file("c.csv", CHALLENGES)
    code, out, _ = shell.take(path, *said, "--dry-run", "--json")
    (told,) = json.loads(out)["files"]
    assert (code, told["new"], told["industries_made"], told["profiles_made"]) == (
        0,
        1,
        ["Dairies"],
        ["Dairy manager"],
    )
    code, out, _ = shell.take(path, *said)
    assert code == 0
    assert "1 challenge is new." in out
    assert "New industries: Dairies." in out
    assert "all of it is there already" in shell.take(path, *said)[1]
    library = shell.folder / "library.csv"
    assert shell("export", "challenges", "--from", shell.workspace, "-o", library)[0] == 0
    assert "Dairies,Dairy manager,Milk turns,,4,Calm nights," in library.read_text(encoding="utf-8-sig")
    assert "all of it is there already" in shell.take(library)[1]


def test_a_wrong_line_of_challenges_changes_nothing(shell: Shell) -> None:
    good = shell.file("good.csv", CHALLENGES)
    bad = shell.file("bad.csv", f"{CHALLENGES}Dairies;Dairy manager;Pipes clog;often;\n")
    code, out, err = shell.take(good, bad, "--as", "challenges")
    assert (code, out) == (1, "")
    assert "“bad.csv”, line 3" in err
    assert "1 challenge is new" in shell.take(good)[1]


def test_only_challenges_go_out_without_an_opportunity(shell: Shell) -> None:
    code, _, err = shell("export", "plan", "--from", shell.workspace, "-o", shell.folder / "p.docx")
    assert code == 2
    assert "--opportunity" in err


def test_the_supplied_library_comes_where_it_is_lacking(shell: Shell) -> None:
    with Workspace(shell.workspace) as workspace, workspace.edit("as an older version made it") as session:
        session.execute(delete(Industry).where(Industry.key == "software"))
    code, out, _ = shell("library", shell.workspace, "--dry-run")
    assert code == 0
    assert "Something is lacking of: " in out
    assert "Nothing was changed" in out
    code, out, _ = shell("library", shell.workspace, "--json")
    told = json.loads(out)
    assert (code, told["challenges"] >= 60, len(told["lacking"]) >= 1) == (0, True, True)
    assert "Nothing is lacking" in shell("library", shell.workspace)[1]
