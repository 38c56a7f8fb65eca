"""What is opened is checked first; what cannot be opened is told in one sentence and left as it was."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import driver
from app.errors import WorkspaceError
from app.models import files, schema
from app.models.opening import prepare
from app.workspace import Workspace
from tests.build import an_account


def foreign(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path: Path) -> None:
    files.create(path)
    connection = driver.connect(path)
    connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    connection.close()


def damaged(path: Path) -> None:
    files.create(path)
    with Workspace(path) as workspace, workspace.edit("Fill") as session:
        for number in range(200):
            an_account(session, f"Account {number} " + "x" * 150)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 4096)


def cut(path: Path) -> None:
    files.create(path)
    path.write_bytes(path.read_bytes()[:60])


def incomplete(path: Path) -> None:
    files.create(path)
    connection = driver.connect(path)
    connection.execute("ALTER TABLE challenge DROP COLUMN text")
    connection.close()


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "it is empty"),
    "text": (lambda path: path.write_text("hello, this is no database"), "it holds something else"),
    "cut short": (cut, "it is cut short"),
    "of another program": (foreign, "a database of another program"),
    "newer": (newer, "saved by a newer version"),
    "damaged": (damaged, "is damaged"),
    "incomplete": (incomplete, "is damaged .challenge lacks “text”"),
    "a folder": (lambda path: path.mkdir(), "it is a folder"),
    "missing": (lambda _: None, "There is no file"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_and_not_touched(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bad.dealwright"
    make, said = BAD[kind]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(WorkspaceError, match=said) as caught:
        prepare(path)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_new_workspace_is_private_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "new.dealwright"
    files.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert files.read_marks(path) == files.Marks(schema.APPLICATION_ID, schema.VERSION)
    with pytest.raises(WorkspaceError, match="exists already"):
        files.create(path)


def test_the_pragmas_are_the_promised_ones(workspace_path: Path) -> None:
    connection = driver.connect(workspace_path)
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema")
    }
    connection.close()
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_the_second_opens_for_reading_and_says_who_has_it(workspace_path: Path) -> None:
    first = prepare(workspace_path)
    second = prepare(workspace_path)
    assert (first.read_only, second.read_only) == (False, True)
    assert "already open" in second.notice
    first.release()
    third = prepare(workspace_path)
    assert not third.read_only
    third.release()


def test_a_killed_program_leaves_no_lock_and_no_loss(workspace_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from app.models.opening import prepare; from app.workspace import Workspace\n"
        "from tests.build import an_account\n"
        "opening = prepare(Path(sys.argv[1])); workspace = Workspace(opening.path)\n"
        "with workspace.edit('Add') as session: an_account(session, 'Kept')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", script, str(workspace_path)], cwd=root, check=False)
    assert killed.returncode == -9
    opening = prepare(workspace_path)
    assert not opening.read_only
    with Workspace(workspace_path) as workspace, workspace.read() as session:
        names = [row.name for row in session.execute(schema.metadata().tables["account"].select())]
    opening.release()
    assert names == ["Kept"]


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write everywhere, so root becomes nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_workspace_in_a_read_only_folder_opens_for_reading() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shelf.dealwright"
        files.create(path)
        path.chmod(0o644)
        path.parent.chmod(0o555)
        with ordinary_user():
            opening = prepare(path)
            assert opening.read_only
            assert "open for reading only" in opening.notice
            with Workspace(path, read_only=True) as workspace, workspace.read() as session:
                assert session.execute(schema.metadata().tables["account"].select()).all() == []
        path.parent.chmod(0o755)
        assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_backup_is_a_sound_copy(workspace: Workspace, workspace_path: Path) -> None:
    with workspace.edit("Add") as session:
        an_account(session, "Copied")
    copy = files.back_up(workspace_path, "test")
    files.check(copy, full=True)
    with Workspace(copy, read_only=True) as reader, reader.read() as session:
        names = [row.name for row in session.execute(schema.metadata().tables["account"].select())]
    assert names == ["Copied"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_an_older_workspace_is_backed_up_and_brought_up_to_date(workspace_path: Path) -> None:
    with Workspace(workspace_path) as workspace, workspace.edit("Add") as session:
        an_account(session, "Old")
    connection = driver.connect(workspace_path)
    connection.execute("PRAGMA user_version=0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    opening = prepare(workspace_path)
    assert opening.backup is not None
    assert files.read_marks(opening.backup).version == 0
    opening.release()
    driver.connect(workspace_path).close()
    assert files.read_marks(workspace_path).version == schema.VERSION
    with Workspace(workspace_path) as workspace, workspace.read() as session:
        names = [row.name for row in session.execute(schema.metadata().tables["account"].select())]
    assert names == ["Old"]
