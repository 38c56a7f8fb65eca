"""Beside the map: how to be introduced to a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.tools.relationship_map.notes import NOTHING, Notes, of_way
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.ways import Way, no_way, spoken
from app.ui.tabs.relationship_map.aside import Aside, Line, Lines
from app.ui.widgets.fields import Choice
from app.ui.widgets.text import label


class WayAside(Aside):
    """The shortest trusted way to whoever is chosen, in words; the map draws the same."""

    changed = Signal()
    fix_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Way to a person"), parent)
        self.target = Choice([])
        self.target.setAccessibleName(tr("Whom do you want to meet?"))
        self.target.chosen.connect(self._choose)
        self.lines = Lines()
        self.lines.wanted.connect(self.fix_wanted)
        self.add(label(tr("Whom do you want to meet?"), "field"))
        self.add(self.target)
        self.add(self.lines)
        self.finish()
        self._page: People | None = None

    def aim(self, person: int) -> None:
        """Look for the way to this person."""
        self.target.set_value(person)
        self._say()

    def show_people(self, page: People) -> None:
        """Look again, among these people."""
        self._page = page
        people = sorted(page.players, key=lambda one: one.name.casefold())
        self.target.set_options([(one.id, one.name) for one in people])
        self._say()

    def notes(self) -> Notes:
        """The way as it is drawn."""
        found, player = self._found()
        if player is None or found is None:
            return NOTHING
        return of_way(found, tr("The way to {name}", name=player.name))

    def _found(self) -> tuple[Way | None, PlayerRow | None]:
        chosen = self.target.value()
        player = self._page.player(chosen) if self._page is not None and isinstance(chosen, int) else None
        if self._page is None or player is None:
            return None, None
        return self._page.ways.to(player.id), player

    def _choose(self, _person: object) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        found, player = self._found()
        if player is None or self._page is None:
            self.lines.show_lines([Line(tr(_RULES), "muted")])
            return
        name, contact = player.name, player.primary_contact
        said = (
            [Line(tr("{who} on our side knows {name}: ask there first.", who=contact, name=name), "strong")]
            if contact
            else []
        )
        if found is None:
            said.append(Line(tr("No way to {name}", name=name), "strong", "unplug", "control"))
            said.append(Line(no_way(player, self._page.players), "muted"))
        else:
            if contact:
                said.append(Line(tr("If a friend of ours should open the door:"), "muted"))
            said += [Line(f"{at}. {text}") for at, text in enumerate(spoken(found), 1)]
            advice = tr("Ask for one introduction at a time, and say what the person gains by it.")
            opening = tr("Open {name}", name=found.friend.name)
            said.append(Line(advice, "muted", fix=opening, do=f"key_persons:person:{found.friend.id}"))
        self.lines.show_lines(said)


_RULES = (
    "The way leads over trust, influence and reporting lines, begins with a friend, and never follows a conflict"
    " or passes somebody who is against you."
)
