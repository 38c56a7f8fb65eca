"""Every dialog fits on a small screen, also with large letters: its body scrolls and its buttons stay in sight."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.across.exchange.columns import Kind
from app.method.receptivity import Levels
from app.method.signs import load_signs
from app.models.vocabulary import AssessmentKind
from app.settings import Settings
from app.tools.challenge_menu.library import LibraryRow
from app.tools.value_calculator.trace import Origin
from app.ui import theme
from app.ui.dialogs import base
from app.ui.dialogs.ask_assessment import AssessmentAnswer, AssessmentQuestion
from app.ui.dialogs.ask_evidence import EvidenceNote, EvidenceQuestion
from app.ui.dialogs.ask_import import ImportQuestion, Preview, Wish
from app.ui.dialogs.ask_person import PersonQuestion
from app.ui.dialogs.ask_print import PrintPreview
from app.ui.dialogs.ask_rule import RuleEditor, RuleWords, TrialAnswer, TrialLine
from app.ui.dialogs.ask_settings import Preferred, SettingsQuestion
from app.ui.dialogs.ask_signs import SignsQuestion
from app.ui.dialogs.ask_template import TemplateQuestion
from app.ui.dialogs.base import Ask, Dialog
from app.ui.dialogs.body import Body
from app.ui.dialogs.show_rules import RuleRow, RulesDialog
from app.ui.dialogs.show_text import TextDialog
from app.ui.tabs.challenge_menu.library_dialog import LibraryDialog
from app.ui.tabs.value_calculator.trace_dialog import TraceDialog
from app.ui.widgets.fields import TextField
from tests.build import TODAY
from tests.ui.test_fits import clipped, overlapping

SCREEN = QSize(1366, 728)  # what a task bar leaves of the smallest laptop
LONG = "Approval of the works council and of both owners before the summer shutdown of line two"
TRIAL = TrialAnswer(
    "", 7, 9, 3, tuple(TrialLine(at, LONG, "Marja Lehtonen", "Matched", LONG) for at in range(40))
)
APP = Path(inspect.getfile(base)).parents[2]


def _rules(parent: QWidget) -> Dialog:
    dialog = RulesDialog(parent, "One of the rules cannot be read.")
    dialog.show_rules(
        [RuleRow(at, f"rule{at}", LONG, "Key persons", LONG, LONG, False, TRIAL) for at in range(60)]
    )
    return dialog


def _library(parent: QWidget) -> Dialog:
    dialog = LibraryDialog(parent)
    dialog.show_rows(
        [
            LibraryRow(at, LONG, LONG, "board", "Board", 1, "Mill manager", False, False, 7, 2, 1, 0)
            for at in range(60)
        ]
    )
    return dialog


def _form(parent: QWidget) -> Dialog:
    ask = Ask(parent, "Everything", "Take it", LONG)
    for at in range(24):
        ask.row(f"Field {at}", TextField(), LONG)
    return ask


def _sheets(_letter: bool, _upright: bool) -> list[QImage]:
    sheet = QImage(800, 1100, QImage.Format.Format_RGB32)
    sheet.fill("white")
    return [sheet] * 3


DIALOGS: dict[str, Callable[[QWidget], Dialog]] = {
    "form": _form,
    "rules": _rules,
    "library": _library,
    "signs": lambda parent: SignsQuestion(parent, LONG, load_signs(), {}, {}, Levels()),
    "settings": lambda parent: SettingsQuestion(parent, Preferred(Settings(), Levels()), TODAY),
    "person": PersonQuestion,
    "text": lambda parent: TextDialog(parent, "Help", f"## Help\n\n{LONG}\n\n" * 40),
    "print": lambda parent: PrintPreview(parent, LONG, _sheets, letter=False),
    "trace": lambda parent: TraceDialog(parent, Origin("speed", LONG, "4,100 kEUR", LONG, None)),
    "plan": lambda parent: TemplateQuestion(parent, [("a", "Trial first", LONG, [LONG] * 16)]),
    "statement": lambda parent: AssessmentQuestion(
        parent, [(1, LONG)], AssessmentAnswer(AssessmentKind.STATEMENT), today=TODAY
    ),
    "evidence": lambda parent: EvidenceQuestion(
        parent, [("a", LONG)], [(1, LONG)], EvidenceNote("a"), today=TODAY, fresh=True
    ),
    "import": lambda parent: ImportQuestion(
        parent, ["people.csv"], Wish("", "", Kind.PEOPLE), lambda _wish: Preview(error=LONG)
    ),
    "rule": lambda parent: RuleEditor(
        parent,
        "New rule",
        lambda _about, _when: TRIAL,
        {},
        [("person", "A person")],
        [("key_persons", "Key persons")],
        RuleWords("person", "", "", "", "key_persons", 2, ""),
    ),
}


@pytest.fixture(params=[1.0, 1.5], ids=["100 %", "150 %"])
def zoomed(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[float]:
    monkeypatch.setattr(base, "room_for", lambda _dialog: SCREEN)
    theme.apply(qapp, "light", request.param)
    yield request.param
    theme.apply(qapp, "light")


def test_every_dialog_fits_on_a_small_screen(qtbot: QtBot, zoomed: float) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    faults: dict[str, object] = {}
    for name, made in DIALOGS.items():
        dialog = made(parent)
        dialog.show()
        qtbot.waitUntil(dialog.isVisible)
        size, least = dialog.size(), dialog.minimumSizeHint()
        if size.boundedTo(SCREEN) != size or least.boundedTo(SCREEN) != least:
            faults[name] = (size.toTuple(), least.toTuple())
        if cut := clipped(dialog) + overlapping(dialog):
            faults[name] = cut
        buttons = [one for one in dialog.findChildren(QPushButton) if dialog.feet.indexOf(one) >= 0]
        if hidden := [one.text() for one in buttons if not dialog.rect().contains(one.geometry())]:
            faults[name] = hidden
        if aside := [body for body in dialog.findChildren(Body) if body.horizontalScrollBar().maximum()]:
            faults[name] = aside
        dialog.hide()
        dialog.deleteLater()
    assert faults == {}


def test_no_window_of_ours_is_a_bare_dialog() -> None:
    bare = [path.name for path in APP.rglob("*.py") if "(QDialog)" in path.read_text("utf-8")]
    assert bare == ["base.py"]
