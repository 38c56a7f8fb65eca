"""Where the coach rates a person otherwise than we do: the widest gap first."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import Aspect
from app.tools.key_persons.rows import GivenRating, PersonFacts
from app.tools.key_persons.rules import Difference, value_text
from app.ui.widgets.card import Card
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.text import label


class DifferencesCard(Card):
    """One line for each aspect, with what each of the two rests on; not there while nothing differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where you and the coach differ"), tone="control", parent=parent)
        self.lines = QuestionList()
        self.add(self.lines)
        self.add(
            label(tr("Ask each other what you have seen. Only your own ratings are counted with."), "meta")
        )

    def show_person(self, facts: PersonFacts) -> None:
        """Show the differences of one person."""
        self.setVisible(bool(facts.differences))
        telling = sum(one.telling for one in facts.differences)
        self.set_note(tr("{n} to talk about", n=telling) if telling else "")
        self.lines.set_questions([_line(one, facts) for one in facts.differences])


def _line(one: Difference, facts: PersonFacts) -> str:
    said = tr(
        "{aspect}: you {ours}, the coach {coach}.",
        aspect=one.aspect.label,
        ours=tr("do not know") if one.ours is None else value_text(one.aspect, one.ours),
        coach=value_text(one.aspect, one.coach),
    )
    words = (_evidence(facts.ratings, one.aspect), _evidence(facts.coach, one.aspect))
    ours = tr("You: {words}", words=words[0]) if words[0] else ""
    coach = tr("Coach: {words}", words=words[1]) if words[1] else ""
    return " ".join(part for part in (said, ours, coach) if part)


def _evidence(ratings: Mapping[Aspect, GivenRating], aspect: Aspect) -> str:
    given = ratings.get(aspect)
    return given.evidence if given is not None else ""
