"""Pages on paper: what stands on the sheets, whole and in the light look, and what a customer's sheets lack."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.conductor.conductor import Conductor
from app.ui.dialogs.ask_print import PrintPreview
from app.ui.paper import Format, Heading, Sheets
from app.ui.registry import TABS
from app.ui.theme import on_paper
from app.ui.widgets.buttons import Button
from app.ui.widgets.page import Page
from app.ui.widgets.text import Role, label
from tests.documents.pdf_text import pages as pdf_pages
from tests.ui.answer import in_dialog
from tests.ui.conftest import Opener

HEADING = Heading("Key persons", "Testmill · Dryer upgrade", "22 Nov 2026", "Confidential")
LYING, UPRIGHT = Format(), Format(upright=True)


def column(qtbot: QtBot, count: int, height: int = 100) -> Page:
    page = Page()
    qtbot.addWidget(page)
    for number in range(count):
        card = QLabel(f"Card {number}")
        card.setFixedHeight(height)
        page.add(card)
    page.resize(900, 600)
    page.show()
    return page


def printed(page: QWidget, paper: Format = LYING) -> list[str]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with on_paper(application, page):
        return pdf_pages(Sheets(page, HEADING, paper).pdf())


def test_all_that_scrolls_is_printed_once_under_a_head(qtbot: QtBot) -> None:
    sheets = printed(column(qtbot, 20))
    assert len(sheets) == 5
    together = "".join(sheets)
    for number in range(20):
        assert together.count(f"Card {number}\n") == 1
    for number, sheet in enumerate(sheets, 1):
        assert "Key persons" in sheet
        assert "Testmill · Dryer upgrade" in sheet
        assert "22 Nov 2026 · Confidential" in sheet  # figures can be read out, too
        assert f"{number} of 5" in sheet


@pytest.mark.parametrize("look", ["light", "dark"])
def test_after_printing_every_word_looks_as_before(qtbot: QtBot, qapp: QApplication, look: str) -> None:
    theme.apply(qapp, "dark" if look == "dark" else "light")
    page = Page()
    qtbot.addWidget(page)
    roles: tuple[Role, ...] = ("meta", "field", "strong", "card", "panel", "title")
    words = [label(role, role) for role in roles]
    for word in words:
        page.add(word)
    page.show()
    before = [(word.font().toString(), word.palette().windowText().color()) for word in words]
    with on_paper(qapp, page):
        pass
    after = [(word.font().toString(), word.palette().windowText().color()) for word in words]
    theme.apply(qapp, "light")
    assert after == before


@pytest.mark.parametrize(
    ("paper", "size"), [(LYING, (842, 595)), (UPRIGHT, (595, 842)), (Format(letter=True), (792, 612))]
)
def test_a_sheet_has_the_size_of_its_paper(qtbot: QtBot, paper: Format, size: tuple[int, int]) -> None:
    page = column(qtbot, 1)
    data = Sheets(page, HEADING, paper).pdf()
    assert f"/MediaBox [0 0 {size[0]}".encode() in data
    assert f" {size[1]}.".encode() in data.split(b"/MediaBox")[1][:40]


def test_a_card_higher_than_a_sheet_goes_on_where_it_was_cut(qtbot: QtBot) -> None:
    card = QWidget()
    lines = QVBoxLayout(card)
    for number in range(60):
        lines.addWidget(QLabel(f"Line {number}"))
    page = Page()
    qtbot.addWidget(page)
    page.add(card)
    page.resize(900, 600)
    page.show()
    sheets = printed(page)
    assert len(sheets) > 1
    words = "".join(sheets).splitlines()
    assert [words.count(f"Line {number}") for number in range(60)] == [1] * 60


def test_an_empty_page_is_one_sheet(qtbot: QtBot) -> None:
    assert len(printed(column(qtbot, 0))) == 1


def test_paper_is_light_and_the_page_is_dark_again(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 1.2)
    page = column(qtbot, 2)
    before = page.grab().toImage()
    with on_paper(qapp, page):
        sheet = Sheets(page, HEADING, LYING).image(0)
        assert theme.theme().name == "light"
    assert sheet.pixelColor(5, 5) == QColor("white")
    assert (theme.theme().name, theme.theme().scale) == ("dark", 1.2)
    assert page.grab().toImage() == before


# In the window


@pytest.fixture
def work(open_program: Opener, full_deal: Path) -> Conductor:
    conductor = open_program(full_deal).conductor
    assert conductor is not None
    return conductor


def test_each_page_is_printed_for_us_and_for_the_customer(work: Conductor) -> None:
    for tab in TABS:
        work.pages.show_tool(tab.name)
        page = work.pages.current
        assert page is not None
        buttons = [one for one in page.findChildren(Button) if one.isVisible()]
        sheets = pdf_pages(work.printing.pdf(page, LYING))
        assert page.title() in sheets[0]
        assert all(one.isVisible() for one in buttons)
        texts = {one.text() for one in buttons} & {"Add to the plan", "Draft anew", "Draft the letter"}
        assert [text for text in texts if text in "".join(sheets)] == [], page.title()
        assert "Northmill Board Oy · Press section rebuild" in sheets[0]
        assert "22 Nov 2026 · Confidential" in sheets[0]
        assert len("".join(sheets)) > 400
    work.showing.toggle_customer()
    for tab in TABS:
        work.pages.show_tool(tab.name)
        page = work.pages.current
        assert page is not None
        printed = "".join(pdf_pages(work.printing.pdf(page, LYING)))
        assert "Confidential" not in printed
        assert "hampion" not in printed


def test_ctrl_p_shows_the_sheets_and_saves_them(
    work: Conductor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.pdf"
    monkeypatch.setattr(work.desk, "ask_save_path", lambda *_: target)
    counts: list[int] = []

    def save(dialog: PrintPreview) -> None:
        counts.append(dialog.count)
        dialog.turn.button(True).click()
        counts.append(dialog.count)
        dialog.save.click()

    in_dialog(PrintPreview, save)
    assert work.window.commands is not None
    work.window.commands.action("print").trigger()
    assert min(counts) >= 1
    assert "/MediaBox [0 0 595" in target.read_bytes().decode("latin-1")
    assert "Saved" in work.window.status.text()
