"""The revisions build exactly what the stored classes say, and a filled file comes through them whole."""

from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import driver
from app.models import files, schema, search_index
from app.models.engine import open_engine
from app.models.migrations.run import config, upgrade


def built_by_revisions(path: Path) -> None:
    driver.connect(path).close()
    upgrade(path)


def test_the_head_is_the_version_that_new_files_carry() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == schema.REVISION


def test_the_revisions_build_what_the_classes_say(tmp_path: Path) -> None:
    path = tmp_path / "revisions.sqlite"
    built_by_revisions(path)
    engine = open_engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.startswith("search_index"))
                )
            },
        )
        difference = compare_metadata(context, schema.metadata())
    engine.dispose()
    assert difference == []


def test_a_new_file_and_a_migrated_one_have_the_same_tables(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.dealwright", tmp_path / "migrated.sqlite"
    files.create(new)
    built_by_revisions(migrated)
    assert tables(new) == tables(migrated)


def tables(path: Path) -> dict[str, list[str]]:
    with closing(driver.connect_readonly(path)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version' ORDER BY name"
            )
        ]
        found = {
            name: sorted(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
            for name in names
        }
    assert search_index.TABLE in found
    return found
