"""The form of one person in one deal: who, which part, and the four things that make a key person."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Freshness, age_in_words
from app.method.packs import ProfileQuestions, ProfileTopic
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Aspect, Effect, EvidenceClass, Receptivity
from app.tools.key_persons.rows import GivenRating, PersonFacts
from app.ui.theme import space
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, DateField, NumberField, TextArea, TextField, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Row
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.rating_block import Backing, BackingFields, RatingBlock
from app.ui.widgets.role_picker import RolePicker
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Questions = Mapping[ProfileTopic, ProfileQuestions]
RECEPTIVITY = (Aspect.WISHED, Aspect.PERCEIVED)


def yes_no_options() -> list[tuple[object, str]]:
    """Yes and no; neither of them is not known."""
    return [(True, tr("Yes")), (False, tr("No"))]


class PersonForm(QWidget):
    """Rows in, signals out: it stores nothing and looks nothing up."""

    edited = Signal(str, object)  # field, value
    goal_edited = Signal(str, str)  # field, text
    goal_backed = Signal(object, object)  # EvidenceClass, date | None
    roles_changed = Signal(object)
    rated = Signal(object, object)  # Aspect, value
    marked = Signal(object, object)  # wished, perceived
    backed = Signal(object, str, object)  # aspects, "evidence" | "evidence_class" | "rated_on", value
    overridden = Signal(object, str)  # mode or None, reason
    proposal_wanted = Signal(object)  # Aspect
    settled = Signal()  # the focus has left a field

    def __init__(self, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: PersonFacts | None = None
        self._questions = questions
        column = QVBoxLayout(self)
        space(column, gap=12)
        self.who = self._who_card()
        self.part = self._part_card()
        self.influence_card, self.influence = self._rating_card(
            ProfileTopic.INFLUENCE, Aspect.INFLUENCE, [(value, str(value)) for value in range(1, 6)]
        )
        self.relationship_card, self.relationship = self._rating_card(
            ProfileTopic.RELATIONSHIP,
            Aspect.RELATIONSHIP,
            [(value, relation_text(value)) for value in range(-2, 3)],
        )
        self.goal_card = self._goal_card()
        self.receptivity_card = self._receptivity_card()
        for pair in (
            (self.who, self.part),
            (self.influence_card, self.goal_card),
            (self.receptivity_card, self.relationship_card),
        ):
            column.addWidget(Row(pair, (1, 1)))

    def show_person(self, facts: PersonFacts, today: date) -> None:
        """Show one person; what is being typed stays as it is."""
        self._facts = facts
        row = facts.row
        for name, field in self._texts.items():
            field.set_value(self._text_of(facts, name))
        self.since.set_value(facts.in_position_since)
        self.placeholder.set_value(row.placeholder)
        self.roles.set_value(row.roles)
        self.signs.set_value(facts.signs)
        self.drives.set_value(facts.drives_change)
        self.effect.set_value(facts.effect)
        self._show_goal(facts, today)
        for aspect, block, value in (
            (Aspect.INFLUENCE, self.influence, row.influence),
            (Aspect.RELATIONSHIP, self.relationship, row.relationship),
        ):
            backing = _backing(facts.ratings.get(aspect), today)
            block.show_rating(value, backing, _beside(facts.coach.get(aspect)))
        self._show_receptivity(facts, today)

    def focus_part(self, part: str) -> None:
        """Put the focus where a finding points: "goal", "influence", "relationship", "receptivity", "roles", "name"."""
        targets: dict[str, QWidget] = {
            "goal": self.personal_goal,
            "influence": self.influence.scale.button(3),
            "relationship": self.relationship.scale.button(0),
            "receptivity": self.wished,
            "roles": next(iter(self.roles.buttons.values())),
            "name": self.name,
        }
        targets.get(part, self.name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Who and which part

    def _who_card(self) -> Card:
        card = Card(tr("Who"))
        self.name = TextField(tr("First and last name"))
        self.since = DateField()
        self.placeholder = Tick(tr("Stands for somebody whose name is not known yet"))
        self._texts: dict[str, TextField] = {
            "name": self.name,
            "title": TextField(tr("Such as mill manager or CFO")),
            "unit": TextField(),
            "email": TextField(),
            "phone": TextField(),
            "primary_contact": TextField(tr("Who of us knows this person best")),
            "person_notes": TextArea(tr("Known at the account, in every deal"), lines=2),
        }
        form = Form()
        form.add(tr("Name"), self.name)
        form.add(tr("Title"), self._texts["title"])
        form.add(tr("Unit"), self._texts["unit"])
        form.add(tr("In this position since"), self.since)
        form.add(tr("E-mail"), self._texts["email"])
        form.add(tr("Phone"), self._texts["phone"])
        form.add_wide(tr("Primary contact on our side"), self._texts["primary_contact"])
        form.add_wide(tr("Notes, for us alone"), self._texts["person_notes"])
        card.add(form)
        card.add(self.placeholder)
        for name, field in self._texts.items():
            self._bind_text(name, field)
        self.since.edited.connect(self._tell_since)
        self.placeholder.toggled_by_user.connect(self._tell_placeholder)
        return card

    def _part_card(self) -> Card:
        card = Card(tr("Part in this decision"))
        self.roles = RolePicker()
        self.roles.setAccessibleName(tr("Roles"))
        self.drives = Segmented(yes_no_options(), clearable=True)
        self.signs = Segmented(yes_no_options(), clearable=True)
        self.effect = Segmented([(one, one.label) for one in Effect])
        form = Form(columns=1)
        form.add(tr("Roles in this decision"), self.roles, tr("Several are usual."))
        form.add(tr("Drives the change?"), self.drives)
        form.add(tr("Signs the contract?"), self.signs, tr("Who signs is not always who decides."))
        form.add(tr("What does the change do to this person?"), self.effect)
        notes = TextArea(tr("About this person in this deal"), lines=2)
        self._texts["notes"] = notes
        self._bind_text("notes", notes)
        form.add(tr("Notes on this deal, for us alone"), notes)
        card.add(form)
        self.roles.changed_by_user.connect(self.roles_changed)
        self.drives.chosen.connect(self._tell_drives)
        self.signs.chosen.connect(self._tell_signs)
        self.effect.chosen.connect(self._tell_effect)
        return card

    # The four parts of the profile

    def _topic_card(self, topic: ProfileTopic) -> Card:
        part = self._questions[topic]
        card = Card(part.title)
        card.add(label(part.purpose, "muted"))
        card.add(QuestionList(part.questions))
        return card

    def _rating_card(
        self, topic: ProfileTopic, aspect: Aspect, options: list[tuple[int, str]]
    ) -> tuple[Card, RatingBlock]:
        card = self._topic_card(topic)
        part = self._questions[topic]
        block = RatingBlock(part.title, options, part.low, part.high)
        propose = link(tr("Propose from what we have seen"))
        propose.setObjectName(f"propose-{aspect.value}")
        propose.clicked.connect(self._want_proposal)
        card.add_tool(propose)
        card.add(block)
        self._bind_backing(block.backing, (aspect,))
        block.rated.connect(self._tell_rating)
        block.setObjectName(aspect.value)
        return card, block

    def _goal_card(self) -> Card:
        card = self._topic_card(ProfileTopic.GOAL)
        self.personal_goal = TextField(tr("In this person's own words"))
        self.personal_win = TextField(tr("What is won by it, or feared"))
        self.business_goal = TextField(tr("What he or she is measured by"))
        self.goal_class = Choice([(one, one.label) for one in EvidenceClass])
        self.goal_on = DateField()
        self.goal_age = label("", "meta")
        form = Form()
        form.add_wide(tr("Personal goal"), self.personal_goal)
        form.add_wide(tr("Personal win or threat"), self.personal_win)
        form.add_wide(tr("Business goal"), self.business_goal)
        form.add(tr("How well do we know it?"), self.goal_class)
        form.add(tr("Since when?"), self.goal_on)
        card.add(form)
        card.add(self.goal_age)
        for name in ("personal_goal", "personal_win", "business_goal"):
            field: TextField = getattr(self, name)
            field.setObjectName(name)
            field.edited.connect(self._tell_goal)
            field.finished.connect(self.settled)
        self.goal_class.chosen.connect(self._tell_goal_backing)
        self.goal_on.edited.connect(self._tell_goal_backing)
        return card

    def _receptivity_card(self) -> Card:
        card = self._topic_card(ProfileTopic.RECEPTIVITY)
        self.wished = NumberField(0, 10, decimals=1)
        self.perceived = NumberField(0, 10, decimals=1)
        self.mode = ChipRow()
        self.override = Choice(
            [
                (None, tr("As the marks say")),
                *((one, one.label) for one in Receptivity if one.value != "unknown"),
            ]
        )
        self.reason = TextField(tr("Why the marks are wrong"))
        self.marks_backing = BackingFields(tr("Receptivity"))
        form = Form()
        form.add(tr("How it should be, 0 to 10"), self.wished)
        form.add(tr("How it is now, 0 to 10"), self.perceived)
        card.add(form)
        card.add(self.mode)
        card.add(self.marks_backing)
        second = Form()
        second.add(tr("Work with another mode"), self.override)
        second.add(tr("Reason"), self.reason)
        card.add(second)
        self.wished.edited.connect(self._tell_marks)
        self.perceived.edited.connect(self._tell_marks)
        self.override.chosen.connect(self._tell_override)
        self.reason.edited.connect(self._tell_reason)
        self.reason.finished.connect(self.settled)
        self._bind_backing(self.marks_backing, RECEPTIVITY)
        return card

    def _show_goal(self, facts: PersonFacts, today: date) -> None:
        self.personal_goal.set_value(facts.row.personal_goal)
        self.personal_win.set_value(facts.personal_win)
        self.business_goal.set_value(facts.business_goal)
        self.goal_class.set_value(facts.goal_class)
        self.goal_on.set_value(facts.goal_on)
        self.goal_age.setText(_age(facts.goal_on, facts.goal_freshness, today))

    def _show_receptivity(self, facts: PersonFacts, today: date) -> None:
        row = facts.row
        self.wished.set_value(row.wished)
        self.perceived.set_value(row.perceived)
        given = next(
            (facts.ratings[aspect] for aspect in reversed(RECEPTIVITY) if aspect in facts.ratings), None
        )
        known = row.wished is not None or row.perceived is not None
        self.marks_backing.show_backing(_backing(given, today) if known else None)
        self.override.set_value(facts.override_mode)
        self.reason.set_value(facts.override_reason)
        self.mode.set_chips(_mode_chips(facts))

    # What the user did

    def _bind_text(self, name: str, field: TextField) -> None:
        field.setObjectName(name)
        field.edited.connect(self._tell_text)
        field.finished.connect(self.settled)

    def _bind_backing(self, fields: BackingFields, aspects: tuple[Aspect, ...]) -> None:
        fields.setProperty("aspects", [aspect.value for aspect in aspects])
        fields.explained.connect(self._tell_evidence)
        fields.classed.connect(self._tell_class)
        fields.dated.connect(self._tell_date)
        fields.finished.connect(self.settled)

    def _tell_text(self, text: str) -> None:
        self.edited.emit(self._sender().objectName(), text)

    def _tell_goal(self, text: str) -> None:
        self.goal_edited.emit(self._sender().objectName(), text)

    def _tell_goal_backing(self, _value: object) -> None:
        self.goal_backed.emit(self.goal_class.value(), self.goal_on.value())

    def _tell_since(self, day: object) -> None:
        self.edited.emit("in_position_since", day)

    def _tell_placeholder(self, on: bool) -> None:
        self.edited.emit("placeholder", on)

    def _tell_drives(self, value: object) -> None:
        self.edited.emit("drives_change", value)

    def _tell_signs(self, value: object) -> None:
        self.edited.emit("signs", value)

    def _tell_effect(self, value: object) -> None:
        self.edited.emit("effect", value)

    def _tell_rating(self, value: object) -> None:
        self.rated.emit(Aspect(self._sender().objectName()), value)

    def _tell_marks(self, _value: object) -> None:
        self.marked.emit(self.wished.value(), self.perceived.value())

    def _tell_evidence(self, text: str) -> None:
        self.backed.emit(self._sender_aspects(), "evidence", text)

    def _tell_class(self, value: object) -> None:
        self.backed.emit(self._sender_aspects(), "evidence_class", value)

    def _tell_date(self, value: object) -> None:
        self.backed.emit(self._sender_aspects(), "rated_on", value)

    def _tell_override(self, mode: object) -> None:
        """Without a reason the choice waits beside its field; going back to the marks needs none."""
        if mode is None or self.reason.value():
            self.reason.set_error("")
            self.overridden.emit(mode, self.reason.value() if mode else "")
        else:
            self.reason.set_error(tr("Say why; both modes are kept."))
            self.reason.setFocus()

    def _tell_reason(self, reason: str) -> None:
        if self.override.value() is not None and reason:
            self.overridden.emit(self.override.value(), reason)

    def _want_proposal(self) -> None:
        self.proposal_wanted.emit(Aspect(self._sender().objectName().removeprefix("propose-")))

    def _sender(self) -> QObject:
        sender = self.sender()
        assert sender is not None
        return sender

    def _sender_aspects(self) -> tuple[Aspect, ...]:
        return tuple(Aspect(value) for value in self._sender().property("aspects"))

    @staticmethod
    def _text_of(facts: PersonFacts, name: str) -> str:
        return str(getattr(facts.row if name in {"name", "title"} else facts, name))


def _backing(given: GivenRating | None, today: date) -> Backing | None:
    if given is None:
        return None
    return Backing(given.evidence, given.evidence_class, given.on, _age(given.on, given.freshness, today))


def _age(on: date | None, freshness: Freshness, today: date) -> str:
    """When it was noted, and a word of warning when that is long ago."""
    if on is None:
        return ""
    when = age_in_words(on, today)
    if freshness is Freshness.FADING:
        return tr("Noted {when}: fading, look again soon.", when=when)
    if freshness is Freshness.OLD:
        return tr("Noted {when}: too old to rely on.", when=when)
    return tr("Noted {when}.", when=when)


def _beside(coach: float | None) -> str:
    return "" if coach is None else tr("The coach says {value}.", value=f"{coach:g}")


def _mode_chips(facts: PersonFacts) -> tuple[Chip, ...]:
    row = facts.row
    tones = {True: "good", False: "look"}
    known = row.mode is not Receptivity.UNKNOWN
    chips = [
        Chip(
            row.mode.label,
            f"mode-{row.mode.value}",
            tones[row.mode.open_to_change] if known else "neutral",  # type: ignore[arg-type]
        )
    ]
    origins = {
        ModeOrigin.MARKS: tr("from the marks"),
        ModeOrigin.STATED: tr("only stated, no marks"),
        ModeOrigin.OVERRIDE: tr("the marks say {mode}", mode=facts.mode_of_marks.label),
        ModeOrigin.NOTHING: tr("no marks yet"),
    }
    return (*chips, Chip(origins[row.origin]))
