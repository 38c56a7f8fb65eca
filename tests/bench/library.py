"""20,000 challenges: from a CSV file to the committed workspace, back, again and out, beside bare inserts of them."""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from app import driver
from app.across.starter import fill_library
from app.documents import csv_out, csv_sheet
from app.models import files
from app.tools.challenge_menu import importing, likeness, storing
from app.workspace import Workspace

COUNT, ROUNDS = 20_000, 3


def measure(folder: Path) -> Iterator[tuple[str, str]]:
    """Lines of the report: import, undo and redo, their ratios to a floor; the export, the search for what is alike."""
    path = folder / "challenges.csv"
    path.write_bytes(csv_out.to_bytes(tuple(importing.COLUMNS), _rows()))
    rounds = []
    for number in range(ROUNDS):
        floor = _bare(path, folder / f"bare{number}.sqlite")
        rounds.append((floor, *_import(path, folder / f"library{number}.dealwright")))
    _, taken, undone, redone = (statistics.median(times) for times in zip(*rounds, strict=True))
    yield f"import of {COUNT:,} challenges (goal 5 s)", f"{taken:.1f} s"
    yield "  beside reading the file and bare inserts", f"{_ratio(rounds, 1, 0)} x"
    yield "undo of that import (goal 3 s)", f"{undone:.1f} s"
    yield "  beside the import (goal 1.0)", f"{_ratio(rounds, 2, 1)} x"
    yield "redo of it", f"{redone:.1f} s"
    with Workspace(folder / "library0.dealwright") as workspace, workspace.read() as session:
        began = time.perf_counter()
        storing.csv(session)
        yield "export of the same", f"{time.perf_counter() - began:.1f} s"
    texts = {number: row[2] for number, row in enumerate(_rows()) if row[1] == "Profile 0"}
    began = time.perf_counter()
    likeness.pairs(texts)
    yield f"what is alike among {len(texts)} of a profile", f"{1000 * (time.perf_counter() - began):.0f} ms"


def _rows() -> Iterator[tuple[str, ...]]:
    """Invented challenges of sixty profiles in ten industries, each with two benefits and a capability."""
    dice = random.Random(1)  # the same rows each time, nothing secret
    words = ["".join(dice.choices("abcdefghijklmnoprstu", k=dice.randint(3, 9))) for _ in range(3_000)]
    for number in range(COUNT):
        text = f"{' '.join(dice.choices(words, k=6))} {number}"
        benefits = csv_out.several((f"Benefit {dice.randint(0, 400)}", f"Gain {dice.randint(0, 400)}"))
        yield (
            f"Industry {number % 10}",
            f"Profile {number % 60}",
            text,
            "How often does it happen?",
            str(dice.randint(0, 400)),
            benefits,
            f"Capability {dice.randint(0, 300)}",
        )


def _ratio(rounds: Sequence[Sequence[float]], ours: int, floor: int) -> str:
    """The median of what one time is to another in the same round."""
    return f"{statistics.median(times[ours] / times[floor] for times in rounds):.1f}"


def _import(path: Path, target: Path) -> tuple[float, float, float]:
    """Seconds of the import, of its undo and of its redo."""
    files.create(target)
    with Workspace(target) as workspace:
        with workspace.edit("Supplied libraries") as session:
            fill_library(session)
        began = time.perf_counter()
        with workspace.edit("Import") as session:
            draft = importing.draft(csv_sheet.read(path), storing.here(session))
            storing.store(session, draft)
        imported = time.perf_counter()
        workspace.undo()
        undone = time.perf_counter()
        workspace.redo()
        return imported - began, undone - imported, time.perf_counter() - undone


def _bare(path: Path, target: Path) -> float:
    """The same rows and links into two tables without index, journal or search."""
    connection = driver.connect(target)
    connection.execute("CREATE TABLE challenge (id INTEGER PRIMARY KEY, a, b, c, d, e)")
    connection.execute("CREATE TABLE link (id INTEGER PRIMARY KEY, challenge_id, text)")
    began = time.perf_counter()
    rows = [row.cells for row in csv_sheet.read(path).rows]
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO challenge (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", [row[:5] for row in rows]
    )
    links = [(n, text) for n, row in enumerate(rows) for cell in row[5:] for text in csv_out.apart(cell)]
    connection.executemany("INSERT INTO link (challenge_id, text) VALUES (?, ?)", links)
    connection.commit()
    took = time.perf_counter() - began
    connection.close()
    return took
