"""Any page on paper or as a PDF: what is on the page, for whoever looks on, in the light look."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.documents import files
from app.documents.text import file_stem
from app.i18n import tr
from app.method.figures import day_text
from app.models.vocabulary import Audience
from app.ui.conductor.pages import Pages
from app.ui.desk import Desk
from app.ui.dialogs.ask_print import ask_print
from app.ui.main_window import MainWindow
from app.ui.paper import SHARP, Format, Heading, Sheets, without_buttons
from app.ui.tab import Tab
from app.ui.theme import on_paper
from app.ui.widgets.unfold import unfolded

PREVIEW = 0.7  # size of a sheet on the screen


class Printing(QObject):
    """Prints the page that is shown."""

    def __init__(self, window: MainWindow, desk: Desk, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._desk, self._pages = window, desk, pages

    def print(self) -> None:
        """Ctrl+P: show the sheets, then print or save them."""
        tab = self._pages.current
        if tab is None:
            return
        letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        wish = ask_print(self._window, tab.shown_title, self._preview, letter=letter)
        if wish is None:
            return
        paper = Format(wish.letter, wish.upright)
        if wish.verb == "pdf":
            self._save(tab, paper)
        else:
            self._print(tab, paper)

    def save_pdf(self) -> None:
        """The page that is shown as a PDF file."""
        if (tab := self._pages.current) is not None:
            self._save(tab, Format())

    def pdf(self, tab: Tab, paper: Format) -> bytes:
        """A page as the bytes of a PDF file."""
        with self._sheets(tab, paper) as sheets:
            return sheets.pdf()

    def _preview(self, letter: bool, upright: bool) -> Sequence[QImage]:
        tab = self._pages.current
        if tab is None:
            return ()
        with self._sheets(tab, Format(letter, upright)) as sheets:
            ratio = self._window.devicePixelRatioF()
            images = [sheets.image(number, PREVIEW * ratio) for number in range(len(sheets))]
        for image in images:
            image.setDevicePixelRatio(ratio)
        return images

    def _save(self, tab: Tab, paper: Format) -> None:
        name = f"{file_stem(tr('{page} {what}', page=tab.shown_title, what=self._where()))}.pdf"
        self._desk.save_as(
            self._window,
            tr("Save the page"),
            name,
            tr("PDF (*.pdf)"),
            lambda path: files.write(path, self.pdf(tab, paper)),
        )

    def _print(self, tab: Tab, paper: Format) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: only who prints pays for it

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(paper.layout())
        printer.setFullPage(True)
        printer.setDocName(tr("{page} {what}", page=tab.shown_title, what=self._where()))
        dialog = QPrintDialog(printer, self._window)
        wanted = dialog.exec()
        dialog.deleteLater()
        if not wanted:
            return
        with self._sheets(tab, paper) as sheets:
            painter = QPainter(printer)
            for number in range(len(sheets)):
                if number:
                    printer.newPage()
                painter.drawImage(painter.viewport(), sheets.image(number, SHARP / 96))
            painter.end()
        self._desk.say(tr("Sent to the printer."))

    @contextmanager
    def _sheets(self, tab: Tab, paper: Format) -> Iterator[Sheets]:
        """The page laid out for paper; it looks as before when the window is painted again."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # there is a window
        page = tab.shown_page() or tab
        with on_paper(application, page), without_buttons(page), unfolded(page):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            yield Sheets(page, self._heading(tab), paper)

    def _heading(self, tab: Tab) -> Heading:
        return Heading(
            title=tab.shown_title,
            where=self._where(),
            day=day_text(self._desk.today()),
            note=tr("Confidential") if self._desk.audience is Audience.INTERNAL else "",
        )

    def _where(self) -> str:
        return self._window.head.where
