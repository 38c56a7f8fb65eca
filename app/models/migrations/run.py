"""Bring a workspace of an older schema up to date, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.errors import WorkspaceError
from app.i18n import tr
from app.models import schema, search_index
from app.models.engine import open_engine


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without a file, so that they hold in a frozen bundle too."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    if connection is not None:
        settings.attributes["connection"] = connection
    return settings


def upgrade(path: Path, revision: str = "head") -> None:
    """Migrate the file where it is; on any failure it stays as it was.

    Foreign keys are off before BEGIN, or SQLite would delete the children of every rebuilt table.
    """
    engine = open_engine(path)
    try:
        with engine.connect().execution_options(edit=True) as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA foreign_keys=OFF")
            before = _rows(connection)
            command.upgrade(config(connection), revision)
            _compare(connection, before, path)
            search_index.rebuild(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION}")
            connection.commit()
    finally:
        engine.dispose()


def _rows(connection: Connection) -> dict[str, int]:
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'search_index%' AND name <> 'alembic_version'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in tables.all()
    }


def _compare(connection: Connection, before: dict[str, int], path: Path) -> None:
    """A migration that loses rows or leaves dangling references is taken back."""
    after = _rows(connection)
    lost = [name for name, count in before.items() if name in after and after[name] < count]
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost or dangling:
        raise WorkspaceError(
            tr(
                "“{name}” could not be brought up to date without loss; it was left as it was.",
                name=path.name,
            )
        )
