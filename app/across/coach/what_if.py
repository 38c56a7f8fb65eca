"""What the coach would say if some facts were otherwise: the rules tested on supposed subjects; nothing is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.across.coach.queries import gathered
from app.i18n import language
from app.method.coaching import Finding, Rule, Subject, findings, merge, with_ageing
from app.method.evidence import USUAL, Ageing
from app.method.rule_pack import load_rules


@dataclass(frozen=True)
class Difference:
    """What the coach would say besides, and what he would say no more."""

    fresh: tuple[Finding, ...]
    settled: tuple[Finding, ...]


def coach_if(
    session: Session,
    opportunity_id: int,
    today: date,
    supposed: Sequence[Subject],
    gone: Collection[str],
    ageing: Ageing = USUAL,
) -> Difference:
    """What all rules of all tools would say besides and no more; see `difference`."""
    real = gathered(session, opportunity_id, today, ageing)
    return difference(load_rules(language()), real, with_ageing(supposed, ageing), gone)


def difference(
    rules: Sequence[Rule], real: Sequence[Subject], supposed: Sequence[Subject], gone: Collection[str]
) -> Difference:
    """The findings that supposed facts would add and settle.

    `real` are the subjects of all tools; facts of `supposed` take the place of theirs, and persons whose uid is
    in `gone` are no subject any more.
    """
    now = merge(real)
    then = merge([*(one for one in now if one.uid not in gone), *supposed])
    before, after = findings(rules, now), findings(rules, then)
    known, left = _keys(before), _keys(after)
    return Difference(
        tuple(one for one in after if (one.rule, one.about) not in known),
        tuple(one for one in before if (one.rule, one.about) not in left and one.about not in gone),
    )


def _keys(found: Sequence[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.about) for one in found}
