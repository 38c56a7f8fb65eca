"""The shelf: filters, a search that finds as one types, and the stories with their match."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.typed_words import finds, searched
from app.models.vocabulary import Permission
from app.tools.success_stories.rows import Shelf, StoryRow
from app.ui.icons import icon
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.card import Card
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label
from app.ui.widgets.unfold import OnScreen

VISIBLE_STORIES = 7


class Filters(Form):
    """For whom, and which part of the library."""

    person_chosen = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=5, parent=parent, wide_from=760)
        self.person = Choice(())
        self.industry = Choice(())
        self.challenge = Choice(())
        self.region = Choice(())
        self.line = Choice(())
        self.add(tr("Whom is it for?"), self.person)
        self.add(tr("Industry"), self.industry)
        self.add(tr("Challenge"), self.challenge)
        self.add(tr("Region"), self.region)
        self.add(tr("Business line"), self.line)
        self.person.chosen.connect(self.person_chosen)
        for choice in self._facets():
            choice.chosen.connect(self._tell)

    def show_shelf(self, shelf: Shelf, person: int | None, *, internal: bool) -> None:
        """Offer what occurs on the shelf; a choice that is gone falls back to all."""
        self.person.setEnabled(internal and bool(shelf.people))
        everybody = tr("Everybody here") if shelf.people else tr("Nobody in particular")
        people = [(one.id, f"{one.name}, {one.title}" if one.title else one.name) for one in shelf.people]
        self.person.set_options([(None, everybody), *people])
        self.person.set_value(person)
        stories = shelf.stories
        industries = {(one.words.industry, one.industry_name) for one in stories if one.words.industry}
        answers = {(answer.id, answer.text) for one in stories for answer in one.answers}
        regions = {(one.words.region, one.words.region) for one in stories if one.words.region}
        lines = {(one.words.business_line,) * 2 for one in stories if one.words.business_line}
        _offer(self.industry, tr("All industries"), industries)
        _offer(self.challenge, tr("All challenges"), answers)
        _offer(self.region, tr("All regions"), regions)
        _offer(self.line, tr("All lines"), lines)

    def fit(self, story: StoryRow) -> bool:
        """Whether a story is in the chosen part of the library."""
        words = story.words
        return (
            self.industry.value() in {None, words.industry}
            and self.region.value() in {None, words.region}
            and self.line.value() in {None, words.business_line}
            and self.challenge.value() in {None, *(answer.id for answer in story.answers)}
        )

    def clear(self) -> None:
        """The whole library again."""
        for choice in self._facets():
            choice.set_value(None)

    def _facets(self) -> tuple[Choice, ...]:
        return self.industry, self.challenge, self.region, self.line

    def _tell(self, _value: object) -> None:
        self.changed.emit()


class ShelfCard(Card):
    """Tells which story is picked, opened, or wanted anew."""

    picked = Signal(int)
    opened = Signal(int)
    retire_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    add_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, filters: Filters, parent: QWidget | None = None) -> None:
        super().__init__(tr("Stories"), parent=parent)
        self._filters = filters
        self._stories: tuple[StoryRow, ...] = ()
        self._words: dict[int, str] = {}
        self._internal: bool | None = None
        self.which = Segmented([(False, tr("All")), (True, tr("Incomplete"))])
        self.which.set_value(False)
        self.which.chosen.connect(self._choose_which)
        self.bring = icon_button("file-up", tr("Import stories from a CSV file"))
        self.bring.clicked.connect(self.import_wanted)
        self.new = icon_button("plus", tr("Write a new story"), "Ctrl+N")
        self.new.clicked.connect(self.add_wanted)
        for tool in (self.which, self.bring, self.new):
            self.add_tool(tool)
        self.search = Line(tr("Search all words of the stories"))
        self.search.addAction(icon("search", "text-3"), Line.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search stories"))
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        finder = OnScreen()
        space(found := QVBoxLayout(finder))
        found.addWidget(self.search)
        self.add(finder)
        self._places = QStackedWidget()
        self._table_place = QWidget()
        space(QVBoxLayout(self._table_place))
        self._places.addWidget(self._table_place)
        self._places.addWidget(self._nothing())
        self.add(self._places, 1)
        self.table = self._new_table(internal=True)
        filters.changed.connect(self._show)

    def show_stories(self, stories: Sequence[StoryRow], picked: int | None, *, internal: bool) -> None:
        """Show the shelf, the best first."""
        if internal != self._internal:
            self._internal = internal
            self.table = self._new_table(internal=internal)
        self._stories = tuple(stories)
        self._words = {story.id: searched(_all_words(story)) for story in stories}
        incomplete = sum(not story.complete for story in stories)
        self.which.setVisible(internal and bool(incomplete))
        if not incomplete:
            self.which.set_value(False)
        self.which.button(True).setText(tr("Incomplete ({n})", n=incomplete))
        self.bring.setVisible(internal)
        self.new.setVisible(internal)
        self._show()
        if picked is not None:
            self.table.pick(picked)

    def shown(self) -> list[StoryRow]:
        """The stories that are on the list now, in its order."""
        return self._filtered()

    def clear(self) -> None:
        """Take all filters and the search away."""
        self._filters.clear()
        self.which.set_value(False)
        self.search.clear()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field Down leads into the list, and Esc clears it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() == Qt.Key.Key_Down and self.table.rows():
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _new_table(self, *, internal: bool) -> RowTable:
        columns = [Column(tr("Story"), _title_and_customer, key="story", minimum=190, sort=_title)]
        if internal:
            columns.append(
                Column(
                    tr("Match"),
                    _score_text,
                    key="match",
                    width=96,
                    value=_score,
                    delegate="score",
                    sort=_score,
                )
            )
            columns.append(
                Column(tr("May be told"), _permission, key="permission", width=98, tip=_permission_tip)
            )
        else:
            columns.append(Column(tr("Industry"), _industry, key="industry", width=170))
        table = RowTable(columns, row_height=48, visible_rows=VISIBLE_STORIES)
        table.setAccessibleName(tr("Success stories"))
        table.picked.connect(self.picked)
        table.opened.connect(self.opened)
        table.delete_wanted.connect(self.retire_wanted)
        table.menu_wanted.connect(self.menu_wanted)
        layout = self._table_place.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        layout.addWidget(table)
        return table

    def _nothing(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        space(column, (0, 32, 0, 32), 8)
        column.addWidget(
            label(tr("No story like that on the shelf."), "muted"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        self.all = link(tr("Show all stories"), "x")
        self.all.clicked.connect(self.clear)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return place

    def _filtered(self) -> list[StoryRow]:
        found = finds(self.search.text())
        return [
            story
            for story in self._stories
            if self._filters.fit(story)
            and not (self.which.value() and story.complete)
            and found(self._words[story.id])
        ]

    def _show(self, *_: object) -> None:
        rows = self._filtered()
        self.table.set_rows(rows)
        self._places.setCurrentIndex(0 if rows else 1)
        self.set_note(plural("{n} story", "{n} stories", len(rows)))
        if rows and self.table.picked_id() is None:
            self.table.pick(rows[0].id)
            self.picked.emit(rows[0].id)

    def _choose_which(self, _value: object) -> None:
        self._show()


def _offer(choice: Choice, everything: str, options: Iterable[tuple[object, str]]) -> None:
    before = choice.value()
    known = sorted(options, key=lambda option: option[1].casefold())
    choice.set_options([(None, everything), *known])
    choice.set_value(before if before in {key for key, _ in known} else None)


def _all_words(story: StoryRow) -> str:
    words = story.words
    texts = [words.title, story.customer, words.anonymous_as, story.industry_name, story.profile_name]
    texts += [words.region, words.business_line, words.challenge, words.solution, words.impact]
    return " ".join((*texts, *(answer.text for answer in story.answers)))


def _title_and_customer(story: StoryRow) -> str:
    customer = story.customer[:1].upper() + story.customer[1:]
    return "\n".join(
        part for part in (story.title, " · ".join(filter(None, (customer, story.words.region)))) if part
    )


def _title(story: StoryRow) -> str:
    return story.title.casefold()


def _score(story: StoryRow) -> int:
    return story.match.score


def _score_text(story: StoryRow) -> str:
    return str(story.match.score)


def _industry(story: StoryRow) -> str:
    return story.industry_name


def _permission(story: StoryRow) -> str:
    return story.permission.label


def _permission_tip(story: StoryRow) -> str:
    return permission_sentence(story.permission)


def permission_sentence(permission: Permission) -> str:
    """How far a story may be told, in a sentence."""
    return {
        Permission.NAMED: tr("The customer allows us to name them."),
        Permission.ANONYMOUS: tr("It may be told, but not whose story it is."),
        Permission.INTERNAL: tr("It is for us only: no export, no letter and no customer sees it."),
    }[permission]
