"""A page of the program on sheets of paper: its cards below each other, broken between them, under a head."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QScrollArea, QWidget

from app.i18n import tr
from app.ui.theme import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.unfold import Folding

MARGIN = 12.0  # mm
LARGEST = 1.25  # a narrow page is not blown up further than this
HEAD, FOOT, GAP = 40, 24, 12  # pixels
LOWER = 0.6  # a sheet is filled at least this far before a part is cut
_ONLY_PRESSED = frozenset({"primary", "secondary", "danger", "quiet", "icon", "link"})  # no choices, no folds
SHARP = 300.0  # dots per inch on a printer


@dataclass(frozen=True)
class Heading:
    """What stands above each sheet; `note` warns whoever finds it."""

    title: str
    where: str
    day: str
    note: str = ""


@dataclass(frozen=True)
class Format:
    """The paper and which way it lies."""

    letter: bool = False
    upright: bool = False

    def layout(self) -> QPageLayout:
        """The same as Qt says it."""
        size = QPageSize.PageSizeId.Letter if self.letter else QPageSize.PageSizeId.A4
        turn = QPageLayout.Orientation.Portrait if self.upright else QPageLayout.Orientation.Landscape
        margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
        return QPageLayout(QPageSize(size), turn, margins, QPageLayout.Unit.Millimeter)


@dataclass(frozen=True)
class Part:
    """A rectangle of a widget that is printed as one piece."""

    host: QWidget
    rect: QRect

    def above(self, height: int) -> "Part":
        """Its upper part."""
        return Part(self.host, QRect(self.rect.left(), self.rect.top(), self.rect.width(), height))

    def below(self, height: int) -> "Part":
        """What is left when the upper part is cut off."""
        return Part(self.host, self.rect.adjusted(0, height, 0, 0))


@contextmanager
def without_buttons(page: QWidget) -> Iterator[None]:
    """While it lasts, what can only be pressed is gone: nobody can press paper."""
    focused = page.focusWidget()
    pressed = [
        button
        for button in page.findChildren(Button)
        if button.property("kind") in _ONLY_PRESSED and button.isVisibleTo(page)
    ]
    for button in pressed:
        button.hide()
    try:
        yield
    finally:
        for button in pressed:
            button.show()
        if focused is not None:
            focused.setFocus()


class Sheets:
    """The sheets of one page. Everything is painted as it looks now, so a printing theme has to be on."""

    def __init__(self, page: QWidget, heading: Heading, paper: Format) -> None:
        self._heading, self._layout = heading, paper.layout()
        self._dpi = round(QGuiApplication.primaryScreen().logicalDotsPerInch())
        self._room = QRectF(self._layout.paintRectPixels(self._dpi))
        parts = [part for part in _parts(page) if part.rect.height() > 0]
        widest = max((part.rect.width() for part in parts), default=1)
        self._scale = min(LARGEST, self._room.width() / widest)
        self._sheets = _distribute(parts, int((self._room.height() - HEAD - FOOT) / self._scale))

    def __len__(self) -> int:
        return len(self._sheets)

    def image(self, number: int, density: float = 1.0) -> QImage:
        """One sheet with its margins as a picture of `density` pixels for each of the screen's."""
        size = QSizeF(self._layout.fullRectPixels(self._dpi).size())
        image = QImage((size * density).toSize(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(density, density)
        painter.translate(self._room.topLeft())
        self._paint(painter, number)
        painter.end()
        image.setDevicePixelRatio(density)
        return image

    def pdf(self) -> bytes:
        """All sheets as one PDF file whose text can be searched."""
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(target)
        writer.setResolution(self._dpi)  # that of the screen: widgets measure their fonts by it
        writer.setPageLayout(self._layout)
        writer.setTitle(" · ".join(part for part in (self._heading.title, self._heading.where) if part))
        writer.setCreator("Dealwright")
        painter = QPainter(writer)
        for number in range(len(self)):
            if number:
                writer.newPage()
            self._paint(painter, number)
        painter.end()
        return bytes(target.data().data())

    def _paint(self, painter: QPainter, number: int) -> None:
        self._paint_head(painter)
        self._paint_foot(painter, number)
        painter.save()
        painter.translate(0, HEAD)
        painter.scale(self._scale, self._scale)
        top = 0
        for part in self._sheets[number]:
            flags = QWidget.RenderFlag.DrawChildren  # no background: paper is white
            painter.save()
            painter.setClipRect(
                QRect(QPoint(0, top), part.rect.size())
            )  # a region alone leaves whole children out
            part.host.render(painter, QPoint(0, top), QRegion(part.rect), flags)
            painter.restore()
            top += part.rect.height() + GAP
        painter.restore()

    def _paint_head(self, painter: QPainter) -> None:
        style, heading = theme(), self._heading
        right = " · ".join(part for part in (heading.day, heading.note) if part)
        line = QRectF(0, 0, self._room.width(), HEAD - 14)
        painter.setFont(style.font("card", 650))
        painter.setPen(style.color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading.title)
        after = painter.fontMetrics().horizontalAdvance(heading.title) + 12
        painter.setFont(style.font("meta"))
        painter.setPen(style.color("text-2"))
        room = painter.fontMetrics().horizontalAdvance(right)
        place = line.adjusted(after, 0, -room - 16, 0)
        where = painter.fontMetrics().elidedText(
            heading.where, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, where)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        painter.setPen(style.color("line"))
        painter.drawLine(line.bottomLeft(), line.bottomRight())

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        style = theme()
        painter.setFont(style.font("meta"))
        painter.setPen(style.color("text-3"))
        line = QRectF(0, self._room.height() - FOOT, self._room.width(), FOOT)
        words = tr("{n} of {all}", n=number + 1, all=len(self))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)


def _parts(widget: QWidget, *, scrolled: bool = False) -> Iterator[Part]:
    """What goes on paper, from top to bottom: the rows of whatever scrolls, whole, and what stands around it."""
    if isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            yield from _parts(inner, scrolled=True)
        return
    layout = widget.layout()
    if layout is None or not (scrolled or _scrolls(widget)):
        yield Part(widget, widget.rect())
        return
    beside = isinstance(layout, QHBoxLayout) and _scrolls(
        widget
    )  # a list beside the page stays on the screen
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        child = item.widget()
        if child is not None and child.isHidden():
            continue
        if child is not None and _scrolls(child):
            yield from _parts(child)
        elif not beside and not item.isEmpty():
            yield Part(widget, item.geometry())


def _scrolls(widget: QWidget) -> bool:
    areas = [widget] if isinstance(widget, QScrollArea) else widget.findChildren(QScrollArea)
    return any(not area.isHidden() and not isinstance(area.parentWidget(), Folding) for area in areas)


def _distribute(parts: list[Part], room: int) -> list[list[Part]]:
    """Parts on sheets of a height; one that is higher than a sheet is cut where nothing is cut through."""
    sheets: list[list[Part]] = [[]]
    left = room
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        height = part.rect.height()
        if height <= left:
            sheets[-1].append(part)
            left -= height + GAP
        elif height <= room and sheets[-1]:
            sheets.append([])
            left = room
            waiting.append(part)
        else:
            cut = _cut(part, left)
            if cut < min(room // 4, height) and sheets[-1]:  # too little to be worth it here
                sheets.append([])
                left = room
                waiting.append(part)
                continue
            sheets[-1].append(part.above(cut))
            waiting.append(part.below(cut))
            sheets.append([])
            left = room
    return [sheet for sheet in sheets if sheet] or [[]]


def _cut(part: Part, room: int) -> int:
    """Where to cut within `room`: in its lower part, through as few lines as can be, as low as can be."""
    top = part.rect.top()
    spans = [(low - top, high - top) for low, high in _lines(part)]
    edges = {high for _, high in spans if room * LOWER <= high <= room}
    return max(
        edges, key=lambda edge: (-sum(low < edge < high for low, high in spans), edge), default=max(room, 1)
    )


def _lines(part: Part) -> Iterator[tuple[int, int]]:
    """The vertical spans of all that should stay in one piece: widgets without parts, and rows of lists."""
    for child in part.host.findChildren(QWidget):
        if not child.isVisibleTo(part.host) or child.parentWidget() is None:
            continue
        top = child.mapTo(part.host, QPoint(0, 0)).y()
        if isinstance(child, QAbstractItemView):
            yield from _rows(child, child.viewport().mapTo(part.host, QPoint(0, 0)).y())
        elif child.layout() is None and not isinstance(child.parentWidget(), QAbstractItemView):
            yield top, top + child.height()


def _rows(view: QAbstractItemView, top: int) -> Iterator[tuple[int, int]]:
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        place = view.visualRect(model.index(row, 0))
        if place.height():
            yield top + place.top(), top + place.bottom() + 1
