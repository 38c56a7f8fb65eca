"""How a letter leaves the window: Word file, mail draft, PDF, clipboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.tools.champion_letter import export, templates
from app.tools.champion_letter.rows import LetterPage
from app.ui.desk import Desk
from app.ui.tabs.champion_letter.printing import print_letter


class WaysOut(QObject):
    """Saves or copies the letter that is shown; `page` hands it out with what is still being typed."""

    def __init__(self, tab: QWidget, desk: Desk, page: Callable[[], LetterPage | None]) -> None:
        super().__init__(tab)
        self._tab, self._desk, self._page = tab, desk, page

    def save_word(self) -> None:
        """As a Word file, in the template in use."""
        self._save("docx", tr("Word file (*.docx)"), self._write_word)

    def save_mail(self) -> None:
        """As a draft that the mail program opens."""
        self._save("eml", tr("Mail draft (*.eml)"), export.write_eml)

    def save_pdf(self) -> None:
        """As a PDF."""
        self._save("pdf", tr("PDF (*.pdf)"), print_letter)

    def copy(self) -> None:
        """To the clipboard, with its formatting and without."""
        page = self._page()
        if page is None:
            return
        with self._desk.reporting():
            letter = export.rich(page)
            data = QMimeData()
            data.setHtml(letter.html)
            data.setText(letter.plain)
            QGuiApplication.clipboard().setMimeData(data)
            self._desk.say(tr("The letter is copied with its formatting."))

    def _write_word(self, page: LetterPage, path: Path) -> tuple[str, ...]:
        with self._desk.workspace.read() as session:
            look = templates.look_of(session, page.id)
        return export.write_docx(page, path, look)

    def _may_leave(self, page: LetterPage) -> bool:
        """Whether nothing is in the way of an export; asked before a file is."""
        with self._desk.reporting():
            export.refuse_leaks(page)
            return True
        return False

    def _save(self, suffix: str, pattern: str, write: Callable[[LetterPage, Path], object]) -> None:
        page = self._page()
        if page is None or not self._may_leave(page):
            return
        name = export.file_name(page, suffix)
        path = self._desk.ask_save_path(self._tab, tr("Save the letter"), name, pattern)
        if path is None:
            return
        with self._desk.reporting():
            unknown = write(page, path)
            text = tr("Saved as “{name}”.", name=path.name)
            if isinstance(unknown, tuple) and unknown:
                text += " " + tr("Unknown fields of the template: {names}.", names=", ".join(unknown))
            self._desk.say(text)
