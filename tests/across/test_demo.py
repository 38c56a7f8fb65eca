"""The pack of the demo: made whole, or not at all."""

from pathlib import Path

import pytest

from app.across.demo import build
from tests.build import TODAY


def test_a_demo_that_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    def draw(_what: object, path: Path, _kind: str) -> None:
        path.write_bytes(b"half")
        raise OSError("no room left")

    own = tmp_path / "notes.txt"
    own.write_text("mine")
    with pytest.raises(OSError, match="no room"):
        build(tmp_path, TODAY, draw)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
