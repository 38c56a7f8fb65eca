"""What can be done to the scenarios of a value case. Bad input changes nothing, nothing here commits."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.value_case import case_engine
from app.method.value_model import BASE, Alternative
from app.models.value import ValueCase, ValueInput, ValueScenario
from app.tools.value_calculator import model_parts


@dataclass(frozen=True)
class ScenarioWords:
    """What a scenario is called, and what it is: ours, or an `alternative` that ours is measured against."""

    label: str
    alternative: Alternative | None = None


def choose(session: Session, case_id: int, key: str) -> None:
    """Show another scenario."""
    session.get_one(ValueCase, case_id).scenario = "" if key == BASE else key


def add(session: Session, case_id: int, words: ScenarioWords, copy_of: str, today: date) -> str:
    """Add a scenario that starts from the values of another one, and choose it; returns its key.

    An alternative stands in the case's model, where its formulas and exports look for it.
    """
    label = _label(words)
    case = session.get_one(ValueCase, case_id)
    model = case_engine(case.model, case.title).model
    own = select(ValueScenario.key).where(ValueScenario.case_id == case_id)
    key = _new_key(label, {*model.scenarios, *session.scalars(own)})
    if words.alternative is None:
        position = session.scalar(
            select(func.count()).select_from(ValueScenario).where(ValueScenario.case_id == case_id)
        )
        session.add(ValueScenario(case_id=case_id, key=key, label=label, position=position or 0))
    else:
        _write_into_model(case, key, words)
    if copy_of not in {"", BASE}:
        given: dict[str, float] = dict(model.scenarios[copy_of].values) if copy_of in model.scenarios else {}
        rows = session.scalars(
            select(ValueInput).where(ValueInput.case_id == case_id, ValueInput.scenario == copy_of)
        )
        copied = {row.name: row for row in rows}
        for name in {**given, **copied}:
            session.add(_copied(case_id, key, name, given.get(name), copied.get(name), today))
    session.flush()
    choose(session, case_id, key)
    return key


def change(session: Session, case_id: int, key: str, words: ScenarioWords) -> None:
    """Call a scenario otherwise, or say that it is something else; its values stay."""
    label = _label(words)
    case = session.get_one(ValueCase, case_id)
    own = _own(session, case_id, key)
    if own is None:
        place = _place_in_model(case, key)
        case.model = model_parts.with_part(
            case.model, "scenario", place, {"label": label, "alternative": words.alternative}
        )
    elif words.alternative is None:
        own.label = label
    else:
        session.delete(own)
        _write_into_model(case, key, words)
    session.flush()


def remove(session: Session, case_id: int, key: str) -> None:
    """Take a scenario out of the case, with what was set for it; the base stays."""
    case = session.get_one(ValueCase, case_id)
    own = _own(session, case_id, key)
    if own is None:
        case.model = model_parts.without_part(case.model, "scenario", _place_in_model(case, key))
    else:
        session.delete(own)
    session.execute(delete(ValueInput).where(ValueInput.case_id == case_id, ValueInput.scenario == key))
    if case.scenario == key:
        case.scenario = ""
    session.flush()


def _label(words: ScenarioWords) -> str:
    label = words.label.strip()
    if not label:
        raise BadInputError(tr("A scenario needs a name."))
    return label


def _own(session: Session, case_id: int, key: str) -> ValueScenario | None:
    return session.scalar(
        select(ValueScenario).where(ValueScenario.case_id == case_id, ValueScenario.key == key)
    )


def _write_into_model(case: ValueCase, key: str, words: ScenarioWords) -> None:
    values = {"id": key, "label": words.label.strip(), "alternative": words.alternative}
    case.model, _place = model_parts.with_new_part(case.model, "scenario", values)


def _place_in_model(case: ValueCase, key: str) -> int:
    parts = (part for part in model_parts.parts_of(case.model) if part.kind == "scenario" and part.id == key)
    found = next(parts, None)
    if found is None or key in {"", BASE}:
        raise BadInputError(tr("The base is what all scenarios rest on; it stays as it is."))
    return found.index


def _copied(
    case_id: int, key: str, name: str, given: float | None, row: ValueInput | None, today: date
) -> ValueInput:
    if row is None:
        return ValueInput(case_id=case_id, scenario=key, name=name, value=given, set_on=today)
    return ValueInput(
        case_id=case_id,
        scenario=key,
        name=name,
        value=given if row.value is None else row.value,
        low=row.low,
        high=row.high,
        source=row.source,
        person_id=row.person_id,
        evidence_class=row.evidence_class,
        set_on=row.set_on,
    )


def _new_key(label: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50] or "scenario"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key
