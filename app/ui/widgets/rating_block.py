"""One rating with what stands behind it: the value, how we know, how well, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import EvidenceClass
from app.ui.theme import space
from app.ui.widgets.fields import Choice, DateField, TextArea
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


@dataclass(frozen=True)
class Backing:
    """What stands behind a value: the words, the class and the day; `age` says it in words."""

    evidence: str = ""
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED
    on: date | None = None
    age: str = ""


class BackingFields(QWidget):
    """How do we know, how well, since when; shown once there is something to stand behind."""

    explained = Signal(str)
    classed = Signal(object)  # EvidenceClass
    dated = Signal(object)  # date | None
    finished = Signal()

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = TextArea(tr("What did you see or hear, and from whom?"), lines=2)
        self.evidence_class = Choice([(one, one.label) for one in EvidenceClass])
        self.on = DateField()
        self.age = label("", "meta")
        column = QVBoxLayout(self)
        space(column, gap=4)
        column.addWidget(label(tr("How do we know?"), "field"))
        column.addWidget(self.evidence)
        row = QHBoxLayout()
        space(row, (0, 4, 0, 0), 8)
        row.addWidget(self.evidence_class, 1)
        row.addWidget(self.on, 1)
        column.addLayout(row)
        column.addWidget(self.age)
        column.addStretch(1)
        self.evidence.setAccessibleName(tr("{about}: how do we know?", about=about))
        self.evidence_class.setAccessibleName(tr("{about}: how well do we know it?", about=about))
        self.on.setAccessibleName(tr("{about}: since when?", about=about))
        self.evidence.edited.connect(self.explained)
        self.evidence.finished.connect(self.finished)
        self.evidence_class.chosen.connect(self.classed)
        self.on.edited.connect(self.dated)

    def show_backing(self, backing: Backing | None) -> None:
        """Show what stands behind a value; None while there is no value."""
        self.setVisible(backing is not None)
        shown = backing or Backing()
        self.evidence.set_value(shown.evidence)
        self.evidence_class.set_value(shown.evidence_class)
        self.on.set_value(shown.on)
        self.age.setText(shown.age)
        self.age.setVisible(bool(shown.age))


class RatingBlock(QWidget):
    """A scale of whole steps with a word at each end, and the fields behind it."""

    rated = Signal(object)  # int | None

    def __init__(
        self,
        about: str,
        options: Sequence[tuple[int, str]],
        low: str,
        high: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.scale = Segmented(list(options), clearable=True)
        self.scale.setAccessibleName(about)
        self.backing = BackingFields(about)
        self.value_hint = label("", "meta")
        column = QVBoxLayout(self)
        space(column, gap=6)
        column.addWidget(self.scale)
        column.addWidget(label(tr("{low}  →  {high}", low=low, high=high), "meta"))
        column.addWidget(self.value_hint)
        column.addWidget(self.backing)
        column.addStretch(1)
        self.scale.chosen.connect(self.rated)

    def show_rating(self, value: int | None, backing: Backing | None, beside: str = "") -> None:
        """Show a rating; `beside` is what somebody else rates."""
        self.scale.set_value(value)
        self.backing.show_backing(backing if value is not None else None)
        self.value_hint.setText(beside)
        self.value_hint.setVisible(bool(beside))
