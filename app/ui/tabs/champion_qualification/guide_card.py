"""How to recognise and develop a champion in general, and how to test each criterion."""

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.champion_pack import GUIDES, ChampionPack
from app.models.vocabulary import Criterion
from app.ui.widgets.card import Card
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class GuideCard(Card):
    """Four short guides, one of which is shown."""

    def __init__(self, pack: ChampionPack, parent: QWidget | None = None) -> None:
        super().__init__(tr("About champions"), parent=parent)
        self._pack = pack
        self.guides = Segmented([(key, pack.guides[key].title) for key in GUIDES])
        self.guides.setAccessibleName(tr("About champions"))
        self.guides.chosen.connect(self._show)
        self.lines = QuestionList()
        self.add(self.guides)
        self.add(self.lines)
        self.guides.set_value(GUIDES[0])
        self._show(GUIDES[0])

    def _show(self, key: object) -> None:
        self.lines.set_questions(self._pack.guides[str(key)].lines)


class HowToTestCard(Card):
    """How one criterion shows, what is taken for it, and what to ask."""

    def __init__(self, pack: ChampionPack, parent: QWidget | None = None) -> None:
        super().__init__(tr("How to test it"), parent=parent)
        self._pack = pack
        self.criteria = Segmented([(one, one.label) for one in Criterion])
        self.criteria.setAccessibleName(tr("How to test it"))
        self.criteria.chosen.connect(self._show)
        self.parts = {
            "recognise": (tr("Signs of it"), QuestionList()),
            "mistaken": (tr("Often taken for it"), QuestionList()),
            "ask": (tr("What to ask"), QuestionList()),
        }
        self.add(self.criteria)
        for title, lines in self.parts.values():
            self.add(label(title, "section"))
            self.add(lines)
        self.show_criterion(Criterion.GOAL)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show one criterion."""
        self.criteria.set_value(criterion)
        self._show(criterion)

    def _show(self, criterion: object) -> None:
        page = self._pack.criteria[Criterion(str(criterion))]
        for key, (_, lines) in self.parts.items():
            lines.set_questions(getattr(page, key))
