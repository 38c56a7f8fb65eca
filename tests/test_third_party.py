"""Nothing of others is carried without its name, its licence and the text that goes with it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from app.paths import resource

ROOT = Path(__file__).parents[1]


def rows() -> dict[str, tuple[str, str]]:
    lines = resource("THIRD-PARTY.md").read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {name: (versions, licence) for name, versions, licence in table[1:]}


def test_the_register_says_what_the_environment_holds() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "third_party.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_dependency_of_the_project_has_its_row_with_its_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {re.sub(r"[-_.]+", "-", name).lower(): versions for name, (versions, _) in rows().items()}
    for requirement in project["dependencies"]:
        wanted = requirement.split(";")[0].strip()
        name = re.split(r"[=<>!~]", wanted, maxsplit=1)[0]
        assert wanted.removeprefix(name) in known[name.lower()], requirement


def test_every_row_has_a_licence_and_its_text() -> None:
    texts = resource("THIRD-PARTY-TEXTS.txt").read_text(encoding="utf-8")
    holders = {
        name
        for names in re.findall(r"^={100}\n(.+)\n={100}$", texts, flags=re.MULTILINE)
        for name in names.split(", ")
    }
    assert set(rows()) - holders == {"SQLite"}  # in the public domain
    assert all(licence for _, licence in rows().values())
    for said in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "Mozilla Public License Version 2.0",
        "Cole Bemis",
        "ZETETIC LLC",
        "Gerhard Häring",
        "SCOWL",
    ):
        assert said in texts
