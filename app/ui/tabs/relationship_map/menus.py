"""The menus of the map and the table: of a person, of a line, of the ground, and of a line just drawn."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.models.vocabulary import Aspect, DecisionRole, Link, NamedRole, Role
from app.tools.relationship_map.assumptions import SOMEBODY_NEW, Assumption, Turn
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.rows import PlayerRow
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.words import ended_sentence, link_sentence
from app.ui.icons import icon
from app.ui.widgets.bars import relation_text
from app.ui.widgets.role_picker import role_icon

INFLUENCES = (1, 2, 3, 4, 5)
RELATIONS = (2, 1, 0, -1, -2)


def relation_words(value: int) -> str:
    """A relation with its sign and what it means."""
    meaning = {
        2: tr("acts for us"),
        1: tr("wishes us well"),
        0: tr("stands between"),
        -1: tr("prefers others"),
        -2: tr("works against us"),
    }
    return f"{relation_text(value)}  {meaning[value]}"


def assumptions(player: PlayerRow) -> list[tuple[Assumption, str]]:
    """What may happen to a person, each in a word or two; an unknown rating is taken for the middle."""
    influence = player.influence or INFLUENCES[len(INFLUENCES) // 2]
    found = [
        (Assumption(Turn.LEAVES, player.id), tr("leaves")),
        (Assumption(Turn.LEAVES, player.id, other=SOMEBODY_NEW), tr("leaves and somebody new follows")),
    ]
    if influence < max(INFLUENCES):
        found.append((Assumption(Turn.INFLUENCE, player.id, influence + 1), tr("gains influence")))
    if influence > min(INFLUENCES):
        found.append((Assumption(Turn.INFLUENCE, player.id, influence - 1), tr("loses influence")))
    if not player.supports:
        found.append((Assumption(Turn.SIDE, player.id, 1), tr("comes over to our side")))
    if not player.opposes:
        found.append((Assumption(Turn.SIDE, player.id, -1), tr("turns against us")))
    if DecisionRole.DECISION_MAKER not in player.roles:
        found.append((Assumption(Turn.DECIDES, player.id), tr("decides")))
    return found


class MapMenus(QObject):
    """Opens menus and tells what was chosen; one menu at a time."""

    line_wanted = Signal(int, int, object)  # from, to, Link
    opened = Signal(int)
    rename_wanted = Signal(int)
    roles_set = Signal(int, object)
    own_role_wanted = Signal(int)  # person: a role that is not there yet
    rated = Signal(int, object, object)  # person, Aspect, value
    draw_wanted = Signal(int)
    tidy_wanted = Signal(object)  # people, or None for all
    removal_wanted = Signal(object, object)  # people, lines
    strength_set = Signal(int, int)
    kind_set = Signal(int, object)
    turned = Signal(int)
    add_wanted = Signal(object)  # Point
    fit_wanted = Signal()
    way_wanted = Signal(int)
    supposed = Signal(object)  # Assumption
    role_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.menu: QMenu | None = None
        self.own_roles: tuple[NamedRole, ...] = ()
        self._handlers: dict[QAction, Callable[[], object]] = {}

    def open_kinds(self, start: PlayerRow, end: PlayerRow, where: QPoint, *, by_key: bool = False) -> None:
        """What kind of line has been drawn? Whoever drew it by keys takes the first with Return."""
        menu = self._fresh()
        for kind in Link:
            words = link_sentence(kind, start.name, end.name)
            self._act(
                menu,
                words,
                _LINE_ICONS[kind],
                partial(self.line_wanted.emit, start.id, end.id, kind),
            )
        self._show(where)
        if by_key:
            menu.setActiveAction(menu.actions()[0])

    def open_roles(self, player: PlayerRow, where: QPoint) -> None:
        """Which roles does the person play? Ticks may be set one after the other by opening it again."""
        menu = self._fresh()
        self._fill_roles(menu, player)
        self._show(where)

    def open_person(self, player: PlayerRow, selected: tuple[int, ...], where: QPoint) -> None:
        """What can be done with a person, or with all that are selected."""
        menu = self._fresh()
        if len(selected) < 2:
            self._fill_person(menu, player)
            menu.addSeparator()
        people = selected or (player.id,)
        self._act(
            menu,
            tr("Back to the automatic place"),
            "align-horizontal-distribute-center",
            partial(self.tidy_wanted.emit, people),
        )
        words = (
            tr("Remove from this opportunity")
            if len(people) < 2
            else tr("Remove {n} people from this opportunity", n=len(people))
        )
        self._act(menu, words, "user-minus", partial(self.removal_wanted.emit, people, ()))
        self._show(where)

    def open_supposing(self, player: PlayerRow, where: QPoint) -> None:
        """What may happen to a person, while something is supposed and nothing is changed."""
        menu = self._fresh()
        menu.addAction(tr("What if {name}…", name=player.name)).setEnabled(False)
        for one, words in assumptions(player):
            self._act(menu, words, "", partial(self.supposed.emit, one))
        self._show(where)

    def open_line_supposing(self, route: Route, start: PlayerRow, end: PlayerRow, where: QPoint) -> None:
        """What may happen to a line, while something is supposed."""
        menu = self._fresh()
        self._suppose_gone(menu, route.line, start, end)
        self._show(where)

    def open_line(self, route: Route, start: PlayerRow, end: PlayerRow, where: QPoint) -> None:
        """What can be done with a line."""
        line: MapLine = route.line
        menu = self._fresh()
        menu.addAction(link_sentence(line.kind, start.name, end.name)).setEnabled(False)
        menu.addSeparator()
        for strength, words in ((1, tr("Weak")), (2, tr("Usual")), (3, tr("Strong"))):
            choice = self._act(menu, words, "", partial(self.strength_set.emit, line.id, strength))
            choice.setCheckable(True)
            choice.setChecked(line.strength == strength)
        menu.addSeparator()
        for kind in Link:
            if kind is not line.kind:
                words = link_sentence(kind, start.name, end.name)
                self._act(menu, words, _LINE_ICONS[kind], partial(self.kind_set.emit, line.id, kind))
        self._act(menu, tr("Turn around"), "arrow-left-right", partial(self.turned.emit, line.id))
        self._suppose_gone(menu, line, start, end)
        menu.addSeparator()
        self._act(
            menu, tr("Take the line away"), "trash-2", partial(self.removal_wanted.emit, (), (line.id,))
        )
        self._show(where)

    def open_ground(self, place: tuple[float, float], where: QPoint) -> None:
        """What can be done where nobody stands."""
        menu = self._fresh()
        self._act(menu, tr("Add a person here"), "user-plus", partial(self.add_wanted.emit, place))
        self._act(menu, tr("Tidy the map"), "wand-2", partial(self.tidy_wanted.emit, None))
        self._act(menu, tr("Show the whole map"), "maximize", self.fit_wanted.emit)
        self._show(where)

    def _suppose_gone(self, menu: QMenu, line: MapLine, start: PlayerRow, end: PlayerRow) -> None:
        ended = ended_sentence(line.kind, start.name, end.name)
        one = Assumption(Turn.PARTS, start.id, other=end.id, kind=line.kind)
        self._act(menu, tr("What if {what}?", what=ended), "git-branch", partial(self.supposed.emit, one))

    def _fill_person(self, menu: QMenu, player: PlayerRow) -> None:
        self._act(menu, tr("Open {name}", name=player.name), "user", partial(self.opened.emit, player.id))
        self._act(menu, tr("Rename"), "pencil", partial(self.rename_wanted.emit, player.id))
        self._act(menu, tr("Draw a line"), "spline", partial(self.draw_wanted.emit, player.id))
        menu.addSeparator()
        roles = menu.addMenu(icon("tags"), tr("Roles"))
        self._fill_roles(roles, player)
        influence = menu.addMenu(icon("chart-no-axes-column-increasing"), tr("Influence"))
        for value in (*INFLUENCES, None):
            words = tr("Unknown") if value is None else tr("{n} of 5", n=value)
            self._rating(influence, player, Aspect.INFLUENCE, value, words)
        relation = menu.addMenu(icon("heart-handshake"), tr("Relationship"))
        for value in (*RELATIONS, None):
            words = tr("Unknown") if value is None else relation_words(value)
            self._rating(relation, player, Aspect.RELATIONSHIP, value, words)
        menu.addSeparator()
        self._act(
            menu, tr("Way to {name}", name=player.name), "route", partial(self.way_wanted.emit, player.id)
        )
        supposing = menu.addMenu(icon("git-branch"), tr("What if {name}…", name=player.name))
        for one, words in assumptions(player):
            self._act(supposing, words, "", partial(self.supposed.emit, one))

    def _fill_roles(self, menu: QMenu, player: PlayerRow) -> None:
        offered: tuple[Role, ...] = (*DecisionRole, *self.own_roles)
        for role in offered:
            left = tuple(one for one in offered if (one in player.roles) != (one == role))
            choice = self._act(
                menu, role.label, role_icon(role), partial(self.roles_set.emit, player.id, left)
            )
            choice.setCheckable(True)
            choice.setChecked(role in player.roles)
        self._act(menu, tr("Own role …"), "plus", partial(self.own_role_wanted.emit, player.id))
        menu.addSeparator()
        first = player.roles[0] if player.roles else DecisionRole.CHAMPION
        self._act(menu, tr("About the roles"), "book-open", partial(self.role_wanted.emit, first))

    def _rating(self, menu: QMenu, player: PlayerRow, aspect: Aspect, value: int | None, words: str) -> None:
        now = player.influence if aspect is Aspect.INFLUENCE else player.relationship
        choice = self._act(menu, words, "", partial(self.rated.emit, player.id, aspect, value))
        choice.setCheckable(True)
        choice.setChecked(now == value)

    def _act(self, menu: QMenu, words: str, name: str, handler: Callable[[], object]) -> QAction:
        action = menu.addAction(icon(name), words) if name else menu.addAction(words)
        self._handlers[action] = handler
        return action

    def _fresh(self) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        self._handlers = {}
        self.menu = QMenu(self._parent)
        self.menu.triggered.connect(self._choose)  # told for submenus too
        return self.menu

    def _choose(self, action: QAction) -> None:
        if action in self._handlers:
            self._handlers[action]()

    def _show(self, where: QPoint) -> None:
        if self.menu is not None:
            self.menu.popup(where)


_LINE_ICONS = {
    Link.REPORTS: "network",
    Link.INFLUENCE: "move-up-right",
    Link.TRUST: "handshake",
    Link.CONFLICT: "zap",
}
