"""Runs a value model from a file: the answer for machines and the same in words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.i18n import plural, tr
from app.method.figures import figure, payback_text, percent, with_unit
from app.method.toml_tables import read_text
from app.method.value_case import Settled, settle
from app.method.value_engine import engine_of
from app.method.value_model import BASE, Scenario
from app.method.value_outcome import Appraisal
from app.method.value_risk import MonteCarlo
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator import rules
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.sure import draw

DEFAULT_SEED = 1
_FIGURES = (
    "simple_payback_months",
    "discounted_payback_months",
    "npv",
    "irr",
    "roi",
    "pv_benefits",
    "pv_costs",
)


def compute(path: Path, scenario: str = "", settings: Mapping[str, float] | None = None) -> Sheet:
    """The sheet of a model file; raises ContentError for the file, BadInputError for scenario and settings."""
    engine = engine_of(read_text(path), path)
    values = engine.values(scenario, settings)
    base = settle(engine, scenario, ())
    settled = Settled(values, base.ranges, base.said)
    return Sheet(str(engine.model.label), scenario or BASE, engine, settled, engine.evaluate(values))


def run_model(
    path: Path,
    scenario: str = "",
    settings: Mapping[str, float] | None = None,
    draws: int = 0,
    seed: int = DEFAULT_SEED,
) -> dict[str, Any]:
    """The machine answer of VALUE-CASES; money in `unit`, months as numbers, None where a figure does not exist."""
    sheet = compute(path, scenario, settings)
    answer = machine_answer(sheet)
    if draws:
        answer["monte_carlo"] = _drawn(draw(sheet, draws, seed))
    return answer


def scenarios_of(path: Path, settings: Mapping[str, float] | None = None) -> dict[str, Sheet]:
    """The sheets of all scenarios of a model file, by their titles."""
    found = compute(path, BASE, settings).engine.model.scenarios
    sheets = {key: compute(path, key, settings) for key in found}
    return rules.by_title({key: str(one.label) for key, one in found.items()}, sheets)


def machine_answer(sheet: Sheet) -> dict[str, Any]:
    """All figures of a sheet as plain values."""
    outcome, model = sheet.outcome, sheet.engine.model
    worth, printed, at_risk = outcome.worth, outcome.worth_printed, outcome.worth_at_risk
    payback = printed.discounted_payback if printed else None
    shares = sheet.evidence_shares
    return {
        "model": model.id,
        "label": str(model.label),
        "scenario": sheet.scenario,
        "currency": model.currency,
        "unit": sheet.unit,
        "timing": outcome.timing.value,
        "discount_rate": outcome.rate,
        "horizon_years": outcome.horizon,
        "inputs": {name: _clean(value) for name, value in sheet.settled.values.items()},
        "quantities": {name: _clean(value) for name, value in outcome.quantities.items()},
        "printed_quantities": {name: _clean(value) for name, value in outcome.quantities_printed.items()},
        "lines": [
            {
                "id": line.id,
                "label": line.label,
                "columns": {column: _clean(line.cells.get(column)) for column in model.columns},
                "annual": _clean(line.annual),
                "printed": {column: _clean(line.printed.get(column)) for column in model.columns},
                "annual_printed": _clean(line.annual_printed),
                "evidence": sheet.line_evidence[line.id].value,
            }
            for line in outcome.lines
        ],
        "costs": [
            {
                "id": cost.id,
                "label": cost.label,
                "when": "yearly" if cost.yearly else "start",
                "amount": _clean(cost.amount),
            }
            for cost in outcome.costs
        ],
        "column_units": {
            name: column.unit.text for name, column in model.columns.items() if not column.money
        },
        "totals": {name: _clean(value) for name, value in outcome.totals.items()},
        "printed_totals": {name: _clean(value) for name, value in outcome.totals_printed.items()},
        "annual_benefit": _clean(outcome.annual_benefit),
        "annual_benefit_printed": _clean(outcome.annual_benefit_printed),
        "annual_cost": _clean(outcome.annual_cost),
        "investment": _clean(outcome.investment),
        **_appraised(worth),
        "simple_payback_months_printed": _clean(printed.simple_payback if printed else None),
        "discounted_payback_months_printed": _clean(payback),
        "discounted_payback_shown": payback_text(payback, sheet.invests) if worth else None,
        "cost_of_delay_per_month": _clean(outcome.cost_of_delay),
        "risk_adjusted": at_risk
        and {
            "annual_benefit": _clean(outcome.annual_benefit_at_risk),
            "npv": _clean(at_risk.npv),
            "discounted_payback_months": _clean(at_risk.discounted_payback),
        },
        "confirmed_share": None if shares is None else _clean(shares[EvidenceClass.CONFIRMED]),
        "rates": [
            {
                "currency": rate.currency,
                "value": rate.value,
                "on": rate.on.isoformat(),
                "source": str(rate.source),
            }
            for rate in model.rates
        ],
        "alternatives": [_alternative(sheet, one) for one in model.scenarios.values() if one.alternative],
        "warnings": rules.double_counting(sheet),
    }


def _alternative(sheet: Sheet, scenario: Scenario) -> dict[str, Any]:
    """What the customer could do instead, and by how much the scenario of the sheet is worth more."""
    settled = settle(sheet.engine, scenario.id, ())
    other = Sheet(sheet.title, scenario.id, sheet.engine, settled, sheet.engine.evaluate(settled.values))
    worth = other.outcome.worth
    return {
        "id": scenario.id,
        "label": str(scenario.label),
        "kind": scenario.alternative and scenario.alternative.value,
        "annual_benefit": _clean(other.outcome.annual_benefit),
        "npv": _clean(worth.npv if worth else None),
        "npv_ahead": _clean(rules.ahead_of(sheet, other)),
    }


def _appraised(worth: Appraisal | None) -> dict[str, Any]:
    if worth is None:
        figures = dict.fromkeys(_FIGURES)
    else:
        figures = {
            "simple_payback_months": _clean(worth.simple_payback),
            "discounted_payback_months": _clean(worth.discounted_payback),
            "npv": _clean(worth.npv),
            "irr": _clean(worth.irr.value),
            "roi": _clean(worth.roi),
            "pv_benefits": _clean(worth.pv_benefits),
            "pv_costs": _clean(worth.pv_costs),
        }
    roots = [_clean(root) for root in worth.irr.roots] if worth else []
    return {**figures, "irr_several": len(roots) > 1, "irr_all": roots}


def _drawn(drawn: MonteCarlo) -> dict[str, Any]:
    return {
        "n": drawn.n,
        "seed": drawn.seed,
        "p10": _clean(drawn.p10),
        "p50": _clean(drawn.p50),
        "p90": _clean(drawn.p90),
        "mean": _clean(drawn.mean),
        "p_npv_negative": drawn.p_npv_negative,
        "p_payback_within_target": drawn.p_payback_within_target,
    }


def _clean(value: float | None) -> float | None:
    """The value without the dust of binary arithmetic."""
    return None if value is None else float(f"{value:.12g}")


def in_words(answer: Mapping[str, Any], locale: str = "en_GB") -> str:
    """The machine answer as a text for people."""
    unit = answer["unit"]
    lines = [f"{answer['label']} · {answer['scenario']}", ""]
    width = max((len(line["label"]) for line in answer["lines"]), default=0)
    lines += [
        f"  {line['label']:<{width}}  {_line_in_words(line, answer, locale)}" for line in answer["lines"]
    ]
    rows = [
        (tr("Benefit a year"), with_unit(answer["annual_benefit_printed"], unit, locale=locale)),
        (tr("Investment"), with_unit(answer["investment"], unit, locale=locale)),
        (tr("Discounted payback"), _payback_in_words(answer, locale)),
        (tr("Net present value"), with_unit(answer["npv"], unit, locale=locale)),
        (tr("Internal rate of return"), _rate_in_words(answer, locale)),
        (tr("Return on investment"), percent(answer["roi"], locale)),
        (tr("Each month of waiting"), with_unit(answer["cost_of_delay_per_month"], unit, locale=locale)),
        (tr("Confirmed by the customer"), percent(answer["confirmed_share"], locale)),
    ]
    width = max(len(title) for title, _value in rows)
    lines += ["", *(f"{title:<{width}}  {value}" for title, value in rows), ""]
    rate = percent(answer["discount_rate"], locale, 1)
    years = plural("{n} year", "{n} years", answer["horizon_years"])
    timing = tr("monthly timing") if answer["timing"] == "monthly" else tr("yearly timing")
    lines.append(f"{years}, {rate}, {timing}.")
    if "monte_carlo" in answer:
        lines += ["", odds_in_words(answer["monte_carlo"], unit, locale)]
    lines += answer["warnings"]
    return "\n".join(lines)


def _payback_in_words(answer: Mapping[str, Any], locale: str) -> str:
    """Whole months, as they are promised, and what they are before a part of a month counts as one."""
    exact, shown = answer["discounted_payback_months_printed"], answer["discounted_payback_shown"] or "–"
    if exact is None or exact == int(exact):
        return shown
    return tr("{months}, {exact} unrounded", months=shown, exact=figure(exact, 2, locale))


def _rate_in_words(answer: Mapping[str, Any], locale: str) -> str:
    if answer["irr_several"]:
        return tr("several: {rates}", rates=", ".join(percent(rate, locale, 1) for rate in answer["irr_all"]))
    return (
        tr("none") if answer["irr"] is None and answer["npv"] is not None else percent(answer["irr"], locale)
    )


def _line_in_words(line: Mapping[str, Any], answer: Mapping[str, Any], locale: str) -> str:
    """Money, and before it whatever else the line brings."""
    others = [
        with_unit(value, answer["column_units"][column], locale=locale)
        for column, value in line["printed"].items()
        if value is not None and column in answer["column_units"]
    ]
    money = with_unit(line["annual_printed"], answer["unit"], locale=locale)
    return ", ".join([*others, *([money] if line["annual_printed"] is not None or not others else [])])


def odds_in_words(drawn: Mapping[str, Any], unit: str, locale: str = "en_GB") -> str:
    """What Monte Carlo found, said in words, with its seed and count."""
    low, middle, high = (with_unit(drawn[name], unit, locale=locale) for name in ("p10", "p50", "p90"))
    if drawn["p10"] == drawn["p90"]:
        return tr(
            "Each draw gives {worth}: no input that matters has a range. Say between what each may lie.",
            worth=middle,
        )
    said = tr(
        "In nine cases of ten the net present value is above {low}, "
        "in half of them above {middle}, in one of ten above {high}.",
        low=low,
        middle=middle,
        high=high,
    )
    if drawn["p_npv_negative"]:
        said += " " + tr("It is negative in {share}.", share=percent(drawn["p_npv_negative"], locale, 1))
    else:
        said += " " + tr("It was never negative.")
    if drawn["p_payback_within_target"] is not None:
        share = percent(drawn["p_payback_within_target"], locale, 1)
        said += " " + tr("It pays back within the target in {share}.", share=share)
    return said + " " + tr("({n} draws, seed {seed})", n=figure(drawn["n"], 0, locale), seed=drawn["seed"])
