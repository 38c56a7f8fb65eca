"""SQLAlchemy on the one driver: who begins a transaction, and how."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from app import driver


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


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("edit", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
