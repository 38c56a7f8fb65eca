"""What lies on the map: everybody's card, every line, and what a hand draws over them."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsScene

from app.tools.relationship_map.routes import Route, reroute
from app.tools.relationship_map.scene import Card, Scene
from app.ui.widgets.map_items import CardItem, Handle, Loose, RouteItem, rect

AROUND = 420.0  # room around the people, to put somebody outside


class Ground(QGraphicsScene):
    """Keeps one item for each person and line as long as they are on the map, so that only what changes is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.people: dict[int, CardItem] = {}
        self.routes: dict[int, RouteItem] = {}
        self.handle, self.loose = Handle(), Loose()
        self.addItem(self.handle)
        self.addItem(self.loose)

    def show(self, scene: Scene) -> bool:
        """Show other people and lines; whether nobody of those before is among them."""
        cards = {card.id: card for card in scene.cards}
        others = not cards.keys() & self.people.keys()
        kept = {route.line.id for route in scene.routes}
        for key in self.people.keys() - cards.keys():
            self.removeItem(self.people.pop(key))
        for key in self.routes.keys() - kept:
            self.removeItem(self.routes.pop(key))
        for key, card in cards.items():
            if key in self.people:
                self.people[key].show_card(card)
            else:
                self.people[key] = CardItem(card)
                self.addItem(self.people[key])
        self.show_routes(scene.routes)
        self.setSceneRect(rect(scene.bounds.grown(AROUND)))
        return others

    def show_routes(self, routes: Iterable[Route]) -> None:
        """Show these lines where they run now; others stay as they are."""
        for route in routes:
            known = self.routes.get(route.line.id)
            if known is None:
                self.routes[route.line.id] = RouteItem(route)
                self.addItem(self.routes[route.line.id])
            elif known.route != route:
                known.show_route(route)

    def show_moved(self, cards: Iterable[Card]) -> None:
        """Show people where a hand holds them, and their lines with them."""
        moved = {card.id: card for card in cards}
        for key, card in moved.items():
            self.people[key].show_card(card)
        now = {key: item.card.box for key, item in self.people.items()}
        lines = [item.route for item in self.routes.values()]
        touched = [one for one in lines if one.line.from_id in moved or one.line.to_id in moved]
        self.show_routes(reroute(touched, now))
