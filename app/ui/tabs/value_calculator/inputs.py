"""The inputs of a case, a group at a time: each with a slider, a field, and how well it is known."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.figures import day_text
from app.method.value_case import Said
from app.method.value_engine import slider_range
from app.method.value_model import Input
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator.rules import Sheet, decimals_of, group_inputs
from app.ui.theme import fix, space
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, NumberField
from app.ui.widgets.text import Elided, label
from app.ui.widgets.value_slider import ValueSlider

_FAR = 1e12
ICONS = {
    EvidenceClass.ASSUMED: "circle-dashed",
    EvidenceClass.ESTIMATED: "ruler",
    EvidenceClass.STATED: "quote",
    EvidenceClass.CONFIRMED: "badge-check",
}


class InputRow(QWidget):
    """One input; the slider tells each movement, field and released slider tell a value to keep."""

    tried = Signal(str, float)
    value_set = Signal(str, object)
    source_wanted = Signal(str)
    settled = Signal()  # the hand let go, or the focus left

    def __init__(self, one: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = one.id
        self._one = one
        low, high, step = slider_range(one)
        title = Elided(str(one.label), "field")
        if one.hint:
            title.setToolTip(str(one.hint))
        self.source = link("")
        self.source.setAccessibleName(tr("How well is “{label}” known?", label=str(one.label)))
        self.source.clicked.connect(self._ask_source)
        self.slider = ValueSlider(low, high, step)
        self.slider.setAccessibleName(str(one.label))
        self.slider.moved.connect(self._move)
        self.slider.released.connect(self._release)
        minimum = -_FAR if one.minimum is None else one.minimum
        maximum = _FAR if one.maximum is None else one.maximum
        self.field = NumberField(minimum, maximum, decimals_of(one), one.unit.text)
        self.field.setAccessibleName(str(one.label))
        self.field.edited.connect(self._keep)
        self.field.finished.connect(self.settled)
        fix(self.field, width=132)
        column = QVBoxLayout(self)
        space(column, (0, 0, 0, 6), 2)
        for gap, widgets in ((8, (title, self.source)), (12, (self.slider, self.field))):
            row = QHBoxLayout()
            space(row, gap=gap)
            row.addWidget(widgets[0], 1)
            row.addWidget(widgets[1])
            column.addLayout(row)

    def show_input(self, value: float | None, said: Said, band: tuple[float, float] | None) -> None:
        """Show what holds now."""
        self.field.set_value(value)
        self.slider.set_number(value)
        self.slider.set_band(band, self._one.value)
        who = said.person or ""
        self.source.setText(f"{said.evidence.label} · {who}" if who else said.evidence.label)
        self.source.set_icon(ICONS[said.evidence], "accent")
        parts = [said.evidence.label, who, said.source, day_text(said.set_on)]
        told = " · ".join(part for part in parts if part)
        if said.here:
            told += "\n" + tr("Only in this scenario.")
        self.source.setToolTip(told)

    def _move(self, value: float) -> None:
        self.field.set_value(value)
        self.tried.emit(self.name, value)

    def _release(self, value: float) -> None:
        self._keep(value)
        self.settled.emit()

    def _keep(self, value: float | None) -> None:
        self.value_set.emit(self.name, value)

    def _ask_source(self) -> None:
        self.source_wanted.emit(self.name)


class InputsCard(Card):
    """The inputs of one group; which group is chosen in the header."""

    tried = Signal(str, float)
    value_set = Signal(str, object)
    source_wanted = Signal(str)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Inputs"), parent=parent)
        self.groups = Choice(())
        self.groups.setAccessibleName(tr("Group of inputs"))
        self.groups.chosen.connect(self._show_group)
        fix(self.groups, width=236)
        self.add_tool(self.groups)
        self._hint = label("", "meta")
        self._rows: dict[str, InputRow] = {}
        self._boxes: list[QWidget] = []
        self._shape: object = None
        self._column = QVBoxLayout()
        space(self._column, gap=0)
        self.body.addLayout(self._column)
        self.body.addWidget(self._hint)

    def show_sheet(self, sheet: Sheet, base: bool) -> None:
        """Show the inputs in force; rows are made anew only when the model is another one."""
        shape = (sheet.title, id(sheet.engine))
        if shape != self._shape:
            self._shape = shape
            self._build(sheet)
        for name, row in self._rows.items():
            span = sheet.settled.ranges.get(name)
            band = (span.low, span.high) if span else None
            row.show_input(sheet.settled.values[name], sheet.settled.said[name], band)
        self._hint.setText("" if base else tr("What you change here holds for this scenario only."))
        self._hint.setVisible(not base)

    def row(self, name: str) -> InputRow:
        """The row of one input, its group shown."""
        for at, box in enumerate(self._boxes):
            if box.isAncestorOf(self._rows[name]):
                self.groups.set_value(at)
                self._show_group(at)
        return self._rows[name]

    def has(self, name: str) -> bool:
        """Whether the model has such an input."""
        return name in self._rows

    def _build(self, sheet: Sheet) -> None:
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._rows, self._boxes = {}, []
        options: list[tuple[object, str]] = []
        for at, (title, inputs) in enumerate(group_inputs(sheet)):
            box = QWidget()
            column = QVBoxLayout(box)
            space(column, gap=2)
            for one in inputs:
                row = InputRow(one)
                row.tried.connect(self.tried)
                row.value_set.connect(self.value_set)
                row.source_wanted.connect(self.source_wanted)
                row.settled.connect(self.settled)
                self._rows[one.id] = row
                column.addWidget(row)
            self._boxes.append(box)
            self._column.addWidget(box)
            options.append((at, title))
        start = _first_group(sheet)
        self.groups.set_options(options)
        self.groups.set_value(start)
        self._show_group(start)

    def _show_group(self, at: object) -> None:
        for number, box in enumerate(self._boxes):
            box.setVisible(number == at)


def _first_group(sheet: Sheet) -> int:
    """Where to begin: what nobody knows yet, else what the solution changes, else the first."""
    groups = [inputs for _title, inputs in group_inputs(sheet)]
    values = sheet.settled.values
    for wanted in (lambda one: values[one.id] is None, lambda one: one.target):
        for at, inputs in enumerate(groups):
            if any(wanted(one) for one in inputs):
                return at
    return 0
