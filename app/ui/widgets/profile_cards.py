"""Influence, personal goal and relationship in the profile of a key person."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.evidence import from_customer
from app.method.packs import ProfileQuestions
from app.method.signs import Sign
from app.models.vocabulary import Aspect, EvidenceClass, Rater
from app.tools.key_persons.rows import PersonFacts
from app.tools.key_persons.rules import propose, value_text
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, DateField, TextArea, TextField
from app.ui.widgets.form import Form
from app.ui.widgets.rating_block import RatingBlock, age_chip
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.topic_card import PastFold, SeenFold, TopicCard

NARROW = 340  # px from which a form in half a page has room for two columns


class ScaleCard(TopicCard):
    """Influence or relationship: a scale in whole steps, and what it rests on."""

    rated = Signal(object, object)  # Aspect, int | None
    backed = Signal(object, str, object)  # Aspect, what, value
    confirmed = Signal(object)  # Aspect

    def __init__(
        self,
        part: ProfileQuestions,
        aspect: Aspect,
        options: Sequence[tuple[int, str]],
        signs: Sequence[Sign],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(part, parent)
        self._aspect, self._signs = aspect, signs
        ends = tr("{low}  →  {high}", low=part.low, high=part.high)
        self.block = RatingBlock(aspect, part.title, Segmented(list(options), clearable=True), ends)
        self.seen = SeenFold((aspect,), signs)
        self.past = PastFold()
        self.add(self.block)
        self.add_fold("backing", self.block.fold)
        self.add(self.add_fold("seen", self.seen))
        self.add_questions()
        self.add(self.add_fold("history", self.past))
        self.body.addStretch(1)
        self.block.rated.connect(self.rated)
        self.block.backed.connect(self.backed)
        self.block.confirmed.connect(self.confirmed)
        self.block.settled.connect(self.settled)

    def show_person(self, facts: PersonFacts, rater: Rater, today: date) -> None:
        """Show what one rater says, and what the other says beside it."""
        show_block(self.block, facts, rater, self._signs, today)
        self.seen.show_seen(facts.seen[rater])
        self.past.show_past(facts.past(rater, self._aspect))


class GoalCard(TopicCard):
    """What the person wants, in the person's own words, and how well that is known."""

    goal_edited = Signal(str, str)  # field, text
    goal_backed = Signal(object, object, str)  # EvidenceClass, date | None, source

    def __init__(self, part: ProfileQuestions, parent: QWidget | None = None) -> None:
        super().__init__(part, parent)
        self.fields: dict[str, TextField] = {
            "personal_goal": TextArea(tr("In this person's own words"), lines=2),
            "personal_win": TextArea(tr("How buying helps or hurts: what is won by it, or feared"), lines=2),
            "business_goal": TextArea(tr("What he or she is measured by"), lines=2),
        }
        self.chips = ChipRow()
        self.evidence_class = Choice([(one, one.label) for one in EvidenceClass])
        self.on = DateField()
        self.source = TextField(tr("Which meeting, call or letter"))
        form = Form(wide_from=NARROW)
        form.add_wide(tr("Personal goal"), self.fields["personal_goal"])
        form.add_wide(tr("Personal win or threat"), self.fields["personal_win"])
        form.add_wide(tr("Business goal"), self.fields["business_goal"])
        form.add(tr("How well do we know it?"), self.evidence_class)
        form.add(tr("Since when?"), self.on)
        form.add_wide(tr("From where?"), self.source)
        self.add(self.chips)
        self.add(form)
        self.add_questions()
        self.body.addStretch(1)
        for name, field in self.fields.items():
            field.setObjectName(name)
            field.edited.connect(self._tell_goal)
            field.finished.connect(self.settled)
        self.evidence_class.chosen.connect(self._tell_backing)
        self.on.edited.connect(self._tell_backing)
        self.source.edited.connect(self._tell_backing)
        self.source.finished.connect(self.settled)

    def show_person(self, facts: PersonFacts, today: date) -> None:
        """Show the goals of one person."""
        self.fields["personal_goal"].set_value(facts.row.personal_goal)
        self.fields["personal_win"].set_value(facts.personal_win)
        self.fields["business_goal"].set_value(facts.business_goal)
        self.evidence_class.set_value(facts.goal_class)
        self.on.set_value(facts.goal_on)
        self.source.set_value(facts.goal_source)
        self.chips.set_chips(_goal_chips(facts, today))

    def _tell_goal(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.goal_edited.emit(sender.objectName(), text)

    def _tell_backing(self, _value: object) -> None:
        self.goal_backed.emit(self.evidence_class.value(), self.on.value(), self.source.value())


def show_block(
    block: RatingBlock, facts: PersonFacts, rater: Rater, signs: Sequence[Sign], today: date
) -> None:
    """Fill a block with what one rater says of its aspect."""
    block.show_rating(
        facts.of(rater).get(block.aspect),
        beside(facts, rater, block.aspect),
        facts.past(rater, block.aspect),
        propose(block.aspect, signs, facts.seen[rater]),
        today,
    )


def beside(facts: PersonFacts, rater: Rater, aspect: Aspect) -> str:
    """What the other one rates, in a few words; empty when nothing."""
    other = facts.of(Rater.COACH if rater is Rater.REP else Rater.REP).get(aspect)
    if other is None or other.value is None:
        return ""
    shown = value_text(aspect, other.value)
    return tr("Coach: {value}", value=shown) if rater is Rater.REP else tr("We: {value}", value=shown)


def _goal_chips(facts: PersonFacts, today: date) -> tuple[Chip, ...]:
    if not facts.row.personal_goal:
        return (Chip(tr("Personal goal unknown"), "circle-help"),)
    known = Chip(facts.goal_class.label, "", "good" if from_customer(facts.goal_class) else "neutral")
    return (known, age_chip(facts.goal_on, facts.goal_freshness, today)) if facts.goal_on else (known,)
