"""The group tabs of the method, and below them the pills of the group's tools."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.progress import Progress
from app.ui import icons
from app.ui.theme import space, theme
from app.ui.widgets.chip import ChipRow
from app.ui.widgets.focus import KeyboardFocus, paint_ring

PILL_GAP = 6  # px at 100 %, as a row of chips has it
_SIGN = 16  # px at 100 %: how far the tool is
_LOOSE, _TIGHT = (12, 7, 14), (7, 5, 8)  # px at 100 %: before the sign, after it, after the words


@dataclass(frozen=True)
class ToolEntry:
    """A tool as the bar shows it; `group` is the token of its group's colour."""

    name: str
    title: str
    group: str
    group_label: str
    outside: str = ""  # the title before a customer; empty: no customer sees that the page is there


class ToolBar(QWidget):
    """One group is open; one of its tools is shown."""

    tool_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ToolEntry, ...] = ()
        self._progress: Mapping[str, Progress] = {}
        self._current = ""
        self._outside = False
        self._last_of_group: dict[str, str] = {}
        self._groups: dict[str, _GroupTab] = {}
        self._pills: dict[str, _Pill] = {}
        self._group_row = _GroupRow()
        self._pill_row = ChipRow()
        self._low = False
        self._column = column = QVBoxLayout(self)
        self._space()
        column.addWidget(self._group_row)
        column.addWidget(self._pill_row)

    def show_tools(self, entries: Sequence[ToolEntry]) -> None:
        """Put these tools on the bar, grouped in their order; every workspace has the same."""
        if tuple(entries) == self._entries:
            self.show_progress({})
            return
        self._entries = tuple(entries)
        buttons = QButtonGroup(self)
        pills = QButtonGroup(self)
        for entry in entries:
            if entry.group not in self._groups:
                tab = _GroupTab(entry.group, entry.group_label)
                tab.clicked.connect(self._open_group)
                buttons.addButton(tab)
                self._groups[entry.group] = tab
                self._group_row.add(tab)
            pill = _Pill(entry.name, entry.title)
            pill.clicked.connect(self._open_pill)
            pills.addButton(pill)
            self._pills[entry.name] = pill
            self._pill_row.add(pill)
        self._group_row.finish()
        self.show_progress({})

    def select(self, tool: str) -> None:
        """Mark the tool that is shown."""
        entry = next((entry for entry in self._entries if entry.name == tool), None)
        if entry is None:
            return
        self._current = tool
        self._last_of_group[entry.group] = tool
        self._groups[entry.group].setChecked(True)
        self._show_pills()
        self._pills[tool].setChecked(True)

    def show_outside(self, outside: bool) -> None:
        """A customer looks on, or does no more: pages that are ours alone leave the bar."""
        if outside != self._outside:
            self._outside = outside
            for entry in self._entries:
                self._pills[entry.name].set_title(entry.outside if outside else entry.title)
            self._show_pills()

    def set_low(self, low: bool) -> None:
        """Lower rows where the window leaves the page little height."""
        if low != self._low:
            self._low = low
            self._space()
            for button in (*self._groups.values(), *self._pills.values()):
                button.set_low(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tighten()

    def _space(self) -> None:
        space(self._column, (24, 0, 24, 2 if self._low else 8), 4 if self._low else 10)

    def _tighten(self) -> None:
        """Pills stand closer where that keeps them in one row."""
        shown = [pill for pill in self._pills.values() if not pill.isHidden()]
        needed = sum(pill.width_of(tight=False) for pill in shown) + theme().px(PILL_GAP) * (len(shown) - 1)
        for pill in shown:
            pill.set_tight(needed > self._column.contentsRect().width())

    def _show_pills(self) -> None:
        open_group = next((entry.group for entry in self._entries if entry.name == self._current), "")
        for entry in self._entries:
            hidden = self._outside and not entry.outside
            self._pills[entry.name].setVisible(entry.group == open_group and not hidden)
        self._tighten()

    def show_progress(self, progress: Mapping[str, Progress]) -> None:
        """Show how far each tool is; the group counts the tools that are begun."""
        self._progress = progress
        for name, pill in self._pills.items():
            pill.set_progress(progress.get(name, Progress.EMPTY))
        for group, tab in self._groups.items():
            names = [entry.name for entry in self._entries if entry.group == group]
            begun = sum(progress.get(name, Progress.EMPTY) is not Progress.EMPTY for name in names)
            tab.set_count(begun, len(names))

    def open_group(self, number: int) -> None:
        """Ctrl+1..4: the group of that place, at the tool that was last shown in it."""
        groups = list(self._groups)
        if 0 <= number < len(groups):
            self._open(groups[number])

    def _open_group(self) -> None:
        tab = self.sender()
        if isinstance(tab, _GroupTab):
            self._open(tab.group_token)

    def _open(self, group: str) -> None:
        first = next(entry.name for entry in self._entries if entry.group == group)
        self.tool_chosen.emit(self._last_of_group.get(group, first))

    def _open_pill(self) -> None:
        pill = self.sender()
        if isinstance(pill, _Pill):
            self.tool_chosen.emit(pill.name)


class _GroupRow(QWidget):
    """Group tabs on a hairline."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        space(self._row, gap=20)

    def add(self, tab: QWidget) -> None:
        self._row.addWidget(tab)

    def finish(self) -> None:
        self._row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class _Walking(KeyboardFocus, QAbstractButton):
    """Left and right go to the neighbour, as in every row of tabs."""

    low = False  # less high than usual

    def set_low(self, low: bool) -> None:
        self.low = low
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class _GroupTab(_Walking):
    def __init__(self, group: str, title: str) -> None:
        super().__init__()
        self.group_token = group
        self._title = title
        self._count = ""
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, begun: int, total: int) -> None:
        self._count = tr("{begun} of {total}", begun=begun, total=total)
        self.setToolTip(tr("{begun} of {total} tools have data for this deal", begun=begun, total=total))
        self.setAccessibleName(f"{self._title}, {self.toolTip()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        style = theme()
        words = QFontMetrics(style.font("card", 600)).horizontalAdvance(self._title)
        count = QFontMetrics(style.font("meta", 550)).horizontalAdvance(self._count)
        return QSize(words + count + style.px(18 + 8 + 14 + 6), style.px(30 if self.low else 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(self.group_token))
        middle = (self.height() - style.px(3)) / 2
        painter.drawRoundedRect(
            QRectF(0, middle - style.px(4.5), style.px(9), style.px(9)), style.px(3), style.px(3)
        )
        if self.isChecked():
            painter.drawRoundedRect(
                QRectF(0, self.height() - style.px(3), self.width(), style.px(3)), 1.5, 1.5
            )
        font = style.font("card", 600 if self.isChecked() else 500)
        painter.setFont(font)
        strong = self.isChecked() or self.underMouse()
        painter.setPen(style.color("text" if strong else "text-2"))
        left = style.px(18)
        room = QRect(left, 0, self.width() - left, self.height() - style.px(3))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._title)
        if self._count:
            self._paint_count(painter, left + QFontMetrics(font).horizontalAdvance(self._title) + style.px(8))
        if self.ringed:
            paint_ring(painter, self.rect(), 6)

    def _paint_count(self, painter: QPainter, left: int) -> None:
        style = theme()
        font = style.font("meta", 550)
        width = QFontMetrics(font).horizontalAdvance(self._count) + style.px(12)
        height = style.px(18)
        box = QRectF(left, (self.height() - style.px(3) - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(f"{self.group_token}-soft" if self.isChecked() else "sunken"))
        painter.drawRoundedRect(box, style.px(6), style.px(6))
        painter.setFont(font)
        painter.setPen(style.color(self.group_token if self.isChecked() else "text-2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)


class _Pill(_Walking):
    _SIGNS: ClassVar[Mapping[Progress, tuple[str, str]]] = {
        Progress.EMPTY: ("circle-dashed", "text-3"),
        Progress.BEGUN: ("circle-dot", "text-2"),
        Progress.DONE: ("circle-check", "value"),
    }

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.name = name
        self._tight = False
        self._progress = Progress.EMPTY
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_progress(Progress.EMPTY)

    def set_title(self, title: str) -> None:
        self.setText(title)
        self.set_progress(self._progress)
        self.updateGeometry()

    def set_progress(self, progress: Progress) -> None:
        self._progress = progress
        said = {
            Progress.EMPTY: tr("nothing here yet"),
            Progress.BEGUN: tr("begun"),
            Progress.DONE: tr("done"),
        }[progress]
        self.setAccessibleName(f"{self.text()}, {said}")
        self.setToolTip(tr("{tool}: {said}", tool=self.text(), said=said))
        self.update()

    def width_of(self, *, tight: bool) -> int:
        """How wide the pill is with its words closer to the edge, or as usual."""
        style, (left, gap, right) = theme(), _TIGHT if tight else _LOOSE
        words = QFontMetrics(style.font("body", 550)).horizontalAdvance(self.text())
        return words + style.px(left + _SIGN + gap + right)

    def set_tight(self, tight: bool) -> None:
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(tight=self._tight), theme().px(28 if self.low else 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(style.color("line") if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(style.color("surface" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(box, style.px(8), style.px(8))
        sign, ink = self._SIGNS[self._progress]
        side = style.px(_SIGN)
        left, gap, _ = _TIGHT if self._tight else _LOOSE
        icons.paint(painter, QRect(style.px(left), (self.height() - side) // 2, side, side), sign, ink)
        painter.setFont(style.font("body", 550))
        painter.setPen(style.color("text" if self.isChecked() else "text-2"))
        room = self.rect().adjusted(style.px(left + _SIGN + gap), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.ringed:
            paint_ring(painter, self.rect(), 8)
