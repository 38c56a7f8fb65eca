"""The page: candidates side by side, what it means, the worksheet of one, what is missing, how to go about it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import language
from app.method.champion_pack import CriterionPage, load_champion
from app.models.vocabulary import Criterion
from app.tools.champion_qualification.rows import Board
from app.tools.champion_qualification.rules import steps
from app.ui.tabs.champion_qualification.board_card import BoardCard
from app.ui.tabs.champion_qualification.guide_card import GuideCard, HowToTestCard
from app.ui.tabs.champion_qualification.so_what_card import SoWhatCard
from app.ui.tabs.champion_qualification.steps_card import StepsCard
from app.ui.tabs.champion_qualification.worksheet_card import WorksheetCard
from app.ui.theme import space
from app.ui.widgets.page import Page


class ChampionView(Page):
    """Shows a Board and in it one person; its cards tell what the user asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pack = load_champion(language())
        self.board = BoardCard()
        self.so_what = SoWhatCard()
        self.worksheet = WorksheetCard(self.pack.criteria)
        self.steps = StepsCard()
        self.guide = GuideCard(self.pack)
        self.how_to_test = HowToTestCard(self.pack)
        side = QWidget()
        column = QVBoxLayout(side)
        space(column, gap=12)
        column.addWidget(self.so_what)
        column.addWidget(self.how_to_test, 1)
        self.add(self.board)
        self.add_row(self.worksheet, side, (3, 2))
        self.add(self.steps)
        self.add(self.guide)

    def page_of(self, criterion: Criterion) -> CriterionPage:
        """What the method says of a criterion."""
        return self.pack.criteria[criterion]

    def show_page(self, board: Board, picked: int | None) -> None:
        """Show everybody, and one person whole."""
        self.board.show_board(board, picked)
        self.so_what.show_board(board)
        one = board.candidate(picked)
        for card in (self.worksheet, self.steps):
            card.setVisible(one is not None)
        if one is not None:
            self.worksheet.show_person(one, board)
            missing = steps(
                one.sheet,
                one.facts,
                one.name,
                dict(self.pack.criteria),
                board.planned,
                board.today,
                board.ageing,
            )
            self.steps.show_steps(one, missing)
