"""Pictures of every page on the sample workspace and of every empty state, for people to look at.

    python packaging/screens.py [FOLDER]

One process a pixel density, because Qt reads it once. Fails when Inter is not the font that is shown.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app import driver
from app.across.files import make, make_sample
from app.settings import Look, Settings, save
from app.ui.program import Program

TODAY = date(2026, 11, 22)  # the sample is dated around it, so that pictures can be compared
ROOT = Path(__file__).resolve().parent.parent
DEAL = "Press section rebuild"  # the opportunity of the sample that has something in every tool
SAMPLE, EMPTY, BARE = "sample.dealwright", "empty.dealwright", "bare.dealwright"


@dataclass(frozen=True)
class Round:
    """One series of pictures: sizes are logical pixels, `density` is how many device pixels each has."""

    name: str
    look: Look
    width: int
    height: int
    density: float = 1.0
    workspace: str = SAMPLE


ROUNDS = (
    Round("light-1600", "light", 1600, 1000),
    Round("dark-1600", "dark", 1600, 1000),
    Round("light-1366", "light", 1366, 728),
    Round("dark-1366", "dark", 1366, 728),
    Round("empty-light", "light", 1366, 728, workspace=EMPTY),
    Round("no-account", "light", 1366, 728, workspace=BARE),
    Round("welcome", "light", 1366, 728, workspace=""),
    Round("light-150-percent", "light", 1366, 728, 1.5),
    Round("dark-2560-200-percent", "dark", 2560, 1440, 2.0),
)


def main(arguments: list[str]) -> int:
    """Take all rounds, or with `--density` those of one density in this process."""
    if arguments[:1] == ["--density"]:
        return take_rounds(float(arguments[1]), Path(arguments[2]), Path(arguments[3]))
    target = Path(arguments[0]) if arguments else ROOT / "out" / "screens"
    target.mkdir(parents=True, exist_ok=True)
    for earlier in (file for one in ROUNDS for file in target.glob(f"{one.name}-[0-9][0-9]-*.png")):
        earlier.unlink()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for density in sorted({one.density for one in ROUNDS}):
            command = [
                sys.executable,
                "-X",
                "faulthandler",
                __file__,
                "--density",
                str(density),
                folder,
                str(target),
            ]
            environment = os.environ | {
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(density),
                "XDG_DATA_HOME": folder,
                "XDG_CONFIG_HOME": folder,
            }
            if code := subprocess.run(command, env=environment, check=False).returncode:
                print(f"The rounds at density {density} ended with {code}.", file=sys.stderr)
                return 1
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return 0


def prepare(folder: Path) -> None:
    """The sample workspace, one with a single untouched opportunity, and one with nothing but the library."""
    make_sample(folder / SAMPLE, TODAY)
    make(folder / BARE)
    make(folder / EMPTY)
    add_untouched(folder / EMPTY)


def add_untouched(path: Path) -> None:
    """An account and an opportunity of which nothing else is known."""
    from app.models.accounts import Account
    from app.models.opportunities import Opportunity
    from app.workspace import Workspace

    with Workspace(path) as workspace, workspace.edit("Untouched opportunity") as session:
        account = Account(name="Fjordpapir AS", industry="board_paper")
        session.add(account)
        session.flush()
        session.add(Opportunity(account_id=account.id, title="Winder upgrade"))


def uid_of(path: Path, title: str) -> str:
    """The uid of an opportunity; empty when there is none of that title."""
    connection = driver.connect_readonly(path)
    found = connection.execute("SELECT uid FROM opportunity WHERE title = ?", (title,)).fetchone()
    connection.close()
    return str(found[0]) if found else ""


def take_rounds(density: float, folder: Path, target: Path) -> int:
    """Take the rounds of one density; 1 when the font is not Inter."""
    application = QApplication(["dealwright"])
    for one in (one for one in ROUNDS if one.density == density):
        for number, (name, picture) in enumerate(pictures(application, one, folder)):
            shown = QFontInfo(application.font()).family()
            if shown != "Inter":
                print(f"The pictures must show Inter, not {shown}: install fonts-inter.", file=sys.stderr)
                return 1
            file = target / f"{one.name}-{number:02}-{name}.png"
            if not picture.grab().save(str(file)):
                print(f"{file} cannot be written.", file=sys.stderr)
                return 1
    return 0


def pictures(application: QApplication, one: Round, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Show page after page in the real window; each picture has a name."""
    config = folder / f"{one.name}.toml"
    path = folder / one.workspace if one.workspace else None
    deal = uid_of(path, DEAL) if path is not None else ""
    save(Settings(me="Sam Seller", look=one.look, last_opportunity=deal), config)
    program = Program(application, path, config=config, today=TODAY)
    window = program.window
    window.resize(one.width, one.height)
    window.show()
    if path is not None:
        wait(lambda: program.conductor is not None or not window.working, 30)
        wait(lambda: bool(window.coach.gaps), 15)
    pause(300)
    conductor = program.conductor
    if path is not None and conductor is None:
        raise SystemExit(f"{path.name} was not opened in time.")
    if conductor is None or one.workspace == BARE:
        yield one.name, window
    else:
        for tool in conductor.pages.names:
            conductor.pages.show_tool(tool)
            pause(400)
            yield tool, window
            if (whole := whole_page(conductor.pages.current)) is not None:
                yield f"{tool}-whole", whole
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()
    pause(50)


def wait(ready: Callable[[], bool], seconds: int) -> None:
    """Let the program work until it is ready, or the time is up."""
    for _ in range(seconds * 20):
        if ready():
            return
        pause(50)


def pause(milliseconds: int) -> None:
    """Let the program run; an event loop leaves Python to the other threads, unlike Qt's own waiting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def whole_page(page: QWidget | None) -> QWidget | None:
    """What a page holds from top to bottom, when it is more than fits into the window."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()] if page else []
    long = [area for area in areas if area.verticalScrollBar().maximum()]
    return max(long, key=lambda area: area.width() * area.height()).widget() if long else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
