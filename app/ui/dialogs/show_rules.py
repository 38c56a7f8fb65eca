"""The book of rules: what each says, and where it matched and missed in all open deals."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.dialogs.ask_rule import TRIAL_HEIGHT, TrialAnswer, trial_columns
from app.ui.dialogs.base import LEAST_TABLE, Dialog
from app.ui.theme import space, theme
from app.ui.widgets.buttons import primary, secondary
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


@dataclass(frozen=True)
class RuleRow:
    """One rule in the list; `trial` is what it says of all deals."""

    id: int
    rule: str
    title: str
    tool: str
    when: str
    says: str
    own: bool
    trial: TrialAnswer


class RulesDialog(Dialog):
    """A list of rules at the left, the picked one with its trials at the right."""

    deal_wanted = Signal(int)  # place of the line in the picked rule's trials
    new_wanted = Signal()
    edit_wanted = Signal(str)  # rule
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget, problem: str = "") -> None:
        super().__init__(parent, tr("Rules of the coach"), width=1120, height=720)
        self._rules: list[RuleRow] = []
        self.filter = QLineEdit()
        self.filter.setProperty("kind", "field")
        self.filter.setPlaceholderText(tr("Filter the rules"))
        self.filter.setAccessibleName(tr("Filter the rules"))
        self.list = RowTable(_columns(), row_height=34, visible_rows=18)
        self.list.setAccessibleName(tr("Rules"))
        self.list.setMinimumHeight(theme().px(LEAST_TABLE))
        self.verdicts = Segmented(
            [
                ("", tr("All")),
                ("matched", tr("Matched")),
                ("missed", tr("Missed")),
                ("unknown", tr("Facts missing")),
            ]
        )
        self.verdicts.set_value("")
        self.trials = RowTable(trial_columns(), row_height=TRIAL_HEIGHT, visible_rows=8)
        self.trials.setAccessibleName(tr("What the rule says of each deal"))
        self.trials.setMinimumHeight(theme().px(LEAST_TABLE))
        self.new = secondary(tr("New rule…"), "plus")
        self.edit = secondary(tr("Edit…"), "square-pen")
        self.delete = secondary(tr("Delete"), "trash-2")
        self.go = primary(tr("Open the deal"), "arrow-right")
        self.close_button = secondary(tr("Close"))
        self._title, self._when = label("", "card"), label("", "body")
        self._says, self._counts = label("", "muted"), label("", "strong")
        self._problem = label(problem, "error")
        self._problem.setVisible(bool(problem))
        self._lay_out()
        self._connect()

    def show_rules(self, rules: Sequence[RuleRow], pick: str = "") -> None:
        """Show these rules; `pick` is the one to look at, else the first."""
        self._rules = list(rules)
        self._narrow()
        chosen = next((row for row in self._rules if row.rule == pick), None)
        if chosen is not None:
            self.list.pick(chosen.id)
            self._show_picked()

    def picked(self) -> RuleRow | None:
        """The rule that is looked at."""
        return next((row for row in self._rules if row.id == self.list.picked_id()), None)

    def say(self, problem: str) -> None:
        """What went wrong, in one sentence."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.list.picked.connect(self._show_picked)
        self.verdicts.chosen.connect(self._show_picked)
        self.trials.opened.connect(self.deal_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.edit.clicked.connect(self._edit)
        self.delete.clicked.connect(self._delete)
        self.go.clicked.connect(self._go)
        self.close_button.clicked.connect(self.reject)

    def _narrow(self, *_: object) -> None:
        words = self.filter.text().casefold().split()
        rows = [row for row in self._rules if _fits(words, row)]
        self.list.set_rows(rows)
        if rows and self.list.picked_id() not in {row.id for row in rows}:
            self.list.pick(self.list.rows()[0].id)
        self._show_picked()

    def _show_picked(self, *_: object) -> None:
        row = self.picked()
        self._title.setText(row.title if row else tr("Choose a rule on the left."))
        self._when.setText(tr("When {condition}", condition=row.when) if row else "")
        self._says.setText(row.says if row else "")
        self._counts.setText(row.trial.summary if row else "")
        wanted = str(self.verdicts.value() or "")
        names = {"matched": tr("Matched"), "missed": tr("Missed"), "unknown": tr("Facts missing")}
        lines = row.trial.lines if row else ()
        self.trials.set_rows([line for line in lines if not wanted or line.verdict == names[wanted]])
        self.edit.setEnabled(row is not None and row.own)
        self.delete.setEnabled(row is not None and row.own)
        self.go.setEnabled(bool(self.trials.rows()))

    def _edit(self) -> None:
        if (row := self.picked()) is not None:
            self.edit_wanted.emit(row.rule)

    def _delete(self) -> None:
        if (row := self.picked()) is not None:
            self.delete_wanted.emit(row.rule)

    def _go(self) -> None:
        rows = self.trials.rows()
        picked = self.trials.picked_id()
        if rows:
            self.deal_wanted.emit(rows[0].id if picked is None else picked)

    def _lay_out(self) -> None:
        hint = tr("Each rule is tried on all open deals. Your own rules stand beside those of the method.")
        self.body.addWidget(label(hint, "muted"))
        self.body.addWidget(self._problem)
        across = QHBoxLayout()
        space(across, gap=20)
        left = QVBoxLayout()
        space(left, gap=8)
        left.addWidget(self.filter)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        space(right, gap=8)
        for widget in (self._title, self._when, self._says, self._counts, self.verdicts):
            right.addWidget(widget)
        right.addWidget(self.trials, 1)
        across.addLayout(left, 5)
        across.addLayout(right, 6)
        self.body.addLayout(across, 1)
        for button in (self.new, self.edit, self.delete):
            self.feet.addWidget(button)
        self.feet.addStretch(1)
        self.feet.addWidget(self.close_button)
        self.feet.addWidget(self.go)


def _columns() -> tuple[Column[RuleRow], ...]:
    return (
        Column(tr("Rule"), lambda row: row.title, tip=lambda row: row.title),
        Column(tr("Page"), lambda row: tr("{tool}, own", tool=row.tool) if row.own else row.tool, width=116),
        Column(
            tr("Matched"),
            lambda row: str(row.trial.matched),
            width=76,
            sort=lambda row: row.trial.matched,
            align="right",
        ),
        Column(
            tr("Missed"),
            lambda row: str(row.trial.missed),
            width=70,
            sort=lambda row: row.trial.missed,
            align="right",
        ),
    )


def _fits(words: Sequence[str], row: RuleRow) -> bool:
    text = " ".join((row.title, row.tool, row.when, row.says, row.rule)).casefold()
    return all(word in text for word in words)
