"""A new workspace is whole or not there."""

from pathlib import Path

import pytest

from app.across import files
from app.errors import ContentError, WorkspaceError
from tests.build import TODAY


def _broken(*_: object) -> None:
    raise ContentError(Path("account.toml"), "cannot be read")


@pytest.mark.parametrize("part", ["fill_library", "build_sample"])
def test_a_broken_file_of_the_sample_leaves_no_half_made_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    path = tmp_path / "deals.dealwright"
    with monkeypatch.context() as broken, pytest.raises(ContentError, match="account"):
        broken.setattr(files, part, _broken)
        files.make_sample(path, TODAY)
    assert list(tmp_path.iterdir()) == []
    files.make_sample(path, TODAY)
    assert path.exists()


def test_a_file_that_is_there_already_stays(tmp_path: Path) -> None:
    path = tmp_path / "deals.dealwright"
    path.write_text("mine")
    with pytest.raises(WorkspaceError, match="exists already"):
        files.make(path)
    assert path.read_text() == "mine"
