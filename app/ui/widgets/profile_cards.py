"""The four parts of a key person's profile: questions to answer for oneself, the rating, and what it rests on."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.evidence import Freshness, age_in_words
from app.method.packs import ProfileQuestions
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Aspect, EvidenceClass, Receptivity
from app.tools.key_persons.rows import GivenRating, PersonFacts
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, DateField, NumberField, TextField
from app.ui.widgets.form import Form
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.rating_block import Backing, BackingFields, RatingBlock
from app.ui.widgets.text import label

NARROW = 340  # px from which a form in half a page has room for two columns
MARKS = (Aspect.WISHED, Aspect.PERCEIVED)


class TopicCard(Card):
    """A part of the profile: what it is for, and its questions."""

    settled = Signal()  # the focus has left a field

    def __init__(self, part: ProfileQuestions, parent: QWidget | None = None) -> None:
        super().__init__(part.title, parent=parent)
        self.add(label(part.purpose, "muted"))
        self.add(QuestionList(part.questions))


class ScaleCard(TopicCard):
    """Influence or relationship: a scale, and the way to a rating from what one has seen."""

    rated = Signal(object, object)  # Aspect, int | None
    backed = Signal(object, str, object)  # aspects, "evidence" | "evidence_class" | "rated_on", value
    proposal_wanted = Signal(object)  # Aspect

    def __init__(
        self,
        part: ProfileQuestions,
        aspect: Aspect,
        options: Sequence[tuple[int, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(part, parent)
        self._aspect = aspect
        self.propose = link(tr("Propose from what we saw"))
        self.propose.clicked.connect(self._want_proposal)
        self.add_tool(self.propose)
        self.block = RatingBlock(part.title, options, part.low, part.high)
        self.add(self.block)
        self.body.addStretch(1)
        self.block.rated.connect(self._tell_rating)
        backing = self.block.backing
        backing.explained.connect(self._tell_evidence)
        backing.classed.connect(self._tell_class)
        backing.dated.connect(self._tell_date)
        backing.finished.connect(self.settled)

    def show_rating(
        self, value: int | None, given: GivenRating | None, coach: float | None, today: date
    ) -> None:
        """Show our rating, what it rests on, and what the coach rates beside it."""
        beside = "" if coach is None else tr("The coach says {value}.", value=f"{coach:g}")
        self.block.show_rating(value, backing_of(given, today), beside)

    def _tell_rating(self, value: object) -> None:
        self.rated.emit(self._aspect, value)

    def _tell_evidence(self, text: str) -> None:
        self.backed.emit((self._aspect,), "evidence", text)

    def _tell_class(self, value: object) -> None:
        self.backed.emit((self._aspect,), "evidence_class", value)

    def _tell_date(self, value: object) -> None:
        self.backed.emit((self._aspect,), "rated_on", value)

    def _want_proposal(self) -> None:
        self.proposal_wanted.emit(self._aspect)


class GoalCard(TopicCard):
    """What the person wants, in the person's own words, and how well that is known."""

    goal_edited = Signal(str, str)  # field, text
    goal_backed = Signal(object, object)  # EvidenceClass, date | None

    def __init__(self, part: ProfileQuestions, parent: QWidget | None = None) -> None:
        super().__init__(part, parent)
        self.fields = {
            "personal_goal": TextField(tr("In this person's own words")),
            "personal_win": TextField(tr("What is won by it, or feared")),
            "business_goal": TextField(tr("What he or she is measured by")),
        }
        self.evidence_class = Choice([(one, one.label) for one in EvidenceClass])
        self.on = DateField()
        self.age = label("", "meta")
        form = Form(wide_from=NARROW)
        form.add_wide(tr("Personal goal"), self.fields["personal_goal"])
        form.add_wide(tr("Personal win or threat"), self.fields["personal_win"])
        form.add_wide(tr("Business goal"), self.fields["business_goal"])
        form.add(tr("How well do we know it?"), self.evidence_class)
        form.add(tr("Since when?"), self.on)
        self.add(form)
        self.add(self.age)
        self.body.addStretch(1)
        for name, field in self.fields.items():
            field.setObjectName(name)
            field.edited.connect(self._tell_goal)
            field.finished.connect(self.settled)
        self.evidence_class.chosen.connect(self._tell_backing)
        self.on.edited.connect(self._tell_backing)

    def show_goal(self, facts: PersonFacts, today: date) -> None:
        """Show the goals of one person."""
        self.fields["personal_goal"].set_value(facts.row.personal_goal)
        self.fields["personal_win"].set_value(facts.personal_win)
        self.fields["business_goal"].set_value(facts.business_goal)
        self.evidence_class.set_value(facts.goal_class)
        self.on.set_value(facts.goal_on)
        self.age.setText(age_sentence(facts.goal_on, facts.goal_freshness, today))

    def _tell_goal(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.goal_edited.emit(sender.objectName(), text)

    def _tell_backing(self, _value: object) -> None:
        self.goal_backed.emit(self.evidence_class.value(), self.on.value())


class ReceptivityCard(TopicCard):
    """Wish and present as two marks, the mode that they mean, and the mode to work with instead."""

    marked = Signal(object, object)  # wished, perceived
    backed = Signal(object, str, object)  # aspects, "evidence" | "evidence_class" | "rated_on", value
    overridden = Signal(object, str)  # mode or None, reason

    def __init__(self, part: ProfileQuestions, parent: QWidget | None = None) -> None:
        super().__init__(part, parent)
        self.wished = NumberField(0, 10, decimals=1)
        self.perceived = NumberField(0, 10, decimals=1)
        self.mode = ChipRow()
        self.backing = BackingFields(part.title)
        modes = [(one, one.label) for one in Receptivity if one is not Receptivity.UNKNOWN]
        self.override = Choice([(None, tr("As the marks say")), *modes])
        self.reason = TextField(tr("Why the marks are wrong"))
        marks = Form(wide_from=NARROW)
        marks.add(tr("How it should be, 0 to 10"), self.wished)
        marks.add(tr("How it is now, 0 to 10"), self.perceived)
        instead = Form(wide_from=NARROW)
        instead.add(tr("Work with this mode"), self.override)
        instead.add(tr("Reason"), self.reason)
        for part_widget in (marks, self.mode, self.backing, instead):
            self.add(part_widget)
        self.body.addStretch(1)
        self.wished.edited.connect(self._tell_marks)
        self.perceived.edited.connect(self._tell_marks)
        self.override.chosen.connect(self._tell_override)
        self.reason.edited.connect(self._tell_reason)
        self.reason.finished.connect(self.settled)
        self.backing.explained.connect(self._tell_evidence)
        self.backing.classed.connect(self._tell_class)
        self.backing.dated.connect(self._tell_date)
        self.backing.finished.connect(self.settled)

    def show_receptivity(self, facts: PersonFacts, today: date) -> None:
        """Show the marks of one person and the mode in force."""
        row = facts.row
        self.wished.set_value(row.wished)
        self.perceived.set_value(row.perceived)
        given = [facts.ratings[aspect] for aspect in reversed(MARKS) if aspect in facts.ratings]
        known = row.wished is not None or row.perceived is not None
        self.backing.show_backing(backing_of(given[0] if given else None, today) if known else None)
        self.override.set_value(facts.override_mode)
        self.reason.set_value(facts.override_reason)
        self.mode.set_chips(_mode_chips(facts))

    def _tell_marks(self, _value: object) -> None:
        self.marked.emit(self.wished.value(), self.perceived.value())

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

    def _tell_evidence(self, text: str) -> None:
        self.backed.emit(MARKS, "evidence", text)

    def _tell_class(self, value: object) -> None:
        self.backed.emit(MARKS, "evidence_class", value)

    def _tell_date(self, value: object) -> None:
        self.backed.emit(MARKS, "rated_on", value)


def backing_of(given: GivenRating | None, today: date) -> Backing | None:
    """What stands behind a rating, as the fields show it."""
    if given is None:
        return None
    return Backing(
        given.evidence, given.evidence_class, given.on, age_sentence(given.on, given.freshness, today)
    )


def age_sentence(on: date | None, freshness: Freshness, today: date) -> str:
    """When it was noted, and a word of warning when that is long ago."""
    if on is None:
        return ""
    when = age_in_words(on, today)
    if freshness is Freshness.FADING:
        return tr("Noted {when}: fading, look again soon.", when=when)
    if freshness is Freshness.OLD:
        return tr("Noted {when}: too old to rely on.", when=when)
    return tr("Noted {when}.", when=when)


def _mode_chips(facts: PersonFacts) -> tuple[Chip, ...]:
    row = facts.row
    origins = {
        ModeOrigin.MARKS: tr("from the marks"),
        ModeOrigin.STATED: tr("only stated, no marks"),
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
