"""The one description of the drawn map: the screen, pictures, print and the JSON file all show this.

Cards hold everything inside their box, so no label can lie over another card. How wide a text is may be handed in
(`measure`); by default it is told without a font, so that all of them show the same to the pixel.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.geometry import Box, Point, Size, around, border, bow, flattened, swing
from app.tools.relationship_map.layout import arrange
from app.tools.relationship_map.rules import MapLine, MapPerson, first_bosses
from app.tools.relationship_map.text_width import text_width
from app.tools.relationship_map.tree import ROW_GAP

Measure = Callable[[str, float, bool], float]  # text, size in px, bold -> width in px

PADDING = 11
STRIPE = 5  # the coloured edge that shows the relationship
GAP = 9
MARKS = 34  # influence bars and relation, at the right
BADGE = 18
BADGE_GAP = 4
_TEXT = (70.0, 176.0)  # narrowest and widest column of text
_BENDS = {Link.REPORTS: 0.08, Link.INFLUENCE: 0.14, Link.TRUST: 0.22, Link.CONFLICT: -0.16}
_DETOURS = (0.0, -0.28, 0.14, -0.44, 0.3, 0.5, -0.66)  # other bends that are tried where cards are in the way
_CLEAR = 6  # how far a line keeps from cards that it has nothing to do with
_FEW = 2500  # lines times cards; beyond that nobody could follow a single line anyway
CROWD = 60  # more lines than this besides reporting lines run in bundles from side to side
_STEP, _RINGS = 24, 60  # how a free place is looked for


@dataclass(frozen=True)
class Look:
    """Sizes of a card that grow with influence, in pixels."""

    disc: int
    name: int
    title: int


_LOOKS = {
    1: Look(30, 12, 11),
    2: Look(33, 12, 11),
    3: Look(36, 13, 11),
    4: Look(41, 14, 11),
    5: Look(46, 15, 12),
}
UNKNOWN_LOOK = _LOOKS[3]


@dataclass(frozen=True)
class Card:
    """A person on the map: the box, what lies in it, and whether a hand has put it there."""

    person: MapPerson
    look: Look
    box: Box
    disc: Box
    label: Box  # name and title
    badges: tuple[Box, ...]  # one a role, in the order of the roles
    placed: bool = False

    @property
    def id(self) -> int:
        """The stakeholder."""
        return self.person.id

    def moved_to(self, x: float, y: float) -> "Card":
        """The same card elsewhere."""
        dx, dy = x - self.box.x, y - self.box.y
        return replace(
            self,
            box=self.box.moved(dx, dy),
            disc=self.disc.moved(dx, dy),
            label=self.label.moved(dx, dy),
            badges=tuple(badge.moved(dx, dy) for badge in self.badges),
            placed=True,
        )


@dataclass(frozen=True)
class Route:
    """A line as it is drawn: through its points, or bowed with those in the middle as control points."""

    line: MapLine
    points: tuple[Point, ...]
    bowed: bool = False
    dotted: bool = False  # to a second boss

    @property
    def swung(self) -> bool:
        """Whether it runs from side to side, as one of a crowd."""
        return self.bowed and len(self.points) == 4

    @property
    def drawn(self) -> tuple[Point, ...]:
        """Points that a straight-lined drawing of the route goes through."""
        return flattened(*self.points) if self.bowed else self.points


@dataclass(frozen=True)
class Scene:
    """What is drawn. `caption` is written above the people without a reporting line."""

    cards: tuple[Card, ...]
    routes: tuple[Route, ...]
    bounds: Box
    caption: str = ""
    caption_at: Point = (0, 0)

    @property
    def crowd(self) -> int:
        """How many lines are drawn besides reporting lines."""
        return sum(route.line.kind is not Link.REPORTS for route in self.routes)

    @property
    def empty(self) -> bool:
        """Whether there is nobody to draw."""
        return not self.cards


def compose(
    people: Sequence[MapPerson],
    lines: Sequence[MapLine],
    measure: Measure = text_width,
    kinds: Collection[Link] = tuple(Link),
) -> Scene:
    """The map of some people: the automatic layout, then what a hand has placed, then the lines of these kinds."""
    shapes = {person.id: card_of(person, measure) for person in people}
    known = [line for line in lines if line.from_id in shapes and line.to_id in shapes]
    bosses, second = first_bosses(known)
    drawn = arrange({key: Size(card.box.w, card.box.h) for key, card in shapes.items()}, bosses)
    cards = {person.id: _placed(shapes[person.id], drawn.boxes[person.id], person.place) for person in people}
    if any(card.placed for card in cards.values()):
        _make_room(cards)
    moved = {key for key, card in cards.items() if card.placed or card.box != drawn.boxes[key]}
    obstacles = tuple(cards.values()) if len(known) * len(cards) <= _FEW else ()
    crowd = sum(line.kind is not Link.REPORTS for line in known) > CROWD
    routes = [
        _swung(line, cards)
        if crowd and line.kind is not Link.REPORTS
        else _route(
            line, cards, second, None if {line.from_id, line.to_id} & moved else drawn.routes, obstacles
        )
        for line in known
        if line.kind in kinds and line.from_id != line.to_id
    ]
    routes.sort(key=lambda route: _ORDER[route.line.kind])
    bent = [Box(x, y, 0, 0) for route in routes if route.bowed for x, y in route.drawn]
    bounds = around([*(card.box for card in cards.values()), *bent])
    free = None if moved else drawn.unattached
    if free is not None:
        bounds = around([bounds, free])
    caption = tr("Reporting line not known yet") if free is not None else ""
    at = (free.x, free.y) if free is not None else (0.0, 0.0)
    return Scene(tuple(cards.values()), tuple(routes), bounds, caption, at)


def reroute(routes: Iterable[Route], cards: Mapping[int, Card]) -> list[Route]:
    """The lines of cards that a hand is moving."""
    second = {route.line.id for route in routes if route.dotted}
    return [
        _swung(route.line, cards) if route.swung else _route(route.line, cards, second, None)
        for route in routes
    ]


def card_of(person: MapPerson, measure: Measure = text_width) -> Card:
    """The card of a person at the origin: as wide as name and title need, within limits."""
    look = _LOOKS.get(person.influence or 0, UNKNOWN_LOOK)
    name_high, title_high = look.name * 1.35, look.title * 1.35 if person.title else 0.0
    badges = len(person.roles)
    row = badges * (BADGE + BADGE_GAP) - BADGE_GAP if badges else 0
    widest = max(measure(person.name, look.name, True), measure(person.title, look.title, False))
    text_w = max(_TEXT[0], min(_TEXT[1], widest + 3), float(row))
    text_h = name_high + title_high
    content = text_h + (BADGE + 5 if badges else 0)
    high = max(look.disc, content) + 2 * PADDING - 2
    text_x = STRIPE + PADDING + look.disc + GAP
    text_y = (high - content) / 2
    wide = text_x + text_w + PADDING + (GAP + MARKS - 4 if person.rated else 0)
    spots = tuple(
        Box(text_x + at * (BADGE + BADGE_GAP), text_y + text_h + 5, BADGE, BADGE) for at in range(badges)
    )
    disc = Box(STRIPE + PADDING, (high - look.disc) / 2, look.disc, look.disc)
    return Card(person, look, Box(0, 0, wide, high), disc, Box(text_x, text_y, text_w, text_h), spots)


_ORDER = {Link.INFLUENCE: 0, Link.TRUST: 1, Link.CONFLICT: 2, Link.REPORTS: 3}


def _placed(card: Card, box: Box, place: Point | None) -> Card:
    if place is not None:
        return card.moved_to(*place)
    return replace(card.moved_to(box.x, box.y), placed=False)


def _make_room(cards: dict[int, Card]) -> None:
    """Who was placed by hand stays; others step aside to the nearest free place."""
    fixed = [card.box for card in cards.values() if card.placed]
    others = [card.box for card in cards.values() if not card.placed]
    for key, card in cards.items():
        if card.placed or not any(card.box.overlaps(box) for box in fixed):
            continue
        rest = fixed + [box for box in others if box is not card.box]
        x, y = _free_spot(card.box, rest)
        others[others.index(card.box)] = Box(x, y, card.box.w, card.box.h)
        cards[key] = replace(card.moved_to(x, y), placed=False)


def _free_spot(box: Box, taken: Sequence[Box]) -> Point:
    for ring in range(1, _RINGS):
        steps = range(-ring, ring + 1)
        edge = [(dx, dy) for dx, dy in product(steps, steps) if max(abs(dx), abs(dy)) == ring]
        for dx, dy in sorted(edge, key=lambda step: (abs(step[0]) + abs(step[1]), -step[1], -step[0])):
            spot = box.moved(dx * _STEP, dy * _STEP)
            if not any(spot.grown(8).overlaps(other) for other in taken):
                return spot.x, spot.y
    return box.x, box.y


def _route(
    line: MapLine,
    cards: Mapping[int, Card],
    second: Collection[int],
    routes: Mapping[int, tuple[Point, ...]] | None,
    obstacles: Sequence[Card] = (),
) -> Route:
    start, end = cards[line.from_id].box, cards[line.to_id].box
    if line.kind is not Link.REPORTS or line.id in second:
        others = [card.box for card in obstacles if card.id not in {line.from_id, line.to_id}]
        way = _clear_bow(start, end, _BENDS[line.kind], others)
        return Route(line, way, bowed=True, dotted=line.id in second)
    if routes is not None:
        return Route(line, routes[line.from_id])
    return Route(line, _elbow(start, end))


def _swung(line: MapLine, cards: Mapping[int, Card]) -> Route:
    return Route(line, swing(cards[line.from_id].box, cards[line.to_id].box), bowed=True)


def _clear_bow(start: Box, end: Box, bend: float, others: Sequence[Box]) -> tuple[Point, Point, Point]:
    """The bow that runs behind the fewest cards; the first of equals."""
    ways = (bow(start, end, bend + detour) for detour in _DETOURS)
    best = next(ways)
    fewest = _behind(best, others)
    for way in ways:
        if not fewest:
            break
        if (behind := _behind(way, others)) < fewest:
            best, fewest = way, behind
    return best


def _behind(way: tuple[Point, Point, Point], others: Sequence[Box]) -> int:
    points = flattened(*way, steps=16)
    near = [box.grown(_CLEAR) for box in others]
    return sum(any(box.x < x < box.right and box.y < y < box.bottom for x, y in points) for box in near)


def _elbow(report: Box, boss: Box) -> tuple[Point, ...]:
    """The line from a report to the boss where a hand has placed one of them."""
    (rx, _), (bx, _) = report.middle, boss.middle
    room = report.y - boss.bottom
    if room < ROW_GAP / 4:
        return border(report, boss.middle), border(boss, report.middle)
    turn = boss.bottom + min(ROW_GAP / 2, room / 2)
    if abs(rx - bx) < 1:
        return (rx, report.y), (rx, boss.bottom)
    return (rx, report.y), (rx, turn), (bx, turn), (bx, boss.bottom)
