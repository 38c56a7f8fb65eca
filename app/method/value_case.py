"""A value case: a model with what was put into it, by whom it was said, and how much of the value that bears out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.method.value_engine import Engine, engine_of
from app.method.value_model import BASE
from app.method.value_outcome import Outcome
from app.method.value_risk import Range, ranges_of
from app.models.vocabulary import EvidenceClass


@dataclass(frozen=True)
class Setting:
    """What was said of one input: for one scenario, or for all where `scenario` is empty.

    `value`, `low` and `high` are None where the model's own hold.
    """

    name: str
    scenario: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""
    person_id: int | None = None
    person: str = ""
    evidence: EvidenceClass = EvidenceClass.ASSUMED
    set_on: date | None = None


@dataclass(frozen=True)
class Said:
    """How well the value in force of one input is known, and who said so."""

    evidence: EvidenceClass
    source: str
    person_id: int | None = None
    person: str = ""
    set_on: date | None = None
    here: bool = False  # said for this scenario alone


@dataclass(frozen=True)
class Settled:
    """The inputs in force in one scenario."""

    values: dict[str, float | None]
    ranges: dict[str, Range]
    said: dict[str, Said]

    @property
    def evidence(self) -> dict[str, EvidenceClass]:
        """The class of each input."""
        return {name: said.evidence for name, said in self.said.items()}


def case_engine(text: str, title: str) -> Engine:
    """The engine of a case's model; `title` names it in messages. Raises ContentError."""
    return engine_of(text, Path(title or "value model"))


def settle(engine: Engine, scenario: str, settings: Iterable[Setting]) -> Settled:
    """What holds in a scenario: the model, then what was said of the case, then the scenario and what was said of it.

    A scenario of the user's own starts from the base. Settings of inputs that the model no longer has are
    passed over. A range reaches to the value in force, wherever that was moved.
    """
    model = engine.model
    scenario = scenario or BASE
    own = model.scenarios.get(scenario)
    values: dict[str, float | None] = {name: one.value for name, one in model.inputs.items()}
    ranges = ranges_of(engine)
    said = {name: Said(one.evidence, str(one.source)) for name, one in model.inputs.items()}
    settings = [one for one in settings if one.name in values]
    for one in settings:
        if one.scenario in {"", BASE}:
            _take(one, values, ranges, said, here=False)
    if own is not None and scenario != BASE:
        values.update(own.values)
        source = str(own.label)
        said.update({name: Said(EvidenceClass.ASSUMED, source, here=True) for name in own.values})
    for one in settings:
        if scenario != BASE and one.scenario == scenario:
            _take(one, values, ranges, said, here=True)
    return Settled(values, {name: span.around(values[name]) for name, span in ranges.items()}, said)


def _take(
    one: Setting,
    values: dict[str, float | None],
    ranges: dict[str, Range],
    said: dict[str, Said],
    *,
    here: bool,
) -> None:
    if one.value is not None:
        values[one.name] = one.value
    if one.low is not None and one.high is not None:
        ranges[one.name] = Range(one.low, one.high)
    said[one.name] = Said(one.evidence, one.source, one.person_id, one.person, one.set_on, here)


def evidence_of_lines(engine: Engine, evidence: Mapping[str, EvidenceClass]) -> dict[str, EvidenceClass]:
    """The class of each benefit: that of the weakest input which its money rests on, never an average."""
    return {
        benefit.id: min(
            (evidence[name] for name in engine.inputs_of[benefit.id]),
            key=lambda one: one.strength,
            default=EvidenceClass.ASSUMED,
        )
        for benefit in engine.model.benefits
    }


def shares(
    engine: Engine, outcome: Outcome, evidence: Mapping[str, EvidenceClass]
) -> dict[EvidenceClass, float] | None:
    """How much of the value rests on each class of evidence, as shares of 1; None without money.

    Drawbacks weigh by their size as well: an assumed drawback is as unsure as an assumed gain.
    """
    weights = dict.fromkeys(EvidenceClass, 0.0)
    classes = evidence_of_lines(engine, evidence)
    for line in outcome.lines:
        weights[classes[line.id]] += abs(line.annual or 0.0)
    whole = sum(weights.values())
    return {one: weight / whole for one, weight in weights.items()} if whole else None


def confirmed_share(engine: Engine, outcome: Outcome, evidence: Mapping[str, EvidenceClass]) -> float | None:
    """The share of the annual value that stands on inputs the customer has confirmed, all of them."""
    found = shares(engine, outcome, evidence)
    return None if found is None else found[EvidenceClass.CONFIRMED]


def holding_back(
    engine: Engine, outcome: Outcome, evidence: Mapping[str, EvidenceClass]
) -> list[tuple[str, float]]:
    """The inputs that are not confirmed, with the yearly money that rests on each.

    The heaviest come first, and of those the least known.
    """
    weights: dict[str, float] = {}
    for line in outcome.lines:
        for name in engine.inputs_of[line.id]:
            if evidence[name] is not EvidenceClass.CONFIRMED:
                weights[name] = weights.get(name, 0.0) + abs(line.annual or 0.0)
    return sorted(
        ((name, weight) for name, weight in weights.items() if weight),
        key=lambda one: (-one[1], evidence[one[0]].strength, one[0]),
    )
