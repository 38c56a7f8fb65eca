"""The first picture loads nothing heavy; where there is no display one sentence says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import program

ROOT = Path(__file__).parents[1]
HEAVY = ("sqlalchemy", "alembic", "numpy", "matplotlib", "pandas", "scipy", "docx", "openpyxl", "networkx")

FIRST_PICTURE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.ui.program import Program
application = QApplication([])
program = Program(application, Path(sys.argv[1]), config=Path(sys.argv[2]))
heavy = sys.argv[3].split()
def told():
    print([name for name in heavy if name in sys.modules], program.window.navigator.view.model().rowCount())
    application.exit()
program.window.painted.disconnect()
program.window.painted.connect(told)
program.window.show()
application.exec()
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_first_picture_shows_rows_and_loads_nothing_heavy(sample_path: Path, tmp_path: Path) -> None:
    done = python(
        "-c", FIRST_PICTURE, str(sample_path), str(tmp_path / "settings.toml"), " ".join(HEAVY),
        QT_QPA_PLATFORM="offscreen", XDG_DATA_HOME=str(tmp_path),
    )  # fmt: skip
    loaded, _, rows = done.stdout.strip().rpartition(" ")
    assert loaded == "[]", done.stderr
    assert int(rows) > 5


def test_without_a_display_it_says_so_and_exits_with_2() -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "app"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs a display" in done.stderr


def test_a_dead_display_is_told_too() -> None:
    environment = {**os.environ, "DISPLAY": ":987"}
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "app"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "cannot reach the display" in done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_qt_does_not_lose_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(200):
        widget.setToolTip("x")
    assert sys.getrefcount(None) - before > -50


def test_the_deadly_pair_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program.unfit() is None
    monkeypatch.setattr(program, "BAD_QT", qVersion())
    if sys.version_info < (3, 12):
        assert "crashes" in str(program.unfit())
    else:
        assert program.unfit() is None
