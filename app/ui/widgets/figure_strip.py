"""Large figures side by side, each with its name above and the convention behind it below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.theme import theme
from app.ui.widgets.picture import metrics

_LINES = 2  # of the convention
_NARROWEST = 128
_ROW_GAP = 8
_FEW_WORDS = 2  # "14 months", "3,700 kEUR"


@dataclass(frozen=True)
class Figure:
    """One figure in words; `tone` is a colour token for what needs a look."""

    title: str
    value: str
    note: str
    tone: str = ""


class FigureStrip(QWidget):
    """Equal cells, as many in a row as have room; painted in one go, so that it follows a slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self._lines = _LINES
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show these figures."""
        grown = len(figures) != len(self._figures)
        self._figures = tuple(figures)
        self.setAccessibleDescription("; ".join(f"{one.title}: {one.value} ({one.note})" for one in figures))
        if grown:
            self.updateGeometry()
        self.update()

    def set_brief(self, brief: bool) -> None:
        """Leave the conventions to the tips, where the height is needed for something else."""
        lines = 0 if brief else _LINES
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._figures

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns = self._columns(width)
        rows = -(-len(self._figures) // columns) if self._figures else 1
        return rows * self._cell_height() + (rows - 1) * theme().px(_ROW_GAP)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), self.heightForWidth(theme().px(600)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(2 * _NARROWEST), self._cell_height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = next((one for one, cell in self._cells() if cell.contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), f"{found.title}: {found.note}" if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        left = Qt.AlignmentFlag.AlignLeft
        for one, cell in self._cells():
            if cell.left() > 0:
                painter.setPen(QPen(style.color("line"), 1))
                x = cell.left() - style.px(8)
                painter.drawLine(
                    int(x), int(cell.top() + style.px(4)), int(x), int(cell.bottom() - style.px(8))
                )
            y = cell.top()
            painter.setFont(style.font("field"))
            painter.setPen(style.color("text-2"))
            words = metrics(style, "field")
            title = words.elidedText(one.title, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(QRectF(cell.left(), y, cell.width(), words.height()), left, title)
            y += words.height() + style.px(2)
            role = self._role(one.value, cell.width())
            painter.setFont(style.font(role))
            painter.setPen(style.color(one.tone or "text"))
            words = metrics(style, role)
            tall = metrics(style, "figure").height()
            value = words.elidedText(one.value, Qt.TextElideMode.ElideRight, cell.width())
            box = QRectF(cell.left(), y, cell.width(), tall)
            painter.drawText(box, left | Qt.AlignmentFlag.AlignVCenter, value)
            if not self._lines:
                continue
            y += tall + style.px(2)
            painter.setFont(style.font("meta"))
            painter.setPen(style.color("text-3"))
            words = metrics(style, "meta")
            room = QRectF(cell.left(), y, cell.width(), words.lineSpacing() * self._lines)
            wrap = left | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(wrap), _fitting(one.note, words, room))

    def _role(self, value: str, room: float) -> str:
        """The largest role in which all figures fit; a value that is said in words has its own."""
        # thousands may be parted by a space that does not break, so only the plain one parts words
        alike = [one.value for one in self._figures if len(one.value.split(" ")) <= _FEW_WORDS]
        values = alike if value in alike else [value]
        style = theme()
        for role in ("figure", "panel"):
            words = metrics(style, role)
            if all(words.horizontalAdvance(one) <= room for one in values):
                return role
        return "strong"

    def _columns(self, width: float) -> int:
        fitting = max(1, int(width // theme().px(_NARROWEST)))
        count = max(1, len(self._figures))
        rows = -(-count // fitting)
        return -(-count // rows)  # even rows

    def _cell_height(self) -> int:
        style = theme()
        words = metrics(style, "field").height() + metrics(style, "figure").height()
        return round(words + metrics(style, "meta").lineSpacing() * self._lines + style.px(4))

    def _cells(self) -> list[tuple[Figure, QRectF]]:
        columns, height, gap = self._columns(self.width()), self._cell_height(), theme().px(16)
        width = (self.width() - gap * (columns - 1)) / columns
        return [
            (
                one,
                QRectF(
                    (at % columns) * (width + gap),
                    (at // columns) * (height + theme().px(_ROW_GAP)),
                    width,
                    height,
                ),
            )
            for at, one in enumerate(self._figures)
        ]


def _fitting(text: str, words: QFontMetricsF, room: QRectF) -> str:
    """The text cut so that it fills the room at most; its whole is in the tip."""
    flags = int(Qt.TextFlag.TextWordWrap)
    if words.boundingRect(room, flags, text).height() <= room.height() + 1:
        return text
    pieces = text.split()
    while pieces and words.boundingRect(room, flags, " ".join(pieces) + "…").height() > room.height() + 1:
        pieces.pop()
    return " ".join(pieces).rstrip(",;") + "…"
