"""Each supplied value proposition starts a value case that can be computed."""

from pathlib import Path

from sqlalchemy import select

from app.across.promising import fitting, start_case
from app.method.value_engine import engine_of
from app.models.library import ValueProposition
from app.models.value import ValueCase
from app.workspace import Workspace


def test_every_proposition_starts_a_case_in_its_own_words(filled: Workspace) -> None:
    with filled.edit("Test") as session:
        models = set()
        for promise in session.scalars(select(ValueProposition)).all():
            case = session.get_one(ValueCase, start_case(session, promise.id, 1))
            assert (case.goal, case.title) == (promise.goal, promise.goal)
            assert (case.solution, case.compared_with) == (promise.solution, promise.compared_with)
            models.add(str(engine_of(case.model, Path("model.toml")).model.label))
        assert len(models) >= 6


def test_those_that_fit_begin_with_people_who_are_known(filled: Workspace) -> None:
    with filled.read() as session:
        found = fitting(session, 1)
    assert len(found) == 6
    assert [bool(one.people) for one in found] == sorted((bool(one.people) for one in found), reverse=True)
    assert found[0].profile == "Production manager"
    assert "Tiina Rautio" in dict(found[0].people).values()


def test_a_model_that_is_not_there_is_a_blank_one(filled: Workspace) -> None:
    with filled.edit("Test") as session:
        promise = session.scalars(select(ValueProposition)).first()
        assert promise is not None
        promise.model = "of_tomorrow"
        case = session.get_one(ValueCase, start_case(session, promise.id, 1))
        assert case.goal == promise.goal
