"""One edit is one transaction, one undo step, one announcement."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from app.journal import Change
from app.models.accounts import Account
from app.models.opportunities import Opportunity
from app.models.people import Person
from app.workspace import ReadOnlyError, Workspace
from tests.build import a_person, an_account, an_opportunity


def names(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return list(session.scalars(select(Account.name).order_by(Account.id)))


def test_an_edit_is_stored_undone_and_redone(workspace: Workspace) -> None:
    with workspace.edit("Add account") as session:
        an_account(session, "Ärjylä & Co 'quoted' 🙂\nsecond line")
    assert names(workspace) == ["Ärjylä & Co 'quoted' 🙂\nsecond line"]
    assert workspace.undo_label == "Add account"
    assert workspace.undo() == "Add account"
    assert names(workspace) == []
    assert workspace.redo() == "Add account"
    assert names(workspace) == ["Ärjylä & Co 'quoted' 🙂\nsecond line"]


def test_a_cascade_in_the_database_comes_back_whole(workspace: Workspace) -> None:
    with workspace.edit("Build") as session:
        account = an_account(session)
        a_person(session, an_opportunity(session, account))
    with workspace.edit("Delete for good") as session:
        session.execute(delete(Account).where(Account.id == account))
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
    workspace.undo()
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Opportunity)) == 1


def test_a_bulk_update_is_undone(workspace: Workspace) -> None:
    with workspace.edit("Build") as session:
        for number in range(20):
            an_account(session, f"Account {number}")
    before = names(workspace)
    with workspace.edit("Rename all") as session:
        session.execute(update(Account).values(name="same"))
    workspace.undo()
    assert names(workspace) == before


def test_a_failed_edit_leaves_no_trace(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.edit("Fail") as session:
        an_account(session)
        raise ZeroDivisionError
    assert names(workspace) == []
    assert workspace.undo_label is None
    with workspace.edit("Works again") as session:
        an_account(session)
    assert len(names(workspace)) == 1


def test_an_undo_that_fails_changes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with workspace.edit("Add") as session:
        an_account(session, "Testmill")
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr("app.workspace.reindex", lambda *_: 1 / 0)
        workspace.undo()
    assert names(workspace) == ["Testmill"]
    assert (workspace.undo_label, workspace.redo_label) == ("Add", None)
    assert workspace.undo() == "Add"
    assert names(workspace) == []


def test_typing_in_one_field_is_one_step_until_sealed(workspace: Workspace) -> None:
    with workspace.edit("Add") as session:
        account = an_account(session, "A")
    for name in ("AB", "ABC"):
        with workspace.edit("Rename", merge=f"name:{account}") as session:
            session.get_one(Account, account).name = name
    workspace.seal()
    with workspace.edit("Rename", merge=f"name:{account}") as session:
        session.get_one(Account, account).name = "ABCD"
    workspace.undo()
    assert names(workspace) == ["ABC"]
    workspace.undo()
    assert names(workspace) == ["A"]
    workspace.redo()
    assert names(workspace) == ["ABC"]


def test_one_edit_is_announced_once_with_its_tables(workspace: Workspace) -> None:
    heard: list[Change] = []
    stop = workspace.listen(heard.append)
    with workspace.edit("Add", origin="me") as session:
        an_opportunity(session, an_account(session))
    assert [(change.label, change.tables, change.origin) for change in heard] == [
        ("Add", frozenset({"account", "opportunity"}), "me")
    ]
    workspace.undo()
    assert len(heard) == 2
    stop()
    workspace.redo()
    assert len(heard) == 2


def test_an_edit_without_a_change_is_no_step(workspace: Workspace) -> None:
    with workspace.edit("Nothing"):
        assert workspace.undo_label is None
    assert workspace.undo_label is None


def test_a_reading_session_changes_nothing(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.read() as session:
        an_account(session)
    assert names(workspace) == []


def test_only_the_thread_that_opened_edits(workspace: Workspace) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with workspace.edit("Elsewhere"):
                failures.append(AssertionError("the edit began"))
        except RuntimeError as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [type(failure) for failure in failures] == [RuntimeError]


def test_a_read_only_workspace_says_so(workspace: Workspace, workspace_path: Path) -> None:
    with workspace.edit("Add") as session:
        an_account(session, "Kept")
    workspace.close()
    with Workspace(workspace_path, read_only=True) as reader:
        assert names(reader) == ["Kept"]
        with pytest.raises(ReadOnlyError), reader.edit("Try"):
            raise AssertionError("the edit began")
