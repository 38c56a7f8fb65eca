"""The questions about what was seen of a person: what they begin with, and the one edit that they end in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.evidence import age_in_words
from app.method.receptivity import Levels
from app.method.signs import Sign
from app.models.vocabulary import Aspect, EvidenceClass, Rater
from app.tools.key_persons import rating_actions
from app.tools.key_persons.rows import GivenRating, PersonFacts
from app.tools.key_persons.rules import value_text
from app.ui.dialogs.ask_signs import SignedRatings, ask_signs
from app.ui.widgets.proposed_rating import SignedRating, SoFar


def ask_what_was_seen(
    parent: QWidget, facts: PersonFacts, rater: Rater, signs: Sequence[Sign], levels: Levels, today: date
) -> SignedRatings | None:
    """The answers of one rater, beginning with those given before; None when nothing is to be changed."""
    so_far = {aspect: _so_far(aspect, given, today) for aspect, given in facts.of(rater).items()}
    answer = ask_signs(parent, facts.row.name, signs, facts.seen[rater], so_far, levels)
    if answer is None:
        return None
    fresh = tuple(one for one in answer.ratings if _is_fresh(one, facts.of(rater)))
    return SignedRatings(answer.seen, fresh) if fresh or answer.seen != facts.seen[rater] else None


def take(
    session: Any, stakeholder_id: int, answer: SignedRatings, rater: Rater, today: date, rated_by: str
) -> None:
    """Keep the answers, and rate what they led to; a rating that nothing changed keeps its day."""
    rating_actions.answer_signs(session, stakeholder_id, answer.seen, today, rater)
    for one in answer.ratings:
        rating_actions.rate(
            session,
            stakeholder_id,
            one.aspect,
            one.value,
            today,
            evidence=f"{one.because}." if one.because else "",
            evidence_class=EvidenceClass.ESTIMATED if one.because else EvidenceClass.ASSUMED,
            source=tr("What we saw") if one.because else "",
            rater=rater,
            rated_by=rated_by,
            proposed=one.proposed,
            reason=one.reason,
        )


def _so_far(aspect: Aspect, given: GivenRating, today: date) -> SoFar:
    if given.value is None:
        return SoFar()
    told = tr(
        "{value}, {class_}, {when}",
        value=value_text(aspect, given.value),
        class_=given.evidence_class.label.lower(),
        when=age_in_words(given.rated_on, today),
    )
    return SoFar(given.value, told, given.proposed, given.reason)


def _is_fresh(one: SignedRating, known: Mapping[Aspect, GivenRating]) -> bool:
    """Whether a rating says something new: another value, other grounds, another reason."""
    given = known.get(one.aspect)
    if given is None:
        return True
    same_grounds = given.evidence == (f"{one.because}." if one.because else "")
    return (given.value, given.reason) != (one.value, one.reason) or not same_grounds
