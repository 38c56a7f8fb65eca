"""Wish and present of one person as two marks, the mode that they mean, and the mode to work with instead."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import ProfileQuestions
from app.method.receptivity import ModeOrigin
from app.method.signs import Sign
from app.models.vocabulary import Aspect, Rater, Receptivity
from app.tools.key_persons.rows import PersonFacts
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, NumberField, TextField
from app.ui.widgets.fold import Fold
from app.ui.widgets.form import Form
from app.ui.widgets.profile_cards import NARROW, show_block
from app.ui.widgets.rating_block import RatingBlock
from app.ui.widgets.text import label
from app.ui.widgets.topic_card import PastFold, SeenFold, TopicCard

MARKS = (Aspect.WISHED, Aspect.PERCEIVED)


class ReceptivityCard(TopicCard):
    """Two marks from 0 to 10, each with what it rests on."""

    rated = Signal(object, object)  # Aspect, value
    backed = Signal(object, str, object)  # Aspect, what, value
    confirmed = Signal(object)  # Aspect
    overridden = Signal(object, str)  # mode or None, reason

    def __init__(self, part: ProfileQuestions, signs: Sequence[Sign], parent: QWidget | None = None) -> None:
        super().__init__(part, parent)
        self._signs = signs
        self.wished = NumberField(0, 10, decimals=1)
        self.perceived = NumberField(0, 10, decimals=1)
        self.mode = ChipRow()
        self.blocks = (
            RatingBlock(Aspect.WISHED, tr("How it should be"), self.wished),
            RatingBlock(Aspect.PERCEIVED, tr("How it is now"), self.perceived),
        )
        titles = (tr("How it should be, 0 to 10"), tr("How it is now in their eyes, 0 to 10"))
        self.seen, self.past = SeenFold(MARKS, signs), PastFold()
        self.add(self.mode)
        for title, block in zip(titles, self.blocks, strict=True):
            self.add(label(title, "field"))
            self.add(block)
            self.add_fold(f"{block.aspect.value}.backing", block.fold)
            block.rated.connect(self.rated)
            block.backed.connect(self.backed)
            block.confirmed.connect(self.confirmed)
            block.settled.connect(self.settled)
        self.add(self.add_fold("seen", self.seen))
        self.instead = self._instead()
        self.add(self.instead)
        self.add_questions()
        self.add(self.add_fold("history", self.past))
        self.body.addStretch(1)

    def show_person(self, facts: PersonFacts, rater: Rater, today: date) -> None:
        """Show the marks of one rater; the mode in force is always that of our own."""
        for block in self.blocks:
            show_block(block, facts, rater, self._signs, today)
        self.seen.show_seen(facts.seen[rater])
        self.past.show_past(facts.past(rater, *MARKS))
        self.override.set_value(facts.override_mode)
        self.reason.set_value(facts.override_reason)
        self.mode.set_chips(_mode_chips(facts))
        ours = rater is Rater.REP
        self.mode.setVisible(ours)
        self.instead.setVisible(ours)
        if facts.override_mode is not None:
            self.instead.open()

    def _instead(self) -> Fold:
        modes = [(one, one.label) for one in Receptivity if one is not Receptivity.UNKNOWN]
        self.override = Choice([(None, tr("As the marks say")), *modes])
        self.reason = TextField(tr("Why the marks are wrong"))
        form = Form(wide_from=NARROW)
        form.add(tr("Work with this mode"), self.override)
        form.add(tr("Reason"), self.reason)
        fold = self.add_fold("instead", Fold(tr("Work with another mode")))
        fold.body.addWidget(form)
        self.override.chosen.connect(self._tell_override)
        self.reason.edited.connect(self._tell_reason)
        self.reason.finished.connect(self.settled)
        return fold

    def _tell_override(self, mode: object) -> None:
        """Without a reason the choice waits; going back to the marks needs none."""
        if mode is None or self.reason.value():
            self.reason.set_error("")
            self.overridden.emit(mode, self.reason.value() if mode is not None else "")
        else:
            self.reason.set_error(tr("Say why; both modes are kept."))
            self.reason.setFocus()

    def _tell_reason(self, reason: str) -> None:
        if self.override.value() is not None and reason:
            self.overridden.emit(self.override.value(), reason)


def _mode_chips(facts: PersonFacts) -> tuple[Chip, ...]:
    row = facts.row
    origins = {
        ModeOrigin.MARKS: tr("from the marks"),
        ModeOrigin.STATED: tr("only stated, without marks: assumed"),
        ModeOrigin.OVERRIDE: tr("the marks say {mode}", mode=facts.mode_of_marks.label),
        ModeOrigin.NOTHING: tr("no marks yet"),
    }
    sign = f"mode-{row.mode.value}"
    if row.mode is Receptivity.UNKNOWN:
        return Chip(row.mode.label, sign), Chip(origins[row.origin])
    return (
        Chip(row.mode.label, sign, "good" if row.mode.open_to_change else "look"),
        Chip(origins[row.origin]),
    )
