"""A value model, part by part: a list, the form of the part that is picked, and at once what it comes to."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.errors import BadInputError, ContentError
from app.i18n import tr
from app.tools.value_calculator import model_parts
from app.tools.value_calculator.model_parts import KINDS, Part, Value
from app.ui.dialogs.base import LEAST_TABLE, Dialog
from app.ui.tabs.value_calculator.part_form import PartForm
from app.ui.theme import restyle, space, theme
from app.ui.widgets.buttons import icon_button, primary, quiet, secondary
from app.ui.widgets.page import Page
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label

Told = Callable[[str, Part], str]
"""What a part comes to in a model that runs: “= 3,243 kEUR”."""


@dataclass(frozen=True)
class Edited:
    """A model's text, and which names its inputs had before."""

    text: str
    renamed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Row:
    id: int
    part: Part


def kind_label(kind: str) -> str:
    """What a kind of part is called."""
    return {
        "input": tr("Input"),
        "quantity": tr("Quantity"),
        "column": tr("Column"),
        "benefit": tr("Benefit"),
        "cost": tr("Cost"),
        "scenario": tr("Scenario"),
    }[kind]


class ModelEditor(Dialog):
    """Works on a copy of the text; nothing is kept until the user says so, and then as one step."""

    def __init__(
        self,
        parent: QWidget | None,
        text: str,
        told: Told,
        ask_text: Callable[[str], str | None],
        show_guide: Callable[[], None],
    ) -> None:
        super().__init__(parent, tr("The value model"), width=1040, height=700)
        self._told, self._ask_text = told, ask_text
        self._states: list[Edited] = [Edited(text, ())]
        fault = model_parts.fault_of(text)
        self._picked: tuple[str, int] = (fault.kind, fault.index) if fault is not None else ("", -1)
        self.parts = RowTable(
            [
                Column[_Row](tr("Kind"), lambda row: kind_label(row.part.kind), width=92),
                Column[_Row](tr("Name"), lambda row: row.part.label),
            ],
            row_height=32,
            visible_rows=16,
        )
        self.parts.setAccessibleName(tr("Parts of the model"))
        self.parts.setMinimumHeight(theme().px(LEAST_TABLE))
        self.parts.picked.connect(self._pick)
        self.parts.delete_wanted.connect(self._remove_row)
        self.form = PartForm()
        self.form.changed.connect(self._change)
        self.figure = label("", "strong")
        self.verdict = label("", "muted")
        self.undo_button = quiet(tr("Undo"), "undo-2")
        self.undo_button.clicked.connect(self.undo)
        self.remove_button = icon_button("trash", tr("Remove this part"))
        self.remove_button.clicked.connect(self._remove)
        self.add_button = secondary(tr("Add"), "plus")
        self.add_button.setMenu(self._adding())
        self.text_button = quiet(tr("As text"), "file-text")
        self.text_button.clicked.connect(self._as_text)
        self.guide_button = quiet(tr("How models are written"), "circle-help")
        self.guide_button.clicked.connect(show_guide)
        self.keep_button = primary(tr("Keep"))
        self.keep_button.clicked.connect(self._keep)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo)
        self._show()

    def _lay_out(self) -> None:
        for widget in (self.undo_button, self.text_button, self.guide_button):
            self.head.addWidget(widget)
        tools = QHBoxLayout()
        space(tools, gap=8)
        tools.addWidget(self.add_button)
        tools.addWidget(self.remove_button)
        tools.addStretch(1)
        left = QVBoxLayout()
        space(left, gap=8)
        left.addWidget(self.parts, 1)
        left.addLayout(tools)
        page = Page(margins=(4, 0, 8, 0))
        page.add(self.form)
        right = QVBoxLayout()
        space(right, gap=10)
        right.addWidget(page, 1)
        right.addWidget(self.figure)
        middle = QHBoxLayout()
        space(middle, gap=24)
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        cancel = secondary(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.feet.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignVCenter)
        self.feet.addWidget(cancel)
        self.feet.addWidget(self.keep_button)
        self.body.addLayout(middle, 1)

    def _adding(self) -> QMenu:
        menu = QMenu(self)
        for kind in KINDS:
            action = menu.addAction(kind_label(kind))
            action.setData(kind)
        menu.triggered.connect(self._add)
        return menu

    # What is shown

    @property
    def text(self) -> str:
        """The model as it is now."""
        return self._states[-1].text

    def _show(self) -> None:
        parts = model_parts.parts_of(self.text)
        self.parts.set_rows([_Row(number, part) for number, part in enumerate(parts)])
        if not any((part.kind, part.index) == self._picked for part in parts):
            self._picked = (parts[0].kind, parts[0].index) if parts else ("", -1)
        part = self._part()
        self.form.setVisible(part is not None)
        self.remove_button.setEnabled(part is not None)
        self.undo_button.setEnabled(len(self._states) > 1)
        if part is not None:
            self.parts.pick(parts.index(part))
            columns = [one for one in parts if one.kind == "column"]
            self.form.show_part(part, columns if part.kind == "benefit" else (), self._names(parts))
        self._judge(part)

    def _judge(self, part: Part | None) -> None:
        """Say what is wrong where it is wrong, or what the part comes to."""
        fault = model_parts.fault_of(self.text, tr("value model"))
        here = fault is not None and part is not None and (fault.kind, fault.index) == (part.kind, part.index)
        self.figure.setText(self._told(self.text, part) if part is not None and fault is None else "")
        if fault is not None and here:
            self.figure.setText(fault.sentence)
        restyle(self.figure, role="error" if here else "strong")
        self.verdict.setText(tr("The model runs.") if fault is None else fault.sentence)
        restyle(self.verdict, role="muted" if fault is None else "error")

    def _part(self) -> Part | None:
        parts = model_parts.parts_of(self.text)
        return next((one for one in parts if (one.kind, one.index) == self._picked), None)

    @staticmethod
    def _names(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
        """What formulas may use, each with its label and unit."""
        return [
            (part.id, ", ".join(filter(None, (part.label, part.text("unit")))))
            for part in parts
            if part.kind in {"input", "quantity", "column"} and part.id
        ]

    # What the user does

    def _pick(self, row: int) -> None:
        part = model_parts.parts_of(self.text)[row]
        if (part.kind, part.index) == self._picked:
            return
        self.form.commit()
        self._picked = (part.kind, part.index)
        self._show()

    def _change(self, key: str, value: Value) -> None:
        part = self._part()
        if part is None:
            return
        state = self._states[-1]
        renamed = state.renamed
        try:
            if key == "id" and part.id and part.kind in {"input", "quantity", "column"}:
                text = model_parts.renamed(state.text, part.id, str(value))
                if part.kind == "input":
                    renamed = (*renamed, (part.id, str(value)))
            else:
                text = model_parts.with_part(state.text, part.kind, part.index, {key: value})
        except BadInputError as error:
            self.form.fields[key].set_error(str(error))
            return
        self._take(Edited(text, renamed))

    def _take(self, state: Edited) -> None:
        if state.text != self.text:
            self._states.append(state)
            self._show()

    def _add(self, action: object) -> None:
        self.form.commit()
        kind = str(action.data())  # type: ignore[attr-defined]
        text, index = model_parts.with_new_part(
            self.text, kind, _BEGINNINGS[kind](model_parts.parts_of(self.text))
        )
        self._picked = (kind, index)
        self._take(Edited(text, self._states[-1].renamed))
        self.form.fields["label"].setFocus()

    def _remove(self) -> None:
        kind, index = self._picked
        self._take(Edited(model_parts.without_part(self.text, kind, index), self._states[-1].renamed))

    def _remove_row(self, _row: int) -> None:
        self._remove()

    def undo(self) -> None:
        """Take the last change back; nothing is kept yet, so the steps are the dialog's own."""
        if len(self._states) > 1:
            self._states.pop()
            self._show()

    def _as_text(self) -> None:
        self.form.commit()
        text = self._ask_text(self.text)
        if text is not None:
            self._take(Edited(text, self._states[-1].renamed))

    def _keep(self) -> None:
        """Take the model if it runs; else turn to the part where it does not."""
        self.form.commit()
        fault = model_parts.fault_of(self.text)
        if fault is None:
            self.accept()
        elif fault.kind:
            self._picked = (fault.kind, fault.index)
            self._show()

    def edited(self) -> Edited:
        """What was made of the model."""
        return self._states[-1]


def _new_name(parts: tuple[Part, ...], stem: str) -> str:
    taken = {part.id for part in parts}
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def _input(parts: tuple[Part, ...]) -> dict[str, Value]:
    return {"id": _new_name(parts, "input"), "label": tr("New input"), "unit": ""}


def _quantity(parts: tuple[Part, ...]) -> dict[str, Value]:
    return {"id": _new_name(parts, "quantity"), "label": tr("New quantity"), "unit": "", "formula": "0"}


def _column(parts: tuple[Part, ...]) -> dict[str, Value]:
    return {"id": _new_name(parts, "column"), "label": tr("New column"), "unit": ""}


def _benefit(parts: tuple[Part, ...]) -> dict[str, Value]:
    money = next((part.id for part in parts if part.kind == "column" and part.values.get("money")), "")
    cells: dict[str, Value] = {f"columns.{money}": "0"} if money else {}
    return {"id": _new_name(parts, "benefit"), "label": tr("New benefit"), **cells}


def _cost(parts: tuple[Part, ...]) -> dict[str, Value]:
    return {"id": _new_name(parts, "cost"), "label": tr("New cost"), "when": "start", "amount": 0.0}


def _scenario(parts: tuple[Part, ...]) -> dict[str, Value]:
    return {"id": _new_name(parts, "scenario"), "label": tr("New scenario")}


_BEGINNINGS: dict[str, Callable[[tuple[Part, ...]], dict[str, Value]]] = {
    "input": _input,
    "quantity": _quantity,
    "column": _column,
    "benefit": _benefit,
    "cost": _cost,
    "scenario": _scenario,
}


def edit_model(
    parent: QWidget,
    text: str,
    told: Told,
    ask_text: Callable[[str], str | None],
    show_guide: Callable[[], None],
) -> Edited | None:
    """A model's text, changed part by part; None when the user thinks better. Raises ContentError if it is no TOML."""
    try:
        editor = ModelEditor(parent, text, told, ask_text, show_guide)
    except ContentError:
        changed = ask_text(text)  # a text that cannot be read has no parts
        return None if changed is None else Edited(changed, ())
    try:
        return editor.edited() if editor.exec() else None
    finally:
        editor.deleteLater()
