"""The form of one part of a value model: its fields are declared, what is typed is told with the key of the model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import BadInputError
from app.i18n import tr
from app.tools.value_calculator.model_parts import Part, Value
from app.ui.theme import space
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, NumberField, TextArea, TextField, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.formula_field import FormulaField
from app.ui.widgets.reading import read_number

_FAR = 1e12
Shape = Literal["text", "number", "share", "formula", "tick", "shares", "figure", "values", "when", "against"]


@dataclass(frozen=True)
class Row:
    """A field of a part: its key in the model, how it is asked for, and in which shape."""

    key: str
    title: str
    shape: Shape = "text"
    hint: str = ""


def rows_of(kind: str, columns: Sequence[Part]) -> tuple[Row, ...]:
    """The fields of a kind of part; a benefit has a formula for each column."""
    name = (
        Row("label", tr("Name")),
        Row("id", tr("Name in formulas"), hint=tr("small letters, digits and _")),
    )
    unit = Row("unit", tr("Unit"), hint=tr("such as EUR/t, kWh/a, % or h/person"))
    ramp = Row("ramp", tr("Comes up over the years"), "shares", tr("shares of year 1, 2, …: 50, 80, 100"))
    return {
        "input": (
            *name,
            unit,
            Row("value", tr("Value"), "number", tr("leave it empty as long as nobody knows it")),
            Row("low", tr("Hardly less than"), "number"),
            Row("high", tr("Hardly more than"), "number"),
            Row("minimum", tr("Never below"), "number"),
            Row("maximum", tr("Never above"), "number"),
            Row("target", tr("The solution changes it"), "tick"),
            Row("hint", tr("What helps to find it")),
        ),
        "quantity": (*name, unit, Row("formula", tr("Formula"), "formula")),
        "column": (*name, Row("money", tr("It is money"), "tick"), unit),
        "benefit": (
            *name,
            *(
                Row(f"columns.{column.id}", tr("{column} =", column=column.label), "formula")
                for column in columns
            ),
            Row("current", tr("Today, beside it"), "figure"),
            Row("target", tr("Change, beside it"), "figure"),
            ramp,
            Row("risk", tr("May fall short by"), "share"),
            Row("note", tr("A word of explanation")),
        ),
        "cost": (
            *name,
            Row("when", tr("When"), "when"),
            Row("amount", tr("Amount"), "formula", tr("a number in the unit of the model, or a formula")),
            ramp,
            Row("risk", tr("May cost more by"), "share"),
        ),
        "scenario": (
            *name,
            Row("alternative", tr("What is it?"), "against"),
            Row("set", tr("Other values"), "values", tr("one a line: speed_gain = 40")),
        ),
    }[kind]


class PartForm(QWidget):
    """Shows one part; `changed` tells a key and its new value, None to take it out."""

    changed = Signal(str, object)

    def __init__(self, names: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        space(self._column)
        self._form: Form | None = None
        self._shape: tuple[str, tuple[Row, ...]] = ("", ())
        self.fields: dict[str, Field | Tick] = {}
        self._names = tuple(names)

    def show_part(self, part: Part, columns: Sequence[Part], names: Sequence[tuple[str, str]]) -> None:
        """Show the values of a part; `names` are what its formulas may use, with their meaning."""
        rows = rows_of(part.kind, columns)
        if (part.kind, rows) != self._shape:
            self._build(part.kind, rows)
        for row in rows:
            field = self.fields[row.key]
            if isinstance(field, FormulaField):
                field.set_names(names)
            elif row.shape == "figure" and isinstance(field, Choice):
                field.set_options([("", "–"), *names])
            _show(field, row, part)

    def commit(self) -> None:
        """Tell what is still being typed."""
        for field in self.fields.values():
            if isinstance(field, TextField | NumberField):
                field.commit()

    def _build(self, kind: str, rows: tuple[Row, ...]) -> None:
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._shape = (kind, rows)
        self._form = Form(wide_from=420)
        self.fields = {}
        for row in rows:
            field = _field(row)
            self.fields[row.key] = field
            told = partial(self._tell, row)
            (field.toggled_by_user if isinstance(field, Tick) else _signal(field)).connect(told)
            wide = row.shape in {"formula", "values"} or row.key in {"hint", "note"}
            self._form.add("" if row.shape == "tick" else row.title, field, row.hint, wide=wide)
        self._column.addWidget(self._form)

    def _tell(self, row: Row, value: object) -> None:
        field = self.fields[row.key]
        try:
            stored = _stored(row, value)
        except BadInputError as error:
            field.set_error(str(error))
            return
        field.set_error("")
        self.changed.emit(row.key, stored)


def _field(row: Row) -> Field | Tick:
    if row.shape == "tick":
        return Tick(row.title)
    made: dict[Shape, Callable[[], Field]] = {
        "number": partial(NumberField, -_FAR, _FAR, 4, trimmed=True),
        "share": partial(NumberField, 0, 100, 1, "%"),
        "formula": FormulaField,
        "values": partial(TextArea, "", 5),
        "figure": partial(Choice, [("", "–")]),
        "when": partial(Choice, [("start", tr("Once, at the start")), ("yearly", tr("Every year"))]),
        "against": partial(
            Choice,
            [
                ("", tr("One of our ways to go")),
                ("competitor", tr("A competitor’s offer")),
                ("nothing", tr("Doing nothing")),
            ],
        ),
    }
    return made.get(row.shape, TextField)()


def _signal(field: Field) -> Any:
    return field.chosen if isinstance(field, Choice) else field.edited  # type: ignore[attr-defined]


def _show(field: Field | Tick, row: Row, part: Part) -> None:
    value = _value(part.values, row.key)
    shown: Any = value
    if row.shape == "share":
        shown = None if value is None else value * 100
    elif row.shape == "shares":
        shown = ", ".join(f"{share * 100:g}" for share in value or ())
    elif row.shape == "values":
        shown = "\n".join(f"{name} = {number:g}" for name, number in (value or {}).items())
    elif row.shape == "when":
        shown = value or "start"
    elif row.shape in {"text", "formula", "against", "figure"}:
        shown = part.text(row.key) if "." not in row.key else str(value or "")
    field.set_value(shown)  # type: ignore[union-attr]


def _value(values: Mapping[str, Any], key: str) -> Any:
    head, _dot, rest = key.partition(".")
    inside = values.get(head)
    return _value(inside, rest) if rest and isinstance(inside, dict) else (None if rest else inside)


def _stored(row: Row, value: object) -> Value:
    """What the model keeps of an answer; raises BadInputError for what cannot be read."""
    readers: dict[str, Callable[[Any], Value]] = {
        "share": lambda share: None if not share else share / 100,
        "shares": _shares,
        "values": _values,
        "formula": _formula,
        "tick": lambda ticked: ticked or None,
        "figure": lambda name: name or None,
        "against": lambda kind: kind or None,
    }
    if row.shape in readers:
        return readers[row.shape](value)
    return value if value != "" or row.key in {"id", "label"} else None  # type: ignore[return-value]


def _formula(text: str) -> Value:
    """A bare number stays one: amounts without a unit are in the unit of the model."""
    try:
        return float(text)
    except ValueError:
        return text or None


def _shares(text: str) -> Value:
    pieces = filter(str.strip, text.replace("%", "").replace(";", ",").split(","))
    shares = [read_number(piece, 0, 1000) for piece in pieces]
    return [share / 100 for share in shares if share is not None] or None


def _values(text: str) -> Value:
    found: dict[str, float] = {}
    for line in filter(str.strip, text.splitlines()):
        name, sign, number = (piece.strip() for piece in line.partition("="))
        value = read_number(number, -_FAR, _FAR) if sign else None
        if value is None:
            raise BadInputError(tr("“{line}” is not written as name = number.", line=line.strip()))
        found[name] = value
    return found or None
