"""The champion test of everybody in an opportunity as rows, and facts for the coach; none of it is for a customer."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.method.champion import Worksheet, ranking, worksheet
from app.method.coaching import Fact, Subject
from app.method.evidence import Ageing, from_customer
from app.method.people import shown_roles
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.method.receptivity import Levels, Marks, levels_of, mode_in_force
from app.models.accounts import Account
from app.models.actions import Action
from app.models.base import Entity
from app.models.champion_marks import (
    GivenMark,
    GivenMarks,
    Marked,
    champion_marks,
    given_marks,
    marks_in_force,
)
from app.models.levels import MethodLevel, levels_set
from app.models.opportunities import ChampionMark, Opportunity, Rating, Stakeholder
from app.models.people import Person
from app.models.ratings import InForce, ratings_in_force, value_of, whole
from app.models.roles import ROLES, roles_played
from app.models.trash import living
from app.models.vocabulary import ActionKind, ActionStatus, Aspect, Audience, Criterion, DecisionRole
from app.tools.champion_qualification.rows import Board, Candidate
from app.tools.champion_qualification.rules import Cover, Facts

READS: frozenset[type[Entity]] = frozenset(
    {
        Account, Action, ChampionMark, MethodLevel, Opportunity, Person, Rating, Stakeholder, *ROLES,
    }
)  # fmt: skip


def board(
    session: Session,
    opportunity_id: int,
    today: date,
    ageing: Ageing | None = None,
    audience: Audience = Audience.INTERNAL,
) -> Board | None:
    """Everybody in the deal by the weakest link; None when it is in the trash, and always for a customer."""
    deal = session.execute(
        living(
            select(Opportunity.uid, Opportunity.title, Account.name)
            .join(Account, Account.id == Opportunity.account_id)
            .where(Opportunity.id == opportunity_id),
            Opportunity,
            Account,
        )
    ).one_or_none()
    if deal is None or audience is Audience.CUSTOMER:
        return None
    days = ageing or Ageing()
    found = _candidates(session, opportunity_id)
    people = [one for one, placeholder in found if not placeholder]
    people.sort(
        key=lambda one: (*ranking(one.sheet, today, days), -(one.facts.influence or 0), one.name.casefold())
    )
    return Board(
        opportunity_id=opportunity_id,
        opportunity_uid=deal.uid,
        title=deal.title,
        account=deal.name,
        candidates=tuple(people),
        placeholders=len(found) - len(people),
        planned=_planned(session, opportunity_id),
        today=today,
        ageing=days,
    )


def sheet_of(session: Session, stakeholder_id: int) -> Worksheet:
    """The worksheet of one person; raises NoResultFound for somebody who is not in the deal."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    levels = levels_of(levels_set(session))
    ratings = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    return worksheet(stakeholder, ratings, champion_marks(session, [stakeholder_id])[stakeholder_id], levels)


def progress(session: Session, account_id: int, opportunity_id: int | None) -> Progress:
    """Begun with the first answer, from the profile or by hand; done when a qualified champion needs no new test."""
    del account_id  # a champion is one in this deal
    page = None if opportunity_id is None else board(session, opportunity_id, date.today())
    if page is None:
        return Progress.EMPTY
    return measure(
        begun=any(one.sheet.looked_at for one in page.candidates),
        done=any(not one.sheet.to_retest(page.today, page.ageing) for one in page.qualified),
    )


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """The deal with its champions, and each person with the four answers.

    Facts of the deal: candidates, champions, champions_firm (on what the customer said, nothing old),
    champion_single, champions_untested. Facts of a person: champion_qualified, champion_unmet (how many),
    champion_unknown, champion_failing, champion_old (answers to be tested again), champion_overruled,
    champion_by_hope (a yes by hand on nothing but our own thinking), is_champion (by role).
    """
    page = board(session, opportunity_id, today)
    if page is None:
        return []
    deal = Subject("opportunity", page.opportunity_uid, page.title, _deal_facts(page), _deal_words(page))
    return [deal, *(_person(one, page) for one in page.candidates)]


def _candidates(session: Session, opportunity_id: int) -> list[tuple[Candidate, bool]]:
    """Everybody in the deal, and whether it is a post without a name, in seven statements."""
    statement = (
        select(Stakeholder, Person)
        .join(Person, Person.id == Stakeholder.person_id)
        .where(Stakeholder.opportunity_id == opportunity_id)
        .order_by(Stakeholder.id)
    )
    found = session.execute(living(statement, Person)).all()
    ids = [stakeholder.id for stakeholder, _ in found]
    roles = roles_played(session, ids)
    ratings, given = ratings_in_force(session, ids), given_marks(session, ids)
    marks = {one: marks_in_force(answers) for one, answers in given.items()}
    levels = levels_of(levels_set(session))
    return [
        (
            Candidate(
                id=one.id,
                person_uid=person.uid,
                name=person.name,
                title=person.title,
                roles=shown_roles(roles[one.id], Audience.INTERNAL),
                facts=_facts(one, ratings[one.id], levels),
                sheet=worksheet(one, ratings[one.id], marks[one.id], levels),
                earlier=_earlier(given[one.id], marks[one.id]),
            ),
            person.placeholder,
        )
        for one, person in found
    ]


def _earlier(given: GivenMarks, in_force: Marked) -> dict[Criterion, Sequence[GivenMark]]:
    """What was answered before and is no longer in force, the newest first."""
    former = {
        criterion: [mark for mark in marks if mark is not in_force.get(criterion)]
        for criterion, marks in given.items()
    }
    return {
        criterion: sorted(marks, key=lambda mark: mark.marked_on, reverse=True)
        for criterion, marks in former.items()
        if marks
    }


def _facts(stakeholder: Stakeholder, given: InForce, levels: Levels) -> Facts:
    marks = Marks(value_of(given, Aspect.WISHED), value_of(given, Aspect.PERCEIVED))
    return Facts(
        personal_goal=stakeholder.personal_goal,
        drives_change=stakeholder.drives_change,
        influence=whole(given, Aspect.INFLUENCE),
        mode=mode_in_force(marks, stakeholder.stated_mode, stakeholder.override_mode, *levels),
        relationship=whole(given, Aspect.RELATIONSHIP),
    )


def _planned(session: Session, opportunity_id: int) -> frozenset[str]:
    titles = session.scalars(
        select(Action.title).where(
            Action.opportunity_id == opportunity_id,
            Action.kind == ActionKind.INTERNAL,
            Action.status == ActionStatus.OPEN,
        )
    )
    return frozenset(titles)


def _deal_facts(page: Board) -> dict[str, Fact]:
    firm = [
        one
        for one in page.qualified
        if from_customer(one.sheet.evidence_class) and not one.sheet.to_retest(page.today, page.ageing)
    ]
    return {
        "candidates": len(page.candidates),
        "champions": len(page.qualified),
        "champions_firm": len(firm),
        "champion_single": page.cover is Cover.SINGLE,
        "champions_untested": page.cover is Cover.UNTESTED,
    }


def _deal_words(page: Board) -> dict[str, str]:
    """Names for the sentences of the rules: the champion, who comes nearest to one, and what that one lacks."""
    words = {}
    if page.qualified:
        words["champion_named"] = page.qualified[0].name
    nearest = next((one for one in page.candidates if not one.sheet.qualified), None)
    if nearest is not None:
        words["nearest"] = nearest.name
        words["nearest_id"] = str(nearest.id)
        words["nearest_lacks"] = _labels(nearest.sheet.unmet)
    return words


def _person(one: Candidate, page: Board) -> Subject:
    sheet = one.sheet
    old = sheet.to_retest(page.today, page.ageing)
    answers = list(sheet.answers.values())
    by_hope = [
        check
        for check in sheet.checks
        if check.overruled and check.verdict and not from_customer(check.backing.evidence_class)
    ]
    facts: dict[str, Fact] = {
        "champion_qualified": sheet.qualified,
        "champion_unmet": len(sheet.unmet),
        "champion_failing": answers.count(False),
        "champion_unknown": answers.count(None),
        "champion_old": len(old),
        "champion_overruled": sum(check.overruled for check in sheet.checks),
        "champion_by_hope": len(by_hope),
        "is_champion": DecisionRole.CHAMPION in one.roles,
    }
    words = {
        "id": str(one.id),
        "champion_lacks": _labels(sheet.unmet),
        "champion_old_named": _labels(old),
        "champion_hoped": _labels([check.criterion for check in by_hope]),
    }
    return Subject("person", one.person_uid, one.name, facts, words)


def _labels(criteria: Sequence[Criterion]) -> str:
    return ", ".join(criterion.label.lower() for criterion in criteria)
