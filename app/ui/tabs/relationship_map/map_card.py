"""The card with the map: what is shown, the canvas or its table, what stands beside it, and the legend."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Audience, Link
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.scene import Scene, compose, restaged
from app.ui.tabs.relationship_map.aside import Aside
from app.ui.tabs.relationship_map.stand_out import StandOut
from app.ui.tabs.relationship_map.twin import MapTwin
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import Button, icon_button, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow import Flow
from app.ui.widgets.map_canvas import MapCanvas
from app.ui.widgets.map_legend import MapLegend
from app.ui.widgets.unfold import Refold

_HIGH, _LEAST = 452, 320  # pixels of the map
_ABOVE = 150  # of title and buttons, which are seen together with the map
_ANY_HEIGHT = 16_777_215  # what Qt calls no maximum
_KINDS = {
    Link.REPORTS: ("network", "Reporting"),
    Link.INFLUENCE: ("move-up-right", "Influence"),
    Link.TRUST: ("handshake", "Trust"),
    Link.CONFLICT: ("zap", "Conflict"),
}
STEP = 1.25


class MapCard(Card):
    """Shows the people of a deal as a map; which lines and roles stand out is this card's own affair."""

    add_wanted = Signal()
    draw_wanted = Signal()
    tidy_wanted = Signal()
    aside_wanted = Signal(str)  # "way", "what_if", "snapshots"
    aside_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Key-player map"), parent=parent)
        self._page: People | None = None
        self._drawn: People | None = None  # instead of the page, while something is supposed or compared
        self._real: People | None = None  # where those who are only drawn stand
        self._internal = True
        self.aside: Aside | None = None
        self.canvas = MapCanvas()
        self.canvas.setAccessibleName(tr("Key-player map"))
        self.twin = MapTwin()
        self.caption = Chip("", "eye", "look")
        self.caption.hide()
        self.legend = MapLegend()
        self.kinds: dict[Link, Button] = {}
        self._build_header()
        self._build_row()
        self.add(self.caption)
        self.add(self._build_stage())
        self.add(self.legend)

    @property
    def scene(self) -> Scene:
        """The map as it is shown, for pictures of it."""
        return self.canvas.shown

    @property
    def notes(self) -> Notes:
        """What is written on it."""
        return self.canvas.lights.notes

    @property
    def shown(self) -> People | None:
        """The people that are drawn: those of the deal, or as they are supposed or compared."""
        return self._drawn or self._page

    def show_people(self, page: People, audience: Audience) -> None:
        """Show the map; a customer sees who reports to whom and changes nothing."""
        self._page = page
        self._internal = audience is Audience.INTERNAL
        self.row.setVisible(self._internal)
        for kind, button in self.kinds.items():
            count = plural("{n} line", "{n} lines", sum(line.kind is kind for line in page.lines))
            button.setToolTip(f"{tr(_KINDS[kind][1])}: {count}")
        self.set_note(plural("{n} person", "{n} people", len(page.players)))
        self.tidy_button.setEnabled(any(player.place is not None for player in page.players))
        self.stand_out.show_people(page, internal=self._internal)
        self._compose()

    def show_aside(self, aside: Aside | None) -> None:
        """Put something beside the map, or nothing."""
        if aside is self.aside:
            return
        if self.aside is not None:
            self.aside.hide()
        self.aside = aside
        if aside is not None:
            if self._stage.indexOf(aside) < 0:
                self._stage.addWidget(aside)
                aside.closed.connect(self.close_aside)
            aside.show()
        for name, button in self.asides.items():
            button.setChecked(aside is not None and aside.objectName() == name)

    def close_aside(self) -> None:
        """Back to the map as it is."""
        if self.aside is not None:
            (self.canvas if self.canvas.isVisible() else self.twin_button).setFocus()
            self.show_aside(None)  # after the focus has left it, else the page would follow the focus down
            self.note(NOTHING)
            self.aside_closed.emit()

    def note(self, notes: Notes, drawn: People | None = None, *, stay: bool = False) -> None:
        """Write on the map; `drawn` takes the place of the people as they are, and cannot be changed.

        With `stay` the same people are drawn where they are now.
        """
        self._drawn, self._real = drawn, self._page if stay else None
        self.caption.set_text(notes.caption)
        self.caption.setVisible(bool(notes.caption))
        self._compose()
        self.canvas.note(notes)
        self.twin.show_people(self.shown, notes)

    def fit_into(self, room: int) -> None:
        """Let the map be seen whole where only so many pixels of a page are."""
        high = round(room / theme().scale) - _ABOVE
        fix(self._stand, height=max(_LEAST, min(_HIGH, high)))

    def unfold(self) -> Refold:
        """Be as high as the tables, or what stands beside the map; the answer makes it as high as before."""
        high = self._stand.height()
        self.canvas.setMaximumHeight(high)
        self._stand.setFixedHeight(max(high, self._stage.totalMinimumSize().height()))
        return partial(self._refold, high)

    def _refold(self, high: int) -> None:
        self.canvas.setMaximumHeight(_ANY_HEIGHT)
        self._stand.setFixedHeight(high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back: from what stands beside the map to the map alone."""
        if event.key() == Qt.Key.Key_Escape and self.aside is not None:
            self.close_aside()
        else:
            super().keyPressEvent(event)

    def _build_header(self) -> None:
        self.twin_button = icon_button("table-2", tr("Show the map as tables"))
        self.twin_button.setCheckable(True)
        self.twin_button.clicked.connect(self._turn)
        self.out_button = icon_button("zoom-out", tr("Step back"), "-")
        self.in_button = icon_button("zoom-in", tr("Come nearer"), "+")
        self.fit_button = icon_button("maximize", tr("Show the whole map"), "0")
        self.out_button.clicked.connect(self._step_back)
        self.in_button.clicked.connect(self._come_nearer)
        self.fit_button.clicked.connect(self.canvas.fit)
        self.stand_out = StandOut()
        self.stand_out.changed.connect(self._light)
        tools = (self.out_button, self.in_button, self.fit_button, self.twin_button)
        for tool in (self.stand_out, *tools):
            self.add_tool(tool)

    def _build_row(self) -> None:
        self.row = row = Flow()
        space(row._flow, gap=6)
        self.add_button = secondary(tr("Add a person"), "user-plus")
        self.add_button.clicked.connect(self.add_wanted)
        self.draw_button = quiet(tr("Draw a line"), "spline")
        self.draw_button.setToolTip(tr("From the selected person: drag the dot at the edge, or press L"))
        self.draw_button.clicked.connect(self.draw_wanted)
        self.tidy_button = quiet(tr("Tidy"), "wand-2")
        self.tidy_button.setToolTip(tr("Forget the places that hands gave and lay the map out anew"))
        self.tidy_button.clicked.connect(self.tidy_wanted)
        for widget in (self.add_button, self.draw_button, self.tidy_button):
            row.add(widget)
        for kind, (name, words) in _KINDS.items():
            button = icon_button(name, tr(words))
            button.setCheckable(True)
            button.setChecked(True)
            button.setAccessibleName(tr("Show lines: {kind}", kind=tr(words)))
            button.clicked.connect(self._compose)
            self.kinds[kind] = button
            row.add(button)
        self.asides: dict[str, Button] = {}
        for key, words, name, tip in (
            ("way", tr("Way to…"), "route", tr("Who could introduce you to a person")),
            (
                "what_if",
                tr("What if…"),
                "git-branch",
                tr("What would follow if somebody left or changed sides"),
            ),
            ("snapshots", tr("Snapshots"), "history", tr("Keep the map as it is, and see what has changed")),
        ):
            button = Button("toggle", words, name)
            button.setObjectName(key)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.clicked.connect(self._open_aside)
            self.asides[key] = button
            row.add(button)
        self.add(row)

    def _build_stage(self) -> QWidget:
        """The canvas or its table, and what stands beside it."""
        self._sides = QWidget()
        self._sides.setMinimumWidth(0)
        self._stack = QStackedLayout(self._sides)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.twin)
        self._stand = QWidget()
        fix(self._stand, height=_HIGH)
        self._stage = QHBoxLayout(self._stand)
        space(self._stage)
        self._stage.addWidget(self._sides, 1)
        return self._stand

    def _compose(self) -> None:
        page = self.shown
        if page is None:
            return
        self.canvas.editable = self._internal and self._drawn is None
        shown = [kind for kind, button in self.kinds.items() if button.isChecked()]
        real = self._real or page
        scene = compose(real.players, real.lines, kinds=shown)
        if real is not page:
            scene = restaged(scene, page.players, page.lines, kinds=shown)
        self.canvas.set_scene(scene)
        self.legend.show_scene(scene)
        self.twin.show_people(page, self.notes)
        self._light()

    def _light(self) -> None:
        if (page := self.shown) is not None:
            wanted = self.stand_out.wanted
            self.canvas.light(wanted.lit(page.players, page.lines), wanted.kinds or None)

    def _turn(self) -> None:
        """The canvas, or the same as tables."""
        as_tables = self.twin_button.isChecked()
        self._stack.setCurrentWidget(self.twin if as_tables else self.canvas)
        for button in (self.out_button, self.in_button, self.fit_button):
            button.setEnabled(not as_tables)
        if as_tables:
            self.twin.show_people(self.shown, self.notes)

    def _open_aside(self) -> None:
        sender = self.sender()
        if sender is not None:
            if self.asides[sender.objectName()].isChecked():
                self.aside_wanted.emit(sender.objectName())
            else:
                self.close_aside()

    def _step_back(self) -> None:
        self.canvas.zoom_by(1 / STEP)

    def _come_nearer(self) -> None:
        self.canvas.zoom_by(STEP)
