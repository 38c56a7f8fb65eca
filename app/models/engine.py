"""SQLAlchemy on the one driver: who begins a transaction, and how."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from app import driver
from app.models.disclosure import views
from app.models.stand_ins import StandIns
from app.models.told_names import told_as
from app.models.vocabulary import Onlooker


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """The engine of one workspace file.

    A connection with the execution option `edit=True` begins with BEGIN IMMEDIATE, so that two writers
    meet at the beginning of an edit and not at its end.
    """

    def connect() -> Any:
        return driver.connect_readonly(path) if read_only else driver.connect(path)

    engine = create_engine(
        "sqlite://", module=driver.module, creator=connect, poolclass=QueuePool, pool_size=4
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_for(
    path: Path, onlooker: Onlooker, stand_ins: Callable[[], StandIns], *, read_only: bool = False
) -> Engine:
    """An engine that can only read, and only what this onlooker may see; `stand_ins` are asked for each text."""

    def connect() -> Any:
        connection = driver.connect_readonly(path) if read_only else driver.connect(path)
        for name, function in (
            ("covered", lambda text: stand_ins().cover(text) if isinstance(text, str) else text),
            ("stand_in", lambda person_id: stand_ins().person(person_id)),
            ("rivals_covered", lambda text: stand_ins().alternatives(text)),
        ):
            connection.create_function(name, 1, function)
        connection.create_function("told_as", 4, told_as)
        for statement in views(onlooker):
            connection.execute(statement)
        connection.execute("PRAGMA query_only=ON")
        return connection

    engine = create_engine(
        "sqlite://", module=driver.module, creator=connect, poolclass=QueuePool, pool_size=4
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("edit", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
