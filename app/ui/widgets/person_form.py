"""The form of one person in one deal: the profile first, then part, contact and history."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.method.packs import ProfileQuestions, ProfileTopic
from app.models.vocabulary import Aspect
from app.tools.key_persons.rows import PersonFacts
from app.ui.theme import space
from app.ui.widgets.bars import relation_text
from app.ui.widgets.card import Card
from app.ui.widgets.page import Row
from app.ui.widgets.person_cards import ContactCard, HistoryCard, PartCard
from app.ui.widgets.profile_cards import GoalCard, ReceptivityCard, ScaleCard
from app.ui.widgets.segmented import Segmented

PROFILE, PART, CONTACT, HISTORY = "profile", "part", "contact", "history"


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
    rating_dropped = Signal(int)
    settled = Signal()  # the focus has left a field

    def __init__(
        self, questions: Mapping[ProfileTopic, ProfileQuestions], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
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
        self.head.add_tool(self.parts)
        self.influence = ScaleCard(
            questions[ProfileTopic.INFLUENCE],
            Aspect.INFLUENCE,
            [(value, str(value)) for value in range(1, 6)],
        )
        self.goal = GoalCard(questions[ProfileTopic.GOAL])
        self.receptivity = ReceptivityCard(questions[ProfileTopic.RECEPTIVITY])
        self.relationship = ScaleCard(
            questions[ProfileTopic.RELATIONSHIP],
            Aspect.RELATIONSHIP,
            [(value, relation_text(value)) for value in range(-2, 3)],
        )
        self.part, self.contact, self.history = PartCard(), ContactCard(), HistoryCard()
        self._pages: dict[str, tuple[QWidget, ...]] = {
            PROFILE: (
                Row((self.influence, self.goal), (1, 1)),
                Row((self.receptivity, self.relationship), (1, 1)),
            ),
            PART: (self.part,),
            CONTACT: (self.contact,),
            HISTORY: (self.history,),
        }
        column = QVBoxLayout(self)
        space(column, gap=12)
        column.addWidget(self.head)
        for widgets in self._pages.values():
            for widget in widgets:
                column.addWidget(widget)
        self._connect()
        self.show_part(PROFILE)

    def show_person(self, facts: PersonFacts, today: date) -> None:
        """Show one person; what is being typed stays as it is."""
        row = facts.row
        self.head.set_title(row.name)
        self.head.set_note(row.title if row.title != row.name else "")
        for card, aspect, value in (
            (self.influence, Aspect.INFLUENCE, row.influence),
            (self.relationship, Aspect.RELATIONSHIP, row.relationship),
        ):
            card.show_rating(value, facts.ratings.get(aspect), facts.coach.get(aspect), today)
        self.goal.show_goal(facts, today)
        self.receptivity.show_receptivity(facts, today)
        self.part.show_part(facts)
        self.contact.show_contact(facts)
        self.history.show_history(facts)

    def show_part(self, which: object) -> None:
        """Show one part of the form: profile, part, contact or history."""
        self.parts.set_value(which)
        for name, widgets in self._pages.items():
            for widget in widgets:
                widget.setVisible(name == which)

    def focus_part(self, what: str) -> QWidget:
        """Go where a finding points: goal, influence, relationship, receptivity, roles or name; the widget there."""
        targets: dict[str, tuple[str, QWidget]] = {
            "goal": (PROFILE, self.goal.fields["personal_goal"]),
            "influence": (PROFILE, self.influence.block.scale.button(3)),
            "relationship": (PROFILE, self.relationship.block.scale.button(0)),
            "receptivity": (PROFILE, self.receptivity.wished),
            "roles": (PART, next(iter(self.part.roles.buttons.values()))),
            "name": (CONTACT, self.contact.texts["name"]),
        }
        part, widget = targets.get(what, (PROFILE, self.parts.button(PROFILE)))
        self.show_part(part)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return widget

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        for scale in (self.influence, self.relationship):
            scale.rated.connect(self.rated)
            scale.proposal_wanted.connect(self.proposal_wanted)
            scale.backed.connect(self.backed)
            scale.settled.connect(self.settled)
        self.goal.goal_edited.connect(self.goal_edited)
        self.goal.goal_backed.connect(self.goal_backed)
        self.goal.settled.connect(self.settled)
        self.receptivity.marked.connect(self.marked)
        self.receptivity.backed.connect(self.backed)
        self.receptivity.overridden.connect(self.overridden)
        self.receptivity.settled.connect(self.settled)
        for facts in (self.part, self.contact):
            facts.edited.connect(self.edited)
            facts.settled.connect(self.settled)
        self.part.roles_changed.connect(self.roles_changed)
        self.history.dropped.connect(self.rating_dropped)
