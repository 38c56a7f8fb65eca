"""The full-text index: what of which table is found by a search field, kept in step with each commit."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, Select, literal_column, select, text

TABLE = "search_index"

CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "kind UNINDEXED, ref UNINDEXED, title, detail, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)
_WORD = re.compile(r"\w+")
_ROOM = 1 << 40  # rows of one kind; the place of a row in the index follows from its kind and id


@dataclass(frozen=True)
class Source:
    """What of a table is found: title and details, and which rows; one in the trash is not found."""

    number: int  # of the kind, never used again for another
    title: str
    detail: str
    rows: str = "deleted_at IS NULL"

    def place(self, row: int) -> int:
        """Where a row stands in the index: the index has no other way to a row than its number."""
        return self.number * _ROOM + row

    def found(self, expression: str) -> Select[int]:
        """The ids of this kind's rows that match, in no order; to be asked inside another statement."""
        first = self.place(0)
        matches = text(f"{TABLE} MATCH :words AND rowid BETWEEN {first} AND {self.place(_ROOM - 1)}")
        ids = literal_column(f"rowid - {first}", Integer())
        return select(ids).select_from(text(TABLE)).where(matches.bindparams(words=expression))


SOURCES = {
    "account": Source(1, "name", "industry || ' ' || country || ' ' || site || ' ' || notes"),
    "opportunity": Source(2, "title", "solution_vision"),
    "person": Source(3, "name", "title || ' ' || unit || ' ' || notes"),
    "success_story": Source(
        4,
        "title",
        "customer || ' ' || region || ' ' || business_line || ' ' || challenge || ' ' || solution || ' ' || impact",
    ),
    "challenge": Source(5, "text", "(SELECT name FROM profile WHERE profile.id = profile_id)", "NOT retired"),
}


def match_expression(words: str) -> str:
    """What was typed as FTS5 takes it: each word quoted, so that no sign of the user's means anything."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(words.replace("\x00", " ")))


def rebuild(connection: Connection) -> None:
    """Fill the index anew: a newer version may find more than the one that wrote the file."""
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")
    for table in SOURCES:
        connection.exec_driver_sql(_insert(table))


def reindex(connection: Connection, changed: Mapping[str, Collection[int]]) -> None:
    """Bring the index up to date for changed rows, ids by table, inside the transaction that changed them."""
    for table in SOURCES.keys() & changed.keys():
        first = SOURCES[table].place(0)
        # in order: a row before the last one makes the index write out what it holds, which is ten times slower
        listed = (json.dumps(sorted(changed[table])),)
        connection.exec_driver_sql(
            f"DELETE FROM {TABLE} WHERE rowid IN (SELECT {first} + value FROM json_each(?))", listed
        )
        connection.exec_driver_sql(f"{_insert(table)} AND id IN (SELECT value FROM json_each(?))", listed)


def _insert(table: str) -> str:
    source = SOURCES[table]
    return (
        f"INSERT INTO {TABLE} (rowid, kind, ref, title, detail)"
        f" SELECT {source.place(0)} + id, '{table}', id, {source.title}, {source.detail}"
        f" FROM {table} WHERE {source.rows}"
    )
