"""The form of one person in one deal: the profile first, then part, contact and history."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.packs import ProfileQuestions, ProfileTopic
from app.method.signs import Sign
from app.models.vocabulary import Aspect, Rater
from app.tools.key_persons.rows import PersonFacts
from app.ui.theme import space
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import secondary
from app.ui.widgets.card import Card
from app.ui.widgets.differences_card import DifferencesCard
from app.ui.widgets.page import Row
from app.ui.widgets.person_cards import ContactCard, HistoryCard, OwnFieldsCard, PartCard
from app.ui.widgets.profile_cards import GoalCard, ScaleCard
from app.ui.widgets.receptivity_card import ReceptivityCard
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

PROFILE, PART, CONTACT, HISTORY = "profile", "part", "contact", "history"
CARDS = {PART: ("part",), CONTACT: ("contact", "own"), HISTORY: ("history",)}  # beside the profile


class PersonForm(QWidget):
    """Rows in, signals out: it stores nothing and looks nothing up."""

    edited = Signal(str, object)  # field, value
    goal_edited = Signal(str, str)  # field, text
    goal_backed = Signal(object, object, str)  # EvidenceClass, date | None, source
    roles_changed = Signal(object)
    own_role_wanted = Signal()  # one that is not there yet
    rated = Signal(object, object)  # Aspect, value
    backed = Signal(object, str, object)  # Aspect, what, value
    confirmed = Signal(object)  # tuple of Aspect: carried ratings that hold here too
    overridden = Signal(object, str)  # mode or None, reason
    wizard_wanted = Signal()
    name_wanted = Signal()  # of a placeholder
    rater_chosen = Signal(object)  # Rater
    rating_dropped = Signal(int)
    settled = Signal()  # the focus has left a field
    folded = Signal(str, bool)  # the name of a fold, open
    field_filled = Signal(int, str)  # own field, text
    field_wanted = Signal()
    field_rename_wanted = Signal(int)
    field_drop_wanted = Signal(int)

    def __init__(
        self,
        questions: Mapping[ProfileTopic, ProfileQuestions],
        signs: Sequence[Sign],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts: PersonFacts | None = None
        self._today = date.min
        self.head = Card("")
        self.parts = Segmented(
            [
                (PROFILE, tr("Profile")),
                (PART, tr("Part in the decision")),
                (CONTACT, tr("Who and contact")),
                (HISTORY, tr("History")),
            ]
        )
        self.parts.setAccessibleName(tr("Part of the form"))
        self.parts.set_value(PROFILE)
        self.name_it = secondary(tr("Name this person"), "user-plus")
        self.head.add_tool(self.name_it)
        self.head.add_tool(self.parts)
        self.raters = Segmented([(Rater.REP, tr("Our ratings")), (Rater.COACH, tr("The coach's"))])
        self.raters.setAccessibleName(tr("Whose ratings"))
        self.raters.set_value(Rater.REP)
        self.wizard = secondary(tr("Rate from what we saw"), "list-checks")
        self.bar = QWidget()
        line = QHBoxLayout(self.bar)
        space(line, gap=12)
        line.addWidget(self.wizard)
        line.addWidget(self.raters)
        line.addStretch(1)
        self.head.add(self.bar)
        self.aside = label(
            tr("The coach's ratings stand beside yours and change nothing that is computed."), "muted"
        )
        self.head.add(self.aside)
        self.differences = DifferencesCard()
        self.influence = ScaleCard(
            questions[ProfileTopic.INFLUENCE],
            Aspect.INFLUENCE,
            [(value, str(value)) for value in range(1, 6)],
            signs,
        )
        self.goal = GoalCard(questions[ProfileTopic.GOAL])
        self.receptivity = ReceptivityCard(questions[ProfileTopic.RECEPTIVITY], signs)
        self.relationship = ScaleCard(
            questions[ProfileTopic.RELATIONSHIP],
            Aspect.RELATIONSHIP,
            [(value, relation_text(value)) for value in range(-2, 3)],
            signs,
        )
        self.topics = (self.influence, self.goal, self.receptivity, self.relationship)
        self._profile = (
            Row((self.influence, self.relationship), (1, 1)),
            Row((self.receptivity, self.goal), (1, 1)),
            self.differences,  # last: what comes and goes moves nothing away from under the pointer
        )
        self._made: dict[str, list[PartCard | ContactCard | OwnFieldsCard | HistoryCard]] = {}
        self._column = column = QVBoxLayout(self)
        space(column, gap=12)
        column.addWidget(self.head)
        for widget in self._profile:
            column.addWidget(widget)
        column.addStretch(1)
        self._connect()
        self.show_part(PROFILE)

    def show_person(self, facts: PersonFacts, today: date, opened: Sequence[str] = ()) -> None:
        """Show one person; what is being typed stays as it is. `opened` are the names of open folds."""
        another = self._facts is None or self._facts.row.id != facts.row.id
        self._facts, self._today = facts, today
        row = facts.row
        self.head.set_title(row.name)
        self.head.set_note(row.title if row.title != row.name else "")
        self.name_it.setVisible(row.placeholder)
        if another:
            self.setMinimumHeight(0)
            for topic in self.topics:
                topic.open_folds(opened)
        self._show_ratings()
        self.goal.show_person(facts, today)
        for cards in self._made.values():
            for card in cards:
                card.show_person(facts)

    def rater(self) -> Rater:
        """Whose ratings are shown, and edited."""
        chosen = self.raters.value()
        return chosen if isinstance(chosen, Rater) else Rater.REP

    def show_part(self, which: object) -> None:
        """Show one part of the form: profile, part, contact or history."""
        self.parts.set_value(which)
        self._make(str(which))
        for row in self._profile:
            row.setVisible(which == PROFILE)
        for name, cards in self._made.items():
            for card in cards:
                card.setVisible(name == which)
        self.bar.setVisible(which == PROFILE)
        self._show_aside()

    @cached_property
    def part(self) -> PartCard:
        """The part in the decision."""
        card = PartCard(self)
        card.edited.connect(self.edited)
        card.settled.connect(self.settled)
        card.roles_changed.connect(self.roles_changed)
        card.roles.own_wanted.connect(self.own_role_wanted)
        return card

    @cached_property
    def contact(self) -> ContactCard:
        """Who it is, and how to reach."""
        card = ContactCard(self)
        card.edited.connect(self.edited)
        card.settled.connect(self.settled)
        return card

    @cached_property
    def own(self) -> OwnFieldsCard:
        """The fields that this workspace has added."""
        card = OwnFieldsCard(self)
        card.settled.connect(self.settled)
        card.filled.connect(self.field_filled)
        card.field_wanted.connect(self.field_wanted)
        card.rename_wanted.connect(self.field_rename_wanted)
        card.drop_wanted.connect(self.field_drop_wanted)
        return card

    @cached_property
    def history(self) -> HistoryCard:
        """All ratings over time."""
        card = HistoryCard(self)
        card.dropped.connect(self.rating_dropped)
        return card

    def _make(self, name: str) -> None:
        """Put the cards of a part into their place when it is wanted for the first time."""
        if name in self._made or name not in CARDS:
            return
        self._made[name] = [getattr(self, card) for card in CARDS[name]]
        for card in self._made[name]:
            self._column.insertWidget(self._column.count() - 1, card)
            if self._facts is not None:
                card.show_person(self._facts)

    def _turn_to(self, which: object) -> None:
        """Another part at a click: the form stays as high, else the page would slip away below the pointer."""
        self.setMinimumHeight(self.height())
        self.show_part(which)

    def focus_part(self, what: str) -> QWidget:
        """Go where a finding points: goal, influence, relationship, receptivity, coach, roles or name."""
        influence, relationship = self.influence.block.editor, self.relationship.block.editor
        profile: dict[str, QWidget] = {
            "goal": self.goal.fields["personal_goal"],
            "influence": influence.button(3) if isinstance(influence, Segmented) else influence,
            "relationship": relationship.button(0) if isinstance(relationship, Segmented) else relationship,
            "receptivity": self.receptivity.wished,
            "coach": self.raters.button(Rater.REP),
            "wizard": self.wizard,
        }
        self.show_part({"roles": PART, "name": CONTACT}.get(what, PROFILE))
        if what == "roles":
            widget: QWidget = next(iter(self.part.roles.buttons.values()))
        elif what == "name":
            widget = self.contact.texts["name"]
        else:
            widget = profile.get(what, self.parts.button(PROFILE))
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return widget

    def _show_ratings(self) -> None:
        if self._facts is None:
            return
        rater = self.rater()
        self.differences.show_person(self._facts)
        if self.parts.value() != PROFILE:
            self.differences.hide()
        for card in (self.influence, self.relationship, self.receptivity):
            card.show_person(self._facts, rater, self._today)
        self._show_aside()

    def _show_aside(self) -> None:
        self.aside.setVisible(self.rater() is Rater.COACH and self.parts.value() == PROFILE)
        if self._facts is not None and self.parts.value() == PROFILE:
            self.differences.setVisible(bool(self._facts.differences))

    def _choose_rater(self, rater: object) -> None:
        self.settled.emit()
        self._show_ratings()
        self.rater_chosen.emit(rater)

    def _confirm(self, aspect: object) -> None:
        """The two marks of receptivity come from one talk and are confirmed each by itself, like the others."""
        self.confirmed.emit((aspect,))

    def _connect(self) -> None:
        self.parts.chosen.connect(self._turn_to)
        self.raters.chosen.connect(self._choose_rater)
        self.wizard.clicked.connect(self.wizard_wanted)
        self.name_it.clicked.connect(self.name_wanted)
        for card in (self.influence, self.relationship, self.receptivity):
            card.rated.connect(self.rated)
            card.backed.connect(self.backed)
            card.confirmed.connect(self._confirm)
        for topic in self.topics:
            topic.settled.connect(self.settled)
            topic.folded.connect(self.folded)
        self.goal.goal_edited.connect(self.goal_edited)
        self.goal.goal_backed.connect(self.goal_backed)
        self.receptivity.overridden.connect(self.overridden)
