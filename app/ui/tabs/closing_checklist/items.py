"""The checklist: one row an item, with tick, evidence found, state, and who agreed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.evidence import Ageing
from app.tools.closing_checklist.chain import Item
from app.tools.closing_checklist.queries import PersonChoice
from app.tools.closing_checklist.rules import Ground
from app.ui.tabs.closing_checklist.lines import offer
from app.ui.tabs.closing_checklist.words import source_of, tool_name
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import icon_button, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.text import Elided, label

_LEFT, _STATE, _PERSON = 54, 118, 164  # px at 100 %


class ItemsCard(Card):
    """The seven items and the user's own; clicking one shows what stands behind it."""

    ticked = Signal(str, bool)
    agreed = Signal(str, object)  # key, person id or None
    picked = Signal(str)
    add_wanted = Signal()
    change_wanted = Signal(str)
    drop_wanted = Signal(str)
    tool_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Checklist"), parent=parent)
        self.add_button = quiet(tr("Add an item"), "plus")
        self.add_button.clicked.connect(self._add)
        self.add_tool(self.add_button)
        self.rows: dict[str, ItemRow] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        space(self._column, gap=0)
        self._column.addWidget(_captions())
        self.add(holder)

    def show_items(
        self,
        items: Sequence[Item],
        people: Sequence[PersonChoice],
        today: date,
        ageing: Ageing,
        *,
        internal: bool,
    ) -> None:
        """Show these items; rows that stay keep their focus."""
        keys = [item.key for item in items]
        if keys != list(self.rows):
            self._build(items)
        options = [(None, tr("Nobody yet")), *((person.id, person.name) for person in people)]
        for item in items:
            self.rows[item.key].show_item(item, options, today, ageing, internal=internal)
        done = sum(item.ready for item in items)
        self.set_note(plural("{done} of {n} in place", "{done} of {n} in place", len(items), done=done))
        self.add_button.setVisible(internal)

    def pick(self, key: str) -> None:
        """Mark a row as the picked one, or none."""
        for row in self.rows.values():
            row.set_picked(row.key == key)

    def _build(self, items: Sequence[Item]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {item.key: ItemRow(item.key) for item in items}
        for row in self.rows.values():
            row.ticked.connect(self.ticked)
            row.agreed.connect(self.agreed)
            row.picked.connect(self.picked)
            row.tool_wanted.connect(self.tool_wanted)
            row.change_wanted.connect(self.change_wanted)
            row.drop_wanted.connect(self.drop_wanted)
            self._column.addWidget(row)

    def _add(self) -> None:
        self.add_wanted.emit()


def _captions() -> QWidget:
    """The small titles over the columns."""
    head = QWidget()
    row = QHBoxLayout(head)
    space(row, (_LEFT, 0, 6, 4), 12)
    row.addWidget(label(tr("Item and the best evidence found"), "meta"), 1)
    for text, width in ((tr("State"), _STATE), (tr("Agreed by"), _PERSON)):
        caption = label(text, "meta")
        fix(caption, width=width)
        row.addWidget(caption)
    return head


class ItemRow(KeyboardFocus, QWidget):
    """An item: its tick, its title with the best evidence, its state, the person who agreed."""

    ticked = Signal(str, bool)
    agreed = Signal(str, object)
    picked = Signal(str)
    change_wanted = Signal(str)
    drop_wanted = Signal(str)
    tool_wanted = Signal(str, str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._shown: object = None
        self._picked = self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        space(row, (10, 8, 6, 8), 12)
        self.tick = Tick()
        self.tick.toggled_by_user.connect(self._tick)
        self.title = Elided("", "strong")
        self.found = Elided("", "meta")
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(self.title)
        words.addWidget(self.found)
        self.link = icon_button("arrow-up-right", "")
        self.link.clicked.connect(self._open_tool)
        self._tool = ("", "")
        self.state = Chip("")
        holder = QWidget()  # keeps the chips under each other
        fix(holder, width=_STATE)
        place = QHBoxLayout(holder)
        space(place)
        place.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.person = Choice([(None, tr("Nobody yet"))])
        fix(self.person, width=_PERSON)
        self.person.chosen.connect(self._agree)
        self.more = icon_button("ellipsis", tr("Change or delete this item"))
        self.more.clicked.connect(self._offer)
        row.addWidget(self.tick)
        row.addLayout(words, 1)
        row.addWidget(self.link)
        row.addWidget(holder)
        row.addWidget(self.person)
        row.addWidget(self.more)

    def show_item(
        self,
        item: Item,
        options: Sequence[tuple[int | None, str]],
        today: date,
        ageing: Ageing,
        *,
        internal: bool,
    ) -> None:
        """Show the item as it is now; what the user can change is always put right."""
        self.tick.set_value(item.tick.ticked)
        shown = (item, tuple(options), today, ageing, internal)
        if shown == self._shown:
            self.person.set_value(item.tick.agreed_by_id)
            return
        self._shown = shown
        self.title.setText(item.title)
        best = item.grounds[0] if item.grounds else None
        if best is not None and item.ready:
            text = f"{best.text} · {source_of(best, today, ageing)}"
        else:
            text = f"{item.because}." if internal else item.because
        self.found.setText(" ".join(text.split()))
        self._show_link(best)
        self.tick.setAccessibleName(tr("Tick: {item}", item=item.title))
        self.tick.setEnabled(internal)
        self._show_state(item, internal)
        self.person.set_options(options)
        self.person.set_value(item.tick.agreed_by_id)
        self.person.setAccessibleName(tr("Agreed by, {item}", item=item.title))
        self.person.setToolTip(tr("The person at the customer who agreed"))
        self.more.setVisible(item.own and internal)
        self.setAccessibleName(
            tr("{item}: {state}. {found}", item=item.title, state=self.state.text(), found=text)
        )

    def set_picked(self, picked: bool) -> None:
        """Mark the row, or take the mark away."""
        if picked != self._picked:
            self._picked = picked
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.key)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.picked.emit(self.key)
        elif event.key() == Qt.Key.Key_Space:
            self.tick.click()
        elif step is not None and (other := self._neighbour(step)) is not None:
            other.setFocus(Qt.FocusReason.TabFocusReason)
            other.picked.emit(other.key)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(self.rect())
        if self._picked or self._hovered:
            painter.setBrush(style.color("select" if self._picked else "well"))
            painter.drawRoundedRect(room, style.px(8), style.px(8))
        else:
            painter.setPen(style.color("line"))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
        if self.ringed:
            paint_ring(painter, room, 8)

    def _show_state(self, item: Item, internal: bool) -> None:
        if item.ready:
            self.state.set_text(tr("In place") if internal else tr("Agreed"), "good")
        elif item.hoped and internal:
            self.state.set_text(tr("Ticked by hope"), "look")
        else:
            self.state.set_text(tr("Open"), "neutral")

    def _show_link(self, best: Ground | None) -> None:
        """The way to the tool that owns the best evidence; the place stays where there is none."""
        self._tool = (best.tool, best.focus) if best is not None else ("", "")
        name = tool_name(self._tool[0])
        text = tr("Open {tool}", tool=name) if name else ""
        self.link.setToolTip(text)
        self.link.setAccessibleName(text)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.link.setSizePolicy(policy)
        self.link.setVisible(bool(name))

    def _neighbour(self, step: int) -> "ItemRow | None":
        parent = self.parentWidget()
        rows = parent.findChildren(ItemRow) if parent is not None else []
        at = rows.index(self) + step if self in rows else -1
        return rows[at] if 0 <= at < len(rows) else None

    def _tick(self, ticked: bool) -> None:
        self.ticked.emit(self.key, ticked)

    def _agree(self, person: object) -> None:
        self.agreed.emit(self.key, person)

    def _open_tool(self) -> None:
        self.tool_wanted.emit(*self._tool)

    def _offer(self) -> None:
        offer(self.more, self._change, self._drop)

    def _change(self) -> None:
        self.change_wanted.emit(self.key)

    def _drop(self) -> None:
        self.drop_wanted.emit(self.key)
