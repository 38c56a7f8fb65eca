"""Writes down what a transaction changed and how to take it back.

Temporary triggers write, beside every changed row, the statement that restores it. Undo plays these
backwards, and what is recorded while undoing is the redo. Nothing slips past: not bulk updates, not
cascades in the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, MetaData, Table

UNJOURNALED = frozenset({"alembic_version"})


@dataclass(frozen=True)
class Step:
    """One user action that can be taken back: its label, the rows it touched, the statements that restore them."""

    label: str
    rows: frozenset[tuple[str, int]]
    inverse: tuple[str, ...]
    merge: str | None = None

    def followed_by(self, later: "Step") -> "Step":
        """Both steps as one, under the later label."""
        return replace(later, rows=self.rows | later.rows, inverse=later.inverse + self.inverse)


@dataclass(frozen=True)
class Change:
    """What listeners are told: what was done, to which tables and rows, and by whom."""

    label: str
    rows: frozenset[tuple[str, int]]
    origin: object | None = None

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that changed."""
        return frozenset(table for table, _ in self.rows)

    def touches(self, reads: frozenset[str]) -> bool:
        """Whether one of the tables `reads` changed."""
        return not self.tables.isdisjoint(reads)


def install(connection: Connection, metadata: MetaData) -> None:
    """Put the triggers on a connection, once; they live as long as it does."""
    if connection.info.get("journal"):
        return
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS undo_log (seq INTEGER PRIMARY KEY, tbl TEXT, row INTEGER, inverse TEXT)"
    )
    for table in metadata.tables.values():
        if table.name not in UNJOURNALED:
            for statement in _triggers(table):
                connection.exec_driver_sql(statement)
    connection.info["journal"] = True


def collect(connection: Connection, label: str, merge: str | None = None) -> Step | None:
    """What was written down since the last call, newest first; None when nothing changed."""
    written = connection.exec_driver_sql("SELECT tbl, row, inverse FROM undo_log ORDER BY seq DESC").all()
    if not written:
        return None
    connection.exec_driver_sql("DELETE FROM undo_log")
    return Step(
        label,
        frozenset((table, row) for table, row, _ in written),
        tuple(inverse for _, _, inverse in written),
        merge,
    )


def play(connection: Connection, step: Step) -> Step | None:
    """Take a step back; the answer is the step that does it again."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for statement in step.inverse:
        connection.exec_driver_sql(statement)
    return collect(connection, step.label)


def _triggers(table: Table) -> Iterator[str]:
    for verb, row, inverse in _inverses(table):
        yield (
            f'CREATE TEMP TRIGGER "undo_{table.name}_{verb}" AFTER {verb} ON main."{table.name}" BEGIN '
            f"INSERT INTO undo_log (tbl, row, inverse) VALUES ('{table.name}', {row}.id, {inverse}); END"
        )


def _inverses(table: Table) -> Iterator[tuple[str, str, str]]:
    """For each verb: the row to name, and the SQL expression that writes its inverse."""
    names = [f'"{column.name}"' for column in table.columns]
    values = " || ',' || ".join(f"quote(OLD.{name})" for name in names)
    assignments = " || ',' || ".join(f"'{name}=' || quote(OLD.{name})" for name in names)
    target = f'"{table.name}"'
    yield "INSERT", "NEW", f"'DELETE FROM {target} WHERE id=' || NEW.id"
    yield "UPDATE", "OLD", f"'UPDATE {target} SET ' || {assignments} || ' WHERE id=' || NEW.id"
    yield "DELETE", "OLD", f"'INSERT INTO {target} ({','.join(names)}) VALUES (' || {values} || ')'"
