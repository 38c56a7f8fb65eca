"""What can be done to a value case. Bad input changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.toml_tables import read_text
from app.method.value_case import case_engine
from app.method.value_engine import Engine, engine_of
from app.method.value_model import BASE
from app.method.value_parser import check_range, check_value
from app.models.value import OwnValueModel, ValueCase, ValueInput, ValueLineChallenge
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator import model_text


def add_case(session: Session, opportunity_id: int, path: Path, title: str = "") -> int:
    """Begin a case on a model file, with a copy of its text; returns its id. Raises ContentError."""
    return add_case_on(session, opportunity_id, read_text(path), title, path)


def add_case_on(
    session: Session, opportunity_id: int, text: str, title: str = "", path: Path | None = None
) -> int:
    """Begin a case on the text of a model; `path` names it in messages. Raises ContentError."""
    model = engine_of(text, path or Path(title)).model
    case = ValueCase(
        opportunity_id=opportunity_id,
        title=title or str(model.label),
        goal=str(model.goal),
        solution=str(model.solution),
        compared_with=str(model.compared_with),
        model=text,
    )
    session.add(case)
    session.flush()
    return case.id


def set_text(session: Session, case_id: int, field: str, text: str) -> None:
    """Write title, goal, solution or what it is compared with."""
    if field not in {"title", "goal", "solution", "compared_with"}:
        raise BadInputError(tr("A value case has no “{field}”.", field=field))
    if field == "title" and not text.strip():
        raise BadInputError(tr("A value case needs a title."))
    setattr(_case(session, case_id), field, text.strip())


def set_wanted_by(session: Session, case_id: int, person_id: int | None) -> None:
    """Say who wants the value; None if nobody is known."""
    _case(session, case_id).wanted_by_id = person_id


def discard_case(session: Session, case_id: int) -> None:
    """Put the case into the trash."""
    _case(session, case_id).deleted_at = datetime.now()


def set_value(
    session: Session, case_id: int, scenario: str, name: str, value: float | None, today: date
) -> None:
    """Set an input for a scenario (the base: for all); None goes back to the model's value.

    A value that changed is no longer what somebody said, so it is assumed until it is said again.
    """
    one = _engine(session, case_id).model.inputs.get(name)
    if one is None:
        raise BadInputError(tr("The model has no input “{name}”.", name=name))
    check_value(one, value)
    row = _input(session, case_id, scenario, name)
    if row is not None and row.value == value:
        return
    if row is None and value is None:
        return
    row = row or _new_input(session, case_id, scenario, name)
    row.value = value
    row.set_on = today
    if value is None:
        _forget(session, row)
    else:
        row.evidence_class = EvidenceClass.ASSUMED
        row.source, row.person_id = "", None


def set_range(
    session: Session,
    case_id: int,
    scenario: str,
    name: str,
    low: float | None,
    high: float | None,
    today: date,
) -> None:
    """Say between what an input may lie; two empty ends go back to the model's range."""
    engine = _engine(session, case_id)
    one = engine.model.inputs[name]
    if (low is None) != (high is None):
        raise BadInputError(tr("A range needs both ends."))
    row = _input(session, case_id, scenario, name)
    value = row.value if row is not None and row.value is not None else one.value
    for end in (low, high):
        check_value(one, end)
    check_range(value, low, high)
    if row is None:
        row = _new_input(session, case_id, scenario, name)
        row.evidence_class, row.source = one.evidence, str(one.source)
        row.set_on = today
    row.low, row.high = low, high


def set_source(
    session: Session,
    case_id: int,
    scenario: str,
    name: str,
    evidence: EvidenceClass,
    today: date,
    *,
    person_id: int | None = None,
    source: str = "",
) -> None:
    """Say how well the value in force is known, and from whom or what."""
    if evidence.strength >= EvidenceClass.STATED.strength and person_id is None and not source.strip():
        raise BadInputError(tr("A figure is stated or confirmed by somebody: say by whom or where."))
    row = _input(session, case_id, scenario, name) or _new_input(session, case_id, scenario, name)
    row.evidence_class = evidence
    row.person_id = person_id
    row.source = source.strip()
    row.set_on = today


def set_answers(session: Session, case_id: int, answers: Mapping[str, int | None]) -> None:
    """Say for each benefit which challenge it answers; None for none."""
    known = {one.id for one in _engine(session, case_id).model.benefits}
    for line, challenge_id in answers.items():
        if line not in known:
            raise BadInputError(tr("The model has no benefit “{name}”.", name=line))
        of_line = (ValueLineChallenge.case_id == case_id, ValueLineChallenge.line == line)
        row = session.scalar(select(ValueLineChallenge).where(*of_line))
        if challenge_id is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(ValueLineChallenge(case_id=case_id, line=line, challenge_id=challenge_id))
        else:
            row.challenge_id = challenge_id


def keep_model(session: Session, case_id: int, label: str) -> int:
    """Keep the model of a case for other cases; one of the same name is replaced. Returns its id."""
    label = label.strip()
    if not label:
        raise BadInputError(tr("A value model needs a name."))
    text = _case(session, case_id).model
    own = session.scalar(select(OwnValueModel).where(OwnValueModel.label == label))
    if own is None:
        own = OwnValueModel(label=label, text=text)
        session.add(own)
    own.text = text
    session.flush()
    return own.id


def forget_model(session: Session, model_id: int) -> None:
    """Take a kept model out of the offers; cases that stand on it have their own copy."""
    session.delete(session.get_one(OwnValueModel, model_id))


def set_model(session: Session, case_id: int, text: str, renamed: Iterable[tuple[str, str]] = ()) -> None:
    """Put another model text under the case; raises ContentError with the line of what is wrong.

    What was said of an input stays with it where it has another name now.
    """
    case = _case(session, case_id)
    case_engine(text, case.title)
    case.model = text
    for old, new in renamed:
        of_case = ValueInput.case_id == case_id
        session.execute(delete(ValueInput).where(of_case, ValueInput.name == new))  # of an input long gone
        session.execute(update(ValueInput).where(of_case, ValueInput.name == old).values(name=new))


def set_convention(session: Session, case_id: int, **changes: Any) -> None:
    """Change timing, totals_as_printed, figures or payback_target of the case's model."""
    case = _case(session, case_id)
    set_model(session, case_id, model_text.with_settings(case.model, changes))


def add_line(session: Session, case_id: int, line: "model_text.NewLine") -> None:
    """Add a benefit or a cost to the case's model, with the input that it needs."""
    case = _case(session, case_id)
    set_model(
        session, case_id, model_text.with_line(case.model, line, case_engine(case.model, case.title).model)
    )


def _case(session: Session, case_id: int) -> ValueCase:
    return session.get_one(ValueCase, case_id)


def _engine(session: Session, case_id: int) -> Engine:
    case = _case(session, case_id)
    return case_engine(case.model, case.title)


def _stored(scenario: str) -> str:
    return "" if scenario == BASE else scenario


def _input(session: Session, case_id: int, scenario: str, name: str) -> ValueInput | None:
    return session.scalar(
        select(ValueInput).where(
            ValueInput.case_id == case_id,
            ValueInput.scenario == _stored(scenario),
            ValueInput.name == name,
        )
    )


def _new_input(session: Session, case_id: int, scenario: str, name: str) -> ValueInput:
    row = ValueInput(case_id=case_id, scenario=_stored(scenario), name=name)
    session.add(row)
    return row


def _forget(session: Session, row: ValueInput) -> None:
    """A row that says nothing any more goes."""
    if row.low is None and row.high is None:
        session.delete(row)
