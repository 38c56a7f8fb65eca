"""The revisions build exactly what the stored classes say, and a filled file comes through them whole."""

import gzip
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import driver
from app.models import files, opening, schema, search_index
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


SAMPLES = sorted((Path(__file__).parent / "samples").glob("version-*.dealwright.gz"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name.split(".")[0])
def test_a_filled_file_of_an_earlier_version_comes_through_whole(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "earlier.dealwright"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    version, before = files.read_marks(path).version, contents(path)
    opened = opening.prepare(path)
    opened.release()
    assert files.read_marks(path).version == schema.VERSION
    assert (opened.backup is not None) == (version < schema.VERSION)
    after = contents(path)
    assert {key: after[key] for key in before} == before


def contents(path: Path) -> dict[tuple[str, str], list[object]]:
    """Each column of each table, its values in the order of the rows."""
    with closing(driver.connect_readonly(path)) as connection:
        names = [name for name in tables(path) if not name.startswith("search_index")]
        return {
            (name, column[1]): [
                row[0] for row in connection.execute(f'SELECT "{column[1]}" FROM "{name}" ORDER BY id')
            ]
            for name in names
            for column in connection.execute(f'PRAGMA table_info("{name}")')
        }


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


def test_what_a_newer_version_finds_is_found_in_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "earlier.dealwright"
    path.write_bytes(gzip.decompress(SAMPLES[0].read_bytes()))
    opening.prepare(path).release()
    with closing(driver.connect_readonly(path)) as connection:
        found = connection.execute(
            f"SELECT count(*) FROM {search_index.TABLE} WHERE kind = 'success_story'"
        ).fetchone()[0]
        stories = connection.execute(
            "SELECT count(*) FROM success_story WHERE deleted_at IS NULL"
        ).fetchone()[0]
    assert found == stories > 0
