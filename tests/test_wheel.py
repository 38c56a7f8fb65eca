"""The wheel carries the method, the looks and the help, and finds them where it is installed."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source archive, so that nothing git ignores gets in."""
    folder = tmp_path_factory.mktemp("wheel")
    build("sdist", ROOT, folder)
    source = next(folder.glob("*.tar.gz"))
    with tarfile.open(source) as archive:
        # Python 3.11.2 of Debian 12 knows no extractall(filter=...), later ones warn without a filter
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder / "source")
    build("wheel", next((folder / "source").iterdir()), folder)
    return next(folder.glob("*.whl"))


def build(kind: str, source: Path, target: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)],
        cwd=source,
        check=True,
        capture_output=True,
    )


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "app/_packed/resources/themes/light.toml",
        "app/_packed/resources/templates/champion_letter.docx",
        "app/_packed/resources/help/en/key_persons.md",
        "app/_packed/resources/THIRD-PARTY.md",
        "app/_packed/resources/THIRD-PARTY-TEXTS.txt",
        "app/_packed/data/en/roles.toml",
        "app/_packed/data/value_models/board_machine.toml",
        "app/models/migrations/versions/0001_the_first_schema.py",
    ):
        assert wanted in names
    assert not [
        name for name in names if name.startswith(("tests/", "data/", "resources/")) or ".dealwright" in name
    ]


def test_an_installed_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    environment = {**os.environ, "PYTHONPATH": str(place), "XDG_DATA_HOME": str(tmp_path)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "app", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    where = subprocess.run(
        [sys.executable, "-P", "-c", "import app.paths; print(app.paths.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(place) in where.stdout
    made = run("new", "deals.dealwright")
    assert made.returncode == 0, made.stderr
    listed = run("list", "accounts", "--from", "deals.dealwright", "--json")
    assert (listed.returncode, listed.stdout.strip()) == (0, "[]"), listed.stderr
