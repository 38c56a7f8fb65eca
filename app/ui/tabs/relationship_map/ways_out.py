"""How the map and its table leave the program: files, clipboard, paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import tr
from app.tools.relationship_map import export
from app.tools.relationship_map.rows import People
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.tab import Export
from app.ui.tabs.relationship_map.view import MapView
from app.ui.widgets.clipboard import copy_picture
from app.ui.widgets.map_picture import map_image, map_svg


class WaysOut(QObject):
    """What is shown now is what leaves; with what is written on the map, when something is."""

    def __init__(self, desk: Desk, view: MapView, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._parent = parent
        self.page: People | None = None

    def exports(self) -> tuple[Export, ...]:
        """The map as a picture, the table for Word and Excel; what is shown now is what leaves."""
        return (
            Export(tr("People in Word…"), "file-text", self._save_word),
            Export(tr("People in Excel…"), "sheet", self._save_excel),
            Export(tr("People as tab-separated text…"), "table-2", self._save_tsv),
            Export(tr("Map as SVG…"), "image", self._save_svg),
            Export(tr("Map as PNG…"), "image", self._save_png),
            Export(tr("Map as PDF…"), "file-text", self._save_pdf),
            Export(tr("Copy map and table"), "copy", self.copy),
        )

    def copy(self) -> None:
        """Map and table in one entry of the clipboard."""
        if self.page is None:
            return
        scene, notes = self._view.map.scene, self._view.map.notes
        svg, image = map_svg(scene, title=self.page.title, notes=notes), map_image(scene, notes=notes)
        copy_picture(svg, image, export.table(self.page))
        self._desk.say(tr("Map and table are on the clipboard."))

    def _save_word(self) -> None:
        self._save("docx", tr("Word (*.docx)"), self._write_word)

    def _save_excel(self) -> None:
        self._save("xlsx", tr("Excel (*.xlsx)"), export.write_excel)

    def _save_tsv(self) -> None:
        self._save("tsv", tr("Tab-separated text (*.tsv)"), export.write_tsv)

    def _save_svg(self) -> None:
        self._save("svg", tr("SVG (*.svg)"), self._write_picture)

    def _save_png(self) -> None:
        self._save("png", tr("PNG (*.png)"), self._write_picture)

    def _save_pdf(self) -> None:
        self._save("pdf", tr("PDF (*.pdf)"), self._write_picture)

    def _write_word(self, page: People, path: Path) -> None:
        export.write_word(page, path, self._desk.today(), self._desk.settings.me)

    def _write_picture(self, page: People, path: Path) -> None:
        heading = f"{page.account} · {page.title}"
        pictures.draw_map(self._view.map.scene, path, heading=heading, notes=self._view.map.notes)

    def _save(self, ending: str, pattern: str, write: Callable[[People, Path], None]) -> None:
        if self.page is None:
            return
        name = f"{file_stem(tr('Key players {what}', what=self.page.title))}.{ending}"
        self._desk.save_as(self._parent, tr("Save the map"), name, pattern, partial(write, self.page))
