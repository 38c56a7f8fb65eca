"""The full-text index: what of which table is found by the search field, kept in step with each commit."""

from collections.abc import Iterable

from sqlalchemy import Connection

TABLE = "search_index"

CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "kind UNINDEXED, ref UNINDEXED, title, detail, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)

# kind -> the row that is found, its title and the words beside it; a row in the trash is not found
SOURCES = {
    "account": "SELECT id, name, industry || ' ' || country || ' ' || site || ' ' || notes FROM account"
    " WHERE deleted_at IS NULL AND id = ?",
    "opportunity": "SELECT id, title, solution_vision FROM opportunity WHERE deleted_at IS NULL AND id = ?",
    "person": "SELECT id, name, title || ' ' || unit || ' ' || notes FROM person WHERE deleted_at IS NULL AND id = ?",
    "success_story": "SELECT id, title, customer || ' ' || region || ' ' || business_line || ' ' || challenge"
    " || ' ' || solution || ' ' || impact FROM success_story WHERE deleted_at IS NULL AND id = ?",
}


def rebuild(connection: Connection) -> None:
    """Fill the index anew: a newer version may find more than the one that wrote the file."""
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")
    for table in SOURCES:
        ids = connection.exec_driver_sql(f"SELECT id FROM {table}").scalars()
        reindex(connection, [(table, row) for row in ids.all()])


def reindex(connection: Connection, rows: Iterable[tuple[str, int]]) -> None:
    """Bring the index up to date for changed rows, inside the transaction that changed them."""
    for table, row in rows:
        if (source := SOURCES.get(table)) is None:
            continue
        connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE kind = ? AND ref = ?", (table, row))
        connection.exec_driver_sql(
            f"INSERT INTO {TABLE} (kind, ref, title, detail) SELECT '{table}', * FROM ({source})", (row,)
        )
