"""What the value case of a deal says: the facts a letter draws from it, and every figure that it may quote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import WorkbenchError
from app.i18n import tr
from app.method.figures import whole_months, with_unit
from app.method.units import CURRENCIES
from app.method.value_case import Setting, case_engine, settle
from app.method.value_engine import Engine
from app.method.value_outcome import Outcome
from app.models.people import Person
from app.models.trash import living
from app.models.value import ValueCase, ValueInput
from app.tools.champion_letter.drafting import Fact
from app.tools.champion_letter.figures import MONTHS, Known
from app.tools.champion_letter.speech import time_text

MOST_SOURCES = 3


@dataclass(frozen=True)
class Worth:
    """A value case, computed."""

    engine: Engine
    outcome: Outcome


@dataclass(frozen=True)
class CaseRead:
    """A value case as a letter quotes it."""

    uid: str
    sources: Sequence[str]  # who gave the figures: persons by name, else where they were read
    worth: Worth | None  # None when it cannot be computed: then it has no figure to quote


def newest_case(session: Session, opportunity_id: int) -> CaseRead | None:
    """The case that a letter speaks of."""
    case = session.scalars(
        living(
            select(ValueCase).where(ValueCase.opportunity_id == opportunity_id).order_by(ValueCase.id.desc()),
            ValueCase,
        )
    ).first()
    return None if case is None else read_case(session, case)


def read_case(session: Session, case: ValueCase) -> CaseRead:
    """A case with what was said of it, computed."""
    rows = said_inputs(session, case)
    named = dict.fromkeys(name or row.source for row, name in rows if name or row.source)
    return CaseRead(case.uid, list(named)[:MOST_SOURCES], _computed(case, rows))


def said_inputs(session: Session, case: ValueCase) -> list[tuple[ValueInput, str]]:
    """What was said of the case, and by whom."""
    rows = session.execute(
        select(ValueInput, Person.name)
        .outerjoin(Person, (Person.id == ValueInput.person_id) & Person.deleted_at.is_(None))
        .where(ValueInput.case_id == case.id)
        .order_by(ValueInput.id)
    )
    return [(row, name or "") for row, name in rows]


def _computed(case: ValueCase, rows: Iterable[tuple[ValueInput, str]]) -> Worth | None:
    """The case in its scenario."""
    settings = [
        Setting(row.name, row.scenario, row.value, row.low, row.high, row.source, row.person_id, name)
        for row, name in rows
    ]
    try:
        engine = case_engine(case.model, case.title)
        return Worth(engine, engine.evaluate(settle(engine, case.scenario, settings).values))
    except WorkbenchError:
        return None


def case_facts(case_uid: str, worth: Worth, locale: str, code: str = "") -> Iterator[Fact]:
    """Yearly benefit and payback as the sheet prints them."""
    for key, text in _headlines(worth, locale, code).items():
        yield Fact(key, text, "value_case", case_uid)


def _headlines(worth: Worth, locale: str, code: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    outcome = worth.outcome
    if outcome.annual_benefit_printed:
        found["benefit"] = with_unit(
            outcome.annual_benefit_printed, worth.engine.model.money.text, locale=locale
        )
    if outcome.investment and outcome.worth_printed and outcome.worth_printed.discounted_payback is not None:
        found["payback"] = time_text(outcome.worth_printed.discounted_payback, code)
    return found


def case_figures(worth: Worth, locale: str, code: str = "") -> list[Known]:
    """Every figure of the case, as computed and as printed: money, paybacks, inputs and quantities."""
    model, outcome = worth.engine.model, worth.outcome
    money = [
        (tr("benefit a year"), outcome.annual_benefit_printed),
        (tr("benefit a year"), outcome.annual_benefit),
        (tr("benefit a year, risks taken off"), outcome.annual_benefit_at_risk),
        (tr("investment"), outcome.investment),
        (tr("yearly cost"), outcome.annual_cost),
        (tr("cost of a month's delay"), outcome.cost_of_delay),
        *((str(cost.label), line.amount) for cost, line in zip(model.costs, outcome.costs, strict=True)),
    ]
    for benefit, line in zip(model.benefits, outcome.lines, strict=True):
        money += [(str(benefit.label), line.annual_printed), (str(benefit.label), line.annual)]
    times = []
    for worths in (outcome.worth_printed, outcome.worth):
        if worths is not None:
            money += [(tr("net present value"), worths.npv)]
            money += [(tr("present value of the benefits"), worths.pv_benefits)]
            times += [
                (tr("payback, discounted"), worths.discounted_payback),
                (tr("payback"), worths.simple_payback),
            ]
    factor, unit = model.money.factor, model.money.text
    found = [
        Known(abs(value) * factor, model.currency, with_unit(abs(value), unit, locale=locale), label)
        for label, value in money
        if value
    ]
    found += [
        Known(whole_months(value), MONTHS, time_text(value, code), label)
        for label, value in times
        if value is not None
    ]
    quoted = set(_headlines(worth, locale, code).values())
    found = [replace(one, headline=one.text in quoted) for one in found]
    return [*found, *_quantities(worth, locale)]


def _quantities(worth: Worth, locale: str) -> Iterator[Known]:
    model, outcome = worth.engine.model, worth.outcome

    def known(values: Mapping[str, float | None], described: Mapping[str, Any]) -> Iterator[Known]:
        for name, value in values.items():
            one = described.get(name)
            if value and one is not None and one.unit.text:
                currency = next((money for money in CURRENCIES if one.unit.dimension == ((money, 1),)), "")
                amount = abs(value) * one.unit.factor if currency else abs(value)
                text = with_unit(abs(value), one.unit.text, locale=locale)
                yield Known(amount, currency or one.unit.text, text, str(one.label))

    yield from known(outcome.inputs, model.inputs)
    for values in (outcome.quantities_printed, outcome.quantities):
        yield from known(values, model.quantities)
    for cells in (outcome.totals_printed, outcome.totals, *(line.printed for line in outcome.lines)):
        yield from known(cells, model.columns)
    for line in outcome.lines:
        yield from known(line.cells, model.columns)
