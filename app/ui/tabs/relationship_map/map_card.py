"""The card with the map: what is shown, the canvas, and the legend."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Audience, DecisionRole, Link
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.scene import Scene, compose
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button, icon_button, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import Flow
from app.ui.widgets.map_canvas import MapCanvas
from app.ui.widgets.map_legend import MapLegend

_HIGH = 452
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Key-player map"), parent=parent)
        self._page: People | None = None
        self.canvas = MapCanvas()
        self.canvas.setAccessibleName(tr("Key-player map"))
        self.canvas.setFixedHeight(theme().px(_HIGH))
        self.legend = MapLegend()
        self.kinds: dict[Link, Button] = {}
        self._build_header()
        self._build_row()
        self.add(self.canvas)
        self.add(self.legend)

    @property
    def scene(self) -> Scene:
        """The map as it is shown, for pictures of it."""
        return self.canvas.shown

    def show_people(self, page: People, audience: Audience) -> None:
        """Show the map; a customer sees who reports to whom and changes nothing."""
        self._page = page
        internal = audience is Audience.INTERNAL
        self.canvas.editable = internal
        self.row.setVisible(internal)
        for kind, button in self.kinds.items():
            count = sum(line.kind is kind for line in page.lines)
            button.setToolTip(plural("{n} line", "{n} lines", count))
        self.set_note(plural("{n} person", "{n} people", len(page.players)))
        self.tidy_button.setEnabled(any(player.place is not None for player in page.players))
        self._compose()

    def _build_header(self) -> None:
        self.out_button = icon_button("zoom-out", tr("Step back"), "-")
        self.in_button = icon_button("zoom-in", tr("Come nearer"), "+")
        self.fit_button = icon_button("maximize", tr("Show the whole map"), "0")
        self.out_button.clicked.connect(self._step_back)
        self.in_button.clicked.connect(self._come_nearer)
        self.fit_button.clicked.connect(self.canvas.fit)
        self.filter = Choice([(None, tr("All roles")), *((role, role.label) for role in DecisionRole)])
        self.filter.setAccessibleName(tr("Let a role stand out"))
        self.filter.setFixedWidth(theme().px(180))
        self.filter.set_value(None)
        self.filter.chosen.connect(self._light)
        for tool in (self.filter, self.out_button, self.in_button, self.fit_button):
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
            button = Button("toggle", tr(words), name)
            button.setCheckable(True)
            button.setChecked(True)
            button.setAccessibleName(tr("Show lines: {kind}", kind=tr(words)))
            button.clicked.connect(self._compose)
            self.kinds[kind] = button
            row.add(button)
        self.add(row)

    def _compose(self) -> None:
        if self._page is None:
            return
        shown = [kind for kind, button in self.kinds.items() if button.isChecked()]
        scene = compose(self._page.players, self._page.lines, kinds=shown)
        self.canvas.set_scene(scene)
        self.legend.show_scene(scene)
        self._light()

    def _light(self, _role: object = None) -> None:
        role = self.filter.value()
        if self._page is None or role is None:
            self.canvas.light(None)
        else:
            self.canvas.light([player.id for player in self._page.players if role in player.roles])

    def _step_back(self) -> None:
        self.canvas.zoom_by(1 / STEP)

    def _come_nearer(self) -> None:
        self.canvas.zoom_by(STEP)
