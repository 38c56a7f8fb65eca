"""The one description of the drawn map: the screen, pictures, print and the JSON file all show this.

Cards hold everything inside their box, so no label can lie over another card. How wide a text is may be handed in
(`measure`); by default it is told without a font, so that all of them show the same to the pixel.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.geometry import Box, Point, Size, around
from app.tools.relationship_map.layout import arrange
from app.tools.relationship_map.routes import Route, routes_of
from app.tools.relationship_map.rules import MapLine, MapPerson, first_bosses
from app.tools.relationship_map.text_width import text_width

Measure = Callable[[str, float, bool], float]  # text, size in px, bold -> width in px

PADDING = 11
STRIPE = 5  # the coloured edge that shows the relationship
GAP = 9
MARKS = 34  # influence bars and relation, at the right
BADGE = 18
BADGE_GAP = 4
_TEXT = (70.0, 176.0)  # narrowest and widest column of text
_STEP, _FARTHEST = 24, 60  # how a free place is looked for


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
    laid = {line.from_id: drawn.routes[line.from_id] for line in known if _as_laid(line, second, moved)}
    routes = routes_of(known, {key: card.box for key, card in cards.items()}, laid, second, kinds)
    bent = [Box(x, y, 0, 0) for route in routes for x, y in route.drawn]
    bounds = around([*(card.box for card in cards.values()), *bent])
    free = _untouched(drawn.unattached, cards, moved)
    if free is not None:
        bounds = around([bounds, free])
    caption = tr("Reporting line not known yet") if free is not None else ""
    at = (free.x, free.y) if free is not None else (0.0, 0.0)
    return Scene(tuple(cards.values()), tuple(routes), bounds, caption, at)


def restaged(
    scene: Scene,
    people: Sequence[MapPerson],
    lines: Sequence[MapLine],
    measure: Measure = text_width,
    kinds: Collection[Link] = tuple(Link),
) -> Scene:
    """The same map with these people and lines as they are supposed to be: nobody moves.

    `people` are those of the scene, otherwise rated; a line with an id that the scene does not know is a bow.
    """
    persons = {person.id: person for person in people}
    cards = tuple(_in_place(card, persons.get(card.id, card.person), measure) for card in scene.cards)
    known = {route.line.id: route for route in scene.routes}
    fresh = [line for line in lines if line.id not in known]
    bows = routes_of(fresh, {card.id: card.box for card in cards}, {}, {line.id for line in fresh}, kinds)
    kept = {line.id for line in lines}
    routes = (*(route for route in scene.routes if route.line.id in kept), *bows)
    return replace(scene, cards=cards, routes=routes)


def _in_place(card: Card, person: MapPerson, measure: Measure) -> Card:
    """The card of a person where it stands, as large as it was at least."""
    if person == card.person:
        return card
    shape, box = card_of(person, measure), card.box
    room = Box(box.x, box.y, max(box.w, shape.box.w), max(box.h, shape.box.h))
    moved = shape.moved_to(box.x, box.y + (room.h - shape.box.h) / 2)
    return replace(moved, box=room, placed=card.placed)


def card_of(person: MapPerson, measure: Measure = text_width) -> Card:
    """The card of a person at the origin: as wide as name and title need, within limits."""
    look = _LOOKS.get(person.influence or 0, UNKNOWN_LOOK)
    name_high, title_high = look.name * 1.35, look.title * 1.35 if person.shown_title else 0.0
    badges = len(person.roles)
    row = badges * (BADGE + BADGE_GAP) - BADGE_GAP if badges else 0
    widest = max(measure(person.name, look.name, True), measure(person.shown_title, look.title, False))
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


def _untouched(free: Box | None, cards: Mapping[int, Card], moved: Collection[int]) -> Box | None:
    """The room of the people without a reporting line, as long as no hand has been there."""
    there = set() if free is None else {key for key, card in cards.items() if card.box.overlaps(free)}
    return free if there and not there & set(moved) else None


def _as_laid(line: MapLine, second: Collection[int], moved: Collection[int]) -> bool:
    """Whether it is a line to a first boss between cards that stand where the layout has put them."""
    return line.kind is Link.REPORTS and line.id not in second and not {line.from_id, line.to_id} & set(moved)


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
    """The nearest free place; rather beside than below, where one would seem to report to whoever stands above."""
    for dx, dy in _steps_aside():
        spot = box.moved(dx * _STEP, dy * _STEP)
        if not any(spot.grown(8).overlaps(other) for other in taken):
            return spot.x, spot.y
    return box.x, box.y


@cache
def _steps_aside() -> tuple[tuple[int, int], ...]:
    steps = range(-_FARTHEST, _FARTHEST + 1)
    return tuple(
        sorted(product(steps, steps), key=lambda step: (abs(step[0]) + 3 * abs(step[1]), -step[1], -step[0]))
    )
