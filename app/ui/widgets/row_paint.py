"""How the cells of a table look, and what is typed into them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import icons
from app.ui.theme import theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.bars import InfluenceBars, RelationScale
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Box
from app.ui.widgets.focus import paint_ring
from app.ui.widgets.row_model import ROW, VALUE, Column, RowModel
from app.ui.widgets.row_widths import PADDING

Index = QModelIndex | QPersistentModelIndex
_MODE_TINTS = {"growth": "value", "trouble": "value", "indifferent": "control", "overconfident": "control"}


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a RowTable; its parent is the table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        model = index.model()
        if not isinstance(table, QAbstractItemView) or not isinstance(model, RowModel):
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, option, index, len(model.columns))
        room = rect.adjusted(theme().px(PADDING), 0, -theme().px(PADDING), -1)
        if model.is_prompt(index):
            if index.column() == 0:
                _paint_prompt(painter, room, str(index.data()))
        elif model.is_placeholder(index):
            _paint_placeholder(painter, room, model.columns[index.column()], index)
        else:
            _paint_cell(painter, room, model.columns[index.column()], index)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus and getattr(table, "ringed", False):
            paint_ring(painter, rect.adjusted(1, 1, -1, -2), 6)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(60), theme().px(40))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = _column(index)
        if isinstance(column.editor, str) or column.editor is None:
            line = Line(kind="cell")
            line.setParent(parent)
            line.setAccessibleName(column.title)
            return line
        box = Box("cell", parent)
        box.addItems([text for _value, text in column.editor])
        box.setAccessibleName(column.title)
        box.activated.connect(self._close)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        column = _column(index)
        value = index.data(VALUE)
        if isinstance(editor, Box) and column.editor is not None and not isinstance(column.editor, str):
            values = [offered for offered, _text in column.editor]
            editor.setCurrentIndex(values.index(value) if value in values else -1)
            editor.showPopup()
        elif isinstance(editor, Line):
            editor.setText("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        column = _column(index)
        if isinstance(editor, Box) and column.editor is not None and not isinstance(column.editor, str):
            if editor.currentIndex() >= 0:
                model.setData(index, column.editor[editor.currentIndex()][0])
        elif isinstance(editor, Line):
            model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        high = min(rect.height() - 4, theme().px(30))
        editor.setGeometry(rect.adjusted(0, (rect.height() - high) // 2, -2, -((rect.height() - high) // 2)))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tick turns at a click on it."""
        if not isinstance(model, RowModel) or model.is_prompt(index) or not isinstance(event, QMouseEvent):
            return False
        rect: QRect = option.rect
        clicked = (
            event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
        )
        if (
            _column(index).delegate == "tick"
            and clicked
            and _tick_box(rect).contains(event.position().toPoint())
        ):
            return model.setData(index, not index.data(VALUE))
        return False

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The popup of a choice takes the focus away from its box; that does not end the edit."""
        popup = isinstance(editor, Box) and editor.view().isVisible()
        if event.type() == QEvent.Type.FocusOut and popup:
            return False
        return super().eventFilter(editor, event)

    def _close(self, _index: int) -> None:
        box = self.sender()
        if isinstance(box, QWidget):
            self.commitData.emit(box)
            self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    @staticmethod
    def _paint_row(painter: QPainter, option: QStyleOptionViewItem, index: Index, columns: int) -> None:
        style = theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        table = option.widget
        hovered = getattr(table, "hovered_row", -1) == index.row()
        picked = bool(state & QStyle.StateFlag.State_Selected)
        if picked or hovered:
            painter.setClipRect(rect)
            band = QRectF(rect.adjusted(0, 0, 0, -1))
            reach = style.px(12)
            if index.column() != 0:
                band.setLeft(band.left() - reach)
            if index.column() != columns - 1:
                band.setRight(band.right() + reach)
            path = QPainterPath()
            path.addRoundedRect(band, style.px(8), style.px(8))
            painter.fillPath(path, style.color("select" if picked else "well"))
            painter.setClipping(False)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("line"))


class Header(QHeaderView):
    """Quiet titles over a hairline; the sorted column carries an arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        style = theme()
        painter.save()
        painter.setPen(QPen(style.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(style.font("meta", 600))
        painter.setPen(style.color("text-3"))
        model = self.model()
        room = rect.adjusted(style.px(PADDING), 0, -style.px(PADDING), 0)
        right = isinstance(model, RowModel) and model.columns[logicalIndex].align == "right"
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        arrow = style.px(12) if self.sortIndicatorSection() == logicalIndex else 0
        words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width() - arrow)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        if arrow:
            wide = painter.fontMetrics().horizontalAdvance(words)
            x = room.right() - wide - arrow - 3 if right else room.left() + wide + 3
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            spot = QRect(x, rect.center().y() - arrow // 2, arrow, arrow)
            icons.paint(painter, spot, "arrow-up" if up else "arrow-down", "text-2")
        painter.restore()


def _column(index: Index) -> Column[Any]:
    model = index.model()
    assert isinstance(model, RowModel)
    return model.columns[index.column()]


def _paint_cell(painter: QPainter, room: QRect, column: Column[Any], index: Index) -> None:
    value = index.data(VALUE)
    if column.delegate == "bars":
        InfluenceBars.draw(painter, room, int(value) if isinstance(value, (int, float)) else None)
    elif column.delegate == "relation":
        RelationScale.draw(painter, room, int(value) if isinstance(value, (int, float)) else None)
    elif column.delegate == "tick":
        _paint_tick(painter, _tick_box(room.adjusted(-theme().px(PADDING), 0, 0, 0)), bool(value))
    elif column.delegate == "person":
        _paint_person(painter, room, column, index)
    elif column.delegate == "score":
        _paint_score(painter, room, column, value, str(index.data() or ""))
    elif column.delegate == "mode":
        side = theme().px(14)
        mode = str(value or "unknown")
        spot = QRect(room.left(), room.center().y() - side // 2, side, side)
        icons.paint(painter, spot, f"mode-{mode}", _MODE_TINTS.get(mode, "text-3"))
        _paint_words(painter, room.adjusted(side + theme().px(6), 0, 0, 0), column, str(index.data() or ""))
    else:
        _paint_words(painter, room, column, str(index.data() or ""))


def _paint_words(
    painter: QPainter, room: QRect, column: Column[Any], text: str, *, strong: bool = False
) -> None:
    """One line; or two where the text has two, of which the second is quiet, or where one is not enough."""
    style = theme()
    first, _, second = text.partition("\n")
    upper, lower = style.font("table", 550 if strong else 400), style.font("meta")
    quiet = bool(second)
    if not second:
        first, second = _broken(upper, first, room)
    lines = [(upper, first, "text")]
    if second:
        lines.append((lower, second, "text-3") if quiet else (upper, second, "text"))
    _paint_lines(painter, room, column, lines)


def _paint_lines(
    painter: QPainter, room: QRect, column: Column[Any], lines: Sequence[tuple[QFont, str, str]]
) -> None:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    heights = [QFontMetrics(font).height() for font, _text, _token in lines]
    top = room.center().y() - sum(heights) // 2 + 1
    for (font, text, token), high in zip(lines, heights, strict=True):
        painter.setFont(font)
        painter.setPen(theme().color(token))
        painter.drawText(
            QRect(room.left(), top, room.width(), high), side, _fitting(font, text, room.width())
        )
        top += high


def _broken(font: QFont, text: str, room: QRect) -> tuple[str, str]:
    """The text in two lines, when it is too long for one and the row is high enough."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= room.width() or room.height() < 2 * metrics.height() + 4:
        return text, ""
    words = text.split(" ")
    fitting = 0
    while fitting < len(words) and metrics.horizontalAdvance(" ".join(words[: fitting + 1])) <= room.width():
        fitting += 1
    return (" ".join(words[:fitting]), " ".join(words[fitting:])) if fitting else (text, "")


def _paint_score(painter: QPainter, room: QRect, column: Column[Any], value: object, text: str) -> None:
    """Points of a hundred: a bar, and the number beside it."""
    if not isinstance(value, (int, float)):
        _paint_words(painter, room, column, text)
        return
    style = theme()
    wide, high = style.px(44), style.px(6)
    whole = QRectF(room.left(), room.center().y() - high / 2 + 0.5, wide, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for share, token in ((1.0, None), (max(0.0, min(1.0, value / 100)), "accent")):
        if share:
            painter.setBrush(style.color(token) if token else style.faint())
            painter.drawRoundedRect(
                QRectF(whole.left(), whole.top(), max(high, whole.width() * share), high), high / 2, high / 2
            )
    painter.restore()
    _paint_words(painter, room.adjusted(wide + style.px(8), 0, 0, 0), column, text)


def _paint_person(painter: QPainter, room: QRect, column: Column[Any], index: Index) -> None:
    style = theme()
    text = str(index.data() or "")
    side = style.px(28)
    disc = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
    nameless = column.nameless is not None and column.nameless(index.data(ROW))
    paint_avatar(painter, disc, text.partition("\n")[0], placeholder=nameless)
    _paint_words(painter, room.adjusted(side + style.px(8), 0, 0, 0), column, text, strong=True)


def _paint_placeholder(painter: QPainter, room: QRect, column: Column[Any], index: Index) -> None:
    """Somebody still to be named: a link, the role, the question; marks would only be empty."""
    text = str(index.data() or "").partition("\n")[0]
    if column.delegate == "person":
        _paint_prompt(painter, room, text)
    elif column.delegate is None and text:
        font = theme().font("table")
        lines = (line for line in _broken(font, text, room) if line)
        _paint_lines(painter, room, column, [(font, line, "text-2") for line in lines])


def _paint_prompt(painter: QPainter, room: QRect, text: str) -> None:
    style = theme()
    side = style.px(28)
    disc = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
    paint_avatar(painter, disc, "", placeholder=True)
    _paint_link(painter, room.adjusted(side + style.px(8), 0, 0, 0), text)


def _paint_link(painter: QPainter, room: QRect, text: str) -> None:
    font = theme().font("table", 500)
    painter.setFont(font)
    painter.setPen(theme().color("accent"))
    words = _fitting(font, text, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_tick(painter: QPainter, box: QRect, ticked: bool) -> None:
    style = theme()
    painter.setPen(QPen(style.color("accent" if ticked else "line-strong"), 1))
    painter.setBrush(style.color("accent" if ticked else "surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), style.px(4), style.px(4))
    if ticked:
        icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", "on-accent")


def _tick_box(rect: QRect) -> QRect:
    side = theme().px(16)
    return QRect(rect.left() + theme().px(PADDING), rect.center().y() - side // 2, side, side)


def _fitting(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width + 1)  # widths are rounded
