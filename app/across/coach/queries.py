"""What the coach says of one opportunity: findings, checks that hold, questions for the next meeting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.across.coach.own_rules import all_rules
from app.across.meeting import subjects as meeting
from app.method.coaching import Finding, Rule, Subject, findings, merge, with_ageing
from app.method.evidence import USUAL, Ageing
from app.models.base import Entity
from app.models.opportunities import Opportunity, SilencedFinding
from app.tools.activity_plan import queries as activity_plan
from app.tools.challenge_menu import subjects as challenge_menu
from app.tools.champion_letter import queries as champion_letter
from app.tools.champion_qualification import queries as champion_qualification
from app.tools.closing_checklist import queries as closing_checklist
from app.tools.customer_receptivity import subjects as customer_receptivity
from app.tools.key_persons import subjects as key_persons
from app.tools.relationship_map import queries as relationship_map
from app.tools.success_stories import queries as success_stories
from app.tools.value_calculator import queries as value_calculator

Subjects = Callable[[Session, int, date], Sequence[Subject]]


@dataclass(frozen=True)
class Silenced:
    """A finding that was put aside, why and when; without the finding when it no longer holds anyway."""

    rule: str
    about: str
    title: str
    reason: str
    on: date
    holds: bool


@dataclass(frozen=True)
class Advice:
    """The coach's page: what to close first, how many checks hold, what to ask."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    holding: int
    checks: int
    questions: tuple[str, ...]


READS: frozenset[type[Entity]] = frozenset({SilencedFinding})


def advice(session: Session, opportunity_id: int, today: date, ageing: Ageing = USUAL) -> Advice:
    """All rules tested on all subjects of the opportunity; silenced findings stand apart."""
    if session.get(Opportunity, opportunity_id) is None:  # taken back before the coach came to read it
        return Advice((), (), 0, 0, ())
    rules = all_rules()
    subjects = gathered(session, opportunity_id, today, ageing)
    found = findings(rules, subjects)
    silenced = _silenced(session, opportunity_id, rules, found)
    quiet = {(one.rule, one.about) for one in silenced}
    open_findings = tuple(finding for finding in found if (finding.rule, finding.about) not in quiet)
    tested = _tested(rules, subjects)
    broken = {finding.rule for finding in open_findings}
    return Advice(
        findings=open_findings,
        silenced=silenced,
        holding=len(tested - broken),
        checks=len(tested),
        questions=tuple(dict.fromkeys(finding.ask for finding in open_findings if finding.ask)),
    )


def gathered(session: Session, opportunity_id: int, today: date, ageing: Ageing = USUAL) -> list[Subject]:
    """All that rules can be asked about one opportunity, with the facts of all tools."""
    found = merge(subject for gather in sources() for subject in gather(session, opportunity_id, today))
    return with_ageing(found, ageing)


def _tested(rules: Sequence[Rule], subjects: Sequence[Subject]) -> set[str]:
    """The rules that could speak: some subject of their kind has all the facts they name."""
    return {
        rule.id
        for rule in rules
        for subject in subjects
        if subject.kind == rule.about and rule.condition.names <= subject.facts.keys()
    }


def _silenced(
    session: Session, opportunity_id: int, rules: Sequence[Rule], found: Sequence[Finding]
) -> tuple[Silenced, ...]:
    """What was silenced here, the latest first; also what would not be said today."""
    titles = {rule.id: rule.general_title for rule in rules}
    said = {(finding.rule, finding.about): finding.title for finding in found}
    rows = session.scalars(
        select(SilencedFinding)
        .where(SilencedFinding.opportunity_id == opportunity_id)
        .order_by(SilencedFinding.silenced_on.desc(), SilencedFinding.id.desc())
    )
    return tuple(
        Silenced(
            row.rule,
            row.about,
            said.get((row.rule, row.about), titles.get(row.rule, row.rule)),
            row.reason,
            row.silenced_on,
            (row.rule, row.about) in said,
        )
        for row in rows
    )


def sources() -> tuple[Subjects, ...]:
    """Where facts come from: every tool that has something for the coach."""
    return (
        customer_receptivity.subjects,
        key_persons.subjects,
        champion_qualification.subjects,
        relationship_map.subjects,
        champion_letter.subjects,
        challenge_menu.subjects,
        success_stories.subjects,
        value_calculator.subjects,
        activity_plan.subjects,
        closing_checklist.subjects,
        meeting.subjects,
    )
