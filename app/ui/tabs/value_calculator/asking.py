"""The questions of the page; each returns an answer, or None when the user thinks better of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.across.promising import Fitting
from app.i18n import tr
from app.method.figures import with_unit
from app.method.finance import Timing
from app.method.value_case import Said
from app.method.value_model import Input, ValueModel
from app.method.value_risk import Range
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator.model_text import NewLine
from app.tools.value_calculator.rules import decimals_of
from app.tools.value_calculator.supplied import Offer
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, NumberField, TextArea, TextField, Tick
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

_FAR = 1e12


@dataclass(frozen=True)
class Source:
    """How well an input is known."""

    evidence: EvidenceClass
    person_id: int | None
    source: str
    low: float | None
    high: float | None


def ask_model(
    parent: QWidget, offers: Sequence[Offer], promises: Sequence[Fitting] = ()
) -> Offer | Fitting | None:
    """Which model, or which value proposition, a case begins with."""
    ask = Ask(
        parent,
        tr("Which value do you want to show?"),
        tr("Begin"),
        tr(
            "Each model comes with inputs, formulas and typical figures. Everything can be changed afterwards."
        ),
        width=520,
    )
    choices: list[Offer | Fitting] = [*offers, *promises]
    choice = ask.row(tr("Begin with"), Choice([(one, _named(one)) for one in choices]))
    choice.set_value(offers[0])
    told = label("", "muted")
    ask.form.add("", told)
    describe = partial(_describe, told)
    choice.chosen.connect(describe)
    describe(offers[0])
    chosen = choice.value() if ask.run() else None
    return chosen if isinstance(chosen, Offer | Fitting) else None


def _named(offer: Offer | Fitting) -> str:
    if isinstance(offer, Fitting):
        return tr("What we promise: {goal}", goal=offer.promise.goal)
    return tr("{model} (your own)", model=offer.label) if offer.own_id is not None else offer.label


def _describe(told: Any, offer: Offer | Fitting) -> None:
    if isinstance(offer, Fitting):
        told.setText(f"{offer.profile}\n{' · '.join(offer.promise.benefits)}")
        return
    against = (
        tr("Compared with: {alternative}.", alternative=offer.compared_with) if offer.compared_with else ""
    )
    goal = f"{offer.goal}." if offer.goal else tr("An empty sheet for a goal of its own.")
    told.setText(f"{goal}\n{against}".strip())


def ask_own_model(parent: QWidget, offers: Sequence[Offer]) -> int | None:
    """Which kept model is to be forgotten; its id."""
    ask = Ask(
        parent,
        tr("Remove a model of your own"),
        tr("Remove"),
        tr("Cases that stand on it have a copy of their own and stay as they are."),
    )
    choice = ask.row(tr("Value model"), Choice([(offer.own_id, offer.label) for offer in offers]))
    choice.set_value(offers[0].own_id)
    key = choice.value() if ask.run() else None
    return key if isinstance(key, int) else None


def ask_answers(
    parent: QWidget,
    benefits: Sequence[tuple[str, str]],
    known: Mapping[str, int],
    challenges: Sequence[tuple[int, str]],
) -> dict[str, int | None] | None:
    """Which challenge each benefit answers, by the id of the benefit."""
    ask = Ask(
        parent,
        tr("Which challenge does it answer?"),
        tr("Keep"),
        tr("A benefit counts when somebody there has the problem that it takes away.")
        if challenges
        else tr("No challenge has been heard yet: mark them on the menu of challenges, then link them here."),
        width=560,
    )
    fields = {}
    for key, text in benefits if challenges else ():
        fields[key] = ask.row(text, Choice([(None, tr("None that was heard")), *challenges]))
        fields[key].set_value(known.get(key))
    if not ask.run():
        return None
    chosen = {key: field.value() for key, field in fields.items()}
    return {key: value if isinstance(value, int) else None for key, value in chosen.items()}


def ask_source(
    parent: QWidget,
    one: Input,
    said: Said,
    value: float | None,
    span: Range | None,
    people: Sequence[tuple[int, str]],
    locale: str,
) -> Source | None:
    """How well an input is known, from whom, and between what its value may lie."""
    ask = Ask(parent, str(one.label), tr("Keep"), str(one.hint), width=520)
    classes = Segmented([(each, each.label) for each in EvidenceClass])
    ask.row(
        tr("How well is it known?"),
        classes,
        tr("Assumed by us, estimated from data, stated by a person, or confirmed in writing."),
    )
    classes.set_value(said.evidence)
    person = ask.row(tr("Who said it?"), Choice([(None, tr("Nobody in particular")), *people]))
    person.set_value(said.person_id if said.person_id in dict(people) else None)
    source = ask.row(tr("Where does it stand?"), TextField(tr("Meeting, mail, report, data sheet")))
    source.set_value(said.source)
    decimals = decimals_of(one)
    low = ask.row(tr("Hardly less than"), NumberField(-_FAR, _FAR, decimals, one.unit.text))
    high = ask.row(tr("Hardly more than"), NumberField(-_FAR, _FAR, decimals, one.unit.text))
    if span is not None:
        low.set_value(span.low)
        high.set_value(span.high)
    ask.rule(source, partial(_unsourced, classes, person, source))
    ask.rule(high, partial(_no_range, low, high, value, one.unit.text, locale))
    if not ask.run():
        return None
    chosen = classes.value()
    key = person.value()
    return Source(
        evidence=chosen if isinstance(chosen, EvidenceClass) else said.evidence,
        person_id=key if isinstance(key, int) else None,
        source=source.value(),
        low=low.value(),
        high=high.value(),
    )


def _unsourced(classes: Segmented, person: Choice, source: TextField) -> str:
    strong = classes.value() in {EvidenceClass.STATED, EvidenceClass.CONFIRMED}
    if strong and person.value() is None and not source.value():
        return tr("Say who stated it, or where it stands.")
    return ""


def _no_range(low: NumberField, high: NumberField, value: float | None, unit: str, locale: str) -> str:
    """What is wrong with the two ends; nothing if they are a range that holds the value."""
    least, most = low.value(), high.value()
    if least is None and most is None:
        return ""
    if least is None or most is None:
        return tr("A range needs both ends.")
    if least > most:
        return tr("The range ends below where it begins.")
    if value is not None and not least <= value <= most:
        return tr(
            "The value is {value}: the range must reach to it.", value=with_unit(value, unit, locale=locale)
        )
    return ""


def ask_line(parent: QWidget, model: ValueModel) -> NewLine | None:
    """A benefit or a cost as somebody says it."""
    ask = Ask(
        parent,
        tr("Add a benefit or cost"),
        tr("Add"),
        tr("It gets an input with a slider of its own. Whoever knows more can write a formula instead."),
        width=520,
    )
    kind = ask.row(
        tr("What is it?"),
        Segmented(
            [
                ("benefit", tr("Benefit a year")),
                ("yearly", tr("Cost a year")),
                ("start", tr("Cost at the start")),
            ]
        ),
    )
    kind.set_value("benefit")
    name = ask.row(tr("Name"), TextField(tr("Fewer complaints")), required=True)
    amount = ask.row(
        tr("Amount"),
        NumberField(-_FAR, _FAR, 1, model.money.text),
        tr("May stay empty while nobody knows it."),
    )
    formula = ask.row(
        tr("Or a formula"),
        TextField(tr("complaints * cost_of_complaint")),
        tr("Names it may use: {names}", names=", ".join([*model.inputs, *model.quantities][:14]) + " …"),
    )
    if not ask.run():
        return None
    return NewLine(str(kind.value()), name.value(), amount.value(), formula.value())


def ask_conventions(parent: QWidget, model: ValueModel) -> dict[str, Any] | None:
    """Timing, rounding and the payback that is aimed at."""
    ask = Ask(parent, tr("How it is reckoned"), tr("Keep"), width=480)
    timing = ask.row(
        tr("When do flows come?"),
        Segmented([(Timing.MONTHLY, tr("Every month")), (Timing.YEARLY, tr("At the end of each year"))]),
    )
    timing.set_value(model.timing)
    printed = ask.row("", Tick(tr("Totals add up as printed")))
    printed.set_value(model.as_printed)
    figures = ask.row(tr("Significant figures of a printed line"), NumberField(1, 6, empty=False))
    figures.set_value(model.figures)
    target = ask.row(tr("Payback aimed at, in months"), NumberField(1, 600))
    target.set_value(model.payback_target)
    if not ask.run():
        return None
    changes: dict[str, Any] = {
        "timing": str(timing.value()),
        "totals_as_printed": printed.value(),
        "figures": round(figures.value() or 2),
    }
    if target.value() is not None:
        changes["payback_target"] = round(target.value() or 0)
    return changes


def ask_model_text(parent: QWidget, text: str, check: Callable[[str], str]) -> str | None:
    """The model's text, changed; `check` says what is wrong with it and on which line."""
    ask = Ask(
        parent,
        tr("The value model"),
        tr("Keep"),
        tr(
            "Inputs, quantities, benefits, costs and scenarios as text; names, units and circles are checked."
        ),
        width=860,
    )
    area = ask.row(tr("Model"), TextArea(lines=24))
    area.set_value(text)
    ask.rule(area, lambda: check(area.text()))
    return area.text() if ask.run() else None
