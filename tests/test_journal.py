"""Undo of everything is the start, redo of everything the end, whatever was done."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event, insert, update

from app.models import schema
from app.models.accounts import Account
from app.models.opportunities import Evidence, Opportunity
from app.workspace import Workspace
from tests.build import TODAY, an_account, an_opportunity

AWKWARD = (
    "a\x00b",
    "0.1 + 0.2",
    "it's",
    'say "no"',
    "a\nb",
    "🙂 ünïcode مرحبا",
    "%s ? :name",
    "' || quote(1) --",
    "",
)


def dump(workspace: Workspace) -> list[tuple[str, list[tuple[object, ...]]]]:
    with workspace.read() as session:
        return [
            (table.name, sorted(map(tuple, session.execute(table.select()).all()), key=repr))
            for table in schema.metadata().tables.values()
        ]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_survives_undo_and_redo(workspace: Workspace, text: str) -> None:
    with workspace.edit("Add") as session:
        account = an_account(session)
        session.get_one(Account, account).notes = text
    before = dump(workspace)
    with workspace.edit("Change") as session:
        session.get_one(Account, account).notes = "other"
    workspace.undo()
    assert dump(workspace) == before


@pytest.mark.parametrize("number", [0, 1, 2**62, -(2**62)])
def test_large_numbers_survive(workspace: Workspace, number: int) -> None:
    with workspace.edit("Add") as session:
        deal = an_opportunity(session, an_account(session))
        session.get_one(Opportunity, deal).value_minor = number
    before = dump(workspace)
    with workspace.edit("Change") as session:
        session.get_one(Opportunity, deal).value_minor = None
    workspace.undo()
    assert dump(workspace) == before


def test_undo_and_redo_of_many_rows_take_few_statements(workspace: Workspace) -> None:
    played: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        played.append(statement)

    start = dump(workspace)
    with workspace.edit("Many") as session:
        rows = [{"name": f"Account {number}"} for number in range(300)]
        session.execute(insert(Account), rows)
        session.execute(update(Account).values(site="Oulu"))
    end = dump(workspace)
    event.listen(Engine, "before_cursor_execute", hear)
    try:
        workspace.undo()
        assert len(played) < 12
        workspace.redo()
        assert len(played) < 24
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    assert dump(workspace) == end
    workspace.undo()
    assert dump(workspace) == start


DO = st.sampled_from(["account", "deal", "note", "rename", "bulk", "drop account", "drop deal"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(DO, min_size=1, max_size=12))
def test_undo_all_and_redo_all(
    empty_path: Path, tmp_path_factory: pytest.TempPathFactory, actions: Sequence[str]
) -> None:
    path: Path = tmp_path_factory.mktemp("journal") / "w.dealwright"
    shutil.copy(empty_path, path)
    with Workspace(path) as workspace:
        start = dump(workspace)
        for number, action in enumerate(actions):
            _do(workspace, action, number)
        end = dump(workspace)
        steps = 0
        while workspace.undo() is not None:
            steps += 1
        assert dump(workspace) == start
        for _ in range(steps):
            workspace.redo()
        assert dump(workspace) == end


def _do(workspace: Workspace, action: str, number: int) -> None:
    with workspace.edit(action) as session:
        accounts = list(session.query(Account.id).order_by(Account.id))
        deals = list(session.query(Opportunity.id).order_by(Opportunity.id))
        if action == "account" or not accounts:
            an_account(session, f"Account {number}")
        elif action == "deal" or not deals:
            an_opportunity(session, accounts[0].id, f"Deal {number}")
        elif action == "note":
            deal = session.get_one(Opportunity, deals[-1].id)
            session.add(
                Evidence(
                    account_id=deal.account_id,
                    opportunity_id=deal.id,
                    topic="ease",
                    text="it's",
                    noted_on=TODAY,
                )
            )
        elif action == "rename":
            session.get_one(Account, accounts[-1].id).name = f"Renamed {number}"
        elif action == "bulk":
            session.execute(update(Opportunity).values(title=f"All {number}"))
        elif action == "drop account":
            session.execute(delete(Account).where(Account.id == accounts[0].id))
        else:
            session.execute(delete(Opportunity).where(Opportunity.id == deals[0].id))
