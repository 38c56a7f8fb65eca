"""How a customer receives us: the matrix, what it means, what it rests on, the people, the next move."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import language
from app.method.packs import CategoryPage, load_pack
from app.method.selection_pack import load_selection
from app.models.vocabulary import Audience, SupplierCategory
from app.tools.customer_receptivity.rows import Standing
from app.ui.tabs.customer_receptivity.matrix_card import MatrixCard
from app.ui.tabs.customer_receptivity.notes_card import NotesCard
from app.ui.tabs.customer_receptivity.our_view_card import BothViewsCard, OurViewCard
from app.ui.tabs.customer_receptivity.players_card import PlayersCard
from app.ui.tabs.customer_receptivity.so_what_card import RoutinesCard, SoWhatCard
from app.ui.theme import space
from app.ui.widgets.page import Page


class StandingView(Page):
    """Shows a Standing; its cards tell what the user asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = load_pack("categories", language())
        self.matrix = MatrixCard(dict(self._pages))
        self.so_what = SoWhatCard()
        self.notes = NotesCard()
        self.selection = load_selection(language())
        self.both = BothViewsCard()
        self.ours = OurViewCard(self.selection.criteria)
        self.players = PlayersCard()
        self.routines = RoutinesCard()
        side = QWidget()
        column = QVBoxLayout(side)
        space(column, gap=12)
        column.addWidget(self.so_what)
        column.addWidget(self.notes, 1)
        self.matrix.turned.connect(self.add_row(self.matrix, side, (4, 3)).stack)  # the table takes the width
        self.add(self.players)
        self.add(self.routines)
        self.own = self.add_row(self.ours, self.both, (3, 2))

    @property
    def pages(self) -> dict[SupplierCategory, CategoryPage]:
        """What the method says of all categories."""
        return dict(self._pages)

    def page_of(self, category: SupplierCategory) -> CategoryPage:
        """What the method says of a category."""
        return self._pages[category]

    def show_standing(self, standing: Standing, today: date, audience: Audience, *, deal: bool) -> None:
        """Show one customer; without a `deal` there are no players and nothing to plan for."""
        page = self._pages[standing.category]
        internal = audience is Audience.INTERNAL
        self.matrix.show_standing(standing, today, audience)
        self.so_what.show_standing(standing, page)
        self.notes.show_notes(standing.evidence, editable=internal)
        self.players.setVisible(deal)
        self.players.show_players(standing, audience)
        self.own.setVisible(internal)
        if standing.ours is not None:
            self.ours.show_side(standing.ours)
            asymmetry = self.selection.asymmetry(standing.category, standing.ours.fit.view)
            self.both.show_standing(standing, asymmetry, plannable=deal)
        self.routines.setVisible(internal)
        self.routines.show_page(page, plannable=deal)
        self.so_what.setVisible(internal)
        self.so_what.act.setVisible(deal)
