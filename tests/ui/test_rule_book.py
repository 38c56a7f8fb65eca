"""The book of rules in the window: tried on all deals, an own rule written, and the way to a deal."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.across.coach import own_rules
from app.method.coaching import Finding
from app.ui.conductor.conductor import Conductor
from app.ui.dialogs.ask_rule import RuleEditor
from app.ui.dialogs.show_rules import RulesDialog
from tests.ui.answer import in_dialog
from tests.ui.conftest import Opener


@pytest.fixture
def work(open_program: Opener, full_deal: Path) -> Conductor:
    conductor = open_program(full_deal).conductor
    assert conductor is not None
    return conductor


def opened(qtbot: QtBot, work: Conductor, act: object) -> None:
    """Open the book by its command and do something in it."""
    seen: list[RulesDialog] = []

    def once(dialog: RulesDialog) -> None:
        seen.append(dialog)
        act(dialog)  # type: ignore[operator]

    in_dialog(RulesDialog, once)
    assert work.window.commands is not None
    work.window.commands.action("rules").trigger()
    qtbot.waitUntil(lambda: bool(seen) and not seen[0].isVisible(), timeout=20000)


def test_a_rule_shows_where_it_matched_and_leads_there(qtbot: QtBot, work: Conductor) -> None:
    before = work.desk.selection
    told: list[str] = []

    def look(dialog: RulesDialog) -> None:
        dialog.filter.setText("standing")
        dialog.list.sort_by("")
        row = next(row for row in dialog.list.rows() if row.trial.matched)
        dialog.list.pick(row.id)
        dialog.list.picked.emit(row.id)
        dialog.verdicts.button("matched").click()
        lines = dialog.trials.rows()
        assert len(lines) == row.trial.matched
        assert all(line.verdict == "Matched" and ": " in line.facts for line in lines)
        other = next(line for line in lines if "Press section" not in line.deal)
        told.append(other.deal)
        dialog.trials.pick(other.id)
        dialog.go.click()

    opened(qtbot, work, look)
    assert work.desk.selection != before
    qtbot.waitUntil(lambda: told[0] == work.window.head.where, timeout=3000)


def test_an_own_rule_is_tried_while_it_is_written_and_then_speaks(qtbot: QtBot, work: Conductor) -> None:
    problems: list[str] = []

    def write(editor: RuleEditor) -> None:
        editor.when.editor.setText("influense >= 4")  # type: ignore[attr-defined]
        problems.append(editor.when.error())
        editor.when.editor.setText("influence >= 5 and relationship <= 0")  # type: ignore[attr-defined]
        problems.append(editor.when.error())
        problems.append(editor.counts.text())
        assert {line.verdict for line in editor.lines.rows()} >= {"Matched", "Missed"}
        editor.title.editor.setText("{name} decides and is not won")  # type: ignore[attr-defined]
        editor.accept_button.click()
        assert editor.says.error()  # a finding that does not say why it matters helps nobody
        editor.says.editor.setPlainText("Influence {influence}. Who could win {name}?")  # type: ignore[attr-defined]
        editor.accept_button.click()

    def book(dialog: RulesDialog) -> None:
        in_dialog(RuleEditor, write)
        dialog.new.click()
        row = dialog.picked()
        assert row is not None
        assert (row.title, row.own) == ("… decides and is not won", True)
        assert dialog.delete.isEnabled()
        dialog.reject()

    opened(qtbot, work, book)
    assert problems[0] == "Character 1: there is no fact “influense”; is “influence” meant?"
    assert problems[1] == ""
    assert "matched" in problems[2]
    assert [rule.title for rule in own_rules.own_rules().rules] == ["{name} decides and is not won"]
    qtbot.waitUntil(lambda: any("decides and is not won" in one.title for one in _said(work)), timeout=10000)

    def remove(dialog: RulesDialog) -> None:
        dialog.filter.setText("decides and is not won")
        dialog.delete.click()
        dialog.reject()

    opened(qtbot, work, remove)
    assert own_rules.own_rules().rules == ()


def test_before_a_customer_the_book_stays_shut(work: Conductor) -> None:
    work.showing.toggle_customer()
    work.rule_book.open()
    assert "for us only" in work.window.status.text()
    assert QApplication.activeModalWidget() is None


def _said(work: Conductor) -> tuple[Finding, ...]:
    return work.coaching._advice.findings if work.coaching._advice is not None else ()
