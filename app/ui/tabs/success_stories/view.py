"""The page: for whom, the shelf beside the story, how it is told and why, where it was told, what has none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.tools.success_stories.rows import Shelf, StoryRow
from app.ui.tabs.success_stories.shelf_card import Filters, ShelfCard
from app.ui.tabs.success_stories.story_card import StoryCard
from app.ui.tabs.success_stories.telling_card import TellingCard, WhyCard
from app.ui.tabs.success_stories.told_card import ToldCard
from app.ui.tabs.success_stories.unproved_card import UnprovedCard
from app.ui.widgets.page import Page


class StoriesView(Page):
    """Shows a Shelf; its cards tell what the user asked for."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf: Shelf | None = None
        self._picked: int | None = None
        self._internal = True
        self.filters = Filters()
        self.shelf = ShelfCard(self.filters)
        self.story = StoryCard()
        self.telling = TellingCard()
        self.why = WhyCard()
        self.told = ToldCard()
        self.unproved = UnprovedCard()
        self.add(self.filters)
        self.add_row(self.shelf, self.story, (1, 1))
        self.add_row(self.telling, self.why, (3, 2))
        self.add_row(self.told, self.unproved, (4, 5))
        self.shelf.picked.connect(self._pick)
        self.shelf.opened.connect(self._open)

    def show_shelf(self, shelf: Shelf, person: int | None, *, internal: bool, can_tell: bool) -> None:
        """Show the library; the picked story stays picked while it is there, else the best one is."""
        self._shelf, self._internal, self._can_tell = shelf, internal, can_tell
        if shelf.story(self._picked) is None:
            self._picked = shelf.stories[0].id if shelf.stories else None
        self.filters.show_shelf(shelf, person, internal=internal)
        self.shelf.show_stories(shelf.stories, self._picked, internal=internal)
        self.unproved.show_unproved(shelf.unproved)
        for card in (self.telling, self.why, self.told, self.unproved):
            card.setVisible(internal)
        self._show_story()

    def pick(self, story_id: int | None) -> None:
        """Show a story, also one that a filter or the search would hide."""
        if self._shelf is None or self._shelf.story(story_id) is None:
            return
        if not any(story.id == story_id for story in self.shelf.shown()):
            self.shelf.clear()
        self._picked = story_id
        if story_id is not None:
            self.shelf.table.pick(story_id)
        self._show_story()

    def forget(self) -> None:
        """Another deal is shown: begin with what fits it best."""
        self._picked = None

    def picked_story(self) -> StoryRow | None:
        """The story that is shown."""
        return self._shelf.story(self._picked) if self._shelf else None

    def _show_story(self) -> None:
        story = self.picked_story()
        if self._shelf is None:
            return
        self.story.show_story(story, self._shelf, internal=self._internal)
        self.telling.show_story(story)
        self.why.show_match(story.match if story else None)
        tellable = self._can_tell and story is not None and story.permission.value != "internal"
        self.told.show_story(story, can_tell=tellable)
        self.story.tell.setEnabled(tellable)

    def _pick(self, story_id: int) -> None:
        self._picked = story_id
        self._show_story()
        self.picked.emit(story_id)

    def _open(self, story_id: int) -> None:
        self._pick(story_id)
        self.story.edit()
