"""Writing what we promise, one function each; nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.library import PropositionBenefit, ValueProposition
from app.tools.challenge_menu.rules import LONGEST
from app.tools.challenge_menu.upkeep import benefits_of_words


@dataclass(frozen=True)
class PromiseWords:
    """A value proposition as it is written: `benefits` by id, the weightiest first, and new ones in words."""

    goal: str
    solution: str
    compared_with: str = ""
    model: str = ""
    benefits: Sequence[int] = ()
    new_benefits: Sequence[str] = ()


def write(session: Session, profile_id: int, words: PromiseWords, proposition_id: int | None = None) -> int:
    """A new value proposition, or another wording of one; its id. Raises BadInputError without goal or solution."""
    goal = " ".join(words.goal.split())
    if not goal or not words.solution.strip():
        raise BadInputError(tr("A promise needs the customer's goal and how it is reached."))
    if len(goal) > LONGEST:
        raise BadInputError(tr("A goal has at most {most} letters.", most=LONGEST))
    if proposition_id is None:
        promise = ValueProposition(key=f"own.{uuid4()}", profile_id=profile_id, goal=goal, solution="")
        session.add(promise)
    else:
        promise = session.get_one(ValueProposition, proposition_id)
    promise.goal, promise.solution = goal, words.solution.strip()
    promise.compared_with, promise.model = words.compared_with.strip(), words.model
    session.flush()
    bundle = dict.fromkeys([*words.benefits, *benefits_of_words(session, words.new_benefits)])
    session.execute(delete(PropositionBenefit).where(PropositionBenefit.proposition_id == promise.id))
    if bundle:
        session.execute(
            insert(PropositionBenefit),
            [
                {"proposition_id": promise.id, "benefit_id": one, "position": place}
                for place, one in enumerate(bundle, 1)
            ],
        )
    return promise.id


def retire(session: Session, proposition_id: int) -> None:
    """Promise it no more; value cases that began with it stay as they are."""
    session.get_one(ValueProposition, proposition_id).retired = True
