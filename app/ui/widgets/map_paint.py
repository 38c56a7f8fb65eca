"""How the map looks: one painter for the screen, pictures and print, in the colours of the theme that it is given."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from app.models.vocabulary import DecisionRole, NamedRole, Receptivity, Role
from app.tools.relationship_map.geometry import Box
from app.tools.relationship_map.notes import NOTHING, Mark, Notes, Tone
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.scene import MARKS, PADDING, STRIPE, Card, Scene
from app.ui import icons
from app.ui.theme import Theme
from app.ui.widgets.avatar import initials
from app.ui.widgets.bars import relation_text, relation_token
from app.ui.widgets.map_ink import ink
from app.ui.widgets.map_lines import FADED, LineState, paint_route, route_path
from app.ui.widgets.map_notes import paint_mark
from app.ui.widgets.role_picker import role_icon

RADIUS = 10.0
GHOST = 0.45
NAMES_ONLY = 0.5  # below this zoom a card shows its name alone, larger
BLOCKS_ONLY = 0.2  # and below this nothing but its colour
_RING = 2.4
_MEASURED = 20  # pixels of the letters that names are measured with
_SMALLEST_NAME, _LARGEST_NAME = 16, 34  # pixels of a name that stands alone
_MODE_TOKENS = {
    Receptivity.GROWTH: "value",
    Receptivity.TROUBLE: "value",
    Receptivity.INDIFFERENT: "control",
    Receptivity.OVERCONFIDENT: "control",
}
_BADGES: dict[Role, tuple[str, str]] = {
    DecisionRole.CHAMPION: ("accent-soft", "accent"),
    DecisionRole.DECISION_MAKER: ("relationship-soft", "relationship"),
    DecisionRole.ADVERSARY: ("control-soft", "control"),
}


@dataclass(frozen=True)
class CardState:
    """What a card goes through at the moment."""

    selected: bool = False
    hovered: bool = False
    faded: bool = False
    target: bool = False  # a line is being drawn to it
    focused: bool = False  # by keyboard
    mark: Mark | None = None  # what is noted of the person for a while

    @property
    def ghost(self) -> bool:
        """Whether the person is not there any more, or would not be."""
        return self.mark is not None and self.mark.tone is Tone.GONE


CALM = CardState()
LINE = LineState()


def rect(box: Box) -> QRectF:
    """The box for Qt."""
    return QRectF(box.x, box.y, box.w, box.h)


class MapPainter:
    """Draws in scene coordinates; `detail` is how many device pixels a scene pixel takes."""

    def __init__(self, style: Theme) -> None:
        self.style = style

    def scene(self, painter: QPainter, scene: Scene, detail: float = 2.0, notes: Notes = NOTHING) -> None:
        """The whole map: lines, people, what is noted of them, and the words above those without a line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.caption(painter, scene)
        crowd = scene.crowd
        for route in scene.routes:
            tone = notes.lines.get(route.line.id)
            self.route(painter, route, LineState(crowd=crowd, tone=tone))
        for card in scene.cards:
            lit = notes.lit is None or card.id in notes.lit
            self.card(painter, card, CardState(faded=not lit, mark=notes.marks.get(card.id)), detail)

    def caption(self, painter: QPainter, scene: Scene) -> None:
        """The words above the people without a reporting line."""
        if not scene.caption:
            return
        x, y = scene.caption_at
        painter.setFont(ink(self.style, 12, 600))
        painter.setPen(self.style.color("text-3"))
        painter.drawText(QPointF(x + 2, y + 14), scene.caption)

    def route(self, painter: QPainter, route: Route, state: LineState = LINE, detail: float = 2.0) -> None:
        """One line with its end."""
        paint_route(painter, self.style, route, route_path(route), state, detail)

    def card(self, painter: QPainter, card: Card, state: CardState = CALM, detail: float = 2.0) -> None:
        """One person."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.faded or state.ghost:
            painter.setOpacity(painter.opacity() * (GHOST if state.ghost else FADED * 1.6))
        if detail < BLOCKS_ONLY and card.person.rated:
            self._block(painter, card, state)
        else:
            self._plate(painter, card, state)
        if detail >= NAMES_ONLY:
            self._face(painter, card)
            self._words(painter, card)
            self._badges(painter, card)
            if card.person.rated:
                self._marks(painter, card)
        elif detail >= BLOCKS_ONLY:
            self._name_alone(painter, card)
        painter.restore()
        if state.mark is not None:
            paint_mark(painter, rect(card.box), state.mark, self.style)

    def _plate(self, painter: QPainter, card: Card, state: CardState) -> None:
        style, frame = self.style, rect(card.box).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = state.selected or state.target
        token = "accent" if lit else "line-strong" if state.hovered else "line"
        pen = QPen(style.color(token), 2 if lit else 1)
        if (card.person.placeholder or state.ghost) and not lit:
            pen = QPen(style.color("line-strong"), 1)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(style.color("select" if state.selected else "surface"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if state.focused:
            painter.setPen(QPen(style.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)
        if card.person.rated:
            self._stripe(painter, card, frame)

    def _block(self, painter: QPainter, card: Card, state: CardState) -> None:
        """From very far: the relationship as a coloured block."""
        known = card.person.relationship is not None
        fill = self.style.color(relation_token(card.person.relationship) if known else "surface")
        fill.setAlphaF(0.8 if known else 1.0)
        lit = state.selected or state.target
        painter.setPen(QPen(self.style.color("accent" if lit else "line-strong"), 10 if lit else 3))
        painter.setBrush(fill)
        painter.drawRoundedRect(rect(card.box), RADIUS, RADIUS)
        if card.person.placeholder:
            return
        painter.setFont(ink(self.style, round(card.box.h * 0.62), 650))
        painter.setPen(self.style.color("surface" if known else "text-2"))
        painter.drawText(rect(card.box), Qt.AlignmentFlag.AlignCenter, initials(card.person.name))

    def _stripe(self, painter: QPainter, card: Card, frame: QRectF) -> None:
        """The relationship as the colour of the left edge; a broken edge while it is unknown."""
        relationship = card.person.relationship
        bar = QRectF(frame.left() + 4, frame.top() + 8, STRIPE - 1, frame.height() - 16)
        painter.setPen(Qt.PenStyle.NoPen)
        if relationship is not None:
            painter.setBrush(self.style.color(relation_token(relationship)))
            painter.drawRoundedRect(bar, 2, 2)
            return
        painter.setBrush(self.style.color("line-strong"))
        dots = max(2, int(bar.height() // 9))
        for at in range(dots):
            y = bar.top() + (bar.height() - 3) * at / (dots - 1)
            painter.drawEllipse(QRectF(bar.left() + 0.5, y, 3, 3))

    def _face(self, painter: QPainter, card: Card) -> None:
        """Initials; the ring around them is the mode, which a glyph names as well."""
        style, disc, person = self.style, rect(card.disc), card.person
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if person.placeholder else QBrush(style.color("sunken")))
        painter.drawEllipse(disc.adjusted(3, 3, -3, -3))
        font = ink(self.style, max(9, round(card.disc.w * 0.31)), 600)
        painter.setFont(font)
        painter.setPen(style.color("text-2"))
        painter.drawText(
            disc, Qt.AlignmentFlag.AlignCenter, "?" if person.placeholder else initials(person.name)
        )
        if not person.rated and not person.placeholder:
            return
        token = _MODE_TOKENS.get(person.mode)
        ring = QPen(style.color(token or "line-strong"), _RING if token else 1.4)
        if token is None:
            ring.setDashPattern([2.2, 2.6])
        painter.setPen(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1.2, 1.2, -1.2, -1.2))
        if token is not None:
            self._glyph(painter, disc, f"mode-{person.mode.value}", token)

    def _glyph(self, painter: QPainter, disc: QRectF, name: str, token: str) -> None:
        side = 15.0
        spot = QRectF(disc.right() - side + 4, disc.bottom() - side + 3, side, side)
        painter.setPen(QPen(self.style.color("surface"), 1.5))
        painter.setBrush(self.style.color(f"{token}-soft"))
        painter.drawEllipse(spot)
        self._icon(painter, spot.adjusted(2.5, 2.5, -2.5, -2.5), name, token)

    def _words(self, painter: QPainter, card: Card) -> None:
        style, label, look = self.style, rect(card.label), card.look
        name_font = ink(self.style, look.name, 600)
        first = QRectF(label.left(), label.top(), label.width(), look.name * 1.35)
        painter.setFont(name_font)
        painter.setPen(style.color("text"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(first, side, _fitting(name_font, card.person.name, label.width()))
        if card.person.shown_title:
            title_font = ink(self.style, look.title, 400)
            second = QRectF(label.left(), first.bottom(), label.width(), look.title * 1.35)
            painter.setFont(title_font)
            painter.setPen(style.color("text-3"))
            painter.drawText(second, side, _fitting(title_font, card.person.title, label.width()))

    def _badges(self, painter: QPainter, card: Card) -> None:
        for role, box in zip(card.person.roles, card.badges, strict=True):
            back, front = _BADGES.get(role, ("sunken", "text-2"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.style.color(back))
            painter.drawEllipse(rect(box))
            if isinstance(role, NamedRole):  # an icon would be the same for all of them
                painter.setFont(ink(self.style, 9, 650))
                painter.setPen(self.style.color(front))
                painter.drawText(rect(box), Qt.AlignmentFlag.AlignCenter, initials(role.name))
            else:
                self._icon(painter, rect(box.grown(-3.5)), role_icon(role), front)

    def _marks(self, painter: QPainter, card: Card) -> None:
        """Influence as rising bars, hollow while it is unknown, and the relation with its sign."""
        style, person = self.style, card.person
        left = card.box.right - PADDING - MARKS + 4
        middle = card.box.middle[1]
        floor, high, wide = middle + 1, 14.0, 4.4
        unknown = person.influence is None
        painter.setPen(QPen(style.color("line-strong"), 0.8) if unknown else Qt.PenStyle.NoPen)
        for step in range(5):
            full = step < (person.influence or 0)
            painter.setBrush(
                Qt.BrushStyle.NoBrush if unknown else QBrush(style.color("text-2" if full else "line"))
            )
            tall = high * (0.36 + 0.16 * step)
            painter.drawRoundedRect(QRectF(left + step * (wide + 1.8), floor - tall, wide, tall), 1.2, 1.2)
        painter.setFont(ink(self.style, 11, 600))
        known = person.relationship is not None
        painter.setPen(style.color(relation_token(person.relationship) if known else "text-3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, floor + 3, MARKS - 4, 15), right, relation_text(person.relationship))

    def _name_alone(self, painter: QPainter, card: Card) -> None:
        """From afar: the name in one line or two, as large as the card allows."""
        room = rect(card.box).adjusted(STRIPE + 8, 3, -6, -3)
        pixels, lines = _largest(self.style, card.person.name, room)
        font = ink(self.style, pixels, 600)
        painter.setFont(font)
        painter.setPen(self.style.color("text"))
        words = "\n".join(_fitting(font, text, room.width()) for text in lines)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _icon(self, painter: QPainter, spot: QRectF, name: str, token: str) -> None:
        _renderer(name, self.style.color(token).name()).render(painter, spot)


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(icons.outline(name, QColor(color)).encode()))


def _largest(style: Theme, name: str, room: QRectF) -> tuple[int, list[str]]:
    """The largest size at which a name fits into a room, and its lines then; a long one is cut at a readable size."""
    first, _, rest = " ".join(name.split()).partition(" ")
    ways = [[f"{first} {rest}".strip()], *([[first, rest]] if rest else [])]
    unit = QFontMetricsF(ink(style, _MEASURED, 600))
    found = []
    for lines in ways:
        widest = max(unit.horizontalAdvance(line) for line in lines) or 1.0
        by_width, by_height = room.width() * _MEASURED / widest, room.height() / (1.24 * len(lines))
        found.append((int(min(by_width, by_height, _LARGEST_NAME)), lines))
    size, lines = max(found, key=lambda one: one[0])
    return max(size, _SMALLEST_NAME), lines


def _fitting(font: QFont, text: str, width: float) -> str:
    return QFontMetricsF(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width + 1)
