"""With whom of the account to start, and which ratings come along."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.evidence import age_in_words
from app.tools.key_persons.rows import Candidate
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Tick

MOST_SHOWN = 14  # people who fit onto a small screen; the others are in the menu “From the account”


def ask_people(parent: QWidget | None, candidates: Sequence[Candidate], today: date) -> list[int] | None:
    """The ids of the people chosen; None when the user thinks better of it."""
    question = PeopleQuestion(parent, candidates, today)
    return question.answer() if question.run() else None


class PeopleQuestion(Ask):
    """The question behind `ask_people`: those rated last come first and are chosen."""

    def __init__(self, parent: QWidget | None, candidates: Sequence[Candidate], today: date) -> None:
        super().__init__(
            parent,
            tr("Start from the last ratings"),
            tr("Start with these people"),
            tr(
                "The ratings are copied and marked as carried over, until you confirm or change them here. "
                "Ratings hold for one decision: somebody who was for you there may be against you now."
            ),
            width=560,
        )
        rated = sorted(candidates, key=lambda one: (one.rated_on is None, one.name.casefold()))
        self.ticks: dict[int, Tick] = {}
        for candidate in rated[:MOST_SHOWN]:
            tick = Tick(_words(candidate, today))
            tick.set_value(candidate.rated_on is not None)
            tick.toggled_by_user.connect(self._settle)
            self.ticks[candidate.id] = tick
            self.form.add("", tick)
        self.form.show()
        self._settle()

    def answer(self) -> list[int]:
        """Those who are ticked."""
        return [person_id for person_id, tick in self.ticks.items() if tick.value()]

    def _settle(self, _ticked: bool = False) -> None:
        self.accept_button.setEnabled(bool(self.answer()))


def _words(candidate: Candidate, today: date) -> str:
    who = ", ".join(part for part in (candidate.name, candidate.title) if part)
    if candidate.rated_on is None:
        return tr("{who}: never rated", who=who)
    when = age_in_words(candidate.rated_on, today)
    return tr("{who}: rated {when} in “{title}”", who=who, when=when, title=candidate.rated_in)
