"""What the house looks like, said in code so that it stays true."""

import re
from pathlib import Path

import pytest

from app.across.coach import queries as coach
from app.method.rule_pack import load_rules
from app.ui import icons
from app.ui.registry import TABS

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"
ACROSS = {"meeting"}  # tabs that stand on app/across


def folders(place: Path) -> set[str]:
    return {folder.name for folder in place.iterdir() if folder.is_dir() and not folder.name.startswith("__")}


def sources(place: Path = APP) -> list[Path]:
    return sorted(path for path in place.rglob("*.py") if "versions" not in path.parts)


def test_one_name_for_a_tool_everywhere() -> None:
    names = {tab.name for tab in TABS}
    assert names == folders(APP / "ui/tabs")
    assert names - ACROSS == folders(APP / "tools")
    for name in names:
        assert (ROOT / f"resources/help/en/{name}.md").is_file(), f"{name} has no help page"
        assert (ROOT / f"tests/ui/tabs/test_{name}.py").is_file(), f"{name} has no test of its tab"


def test_every_tool_speaks_to_the_coach_in_rules_that_exist() -> None:
    tools = {tab.name for tab in TABS}
    for rule in load_rules():
        assert rule.tool in tools, rule.id
        assert rule.do.split(":")[0] in tools, f"{rule.id} leads nowhere"
    assert {source.__module__.split(".")[2] for source in coach.sources()} <= tools


def test_tabs_have_icons_and_titles() -> None:
    for tab in TABS:
        assert icons.exists(tab.icon), f"{tab.name}: no icon {tab.icon}"
        assert tab.title()


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\.setStyleSheet\(", {"theme.py"}),
        (r"processEvents\(", set()),
        (r"QColor\(\"#", set()),
        (r"\b(import|from) sqlite3\b", set()),
        (r"\beval\(", {"formula.py"}),
        (r"\bpickle\b|\bextractall\b", set()),
        (r"QtCharts|QtDataVisualization|QtGraphs|QtWebEngine", set()),
        (r"\b(QTcpSocket|QNetworkAccessManager|urllib\.request|http\.client)\b", set()),
        (r"connect\(lambda[^:]*: self", set()),
    ],
)
def test_what_must_not_appear(pattern: str, allowed: set[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources()
        if path.name not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line) and not line.lstrip().startswith("#")
    ]
    assert found == []


def test_every_package_only_says_what_it_is() -> None:
    for path in APP.rglob("__init__.py"):
        text = path.read_text(encoding="utf-8").strip()
        assert text.startswith('"""'), path
        assert text.endswith('"""'), path
