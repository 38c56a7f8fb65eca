"""The page: the chain, what it means and what stands behind the picked piece, the checklist, risks, acid test."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.method.evidence import Ageing
from app.models.vocabulary import Audience
from app.tools.closing_checklist.queries import ClosingPage
from app.tools.closing_checklist.rules import Standing
from app.ui.tabs.closing_checklist.detail import DetailCard, Picked, picked_domino, picked_item
from app.ui.tabs.closing_checklist.items import ItemsCard
from app.ui.tabs.closing_checklist.risks import RisksCard
from app.ui.tabs.closing_checklist.so_what import AcidCard, SoWhatCard
from app.ui.widgets.card import Card
from app.ui.widgets.dominoes import DominoChain, Piece
from app.ui.widgets.page import Page
from app.ui.widgets.text import label

DOMINO, ITEM = "domino", "item"


class ClosingView(Page):
    """Shows a ClosingPage; its cards tell what the user asked for."""

    picked = Signal(str, str)  # "domino" or "item", key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chain = DominoChain()
        self.chain_card = Card(tr("The chain of dominoes"))
        self.chain_card.add(self.chain)
        self.chain_card.add(
            label(
                tr(
                    "A domino stands on confirmed evidence, wobbles on what is only said, assumed or old,"
                    " and is missing without any."
                ),
                "meta",
            )
        )
        self.so_what = SoWhatCard()
        self.detail = DetailCard()
        self.items = ItemsCard()
        self.risks = RisksCard()
        self.acid = AcidCard()
        self.add(self.chain_card)
        self.add_row(self.so_what, self.detail, (2, 3))
        self.add(self.items)
        self.add_row(self.risks, self.acid, (3, 2))
        self.chain.picked.connect(self._pick_domino)
        self.chain.opened.connect(self._open_domino)
        self.items.picked.connect(self._pick_item)
        self._page: ClosingPage | None = None
        self._today, self._ageing = date.min, Ageing()
        self._picked: tuple[str, str] = ("", "")

    def show_page(self, page: ClosingPage, today: date, ageing: Ageing) -> None:
        """Show an opportunity; what was picked stays picked while it is there."""
        self._page, self._today, self._ageing = page, today, ageing
        chain, internal = page.chain, page.audience is Audience.INTERNAL
        back = chain.go_back
        missing = back is not None and back.standing is Standing.MISSING
        self.chain.set_pieces(
            [Piece(one.key, one.name, one.standing.value, one.why) for one in chain.dominoes],
            back.key if back else "",
            tr("Go back here") if missing else tr("Steady this first"),
        )
        standing = sum(one.standing is Standing.STANDS for one in chain.dominoes)
        self.chain_card.set_note(
            plural("{done} of {n} stands", "{done} of {n} stand", len(chain.dominoes), done=standing)
        )
        self.chain_card.setVisible(bool(chain.dominoes))
        self.so_what.show_chain(chain)
        self.so_what.setVisible(internal)
        self.items.show_items(chain.items, page.people, today, ageing, internal=internal)
        self.risks.setVisible(internal)
        self.risks.show_risks(page.risks, internal=internal)
        self.acid.show_answer(chain.acid_test, chain.acid_reason)
        self.acid.setVisible(internal)
        self._show_picked()

    def pick(self, kind: str, key: str) -> bool:
        """Show a domino or an item in detail; false when there is none of that key."""
        if self._found(kind, key) is None:
            return False
        self._picked = (kind, key)
        self._show_picked()
        return True

    def picked_one(self) -> tuple[str, str]:
        """Kind and key of what the detail shows."""
        return self._picked

    def _show_picked(self) -> None:
        page = self._page
        if page is None:
            return
        found = self._found(*self._picked)
        if found is None:
            self._picked = self._first(page)
            found = self._found(*self._picked)
        kind, key = self._picked
        self.chain.pick(key if kind == DOMINO else "")
        self.items.pick(key if kind == ITEM else "")
        if found is not None:
            internal = page.audience is Audience.INTERNAL
            self.detail.show_picked(found, self._today, self._ageing, internal=internal)

    @staticmethod
    def _first(page: ClosingPage) -> tuple[str, str]:
        """What to show first: where to go back to."""
        if page.chain.go_back is not None:
            return DOMINO, page.chain.go_back.key
        if page.chain.dominoes:
            return DOMINO, page.chain.dominoes[-1].key
        return ITEM, page.chain.items[0].key

    def _found(self, kind: str, key: str) -> Picked | None:
        page = self._page
        if page is None:
            return None
        if kind == DOMINO:
            domino = next((one for one in page.chain.dominoes if one.key == key), None)
            return picked_domino(page, domino) if domino else None
        item = next((one for one in page.chain.items if one.key == key), None)
        return picked_item(page, item) if item and kind == ITEM else None

    def _pick_domino(self, key: str) -> None:
        self._tell(DOMINO, key)

    def _pick_item(self, key: str) -> None:
        self._tell(ITEM, key)

    def _tell(self, kind: str, key: str) -> None:
        if self.pick(kind, key):
            self.picked.emit(kind, key)

    def _open_domino(self, key: str) -> None:
        """Return or a double click: on to what can be done about it."""
        self.pick(DOMINO, key)
        self.detail.add_button.setFocus()
