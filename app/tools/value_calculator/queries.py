"""Value cases as rows; what they come to is computed by the rules."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import WorkbenchError
from app.method.coaching import Subject
from app.method.figures import figure, percent, whole_months, with_unit
from app.method.progress import Progress
from app.method.progress import progress as progress_of
from app.method.value_case import Setting, case_engine
from app.method.value_model import BASE
from app.models.accounts import Account
from app.models.involved import people_involved
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.value import OwnValueModel, ValueCase, ValueInput, ValueScenario
from app.models.vocabulary import Audience, EvidenceClass
from app.tools.value_calculator import answered, rules
from app.tools.value_calculator.answered import Answer
from app.tools.value_calculator.model_text import without_rivals
from app.tools.value_calculator.rules import Sheet

READS = answered.READS | {
    ValueCase,
    ValueInput,
    ValueScenario,
    OwnValueModel,
    Opportunity,
    Account,
    Stakeholder,
    Person,
}


@dataclass(frozen=True)
class Case:
    """A value case as it is stored; `scenarios` are those that the user added, by key."""

    id: int
    title: str
    goal: str
    solution: str
    compared_with: str
    model: str
    scenario: str
    wanted_by_id: int | None
    wanted_by: str
    settings: tuple[Setting, ...]
    scenarios: dict[str, str]
    answers: dict[str, Answer]  # the challenges that benefits answer, by the id of the benefit

    def sheet(self, scenario: str | None = None) -> Sheet:
        """The case computed for a scenario (the chosen one by default); raises WorkbenchError."""
        chosen = self.scenario if scenario is None else scenario
        return rules.sheet(self.title, self.model, chosen, self.settings)

    def sheets(self) -> dict[str, Sheet]:
        """All scenarios computed, by their titles; one that cannot be computed is left out."""
        found = {}
        for key in self.all_scenarios():
            with suppress(WorkbenchError):
                found[key] = self.sheet(key)
        return rules.by_title(self.all_scenarios(), found)

    def all_scenarios(self) -> dict[str, str]:
        """The scenarios of the model and the user's own, by id."""
        model = case_engine(self.model, self.title).model
        return {key: str(one.label) for key, one in model.scenarios.items()} | self.scenarios


@dataclass(frozen=True)
class OpportunityCases:
    """What the page shows for an opportunity: its cases, and who may have said what."""

    account: str
    opportunity: str
    cases: tuple[Case, ...]
    people: tuple[tuple[int, str], ...]


def opportunity_cases(
    session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL
) -> OpportunityCases:
    """The value cases of an opportunity, the oldest first. A customer is not shown who wants the value."""
    account, opportunity = session.execute(
        select(Account.name, Opportunity.title)
        .join(Opportunity, Opportunity.account_id == Account.id)
        .where(Opportunity.id == opportunity_id)
    ).one()
    people = people_involved(session, opportunity_id)
    return OpportunityCases(account, opportunity, cases(session, opportunity_id, audience), people)


def cases(session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL) -> tuple[Case, ...]:
    """The value cases of an opportunity in two statements."""
    rows = session.execute(
        living(
            select(ValueCase, Person.name)
            .outerjoin(Person, (Person.id == ValueCase.wanted_by_id) & Person.deleted_at.is_(None))
            .where(ValueCase.opportunity_id == opportunity_id)
            .order_by(ValueCase.id),
            ValueCase,
        )
    ).all()
    if not rows:
        return ()
    ids = [case.id for case, _name in rows]
    settings: dict[int, list[Setting]] = {}
    inputs = session.execute(
        select(ValueInput, Person.name)
        .outerjoin(Person, (Person.id == ValueInput.person_id) & Person.deleted_at.is_(None))
        .where(ValueInput.case_id.in_(ids))
        .order_by(ValueInput.id)
    )
    for row, name in inputs:
        settings.setdefault(row.case_id, []).append(_setting(row, name or ""))
    own: dict[int, dict[str, str]] = {}
    scenarios = select(ValueScenario).where(ValueScenario.case_id.in_(ids))
    for one in session.scalars(scenarios.order_by(ValueScenario.position, ValueScenario.id)):
        own.setdefault(one.case_id, {})[one.key] = one.label
    answers = answered.answers(session, ids)
    shown = audience is Audience.INTERNAL
    return tuple(
        Case(
            id=case.id,
            title=case.title,
            goal=case.goal,
            solution=case.solution,
            compared_with=case.compared_with,
            model=case.model if shown else without_rivals(case.model),
            scenario=case.scenario,
            wanted_by_id=case.wanted_by_id if shown else None,
            wanted_by=(wanted_by or "") if shown else "",
            settings=tuple(settings.get(case.id, ())),
            scenarios=own.get(case.id, {}),
            answers=answers[case.id],
        )
        for case, wanted_by in rows
    )


def _setting(row: ValueInput, person: str) -> Setting:
    return Setting(
        name=row.name,
        scenario=row.scenario,
        value=row.value,
        low=row.low,
        high=row.high,
        source=row.source,
        person_id=row.person_id,
        person=person,
        evidence=EvidenceClass(row.evidence_class),
        set_on=row.set_on,
    )


@dataclass(frozen=True)
class Headline:
    """A case in the figures that are quoted elsewhere; money in `unit`, None where there is none."""

    case_id: int
    title: str
    goal: str
    annual: float | None
    unit: str
    payback_months: float | None
    investment: float | None
    cost_of_delay: float | None
    confirmed: float | None
    sentence: str


def headline(session: Session, opportunity_id: int, locale: str = "en_GB") -> Headline | None:
    """The first case that can be computed; None if there is none."""
    for case in cases(session, opportunity_id):
        sheet = _computed(case)
        if sheet is not None:
            outcome = sheet.outcome
            printed = outcome.worth_printed
            return Headline(
                case_id=case.id,
                title=case.title,
                goal=case.goal,
                annual=_shown(sheet),
                unit=sheet.unit,
                payback_months=printed.discounted_payback if printed else None,
                investment=outcome.investment,
                cost_of_delay=outcome.cost_of_delay,
                confirmed=sheet.confirmed,
                sentence=rules.in_a_sentence(sheet, outcome, locale),
            )
    return None


def _shown(sheet: Sheet) -> float | None:
    outcome = sheet.outcome
    return outcome.annual_benefit_printed if sheet.engine.model.as_printed else outcome.annual_benefit


def _computed(case: Case) -> Sheet | None:
    try:
        return case.sheet()
    except WorkbenchError:
        return None


def progress(
    session: Session,
    account_id: int | None,  # noqa: ARG001 - the question is asked alike of all tools
    opportunity_id: int,
) -> Progress:
    """Begun with a first value case; done when one has money, an investment, somebody who wants it, and at
    least half of its value confirmed by the customer.
    """
    found = cases(session, opportunity_id)
    return progress_of(bool(found), any(_is_done(case) for case in found))


def _is_done(case: Case) -> bool:
    sheet = _computed(case)
    if sheet is None or case.wanted_by_id is None:
        return False
    enough = (sheet.confirmed or 0.0) >= rules.ENOUGH_CONFIRMED
    return sheet.outcome.annual_benefit is not None and sheet.invests and enough


def subjects(
    session: Session,
    opportunity_id: int,
    today: date,  # noqa: ARG001 - as above
) -> list[Subject]:
    """Facts of the opportunity's value, for the coach."""
    uid, title, currency = session.execute(
        select(Opportunity.uid, Opportunity.title, Opportunity.currency).where(
            Opportunity.id == opportunity_id
        )
    ).one()
    found = cases(session, opportunity_id)
    sheets = [(case, sheet) for case in found if (sheet := _computed(case)) is not None]
    words = {"value_input": ""}
    facts: dict[str, float | int | bool] = {
        "value_cases": len(found),
        "value_broken": len(found) - len(sheets),
        "value_quantified": False,
        "value_annual": 0.0,
        "value_confirmed": 0.0,
        "value_confirmed_inputs": 0,
        "value_stated_inputs": 0,
        "value_wanted": any(case.wanted_by_id is not None for case in found),
        "value_investment": 0.0,
        "value_payback": 0.0,
        "value_payback_target": 0.0,
        "value_pays_back": True,
        "value_horizon": 0,
        "value_npv_negative": False,
        "value_counted_twice": 0,
        "value_ranges": 0,
        "value_guesses": 0,
        "value_foreign": False,
        "value_lines": 0,
        "value_unlinked": 0,
        "value_unproved": 0,
    }
    if sheets:
        case, sheet = sheets[0]
        facts |= _facts(sheet) | {"value_foreign": sheet.engine.model.currency != currency}
        words |= {"value_currency": sheet.engine.model.currency, "deal_currency": currency}
        words |= _words(case, sheet)
        linked_facts, linked_words = _linked(case, sheet)
        facts |= linked_facts
        words |= linked_words
    elif found:
        words["value_case"] = found[0].title
    return [Subject("opportunity", uid, title, facts, words)]


def _linked(case: Case, sheet: Sheet) -> tuple[dict[str, float | int | bool], dict[str, str]]:
    """How many benefits with money answer a challenge, and how many of these challenges have no story."""
    found = case.answers
    lines = {line.id: line.label for line in sheet.outcome.lines if line.annual}
    unlinked = [label for key, label in lines.items() if key not in found]
    unproved = [found[key].challenge for key in lines if key in found and not found[key].stories]
    facts: dict[str, float | int | bool] = {
        "value_lines": len(lines),
        "value_unlinked": len(unlinked),
        "value_unproved": len(unproved),
    }
    words = {
        "value_unlinked_line": next(iter(unlinked), ""),
        "value_unproved_challenge": next(iter(unproved), ""),
    }
    return facts, words


def _words(case: Case, sheet: Sheet) -> dict[str, str]:
    printed = sheet.outcome.worth_printed
    months = printed.discounted_payback if printed else None
    target = sheet.engine.model.payback_target
    return {
        "value_case": case.title,
        "value_annual": with_unit(_shown(sheet), sheet.unit),
        "value_share": percent(sheet.confirmed),
        "value_months": "" if months is None else str(whole_months(months)),
        "value_target": "" if target is None else figure(target),
        "value_to_confirm": str(sheet.to_confirm[0][0].label) if sheet.to_confirm else "…",
        "value_input": sheet.to_confirm[0][0].id if sheet.to_confirm else "",
        "value_guess": next((str(one.label) for one in rules.too_precise(sheet)), ""),
        "value_guess_input": next((one.id for one in rules.too_precise(sheet)), ""),
    }


def _facts(sheet: Sheet) -> dict[str, float | int | bool]:
    outcome = sheet.outcome
    classes = list(sheet.settled.evidence.values())
    printed, worth = outcome.worth_printed, outcome.worth
    months = printed.discounted_payback if printed else None
    return {
        "value_quantified": outcome.annual_benefit is not None,
        "value_annual": outcome.annual_benefit or 0.0,
        "value_confirmed": sheet.confirmed or 0.0,
        "value_confirmed_inputs": classes.count(EvidenceClass.CONFIRMED),
        "value_stated_inputs": classes.count(EvidenceClass.STATED),
        "value_investment": outcome.investment or 0.0,
        "value_payback": months or 0.0,
        "value_payback_target": sheet.engine.model.payback_target or 0.0,
        "value_pays_back": not sheet.invests or months is not None,
        "value_horizon": outcome.horizon,
        "value_npv_negative": bool(worth and worth.npv < 0),
        "value_counted_twice": len(sheet.engine.counted_twice),
        "value_ranges": len(sheet.settled.ranges),
        "value_guesses": len(rules.too_precise(sheet)),
    }


def scenario_or_base(case: Case) -> str:
    """The chosen scenario, or the base if it is gone."""
    return case.scenario if case.scenario in case.all_scenarios() else BASE
