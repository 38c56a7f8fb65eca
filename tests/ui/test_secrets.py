"""Secrets in every field that a customer must not see, and a search for them in all that the customer can get."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import String, Table

from app import driver
from app.across.exchange.exports import FORMATS
from app.bootstrap import run
from app.models import schema
from app.models.base import WordType
from app.models.disclosure import DISCLOSURES
from app.models.stand_ins import letters
from app.ui.conductor.conductor import Conductor
from app.ui.paper import Format
from app.ui.registry import TABS
from app.ui.tab import Tab
from tests.documents.pdf_text import pages as pdf_pages
from tests.ui.conftest import Opener
from tests.ui.spying import copied, painted, spoken, told, written

KEYS = frozenset(  # texts that name something else; another word in them would be a broken file, not a secret
    {
        "key",
        "rule",
        "about",
        "label",
        "part",
        "criterion",
        "sign",
        "level",
        "source_table",
        "source_uid",
        "parts",
    }
)
TOLD_BY_NOBODY = frozenset(
    {"letter_fact", "letter_state", "letter_confirmation", "map_snapshot", "silenced_finding"}
)
RIVAL = "Zqxrivalworks"
AMOUNT = 98_765_400  # in minor units; shown as 988k or 987,654
NAMED_IN = (("action", "title"), ("meeting", "outcome"), ("attendee", "said"), ("letter_part", "text"))
RICH = ("customer_receptivity", "key_persons", "champion_qualification", "activity_plan", "closing_checklist")
TOOLS = [tab.name for tab in TABS]
STATED = "'stated', 'confirmed'"


def secret(table: Table, column: str) -> str:
    """One word that stands nowhere else, and names its column."""
    tables = list(schema.metadata().sorted_tables)
    number = tables.index(table) * 50 + list(table.columns.keys()).index(column)
    return f"Zqx{letters(number).lower()}"


def free_texts(table: Table) -> Iterator[str]:
    for column in table.columns:
        text = isinstance(column.type, String) and not isinstance(column.type, WordType)
        if text and column.name not in KEYS | {"uid"}:
            yield column.name


def plant(path: Path) -> dict[str, str]:
    """Write a secret into every text that is kept from a customer; the secrets, by what they stand in."""
    secrets = {RIVAL: "opportunity.alternatives"}
    with closing(driver.connect(path)) as connection:
        for table in schema.metadata().sorted_tables:
            if table.name in TOLD_BY_NOBODY:
                continue
            declared = DISCLOSURES[table.name]
            for column in free_texts(table):
                if column in declared.internal.split():
                    where = "1"
                elif column in declared.stated:
                    where = f"{declared.stated[column]} NOT IN ({STATED})"
                elif declared.rows:
                    where = f"NOT ({declared.rows})"
                else:
                    continue
                word = secret(table, column)
                row = f"'{word} ' || \"{column}\""
                done = connection.execute(f'UPDATE "{table.name}" SET "{column}" = {row} WHERE {where}')
                if done.rowcount:
                    secrets[word] = f"{table.name}.{column}"
        connection.execute(
            f"UPDATE opportunity SET alternatives = '{RIVAL}: cheaper', value_minor = {AMOUNT}"
        )
        for name, column in NAMED_IN:
            connection.execute(f'UPDATE "{name}" SET "{column}" = "{column}" || \' instead of {RIVAL}.\'')
    return secrets


class Customer:
    """Somebody who reads everything that can be got at in the window."""

    def __init__(
        self, qtbot: QtBot, conductor: Conductor, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.qtbot, self.conductor, self.folder = qtbot, conductor, folder
        self.saved: list[Path] = []
        monkeypatch.setattr(conductor.desk, "ask_save_path", self._save)

    def _save(self, _parent: Any, _title: str, name: str, _pattern: str) -> Path:
        path = self.folder / f"{len(self.saved)}-{Path(name).name}"
        self.saved.append(path)
        return path

    def open(self, tool: str) -> Tab:
        self.conductor.pages.show_tool(tool)
        page = self.conductor.pages.current
        assert page is not None
        self.qtbot.waitUntil(lambda: not self.conductor.desk.jobs.busy, timeout=20000)
        QCoreApplication.sendPostedEvents()  # the page is laid out, as before its first picture
        return page

    def reads(self, tool: str) -> Iterator[tuple[str, str]]:
        """Where something can be read on a page, and what."""
        page = self.open(tool)
        yield "painted", painted(self.conductor.window)
        yield "held by the page", repr({name: value for name, value in vars(page).items() if _is_row(value)})
        yield "printed", "".join(pdf_pages(self.conductor.printing.pdf(page, Format())))
        yield from self._takes_away(page)

    def reads_all(self, tools: Sequence[str] = TOOLS) -> Iterator[tuple[str, str]]:
        """All pages, one after the other, then whatever any widget of the window still holds."""
        window = self.conductor.window
        for tool in tools:
            for where, text in self.reads(tool):
                yield f"{tool}: {where}", text
        yield "window: held by a widget", "\n".join(told(window))
        yield "window: said to a screen reader", "\n".join(spoken(window))

    def toggle(self, *what: str) -> None:
        for one in what:
            getattr(self.conductor.showing, f"toggle_{one}")()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as the event loop would

    def _takes_away(self, page: Tab) -> Iterator[tuple[str, str]]:
        for export in page.exports():
            before = len(self.saved)
            export.handler()
            self.qtbot.waitUntil(lambda: not self.conductor.desk.jobs.busy, timeout=20000)
            for path in self.saved[before:]:
                if path.exists():
                    yield f"exported by “{export.text}”", f"{path.name}\n{written(path)}"
            if len(self.saved) == before:
                yield f"copied by “{export.text}”", copied()


def _is_row(value: object) -> bool:
    return not hasattr(value, "metaObject")


def leaks(text: str, secrets: dict[str, str]) -> list[str]:
    """Which secrets stand in a text."""
    found = {word for word in re.findall(r"Zqx[a-z]+", text) if word in secrets}
    return sorted(f"{word} ({secrets[word]})" for word in found)


@pytest.fixture
def planted(full_deal: Path) -> dict[str, str]:
    return plant(full_deal)


@pytest.fixture
def people(full_deal: Path) -> set[str]:
    """The given and family names of everybody in the workspace."""
    with closing(driver.connect_readonly(full_deal)) as connection:
        names = connection.execute("SELECT name FROM person WHERE NOT placeholder").fetchall()
    return {part for (name,) in names for part in name.split() if len(part) > 2}


@pytest.fixture
def onlooker(
    planted: dict[str, str],
    qtbot: QtBot,
    open_program: Opener,
    full_deal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Customer:
    conductor = open_program(full_deal).conductor
    assert conductor is not None
    conductor.window.resize(1600, 3000)  # nearly all of a page is painted
    folder = tmp_path / "taken"
    folder.mkdir()
    return Customer(qtbot, conductor, folder, monkeypatch)


def test_a_customer_finds_no_secret_anywhere(
    onlooker: Customer, planted: dict[str, str], people: set[str]
) -> None:
    """Much is seen by us first: it shows that the search looks everywhere, and what then remained is found."""
    seen: dict[str, set[str]] = {}
    for where, text in onlooker.reads_all(RICH):
        kind = where.split(": ")[1].split(" by “")[0]
        seen.setdefault(kind, set()).update(leaks(text, planted))
    assert len(set().union(*seen.values())) > 25
    for kind in ("held by a widget", "said to a screen reader", "painted", "printed", "exported", "copied"):
        assert len(seen[kind]) > 3, kind

    others = {account.name for account in onlooker.conductor.navigation._accounts} - {"Northmill Board Oy"}
    assert len(others) > 2
    onlooker.toggle("customer")
    texts = dict(onlooker.reads_all())
    found = {where: leaks(text, planted) for where, text in texts.items()}
    assert {where: words for where, words in found.items() if words} == {}
    assert {where: name for where, text in texts.items() for name in others if name in text} == {}
    assert [where for where, text in texts.items() if re.search(r"987[,. ]?654|988k", text)] == []
    champion = re.compile(r".{0,40}\bchampions?\b.{0,40}", re.IGNORECASE)
    seen_or_taken = re.compile(r": (painted|printed|exported|copied)\b")
    told = {where: champion.findall(text) for where, text in texts.items() if seen_or_taken.search(where)}
    assert len(told) > 10
    assert {where: words for where, words in told.items() if words} == {}

    onlooker.toggle("names")
    assert onlooker.conductor.window.top.names.isVisible()
    named = re.compile(rf"\b({'|'.join(people)})\b")
    calls = {where: sorted(set(named.findall(text))) for where, text in onlooker.reads_all()}
    assert {where: names for where, names in calls.items() if names} == {}


def test_the_frame_says_which_view_is_on_and_nothing_else(
    onlooker: Customer, planted: dict[str, str]
) -> None:
    conductor = onlooker.conductor
    window = conductor.window
    with conductor.desk.workspace.edit("Rate relationship -2") as session:
        session.execute(schema.metadata().tables["stakeholder"].update().values(notes="Zqxlater"))
    qtbot = onlooker.qtbot
    qtbot.waitUntil(lambda: "relationship -2" in window.status.text())
    conductor.desk.say("Zqxlater is out of this opportunity")
    window.notice.tell("Zqxlater cannot be done")
    onlooker.toggle("customer")
    assert window.top.view.text() == "Customer view: opinions hidden"
    assert window.windowTitle() == "Customer view – Dealwright"
    everything = "\n".join([*told(window), *spoken(window), painted(window)])
    assert "relationship -2" not in everything
    assert "Zqxlater" not in everything
    conductor.undo()
    qtbot.waitUntil(lambda: "Took back the last step" in window.status.text())
    assert "relationship -2" not in "\n".join(told(window))
    onlooker.toggle("customer")
    assert window.top.view.text() == "Team view"
    assert window.windowTitle() == "sample – Dealwright"


def test_a_search_finds_nothing_by_what_is_hidden(onlooker: Customer) -> None:
    conductor = onlooker.conductor

    def hits(words: str) -> list[str]:
        conductor.window.top.search.setText(words)
        conductor.finding.begin()
        return [offer.key for offer in conductor.window.finder.offers if offer.key.startswith("hit")]

    assert hits("Hansen") != []  # the search finds it for us
    onlooker.toggle("customer")
    assert [words for words in ("Zqx", "Hansen", "supporter") if hits(words)] == []


COMMANDS = [(kind, ending) for kind, endings in FORMATS.items() for ending in endings]


@pytest.mark.parametrize(("kind", "ending"), [pair for pair in COMMANDS if pair[0] != "letter"])
def test_the_command_line_writes_none_of_it_for_a_customer(
    planted: dict[str, str],
    full_deal: Path,
    tmp_path: Path,
    kind: str,
    ending: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"{kind}.{ending}"
    command = [
        "export",
        kind,
        "--from",
        str(full_deal),
        "--opportunity",
        "Press section rebuild",
        "-o",
        str(path),
    ]
    assert run([*command, "--audience", "customer", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["audience"] == "customer"
    assert leaks(written(path), planted) == []


def test_a_letter_that_names_a_rival_is_not_written(
    full_deal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is held against everything that must not stand in it, though a customer's reader would not know that."""
    with closing(driver.connect(full_deal)) as connection:
        connection.execute(f"UPDATE opportunity SET alternatives = '{RIVAL}: cheaper'")
        connection.execute(f"UPDATE letter_part SET text = text || ' We are better than {RIVAL}.'")
    command = ["export", "letter", "--from", str(full_deal), "--opportunity", "Press section rebuild"]
    assert run([*command, "--audience", "customer", "-o", str(tmp_path / "letter.docx")]) == 1
    assert RIVAL in capsys.readouterr().err  # said to us, on our own screen
    assert not (tmp_path / "letter.docx").exists()


def test_secrets_have_been_planted_everywhere(planted: dict[str, str]) -> None:
    """A new internal text is planted as soon as it is declared; here it would be missed if the sample held none."""
    assert len(planted) > 30
    for column in (
        *(
            "stakeholder.notes",
            "person.notes",
            "action.notes",
            "action.title",
            "risk.text",
            "rating.evidence",
        ),
        *("meeting.notes", "meeting.commitments", "evidence.text", "opportunity.acid_test_reason"),
        *("own_role.name", "own_role.summary", "own_role.wants"),
    ):
        assert column in planted.values(), column
