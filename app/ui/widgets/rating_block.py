"""One rating with what stands behind it: the value, how well it is known, from where, and how it went."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Freshness, age_in_words, from_customer
from app.method.people import LIMITS
from app.models.vocabulary import Aspect, EvidenceClass
from app.tools.key_persons.rows import DatedRating, GivenRating
from app.tools.key_persons.rules import Proposal, value_text
from app.ui.theme import space
from app.ui.widgets.buttons import link
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, DateField, NumberField, TextArea, TextField
from app.ui.widgets.focus import tab_after
from app.ui.widgets.fold import Fold
from app.ui.widgets.rating_line import RatingLine
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class BackingFields(QWidget):
    """How do we know, how well, since when, from where, and why not what the signs suggest."""

    told = Signal(str, object)  # "evidence" | "evidence_class" | "rated_on" | "source" | "reason", value
    finished = Signal()

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = TextArea(tr("What did you see or hear, and from whom?"), lines=2)
        self.evidence_class = Choice([(one, one.label) for one in EvidenceClass])
        self.on = DateField()
        self.source = TextField(tr("Which meeting, call or letter"))
        self.reason = TextField(tr("Why the value is another than the signs suggest"))
        self.reason_label = label(tr("Why not what the signs suggest?"), "field")
        column = QVBoxLayout(self)
        space(column, gap=6)
        column.addWidget(self.evidence)
        row = QHBoxLayout()
        space(row, gap=8)
        row.addWidget(self.evidence_class, 1)
        row.addWidget(self.on, 1)
        column.addLayout(row)
        column.addWidget(self.source)
        column.addWidget(self.reason_label)
        column.addWidget(self.reason)
        self.evidence.setAccessibleName(tr("{about}: how do we know?", about=about))
        self.evidence_class.setAccessibleName(tr("{about}: how well do we know it?", about=about))
        self.on.setAccessibleName(tr("{about}: since when?", about=about))
        self.source.setAccessibleName(tr("{about}: from where?", about=about))
        self.reason.setAccessibleName(tr("{about}: why not what the signs suggest?", about=about))
        for field, name in ((self.evidence, "evidence"), (self.source, "source"), (self.reason, "reason")):
            field.setObjectName(name)
            field.edited.connect(self._tell_text)
            field.finished.connect(self.finished)
        self.evidence_class.chosen.connect(self._tell_class)
        self.on.edited.connect(self._tell_day)

    def show_backing(self, given: GivenRating, proposal: float | None) -> None:
        """Show what stands behind a rating; `proposal` is what the signs suggest."""
        self.evidence.set_value(given.evidence)
        self.evidence_class.set_value(given.evidence_class)
        self.on.set_value(given.rated_on)
        self.source.set_value(given.source)
        self.reason.set_value(given.reason)
        overruled = proposal is not None and proposal != given.value
        for widget in (self.reason_label, self.reason):
            widget.setVisible(overruled or bool(given.reason))

    def _tell_text(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.told.emit(sender.objectName(), text)

    def _tell_class(self, value: object) -> None:
        self.told.emit("evidence_class", value)

    def _tell_day(self, day: object) -> None:
        self.told.emit("rated_on", day)


class RatingBlock(QWidget):
    """An editor of a value, chips that say how it is known, its evidence, and a fold to say more."""

    rated = Signal(object, object)  # Aspect, value
    backed = Signal(object, str, object)  # Aspect, what, value
    confirmed = Signal(object)  # Aspect: a carried rating holds here too
    settled = Signal()

    def __init__(
        self,
        aspect: Aspect,
        about: str,
        editor: Segmented | NumberField,
        ends: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.aspect = aspect
        self.editor = editor
        self.editor.setAccessibleName(about)
        self.line = RatingLine(about, *LIMITS[aspect])
        self.chips = ChipRow()
        self.words = label("", "muted")
        self.suggests = label("", "look")
        self.confirm = link(tr("Still true here"))
        self.explain = link(tr("Say how you know"))
        self.fold = Fold(tr("How do we know?"))
        self.fold.opening.connect(self._make_backing)
        self._about = about
        self._given: tuple[GivenRating, float | None] | None = (
            None  # what is behind the value, and the proposal
        )
        column = QVBoxLayout(self)
        space(column, gap=6)
        row = QHBoxLayout()
        space(row, gap=12)
        row.addWidget(editor)
        row.addStretch(1)
        row.addWidget(self.line)
        column.addLayout(row)
        if ends:
            column.addWidget(label(ends, "meta"))
        for widget in (self.chips, self.words, self.suggests, self.confirm, self.explain, self.fold):
            column.addWidget(widget)
        (editor.chosen if isinstance(editor, Segmented) else editor.edited).connect(self._tell_value)
        self.confirm.clicked.connect(self._tell_confirmed)
        self.explain.clicked.connect(self._open_backing)

    def show_rating(
        self,
        given: GivenRating | None,
        beside: str,
        past: Sequence[DatedRating],
        proposal: Proposal,
        today: date,
    ) -> None:
        """Show a rating; `beside` is what the other rater says, `past` how it went, the newest first."""
        value = None if given is None else given.value
        self.editor.set_value(value)
        self.line.set_points([(one.rated_on, one.value) for one in reversed(past)], today)
        known = given is not None and value is not None
        self.fold.setVisible(known)
        self.confirm.setVisible(known and bool(given and given.carried_from))
        self.explain.setVisible(known and not (given and given.evidence) and not self.fold.is_open())
        beside_chip = (Chip(beside, "users", "accent"),) if beside else ()
        if given is None or value is None:
            self.chips.set_chips((Chip(tr("Unknown"), "circle-help", "neutral"), *beside_chip))
            self.words.setText(tr("Not the same as neutral. Rate what you have seen, or leave it open."))
        else:
            self.chips.set_chips((*backing_chips(given, today), *beside_chip))
            self.words.setText(given.evidence)
            self._given = (given, proposal.value)
            if "backing" in vars(self):
                self.backing.show_backing(*self._given)
        self.words.setVisible(bool(self.words.text()))
        self._show_suggestion(given, proposal)

    @cached_property
    def backing(self) -> BackingFields:
        """The fields behind the value; made when they are first looked at."""
        fields = BackingFields(self._about, self.fold)
        self.fold.body.addWidget(fields)
        tab_after(self.fold.button, fields)
        fields.told.connect(self._tell_backing)
        fields.finished.connect(self.settled)
        if self._given is not None:
            fields.show_backing(*self._given)
        return fields

    def _make_backing(self) -> None:
        self.backing.show()

    def open_backing(self) -> None:
        """Open the fields behind the value, without remembering it."""
        self.fold.open()
        self.explain.hide()

    def _show_suggestion(self, given: GivenRating | None, proposal: Proposal) -> None:
        differs = proposal.value is not None and proposal.value != (given and given.value)
        self.suggests.setVisible(differs)
        if differs:
            says = tr("What we saw suggests {value}.", value=value_text(self.aspect, proposal.value))
            why = tr("Yours stands because: {reason}", reason=given.reason) if given and given.reason else ""
            self.suggests.setText(f"{says} {why}".rstrip())

    def _tell_value(self, value: object) -> None:
        if value is not None:
            self.open_backing()
        self.rated.emit(self.aspect, value)

    def _tell_backing(self, what: str, value: object) -> None:
        self.backed.emit(self.aspect, what, value)

    def _tell_confirmed(self) -> None:
        self.confirmed.emit(self.aspect)

    def _open_backing(self) -> None:
        self.open_backing()
        self.backing.evidence.setFocus()


def backing_chips(given: GivenRating, today: date) -> tuple[Chip, ...]:
    """How well a rating is known, how old that is, from where, and by whom."""
    chips = [
        Chip(given.evidence_class.label, "", "good" if from_customer(given.evidence_class) else "neutral"),
        age_chip(given.rated_on, given.freshness, today),
    ]
    if given.carried_from:
        chips.append(Chip(tr("Carried over from “{title}”", title=given.carried_from), "", "look"))
    if given.source:
        chips.append(Chip(given.source))
    if given.rated_by:
        chips.append(Chip(given.rated_by, "user"))
    return tuple(chips)


def age_chip(on: date | None, freshness: Freshness, today: date) -> Chip:
    """When it was noted; amber when that is long ago."""
    when = age_in_words(on, today)
    if freshness is Freshness.FADING:
        return Chip(tr("{when}: fading", when=when), "clock", "look")
    if freshness is Freshness.OLD:
        return Chip(tr("{when}: old", when=when), "clock", "look")
    return Chip(when)
