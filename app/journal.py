"""Writes down what a transaction changed and how to take it back.

Temporary triggers write, beside every changed row, which statement restores it and with which values. Undo
plays these backwards, and what is recorded while undoing is the redo. Nothing slips past: not bulk updates,
not cascades in the database.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, MetaData, Table

UNJOURNALED = frozenset({"alembic_version"})

Rows = Mapping[str, frozenset[int]]  # ids by table


@dataclass(frozen=True)
class Inverse:
    """One statement and the values of each row that it restores, in the order that must be kept."""

    statement: str
    values: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Step:
    """One user action that can be taken back: its label, the rows that it touched by table, and what restores them."""

    label: str
    rows: Rows
    inverse: tuple[Inverse, ...]
    merge: str | None = None

    @property
    def size(self) -> int:
        """How many rows it touched."""
        return sum(map(len, self.rows.values()))

    def followed_by(self, later: "Step") -> "Step":
        """Both steps as one, under the later label."""
        rows = {
            table: self.rows.get(table, frozenset()) | later.rows.get(table, frozenset())
            for table in {*self.rows, *later.rows}
        }
        return replace(later, rows=rows, inverse=later.inverse + self.inverse)


@dataclass(frozen=True)
class Change:
    """What listeners are told: what was done, to which tables and rows, and by whom."""

    label: str
    rows: Rows
    origin: object | None = None

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that changed."""
        return frozenset(self.rows)

    def touches(self, reads: frozenset[str]) -> bool:
        """Whether one of the tables `reads` changed."""
        return not self.tables.isdisjoint(reads)


@dataclass(frozen=True)
class _Verb:
    """What is written down when a row is inserted, updated or deleted; row and values are SQL inside a trigger."""

    table: str
    name: str
    row: str
    values: tuple[str, ...]
    inverse: str


def install(connection: Connection, metadata: MetaData) -> None:
    """Put the triggers on a connection, once; they live as long as it does."""
    if connection.info.get("journal"):
        return
    tables = [table for table in metadata.tables.values() if table.name not in UNJOURNALED]
    verbs = [verb for table in tables for verb in _verbs(table)]
    widest = max(len(verb.values) for verb in verbs)
    places = [f"v{number}" for number in range(widest)]  # without a type, so that each value stays what it is
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS undo_log"
        f" (seq INTEGER PRIMARY KEY, verb INTEGER, row INTEGER, {', '.join(places)})"
    )
    for number, verb in enumerate(verbs):
        connection.exec_driver_sql(
            f'CREATE TEMP TRIGGER "undo_{verb.table}_{verb.name}" AFTER {verb.name} ON main."{verb.table}" BEGIN'
            f" INSERT INTO undo_log (verb, row, {', '.join(places[: len(verb.values)])})"
            f" VALUES ({number}, {verb.row}, {', '.join(verb.values)}); END"
        )
    connection.info["journal"] = verbs


def collect(connection: Connection, label: str, merge: str | None = None) -> Step | None:
    """What was written down since the last call, newest first; None when nothing changed."""
    verbs: list[_Verb] = connection.info["journal"]
    used = connection.exec_driver_sql("SELECT DISTINCT verb FROM undo_log").scalars().all()
    if not used:
        return None
    places = "".join(f", v{number}" for number in range(max(len(verbs[number].values) for number in used)))
    found = connection.exec_driver_sql(f"SELECT verb, row{places} FROM undo_log ORDER BY seq DESC")
    written: Sequence[Any] = found.cursor.fetchall()  # past the mapper's rows: an import writes down 80,000
    connection.exec_driver_sql("DELETE FROM undo_log")
    inverse = []
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for number, together in groupby(written, itemgetter(0)):  # rows that follow each other share a statement
        verb, records = verbs[number], list(together)
        rows[verb.table].update(record[1] for record in records)
        end = 2 + len(verb.values)
        inverse.append(Inverse(verb.inverse, tuple(record[2:end] for record in records)))
    return Step(label, {table: frozenset(ids) for table, ids in rows.items()}, tuple(inverse), merge)


def play(connection: Connection, step: Step) -> Step | None:
    """Take a step back; the answer is the step that does it again."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for inverse in step.inverse:
        connection.exec_driver_sql(inverse.statement, list(inverse.values))
    return collect(connection, step.label)


def _verbs(table: Table) -> Iterator[_Verb]:
    names = [f'"{column.name}"' for column in table.columns]
    old = tuple(f"OLD.{name}" for name in names)
    target = f'"{table.name}"'
    places = ", ".join("?" for _ in names)
    assignments = ", ".join(f"{name} = ?" for name in names)
    yield _Verb(table.name, "INSERT", "NEW.id", ("NEW.id",), f"DELETE FROM {target} WHERE id = ?")
    yield _Verb(
        table.name, "UPDATE", "OLD.id", (*old, "NEW.id"), f"UPDATE {target} SET {assignments} WHERE id = ?"
    )
    yield _Verb(
        table.name, "DELETE", "OLD.id", old, f"INSERT INTO {target} ({', '.join(names)}) VALUES ({places})"
    )
