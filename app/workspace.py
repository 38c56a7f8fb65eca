"""An open data file: read(), edit(label), undo(), redo(), listen().

These are the only places where a session begins and ends. One edit is one transaction, one undo step
and one announcement.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, event, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import History

from app import journal
from app.errors import WorkspaceError
from app.i18n import tr
from app.journal import Change, Step
from app.models import schema
from app.models.accounts import Account
from app.models.disclosure import keeps_back
from app.models.engine import open_engine, open_for
from app.models.opportunities import Opportunity
from app.models.people import Person
from app.models.search_index import reindex
from app.models.stand_ins import StandIns, rivals
from app.models.vocabulary import TEAM, Audience, Onlooker

Listener = Callable[[Change], None]
_NAMED = frozenset({"account", "person", "opportunity"})  # the tables that hold names to cover


class ReadOnlyError(WorkspaceError):
    """An edit of a workspace that is open for reading only."""

    def __init__(self) -> None:
        super().__init__(tr("This workspace is open for reading only; nothing was changed."))


class NotSavedError(WorkspaceError):
    """The file system refused a write; the data are as they were before the edit."""

    def __init__(self, cause: BaseException) -> None:
        text = str(getattr(cause, "orig", cause))
        if "full" in text:
            why = tr("the disk is full; free some space and try again")
        elif "locked" in text:
            why = tr("another program is using the file")
        elif "readonly" in text:
            why = tr("the file may not be written")
        else:
            why = text
        super().__init__(tr("This could not be saved: {why}.", why=why))


class Workspace:
    """One open workspace file. Only the thread that opened it edits."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open a checked file of the current schema; see `app.models.opening` for the checks."""
        self.path = path
        self.read_only = read_only
        self._engine = open_engine(path, read_only=read_only)
        self._thread = threading.get_ident()
        self._listeners: list[Listener] = []
        self._undone: list[Step] = []
        self._done: list[Step] = []
        self._sealed = True
        self._editing = False
        self._editor: Connection | None = None
        self._onlooker = TEAM
        self._engines: dict[Onlooker, Engine] = {TEAM: self._engine}
        self._stand_ins: dict[Onlooker, StandIns] = {}
        if not read_only:
            self._editor = self._engine.connect().execution_options(edit=True)
            journal.install(self._editor, schema.metadata())
            self._editor.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        if self._editor is not None:
            self._editor.close()
            self._editor = None
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        for engine in self._engines.values():
            engine.dispose()

    @property
    def onlooker(self) -> Onlooker:
        """Who looks at what is read."""
        return self._onlooker

    def show_to(self, onlooker: Onlooker) -> None:
        """From now on, who looks; `read()` gives nothing else than this onlooker may see."""
        self._onlooker = onlooker
        for other in [one for one in self._engines if one not in {TEAM, onlooker}]:
            self._engines.pop(other).dispose()
        self._stand_ins.clear()

    @contextmanager
    def read(self, onlooker: Onlooker | None = None) -> Iterator[Session]:
        """A session that can only read; a change in it raises.

        It is for whoever looks now; `onlooker` names somebody else, such as the customer who gets a document.
        """
        engine = self._engine_for(self._onlooker if onlooker is None else onlooker)
        with Session(engine, autoflush=False, expire_on_commit=False) as session:
            event.listen(session, "before_flush", _refuse)
            yield session
            session.rollback()

    @contextmanager
    def edit(self, label: str, origin: object | None = None, merge: str | None = None) -> Iterator[Session]:
        """One user action: committed whole or not at all, undone whole, announced once.

        Edits with the same `merge` key that follow each other are one undo step until `seal()`.
        """
        editor = self._begin_edit()
        try:
            with Session(editor, expire_on_commit=False) as session:
                if not self._onlooker.sees_all:
                    event.listen(session, "before_flush", self._uncover)
                yield session
                session.flush()
                step = journal.collect(editor, label, merge)
                if step is not None:
                    reindex(editor, step.rows)
                session.commit()
        except DBAPIError as error:
            editor.rollback()
            raise NotSavedError(error) from error
        except BaseException:
            editor.rollback()
            raise
        finally:
            self._editing = False
        if step is not None:
            self._keep(step)
            self._announce(Change(label, step.rows, origin))

    def seal(self) -> None:
        """The next edit starts an undo step of its own."""
        self._sealed = True

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again."""
        return self._undone[-1].label if self._undone else None

    @property
    def undo_size(self) -> int:
        """How many rows Undo would put back."""
        return self._done[-1].size if self._done else 0

    @property
    def redo_size(self) -> int:
        """How many rows Redo would change again."""
        return self._undone[-1].size if self._undone else 0

    def undo(self) -> str | None:
        """Take the last step back; its label, or None when there is none."""
        return self._move(self._done, self._undone)

    def redo(self) -> str | None:
        """Do the last undone step again; its label, or None when there is none."""
        return self._move(self._undone, self._done)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; the answer stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def cover(self, text: str) -> str:
        """A text with the names covered that whoever looks now must not read."""
        return self._stand_ins_for(self._onlooker).cover(text)

    def _engine_for(self, onlooker: Onlooker) -> Engine:
        if onlooker.sees_all:
            return self._engine
        if onlooker not in self._engines:
            ask = partial(self._stand_ins_for, onlooker)
            self._engines[onlooker] = open_for(self.path, onlooker, ask, read_only=self.read_only)
        return self._engines[onlooker]

    def _stand_ins_for(self, onlooker: Onlooker) -> StandIns:
        """The names to cover and what stands for them, read anew after a change of people or deals."""
        if onlooker.sees_all:
            return StandIns()
        if (known := self._stand_ins.get(onlooker)) is None:
            with self.read(TEAM) as session:
                people = (
                    select(Person.id, Person.name).where(Person.placeholder.is_(False)).order_by(Person.id)
                )
                known = StandIns(
                    [(row.id, row.name) for row in session.execute(people)] if onlooker.names_hidden else (),
                    rivals(session.scalars(_alternatives(onlooker)))
                    if onlooker.audience is Audience.CUSTOMER
                    else (),
                    session.scalars(select(Account.name)) if onlooker.names_hidden else (),
                )
            self._stand_ins[onlooker] = known
        return known

    def _uncover(self, session: Session, *_: object) -> None:
        """What was written before covered eyes is stored under the names that it means.

        A form that showed nothing where something is kept back hands nothing back: that erases nothing.
        """
        stand_ins = self._stand_ins_for(self._onlooker)
        for entity in [*session.new, *session.dirty]:
            state = inspect(entity)
            columns = [column.key for column in state.mapper.column_attrs]
            before = {key: _before(state.attrs[key].history) for key in columns}
            for key, old in before.items():
                new = state.dict.get(key)
                meant = new
                if old and new in {None, ""}:
                    kept = keeps_back(self._onlooker, entity.__tablename__, before, key)
                    meant = old if kept else new
                elif type(new) is str:
                    meant = stand_ins.lift(new, old if isinstance(old, str) else "")
                if meant != new:
                    setattr(entity, key, meant)

    def _begin_edit(self) -> Connection:
        if self._editor is None:
            raise ReadOnlyError
        if threading.get_ident() != self._thread:
            raise RuntimeError("only the thread that opened the workspace edits it")
        if self._editing:
            raise RuntimeError("an edit is under way; one user action is one edit")
        self._editing = True
        return self._editor

    def _keep(self, step: Step) -> None:
        self._undone.clear()
        if not self._sealed and step.merge is not None and self._done and self._done[-1].merge == step.merge:
            step = self._done.pop().followed_by(step)
        self._done.append(step)
        self._sealed = False

    def _move(self, source: list[Step], target: list[Step]) -> str | None:
        if not source:
            return None
        step = source[-1]
        editor = self._begin_edit()
        try:
            opposite = journal.play(editor, step)
            reindex(editor, step.rows)
            editor.commit()
        except DBAPIError as error:
            editor.rollback()
            raise NotSavedError(error) from error
        except BaseException:
            editor.rollback()
            raise
        finally:
            self._editing = False
        source.pop()
        if opposite is not None:
            target.append(opposite)
        self._sealed = True
        self._announce(Change(step.label, step.rows))
        return step.label

    def _announce(self, change: Change) -> None:
        if change.touches(_NAMED):
            self._stand_ins.clear()
        for listener in tuple(self._listeners):
            listener(change)


def _before(history: History) -> Any:
    """What a column held before this edit; None for a new row."""
    return next(iter((*history.deleted, *history.unchanged)), None)


def _alternatives(onlooker: Onlooker) -> Select[str]:
    """The alternatives of all deals, those of the account that is looked at first."""
    return select(Opportunity.alternatives).order_by(
        Opportunity.account_id != (onlooker.account_id or 0), Opportunity.id
    )


def _refuse(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a reading session changes nothing")
