"""How sure a value is, drawn off the GUI thread when it is asked for, and again when the figures change."""

from typing import Any

from PySide6.QtCore import QObject

from app.ui.tabs.value_calculator.odds import Drawing, draw_charts, drawing_for
from app.ui.tabs.value_calculator.page import Page
from app.ui.tabs.value_calculator.sure_card import SureCard


class Draws(QObject):
    """Keeps the card of one page in step with the case that is shown."""

    def __init__(self, page: Page, card: SureCard) -> None:
        super().__init__(card)
        self._page, self._card = page, card
        self._drawn_for: Drawing | None = None
        self._case: int | None = None
        card.draw_wanted.connect(self._draw)

    def follow(self) -> None:
        """What was drawn of another case goes; charts that are shown follow the stored figures."""
        case, _sheet = self._page.opened()
        if case.id != self._case:
            self._case, self._drawn_for = case.id, None
            self._card.forget()
        elif self._card.is_drawn:
            asked = self._card.asked()
            if self._drawing(*asked) != self._drawn_for:
                self._draw(*asked)

    def _draw(self, draws: int, seed: int) -> None:
        drawing = self._drawing(draws, seed)
        self._drawn_for = drawing  # the button stays as it is: without it the keyboard would go elsewhere
        self._page.desk.jobs.run(draw_charts(drawing), self._show)

    def _drawing(self, draws: int, seed: int) -> Drawing:
        _case, sheet = self._page.opened()
        width, density = self._card.chart_width(), self._card.devicePixelRatioF()
        return drawing_for(sheet, (draws, seed), width, density, self._page.desk.settings.locale)

    def _show(self, answer: Any) -> None:
        drawing, drawn = answer
        if drawing is self._drawn_for:
            self._card.show_charts(drawn)
