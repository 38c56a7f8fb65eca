"""The command line, run as it is on real files; and that it loads no Qt for what needs no picture."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app import paths
from app.cli.main import main
from app.models.actions import Action
from app.models.letters import LetterPart
from app.models.opportunities import Opportunity
from app.models.value import ValueCase
from app.workspace import Workspace

MODEL = str(paths.content("value_models/board_machine.toml"))
Runner = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sample(sample_copy: Path) -> Path:
    """The sample workspace, a copy for each test."""
    return sample_copy


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run a command; answers exit code, output and errors."""

    def run_it(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words], _draw)
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


def _draw(page: Any, path: Path, picture: str) -> None:
    people = getattr(page, "players", ())
    path.write_text(f"{page.account}: {len(people)} people as {picture}", encoding="utf-8")


def _one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and err.strip().endswith((".", ")")) and "Traceback" not in err


def test_new_makes_a_workspace_once(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "deals.dealwright"
    assert run("new", path)[0] == 0
    assert path.stat().st_mode & 0o777 == 0o600
    code, out, err = run("new", path)
    assert (code, out) == (1, "")
    assert "exists already" in err
    assert run("list", "accounts", "--from", path) == (0, "None.\n", "")
    assert json.loads(run("list", "accounts", "--from", path, "--json")[1]) == []


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("accounts", {"Northmill Board Oy", "Kallavesi Energy"}),
        ("people", {"Marja Lehtonen", "Kari Salmi"}),
        ("opportunities", {"Press section rebuild", "Flotation line upgrade"}),
    ],
)
def test_list(run: Runner, sample: Path, what: str, names: set[str]) -> None:
    code, out, _ = run("list", what, "--from", sample)
    assert code == 0
    assert all(name in out for name in names)
    rows = json.loads(run("list", what, "--from", sample, "--json")[1])
    assert names <= {row.get("title" if what == "opportunities" else "name") for row in rows}
    assert all(re.fullmatch(r"[0-9a-f-]{36}", row["uid"]) for row in rows)


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("plan", "plan.docx", "Site visit"),
        ("plan", "plan.xlsx", "Site visit"),
        ("plan", "plan.ics", "Site visit"),
        ("value", "value.xlsx", "What the rebuilt press is worth"),
        ("value", "value.docx", "What the rebuilt press is worth"),
        ("checklist", "list.docx", "The chain of dominoes"),
        ("letter", "letter.docx", "Marja"),
        ("letter", "letter.eml", "X-Unsent: 1"),
        ("letter", "letter.pdf", "as pdf"),
        ("map", "map.svg", "as svg"),
        ("map", "map.json", "Marja Lehtonen"),
        ("map", "map.docx", "Marja Lehtonen"),
    ],
)
def test_export(run: Runner, sample: Path, tmp_path: Path, kind: str, name: str, found: str) -> None:
    target = tmp_path / name
    code, out, err = run(
        "export", kind, "--from", sample, "--opportunity", "press section REBUILD", "-o", target, "--json"
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["path"] == str(target)
    assert found in _text(target)


def test_a_letter_that_is_not_fit_to_be_sent_is_written_and_says_so(
    run: Runner, sample: Path, tmp_path: Path
) -> None:
    with Workspace(sample) as workspace, workspace.edit("Note") as session:
        for part in session.scalars(select(LetterPart).where(LetterPart.key == "goals")):
            part.text += " \\[ask Marja\\]"
    words = ("export", "letter", "--from", sample, "--opportunity", "press section rebuild")
    code, _, err = run(*words, "-o", tmp_path / "letter.docx")
    assert (code, err) == (0, "Notes to yourself are left. Answer or delete [ask Marja]\n")
    told = json.loads(run(*words, "-o", tmp_path / "letter.eml", "--json")[1])
    assert told["remarks"] == [err.strip()]


def test_a_customer_gets_no_opinions(run: Runner, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "list.docx"
    words = ("export", "checklist", "--from", sample, "--opportunity", "1", "-o", target)
    assert "internal" in run(*words)[1]
    assert "The chain of dominoes" in _text(target)
    assert "internal" not in run(*words, "--audience", "customer")[1]
    shown = _text(target)
    for hidden in ("domino", "Champion", "damage", "bargained away", "own vendor"):
        assert hidden not in shown


def test_the_reference_may_be_number_uid_or_title(run: Runner, sample: Path, tmp_path: Path) -> None:
    rows = json.loads(run("list", "opportunities", "--from", sample, "--json")[1])
    deal = next(row for row in rows if row["title"] == "Press section rebuild")
    for ref in (deal["uid"], str(deal["id"]), " Press section rebuild "):
        words = ("export", "checklist", "--from", sample, "--opportunity", ref, "-o", tmp_path / "c.docx")
        assert json.loads(run(*words, "--json")[1])["opportunity"] == deal["uid"]


def test_a_wrong_reference_is_answered_with_the_candidates(run: Runner, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.docx"
    code, out, err = run("export", "checklist", "--from", sample, "--opportunity", "press", "-o", target)
    assert (code, out) == (1, "")
    assert "1 “Press section rebuild” (Northmill Board Oy)" in err
    assert "Flotation" not in err
    assert "Flotation" in run("export", "plan", "--from", sample, "--opportunity", "zzz", "-o", target)[2]
    assert not target.exists()


def test_an_ambiguous_title_is_answered_with_the_numbers(run: Runner, sample: Path, tmp_path: Path) -> None:
    with Workspace(sample) as workspace, workspace.edit("Rename") as session:
        session.get_one(Opportunity, 2).title = "Press section rebuild"
    code, _, err = run(
        "export",
        "plan",
        "--from",
        sample,
        "--opportunity",
        "Press section rebuild",
        "-o",
        tmp_path / "x.docx",
    )
    assert code == 1
    assert "several" in err
    assert re.search(r"\b1 “.*\b2 “", err)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "COMMAND"),
        (("nonsense",), "invalid choice"),
        (("list", "accounts"), "--from"),
        (("list", "ghosts", "--from", "w"), "invalid choice"),
        (("export", "plan", "--from", "w", "--opportunity", "1", "-o", "plan.pdf"), "docx, xlsx, ics"),
        (("export", "plan", "--from", "w", "--opportunity", "1", "--format", "png", "-o", "p"), "not as png"),
        (
            ("export", "plan", "--from", "w", "--opportunity", "1", "--audience", "rival", "-o", "p"),
            "invalid choice",
        ),
        (("value",), "COMMAND"),
        (("value", "run", MODEL, "--set", "speed"), "speed=700"),
        (("value", "run", MODEL, "--set", "speed=fast"), "speed=700"),
        (("value", "run", MODEL, "--set", "speed=nan"), "speed=700"),
        (("value", "run", MODEL, "--monte-carlo", "0"), "from 1"),
        (("value", "run", MODEL, "--monte-carlo", "many"), "invalid int"),
        (("value", "run", MODEL, "--seed", "3"), "--monte-carlo"),
        (("value", "run", MODEL, "--monte-carlo", "9", "--seed", "-1"), "from 0"),
        (("value", "run", MODEL, "-o", "out.csv"), ".xlsx"),
    ],
)
def test_wrong_use_is_one_sentence_and_2(run: Runner, words: Sequence[str], says: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert says in err
    assert _one_sentence(err)


def test_bad_data_is_one_sentence_and_1(run: Runner, sample: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("no workspace")
    empty = tmp_path / "empty.dealwright"
    empty.touch()
    broken = tmp_path / "broken.toml"
    broken.write_text("this is = = no model")
    for words in (
        ("list", "accounts", "--from", tmp_path / "nowhere"),
        ("list", "accounts", "--from", foreign),
        ("list", "accounts", "--from", empty),
        ("list", "accounts", "--from", tmp_path),
        ("check", foreign),
        ("new", tmp_path / "no" / "folder.dealwright"),
        ("export", "plan", "--from", sample, "--opportunity", "1", "-o", tmp_path / "no" / "plan.docx"),
        ("export", "letter", "--from", sample, "--opportunity", "6", "-o", tmp_path / "letter.docx"),
        ("value", "run", tmp_path / "nowhere.toml"),
        ("value", "run", broken),
        ("value", "run", MODEL, "--set", "nonsense=1"),
        ("value", "run", MODEL, "--scenario", "nonsense"),
        ("demo", "--to", foreign),
    ):
        code, out, err = run(*words)
        assert (code, out) == (1, ""), words
        assert _one_sentence(err), err


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("demo", "--help"),
        ("new", "-h"),
        ("list", "-h"),
        ("export", "-h"),
        ("value", "run", "-h"),
        ("check", "-h"),
    ],
)
def test_help(run: Runner, words: Sequence[str]) -> None:
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert "usage: dealwright" in out


def test_value_run_gives_the_golden_figures(run: Runner) -> None:
    code, out, _ = run("value", "run", MODEL, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["annual_benefit"] == pytest.approx(3745.4, abs=0.05)
    assert answer["annual_benefit_printed"] == 3700
    assert answer["discounted_payback_months"] == pytest.approx(13.57, abs=0.005)
    assert answer["discounted_payback_months_printed"] == pytest.approx(13.75, abs=0.005)
    assert answer["printed_totals"]
    assert "14 months" in run("value", "run", MODEL)[1]


def test_value_run_takes_settings_draws_and_writes_a_workbook(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    words = (
        "value",
        "run",
        MODEL,
        "--json",
        "--set",
        "gross_margin=300",
        "--monte-carlo",
        "500",
        "--seed",
        "7",
    )
    code, out, _ = run(*words, "-o", target)
    answer = json.loads(out)
    assert code == 0
    assert answer["inputs"]["gross_margin"] == 300
    assert (answer["monte_carlo"]["n"], answer["monte_carlo"]["seed"]) == (500, 7)
    assert json.loads(run(*words)[1])["monte_carlo"] == answer["monte_carlo"]
    cells = [cell for sheet in openpyxl.load_workbook(target) for row in sheet.values for cell in row]
    assert any(isinstance(cell, str) and cell.startswith("=") for cell in cells)


def test_check_tells_of_soundness_and_rules(run: Runner, sample: Path) -> None:
    code, out, _ = run("check", sample)
    assert code == 0
    assert "sound" in out
    report = json.loads(run("check", sample, "--json")[1])
    assert report["sound"] is True
    assert report["opportunities"] == 6
    assert all({"rule", "text", "weight"} <= finding.keys() for finding in report["findings"])


def test_check_finds_what_is_broken(run: Runner, sample: Path) -> None:
    with Workspace(sample) as workspace, workspace.edit("Break") as session:
        session.get_one(ValueCase, 1).model = "nonsense ="
    code, out, _ = run("check", sample)
    assert code == 1
    assert "cannot be computed" in out
    with sample.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 8)
    code, out, err = run("check", sample)
    assert (code, out) == (1, "")
    assert "damaged" in err


def test_demo_builds_the_pack_once(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    code, out, _ = run("demo", "--to", folder, "--json")
    assert code == 0
    assert {Path(name).name for name in json.loads(out)["files"]} == {
        "sample.dealwright",
        "champion-letter.docx",
        "champion-letter.eml",
        "champion-letter.pdf",
        "key-player-map.svg",
        "key-player-map.png",
        "value-case.xlsx",
        "activity-plan.docx",
        "activity-plan.ics",
        "closing-checklist.docx",
    }
    assert all(path.stat().st_size for path in folder.iterdir() if path.suffix != ".dealwright-wal")
    assert "Nine days are tight" in _text(folder / "closing-checklist.docx")
    assert "Pekka waits for Jonas" not in _text(folder / "activity-plan.docx")
    before = (folder / "sample.dealwright").read_bytes()
    code, _, err = run("demo", "--to", folder)
    assert code == 1
    assert _one_sentence(err)
    assert (folder / "sample.dealwright").read_bytes() == before


def test_it_reads_while_the_window_writes(run: Runner, sample: Path) -> None:
    with Workspace(sample) as workspace:
        with workspace.edit("Rename") as session:
            session.get_one(Opportunity, 1).title = "Renamed a moment ago"
        assert "Renamed a moment ago" in run("list", "opportunities", "--from", sample)[1]
        assert run("check", sample)[0] == 0
        with workspace.edit("Rename again") as session:
            session.get_one(Opportunity, 1).title = "And again"
    assert "And again" in run("list", "opportunities", "--from", sample)[1]


def test_nothing_is_written_while_reading(run: Runner, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    run("list", "people", "--from", sample)
    run("export", "plan", "--from", sample, "--opportunity", "1", "-o", tmp_path / "plan.docx")
    run("check", sample)
    assert sample.read_bytes() == before


def test_the_command_line_loads_no_qt(sample: Path) -> None:
    script = (
        "import sys\n"
        "from app.bootstrap import run\n"
        "code = run(sys.argv[1:])\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(f'Qt was loaded: {loaded}' if loaded else code)\n"
    )
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "QT_QPA_PLATFORM"}
    }
    for words in (["list", "accounts", "--from", str(sample), "--json"], ["value", "run", MODEL], ["--help"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            capture_output=True,
            text=True,
            env=environment,
            cwd=Path(__file__).parent.parent,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("map.svg", b"<?xml"),
        ("map.png", b"\x89PNG"),
        ("map.pdf", b"%PDF"),
        ("letter.pdf", b"%PDF"),
    ],
)
def test_a_picture_is_drawn_without_a_display(sample: Path, tmp_path: Path, name: str, starts: bytes) -> None:
    script = "import sys; from app.bootstrap import run; sys.exit(run(sys.argv[1:]))"
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "QT_QPA_PLATFORM"}
    }
    kind = name.partition(".")[0]
    words = ["export", kind, "--from", str(sample), "--opportunity", "1", "-o", str(tmp_path / name)]
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_open_gates_and_actions_survive_in_the_calendar(run: Runner, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.ics"
    run("export", "plan", "--from", sample, "--opportunity", "1", "-o", target)
    with Workspace(sample, read_only=True) as workspace, workspace.read() as session:
        visit = session.get_one(Action, 5)
        assert visit.uid in target.read_text()


def _text(path: Path) -> str:
    """Everything readable in a file that was written."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))
