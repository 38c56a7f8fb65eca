"""The actions as a table that is edited in place, and the line below it that adds one."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.i18n import tr
from app.models.vocabulary import Side
from app.tools.activity_plan import rules
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Step
from app.ui.icons import icon
from app.ui.tabs.activity_plan.words import numbered, sides, state_of, states, tip
from app.ui.theme import fix, space
from app.ui.widgets.buttons import icon_button, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, TextField
from app.ui.widgets.reading import show_amount
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.spoken_date import SpokenDateField
from app.ui.widgets.text import label


class ActionsCard(Card):
    """Every action in a row; what is wrong with an edit is said above the table."""

    edited = Signal(int, str, object)
    picked = Signal(int)
    opened = Signal(int)
    verb_wanted = Signal(str, int)  # see VERBS
    sort_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actions"), parent=parent)
        self._plan: Plan | None = None
        self._today = date.min
        self._people: list[tuple[object, str]] = []
        self.up = icon_button("arrow-up", tr("Move up"), "Alt+Up")
        self.down = icon_button("arrow-down", tr("Move down"), "Alt+Down")
        self.sort = quiet(tr("Order by time"), "arrow-down-narrow-wide")
        self.template = quiet(tr("Template"), "list-plus")
        for button in (self.template, self.sort, self.up, self.down):
            self.add_tool(button)
        self.error = label("", "error")
        self.error.hide()
        self.add(self.error)
        self.table: RowTable = RowTable(self._columns(), row_height=40, visible_rows=0)
        self.table.setAccessibleName(tr("Actions"))
        self.add(self.table)
        self.new = NewAction()
        self.add(self.new)
        self._connect()

    def _connect(self) -> None:
        self.table.edited.connect(self.edited)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.table.delete_wanted.connect(self._delete)
        self.table.menu_wanted.connect(self._open_menu)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.sort.clicked.connect(self.sort_wanted)
        self.template.clicked.connect(self.template_wanted)
        for keys, handler in (("Alt+Up", self._move_up), ("Alt+Down", self._move_down)):
            action = QAction(self.table)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(handler)
            self.table.addAction(action)

    def show_plan(self, plan: Plan, today: date) -> None:
        """Show the actions in the order of the plan."""
        self._plan, self._today = plan, today
        self._people[:] = [(None, tr("Nobody named")), *plan.people]
        self._number = numbered(plan.steps)
        self.table.set_rows(plan.steps)
        self.new.today = today

    def say_wrong(self, sentence: str) -> None:
        """What is wrong with the last edit; empty when it was good."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _columns(self) -> list[Column[Step]]:
        return [
            Column(tr("No."), self._no, width=38, value=self._place, align="right"),
            Column(tr("Action"), _title, key="title", editor="text", value=_title, tip=self._tip, minimum=190),
            Column(tr("Time"), _when, key="when", width=164, editor="text", value=_words, sort=_due),
            Column(tr("Side"), _side, key="side", width=82, editor=sides(), value=_side_value),
            Column(tr("Ours"), _owner, key="owner", width=104, editor="text", value=_owner),
            Column(
                tr("The customer's"), _theirs, key="customer_owner", width=118,
                editor=self._people, value=_theirs_value, sort=_theirs,
            ),
            Column(
                tr("Billable"), self._billable, key="billable", width=76, editor="number",
                value=_billable_value, align="right",
            ),
            Column(tr("Gate"), _nothing, key="gate", width=44, value=_gate, delegate="tick"),
            Column(tr("Status"), self._status, key="state", width=94, editor=states(), value=state_of),
        ]  # fmt: skip

    def _no(self, step: Step) -> str:
        return str(self._number(step))

    def _place(self, step: Step) -> int:
        return self._number(step)

    def _tip(self, step: Step) -> str:
        return tip(self._plan, step, self._today) if self._plan is not None else ""

    def _billable(self, step: Step) -> str:
        return show_amount(step.billable_minor, self._plan.currency) if self._plan is not None else ""

    def _status(self, step: Step) -> str:
        return rules.status_text(step, self._today)

    # Verbs

    def _move_up(self) -> None:
        self._tell("up")

    def _move_down(self) -> None:
        self._tell("down")

    def _delete(self, step_id: int) -> None:
        self.verb_wanted.emit("delete", step_id)

    def _tell(self, verb: str) -> None:
        picked = self.table.picked_id()
        if picked is not None:
            self.verb_wanted.emit(verb, picked)

    def _open_menu(self, step_id: int, where: QPoint) -> None:
        step = self._plan.step(step_id) if self._plan is not None else None
        if step is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb, sign, text in verbs(step):
            entry = menu.addAction(icon(sign), text)
            entry.setData((verb, step_id))
        menu.triggered.connect(self._choose)
        menu.popup(where)

    def _choose(self, entry: QAction) -> None:
        verb, step_id = entry.data()
        self.verb_wanted.emit(verb, step_id)


def verbs(step: Step) -> list[tuple[str, str, str]]:
    """What can be done to a step: verb, icon, text."""
    found = []
    if step.joint and step.open:
        found.append(("next", "arrow-right", tr("Make this the next step")))
    if step.open and step.gate:
        found += [("go", "check", tr("Gate: go")), ("no_go", "x", tr("Gate: no-go"))]
    if step.open:
        found += [("done", "check", tr("Mark done")), ("drop", "ban", tr("Drop"))]
    else:
        found.append(("reopen", "rotate-ccw", tr("Open again")))
    found += [
        ("up", "arrow-up", tr("Move up")),
        ("down", "arrow-down", tr("Move down")),
        ("delete", "trash-2", tr("Delete")),
    ]
    return found


class NewAction(QWidget):
    """A line that adds an action: what, when, which side; Return adds it."""

    wanted = Signal(str, str, object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        space(row, (0, 6, 0, 0), 8)
        self.what = TextField(tr("What is to be done next?"))
        self.what.setAccessibleName(tr("New action"))
        self.today = date.min
        self.when = SpokenDateField(self._day, placeholder=tr("By when?"))
        self.when.setAccessibleName(tr("Time of the new action"))
        self.side = Choice(sides())
        self.side.set_value(Side.SHARED)
        self.side.setAccessibleName(tr("Side of the new action"))
        self.add_button = secondary(tr("Add"), "plus")
        fix(self.when, width=230)
        fix(self.side, width=116)
        row.addWidget(self.what, 1)
        row.addWidget(self.when)
        row.addWidget(self.side)
        row.addWidget(self.add_button)
        for widget in (self.what, self.when, self.side, self.add_button):
            row.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.add_button.clicked.connect(self.tell)
        for field in (self.what, self.when):
            field.editor.returnPressed.connect(self.tell)  # type: ignore[attr-defined]

    def tell(self) -> None:
        """Ask for the action, if the words are good."""
        self.what.set_error("")
        self.when.commit()
        if not self.what.text().strip():
            self.what.set_error(tr("Say what is to be done."))
            self.what.setFocus()
            return
        if self.when.error():
            self.when.setFocus()
            return
        self.wanted.emit(self.what.text().strip(), self.when.value(), self.side.value())

    def _day(self) -> date:
        return self.today

    def clear(self) -> None:
        """Ready for another one."""
        for field in (self.what, self.when):
            field.commit()  # what was typed is known by now, so it may be replaced
            field.set_value("")
        self.what.setFocus()
        self.cleared.emit()


def _title(step: Step) -> str:
    return step.title


def _words(step: Step) -> str:
    return step.words


def _when(step: Step) -> str:
    return step.words


def _due(step: Step) -> date | None:
    return step.days.end if step.days else None


def _side(step: Step) -> str:
    return step.side.label


def _side_value(step: Step) -> Side:
    return step.side


def _owner(step: Step) -> str:
    return step.owner


def _theirs(step: Step) -> str:
    return step.customer_owner


def _theirs_value(step: Step) -> int | None:
    return step.customer_owner_id


def _billable_value(step: Step) -> float | None:
    return None if step.billable_minor is None else step.billable_minor / 100


def _gate(step: Step) -> bool:
    return step.gate


def _nothing(_: Step) -> str:
    return ""
