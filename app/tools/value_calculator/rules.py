"""A value case ready to be shown: inputs in force, figures, and what they mean in words. No database, no Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from app.i18n import plural, tr
from app.method.figures import day_text, months_text, payback_text, percent, with_unit
from app.method.finance import Rate, Timing
from app.method.value_case import (
    Setting,
    Settled,
    case_engine,
    evidence_of_lines,
    holding_back,
    settle,
    shares,
)
from app.method.value_engine import Engine, slider_range
from app.method.value_model import BASE, Alternative, ExchangeRate, Input, Printing, ValueModel
from app.method.value_outcome import Appraisal, Outcome, significant
from app.models.vocabulary import EvidenceClass

ENOUGH_CONFIRMED = 0.5
"""The share of the value that the customer must have confirmed before the tool calls itself done."""
_NOTHING = 1e-9


@dataclass(frozen=True)
class Sheet:
    """One scenario of a case, computed."""

    title: str
    scenario: str
    engine: Engine
    settled: Settled
    outcome: Outcome

    @property
    def unit(self) -> str:
        """How money is shown: kEUR."""
        return self.engine.model.money.text

    @cached_property
    def evidence_shares(self) -> dict[EvidenceClass, float] | None:
        """How much of the value rests on each class; None without money."""
        return shares(self.engine, self.outcome, self.settled.evidence)

    @cached_property
    def line_evidence(self) -> dict[str, EvidenceClass]:
        """The class of each benefit."""
        return evidence_of_lines(self.engine, self.settled.evidence)

    @property
    def confirmed(self) -> float | None:
        """The share of the value that the customer has confirmed."""
        found = self.evidence_shares
        return None if found is None else found[EvidenceClass.CONFIRMED]

    @cached_property
    def to_confirm(self) -> list[tuple[Input, float]]:
        """Inputs that are not confirmed, with the yearly money that rests on each, the heaviest first."""
        inputs = self.engine.model.inputs
        found = holding_back(self.engine, self.outcome, self.settled.evidence)
        return [(inputs[name], weight) for name, weight in found]

    @property
    def invests(self) -> bool:
        """Whether there is something to pay back."""
        return bool(self.outcome.investment and self.outcome.investment > 0)

    def with_value(self, name: str, value: float | None) -> Outcome:
        """The figures with one input changed, as while a slider moves; nothing is kept."""
        return self.engine.evaluate({**self.settled.values, name: value})


def sheet(title: str, text: str, scenario: str, settings: Iterable[Setting]) -> Sheet:
    """A case computed for one scenario. Raises ContentError for a broken model, BadInputError for bad values."""
    engine = case_engine(text, title)
    settled = settle(engine, scenario, settings)
    return Sheet(title, scenario or BASE, engine, settled, engine.evaluate(settled.values))


@dataclass(frozen=True)
class Result:
    """One figure of the result with the convention behind it."""

    key: str
    title: str
    value: str
    convention: str
    tone: str = ""


def results(sheet: Sheet, outcome: Outcome, locale: str = "en_GB") -> tuple[Result, ...]:
    """The results of an outcome of the sheet, each with its convention in words."""
    return (_annual(sheet, outcome, locale), *_worth(sheet, outcome, locale), _delay(sheet, outcome, locale))


def _annual(sheet: Sheet, outcome: Outcome, locale: str) -> Result:
    model = sheet.engine.model
    shown = outcome.annual_benefit_printed if model.as_printed else outcome.annual_benefit
    value = with_unit(shown, sheet.unit, locale=locale)
    parts = []
    if outcome.annual_benefit_at_risk is not None:  # first: it must be read where there is little room
        at_risk = with_unit(outcome.annual_benefit_at_risk, sheet.unit, locale=locale)
        parts.append(tr("{at_risk} after risk", at_risk=at_risk))
    if model.as_printed and outcome.annual_benefit is not None:
        exact = with_unit(outcome.annual_benefit, sheet.unit, locale=locale)
        parts.append(tr("sum of the printed lines; unrounded {exact}", exact=exact))
    elif year_by_year(sheet):
        parts.append(plural("of {n} year", "on average over {n} years", outcome.horizon))
    else:
        parts.append(tr("all money columns, full years"))
    if outcome.annual_benefit is None:
        parts = [tr("no benefit has money yet")]
    return Result("annual_benefit", tr("Benefit a year"), value, "; ".join(parts))


def _worth(sheet: Sheet, outcome: Outcome, locale: str) -> tuple[Result, ...]:
    worth, printed = outcome.worth, outcome.worth_printed
    invests = bool(outcome.investment and outcome.investment > 0)
    rate, years = percent(outcome.rate, locale, 1), outcome.horizon
    invested = with_unit(outcome.investment, sheet.unit, locale=locale)
    simple = discounted = npv = irr = roi = "–"
    if worth is not None and printed is not None:
        simple = payback_text(printed.simple_payback, invests)
        discounted = payback_text(printed.discounted_payback, invests)
        npv = with_unit(worth.npv, sheet.unit, locale=locale)
        irr = rate_text(worth.irr, locale)
        roi = percent(worth.roi, locale)
    at_risk = ""
    if outcome.worth_at_risk is not None:
        npv_at_risk = with_unit(outcome.worth_at_risk.npv, sheet.unit, locale=locale)
        at_risk = tr("{npv} after risk", npv=npv_at_risk) + "; "
    timing = outcome.timing.label
    return (
        Result("investment", tr("Investment"), invested, tr("at time 0, not discounted")),
        Result(
            "discounted_payback",
            tr("Discounted payback"),
            discounted,
            tr("{rate} a year, {timing}", rate=rate, timing=timing),
            "look" if invests and worth is not None and worth.discounted_payback is None else "",
        ),
        Result("simple_payback", tr("Simple payback"), simple, tr("undiscounted, level within the year")),
        Result(
            "npv",
            tr("Net present value"),
            npv,
            at_risk + tr("{years} years, {rate}, {timing}", years=years, rate=rate, timing=timing),
            "look" if worth is not None and worth.npv < 0 else "",
        ),
        Result("irr", tr("Internal rate of return"), irr, _of_the_rate(worth, locale)),
        Result("roi", tr("Return on investment"), roi, tr("(benefits − costs) / costs, present values")),
    )


def _delay(sheet: Sheet, outcome: Outcome, locale: str) -> Result:
    value = with_unit(outcome.cost_of_delay, sheet.unit, locale=locale)
    printed = sheet.engine.model.as_printed
    how = tr("unrounded net benefit a year / 12") if printed else tr("net benefit a year / 12")
    return Result("delay", tr("Each month of waiting"), value, how)


def _of_the_rate(worth: Appraisal | None, locale: str) -> str:
    if worth is None or not worth.irr.several:
        return tr("a year, of the net flows")
    rates = ", ".join(percent(root, locale, 1) for root in worth.irr.roots)
    return tr("{rates}: the net flows change their sign more than once", rates=rates)


def year_by_year(sheet: Sheet) -> bool:
    """Whether benefits are given for each year, so that a year's benefit is a mean."""
    return any(benefit.flow.by_year for benefit in sheet.engine.model.benefits)


def rate_text(rate: Rate, locale: str = "en_GB") -> str:
    """A rate of return, or why there is none."""
    if rate.value is not None:
        return percent(rate.value, locale)
    return tr("several") if rate.several else tr("none")


def in_a_sentence(sheet: Sheet, outcome: Outcome, locale: str = "en_GB") -> str:
    """An outcome of the sheet in one or two sentences, as one would say it."""
    model = sheet.engine.model
    shown = outcome.annual_benefit_printed if model.as_printed else outcome.annual_benefit
    if shown is None:
        kept = [
            with_unit(outcome.totals[name], column.unit.text, locale=locale)
            for name, column in model.columns.items()
            if not column.money and outcome.totals[name] is not None
        ]
        if kept:
            return tr("{found} so far; no price has been put on it yet.", found=", ".join(kept))
        return tr("Nothing is quantified yet.")
    money = with_unit(shown, sheet.unit, locale=locale)
    if not outcome.investment or outcome.investment < 0:
        return tr("{money} a year. No investment is entered, so there is no payback yet.", money=money)
    printed = outcome.worth_printed
    months = printed.discounted_payback if printed else None
    invested = with_unit(outcome.investment, sheet.unit, locale=locale)
    if months is None:
        return tr(
            "{money} a year does not pay back {invested} within {years} years.",
            money=money,
            invested=invested,
            years=outcome.horizon,
        )
    if not year_by_year(sheet):
        return _paid_back(sheet, outcome, money, shown, invested, months, locale)
    said = tr(
        "{invested} is covered after {months}; on average it brings {money} a year.",
        money=money,
        invested=invested,
        months=months_text(months),
    )
    if sum(outcome.flows.net) < 0:  # what comes late costs more than all that came before
        said += " " + tr("Later costs take it below zero again.")
    return said


def _paid_back(
    sheet: Sheet, outcome: Outcome, money: str, shown: float, invested: str, months: float, locale: str
) -> str:
    """What a controller checks first: what comes a year, what of it yearly costs leave, and when the money is back."""
    said = {"money": money, "invested": invested, "months": months_text(months)}
    if outcome.annual_cost:
        net = with_unit(shown - outcome.annual_cost, sheet.unit, locale=locale)
        sentence = tr(
            "{money} a year, {net} after yearly costs, pays back {invested} in {months}", net=net, **said
        )
    else:
        sentence = tr("{money} a year pays back {invested} in {months}", **said)
    builds_up = any(line.flow.ramp and line.flow.share(1) < 1 for line in sheet.engine.model.benefits)
    return f"{sentence}, {tr('building up over the first years')}." if builds_up else f"{sentence}."


def evidence_sentence(sheet: Sheet, locale: str = "en_GB") -> str:
    """What the customer's word is behind, and what would change that."""
    if sheet.confirmed is None:
        return tr("As long as there is no money, there is nothing to confirm.")
    if not sheet.to_confirm:
        loose = 1 - sheet.confirmed
        if loose > _NOTHING:
            return tr(
                "{share} of the value is written into the model, with no input that somebody could confirm.",
                share=percent(loose, locale),
            )
        return tr("The customer has confirmed every figure that the value rests on.")
    one, weight = sheet.to_confirm[0]
    return tr(
        "{money} a year rest on “{label}”: ask who can confirm it.",
        label=str(one.label),
        money=with_unit(weight, sheet.unit, locale=locale),
    )


def group_inputs(sheet: Sheet) -> list[tuple[str, list[Input]]]:
    """Inputs under their headings, in the order of the model."""
    model = sheet.engine.model
    titles = {group.id: str(group.label) for group in model.groups}
    grouped: dict[str, list[Input]] = {group: [] for group in titles}
    for one in model.inputs.values():
        grouped.setdefault(one.group, []).append(one)
    return [(titles.get(group, tr("Inputs")), inputs) for group, inputs in grouped.items() if inputs]


def decimals_of(one: Input) -> int:
    """How many decimals a field for this input shows."""
    _low, _high, step = slider_range(one)
    for decimals in range(4):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in (step, one.value or 0.0)):
            return decimals
    return 4


@dataclass(frozen=True)
class Bar:
    """A step of the waterfall: from where to where it reaches, in money."""

    label: str
    start: float
    end: float
    kind: Literal["gain", "loss", "total"]
    value: float


@dataclass(frozen=True)
class BuiltUp:
    """A total built up line by line: what it is, in which unit, and its steps."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


def waterfall(sheet: Sheet, outcome: Outcome) -> BuiltUp:
    """The annual benefit line by line, as printed where the model prints.

    As long as nothing has money, the first other column that has figures.
    """
    model = sheet.engine.model
    if outcome.annual_benefit is not None:
        amounts = [line.annual_printed if model.as_printed else line.annual for line in outcome.lines]
        bars = _steps([line.label for line in outcome.lines], amounts)
        total, title = _level(bars), tr("Benefit a year")
        if outcome.annual_cost:
            net = total - outcome.annual_cost
            kind: Literal["gain", "loss"] = "loss" if outcome.annual_cost > 0 else "gain"
            bars.append(Bar(tr("Yearly costs"), total, net, kind, -outcome.annual_cost))
            total, title = net, tr("Net a year")
        if bars:
            bars.append(Bar(title, 0.0, total, "total", total))
        return BuiltUp(tr("Benefit a year, line by line"), sheet.unit, tuple(bars))
    for name, column in model.columns.items():
        if outcome.totals[name] is not None:
            bars = _steps(
                [line.label for line in outcome.lines], [line.printed.get(name) for line in outcome.lines]
            )
            bars.append(Bar(tr("Total"), 0.0, _level(bars), "total", _level(bars)))
            return BuiltUp(
                tr("{column}, line by line", column=str(column.label)), column.unit.text, tuple(bars)
            )
    return BuiltUp(tr("Benefit a year, line by line"), sheet.unit, ())


def _steps(labels: list[str], amounts: list[float | None]) -> list[Bar]:
    """A bar for each amount that is not nothing, each from where the one before ended."""
    bars: list[Bar] = []
    for label, amount in zip(labels, amounts, strict=True):
        if amount:
            level = _level(bars)
            bars.append(Bar(label, level, level + amount, "gain" if amount > 0 else "loss", amount))
    return bars


def _level(bars: list[Bar]) -> float:
    return bars[-1].end if bars else 0.0


def by_title(labels: Mapping[str, str], sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """Sheets by the label of their scenario; two of one name are told apart by their id."""
    found: dict[str, Sheet] = {}
    for key, sheet in sheets.items():
        label = labels.get(key) or key
        found[f"{label} ({key})" if label in found else label] = sheet
    return found


@dataclass(frozen=True)
class Compared:
    """The results of one scenario, for the table of scenarios."""

    id: str
    label: str
    annual: float | None
    investment: float | None
    npv: float | None
    payback: float | None
    invests: bool
    irr: str
    unit: str
    chosen: bool
    alternative: Alternative | None = None
    ahead: float | None = None  # of an alternative: by how much the shown scenario's present value is higher


def compare(
    title: str, text: str, scenarios: Mapping[str, str], settings: Iterable[Setting], chosen: str
) -> list[Compared]:
    """The scenarios side by side; one that cannot be computed is left out."""
    settings = tuple(settings)
    sheets = {key: sheet(title, text, key, settings) for key in scenarios}
    shown = sheets.get(chosen or BASE)
    found = []
    for key, label in scenarios.items():
        one = sheets[key]
        outcome = one.outcome
        of_model = one.engine.model.scenarios.get(key)
        alternative = of_model.alternative if of_model else None
        printed, worth = outcome.worth_printed, outcome.worth
        as_printed = one.engine.model.as_printed
        found.append(
            Compared(
                key,
                label,
                outcome.annual_benefit_printed if as_printed else outcome.annual_benefit,
                outcome.investment,
                worth.npv if worth else None,
                printed.discounted_payback if printed else None,
                one.invests,
                rate_text(worth.irr) if worth else "–",
                one.unit,
                key == (chosen or BASE),
                alternative,
                ahead_of(shown, one) if alternative and shown else None,
            )
        )
    return found


def ahead_of(ours: Sheet, other: Sheet) -> float | None:
    """How much more our scenario is worth than an alternative, as present values in the unit of the model.

    An alternative without money in it is worth nothing, as doing nothing is.
    """
    if ours.outcome.worth is None:
        return None
    return ours.outcome.worth.npv - (other.outcome.worth.npv if other.outcome.worth else 0.0)


def conventions(sheet: Sheet, locale: str = "en_GB", *, with_figures: bool = True) -> list[str]:
    """How the figures are reckoned, one sentence each; without figures where these can still change."""
    model, outcome = sheet.engine.model, sheet.outcome
    told = [tr("Time 0 holds the investment and is not discounted.")]
    if with_figures:
        rate = percent(outcome.rate, locale, 1)
        told += [
            tr("{timing}; discount rate {rate} a year.", timing=_first_upper(outcome.timing), rate=rate),
            tr("Horizon {years} years.", years=outcome.horizon),
        ]
    else:
        told.append(f"{_first_upper(outcome.timing)}.")
    if outcome.timing is Timing.MONTHLY:
        told.append(tr("The monthly rate is (1 + r)^(1/12) − 1, never r / 12."))
    told += [rate_in_words(model, rate) for rate in model.rates]
    if model.as_printed:
        told.append(
            tr(
                "Lines are printed with {n} significant figures; totals are the sums of the printed lines.",
                n=model.figures,
            )
        )
    if outcome.worth_at_risk is not None:
        told.append(
            tr(
                "Risk-adjusted: benefits × (1 − f), costs × (1 + f); shown beside the figure, never in addition."
            )
        )
    return told


def rate_in_words(model: ValueModel, rate: ExchangeRate) -> str:
    """The rate that another currency was taken at, with its day and source."""
    told = tr(
        "1 {other} = {value} {currency} on {day}",
        other=rate.currency,
        value=f"{rate.value:g}",
        currency=model.currency,
        day=day_text(rate.on),
    )
    return f"{told} ({rate.source})." if rate.source else f"{told}."


def _first_upper(timing: Timing) -> str:
    return timing.label[:1].upper() + timing.label[1:]


_MOST_FIGURES = 3  # of a number that nobody has measured


def too_precise(sheet: Sheet) -> list[Input]:
    """Inputs that are only assumed, have no range, and still are given to more than three significant figures."""
    found = []
    for name, one in sheet.engine.model.inputs.items():
        value = sheet.settled.values[name]
        guessed = sheet.settled.evidence[name] is EvidenceClass.ASSUMED and name not in sheet.settled.ranges
        if guessed and value and significant(value, Printing(_MOST_FIGURES)) != value:
            found.append(one)
    return found


def double_counting(sheet: Sheet) -> list[str]:
    """Warnings where two benefits rest on the same improvement."""
    model = sheet.engine.model
    labels = {benefit.id: str(benefit.label) for benefit in model.benefits}
    names = {name: str(one.label) for name, one in model.inputs.items()}
    names |= {name: str(one.label) for name, one in model.quantities.items()}
    return [
        tr(
            "{benefits} rest on the same “{quantity}”: is it counted twice?",
            benefits=tr(" and ").join(labels[benefit] for benefit in benefits),
            quantity=names[quantity],
        )
        for quantity, benefits in sheet.engine.counted_twice
    ]
