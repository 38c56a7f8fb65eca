"""The page of the menu of challenges: whom to ask, the list, the challenge, and what it opens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.challenge_menu.opening import Opening
from app.tools.challenge_menu.queries import MOST_FOUND, ChallengeRow, ProfileOption, Setting
from app.ui.icons import icon
from app.ui.tabs.challenge_menu.detail import Detail
from app.ui.tabs.challenge_menu.menu_list import MenuList
from app.ui.tabs.challenge_menu.opened import BenefitCard, ProofCard
from app.ui.tabs.challenge_menu.promise_card import PromiseCard
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label
from app.ui.widgets.unfold import OnScreen


class SupplyCard(Card):
    """Offers what a newer version brings for the library and this workspace does not hold."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("More for the library"), parent=parent, icon="library")
        self.says = label("", "body")
        self.button = secondary(tr("Add supplied libraries"), "plus")
        self.button.clicked.connect(self.wanted)
        self.add_tool(self.button)
        self.add(self.says)

    def show_missing(self, industries: Sequence[str]) -> None:
        """Name the industries; without any there is nothing to offer."""
        names = ", ".join(industries)
        self.says.setText(
            tr(
                "Challenges, value propositions and sample stories for {names} come with the program. What you"
                " changed, retired or threw away stays as it is.",
                names=names,
            )
        )
        self.setVisible(bool(industries))


class ChallengeMenuView(QWidget):
    """Says what the user asked for by the id of the challenge, the person or the profile."""

    person_chosen = Signal(object)
    profile_chosen = Signal(object)
    searched = Signal(str)
    picked = Signal(int)
    challenge_added = Signal(str)
    copied = Signal()
    library_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ChallengeRow, ...] = ()
        self._found: tuple[ChallengeRow, ...] = ()
        self._size = 0
        self._profiles: tuple[ProfileOption, ...] = ()
        self._profile = ""
        self._setting: tuple[Setting, int | None, int | None] | None = None
        self._askable = False
        self._internal = True
        page = Page()
        column = QVBoxLayout(self)
        space(column)
        column.addWidget(page)
        page.add(self._choices())
        self.list = MenuList()
        self.detail = Detail()
        self.benefits = BenefitCard()
        self.proof = ProofCard()
        page.add_row(self._list_card(), self.detail)
        page.add_row(self.benefits, self.proof, (1, 1))
        self.promise = PromiseCard()
        self.promise.hide()
        page.add(self.promise)
        self.supply = SupplyCard()
        self.supply.hide()
        page.add(self.supply)
        self.list.picked.connect(self._pick)
        self.list.words_wanted.connect(self._write)
        self.list.menu_wanted.connect(self._offer)

    def show_setting(self, setting: Setting, person: int | None, profile: int | None) -> None:
        """Whom can be asked about what, and who and what is chosen."""
        if (setting, person, profile) == self._setting:
            return
        if self._setting is not None and (person, profile) != self._setting[1:]:
            self.rank_anew()
        self._setting = (setting, person, profile)
        self._profiles = setting.profiles
        self._askable = person is not None
        nobody = [(None, tr("Nobody yet"))] if not setting.people else []
        self.person.set_options(
            nobody
            + [(one.id, f"{one.name}, {one.title}" if one.title else one.name) for one in setting.people]
        )
        self.person.set_value(person)
        industries = dict.fromkeys((one.industry, one.industry_name) for one in setting.profiles)
        self.industry.set_options(list(industries))
        chosen = next((one for one in setting.profiles if one.id == profile), None)
        self.industry.set_value(chosen.industry if chosen else None)
        self._offer_profiles(chosen.industry if chosen else "")
        self.profile.set_value(profile)
        self._profile = chosen.name if chosen else ""
        self._card.set_title(chosen.name if chosen else tr("Challenges"))

    def show_rows(
        self,
        rows: Sequence[ChallengeRow],
        found: Sequence[ChallengeRow],
        size: int,
        opening: Opening,
        *,
        internal: bool,
    ) -> None:
        """The challenges of the profile (`size` of them in all) and those that are searched for, with what the
        person said, and what that opens.
        """
        self._rows, self._found = _where_they_stood(self._rows, rows), _where_they_stood(self._found, found)
        self._size = size
        self._internal = internal
        self.library.setVisible(internal)
        theirs = sum(row.named or row.proposed for row in rows)
        self.order.button(True).setText(tr("Their menu ({n})", n=theirs) if theirs else tr("Their menu"))
        if not any(row.id == self.list.picked_id() for row in (*rows, *found)):
            shown = self._filtered()
            self.list.pick(shown[0].id if shown else None)
        self._show_list()
        self.benefits.show_opening(opening)
        self.proof.show_opening(opening, internal=internal)

    def show_found(self, rows: Sequence[ChallengeRow]) -> None:
        """What is found while a search is typed; the rest of the page stays as it is."""
        self._found = tuple(rows)
        self._show_list()

    def pick(self, challenge_id: int | None) -> None:
        """Show a challenge, also one that a search or the order would hide."""
        if challenge_id is not None and not any(row.id == challenge_id for row in self._filtered()):
            self.search.clear()
            self.order.set_value(False)
            self._show_list()
        self.list.pick(challenge_id)
        self._show_detail()

    def profile_name(self) -> str:
        """The profile that is shown, as it is called."""
        return self._profile

    def in_their_order(self) -> bool:
        """Whether the person's menu is shown, not what is heard most often."""
        return bool(self.order.value())

    def show_theirs(self) -> None:
        """Show what is on the person's menu: what was named in that order, then what is proposed."""
        self.search.clear()
        self.order.set_value(True)
        self._show_list()

    def picked_id(self) -> int | None:
        """The challenge that is shown."""
        return self.list.picked_id()

    def searching(self) -> str:
        """What is searched for in the whole library; nothing for no search."""
        return self.search.text().strip()

    def rank_anew(self) -> None:
        """Let the next rows stand as they are ranked, wherever they stood until now."""
        self._rows = self._found = ()

    def clear_search(self) -> None:
        """Back to the chosen profile."""
        self.search.clear()
        self._show_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field the arrows lead into the list, and Esc clears it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.clear_search()
                return True
            if event.key() == Qt.Key.Key_Down and self.list.rows():
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _choices(self) -> QWidget:
        form = Form(columns=3)
        self.person = Choice(())
        self.industry = Choice(())
        self.profile = Choice(())
        self.person.chosen.connect(self.person_chosen)
        self.industry.chosen.connect(self._choose_industry)
        self.profile.chosen.connect(self.profile_chosen)
        form.add(tr("Whom do you ask?"), self.person)
        form.add(tr("Industry"), self.industry)
        form.add(tr("Profile"), self.profile)
        return form

    def _list_card(self) -> Card:
        self._card = Card()
        self.order = Segmented([(False, tr("Most often heard")), (True, tr("Their menu"))])
        self.order.set_value(False)
        self.order.chosen.connect(self._choose_order)
        self._card.add_tool(self.order)
        self.search = Line(tr("Search the whole library"))
        self.search.addAction(icon("search", "text-3"), Line.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search challenges"))
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        finder = OnScreen()
        space(column := QVBoxLayout(finder))
        column.addWidget(self.search)
        self._card.add(finder)
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self._nothing())
        self._card.add(self._places, 1)
        self._card.add(self._add_row())
        return self._card

    def _nothing(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        space(column, (0, 32, 0, 32), 8)
        self._missing = label("", "muted")
        self._add_found = link("", "plus")
        self._add_found.clicked.connect(self._add_searched)
        for widget in (self._missing, self._add_found):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return place

    def _add_row(self) -> QWidget:
        place = OnScreen()
        row = QHBoxLayout(place)
        space(row, (0, 4, 0, 0), 8)
        self.new = Line(tr("Something else? Add it in their words"))
        self.new.setAccessibleName(tr("New challenge"))
        self.new.done.connect(self._add)
        button = secondary(tr("Add"), "plus")
        button.clicked.connect(self._add)
        self.library = icon_button("library", tr("Maintain the library: edit, merge, import"))
        self.library.clicked.connect(self.library_wanted)
        row.addWidget(self.new, 1)
        row.addWidget(button)
        row.addWidget(self.library)
        return place

    def _filtered(self) -> list[ChallengeRow]:
        if self.order.value():
            theirs = (row for row in self._rows if row.named or row.proposed)
            return sorted(theirs, key=lambda row: (row.proposed, row.position))
        if self.searching():
            return list(self._found)
        return [row for row in self._rows if row.profile == self._profile or row.status is not None]

    def _show_list(self) -> None:
        rows, query = self._filtered(), self.searching()
        self.list.set_rows(rows, self._profile, ordered=bool(self.order.value()))
        self._places.setCurrentIndex(0 if rows else 1)
        self._card.set_note(self._counted(len(rows)))
        if query:
            self._missing.setText(tr("Nothing called “{query}”.", query=query))
        elif self.order.value():
            self._missing.setText(
                tr("Mark what is recognised, or start from what we promise; the order is made here.")
            )
        else:
            self._missing.setText(tr("No challenge here yet."))
        self._add_found.setVisible(bool(query))
        self._add_found.setText(tr("Add “{query}” to the menu", query=query))
        self._show_detail()

    def _counted(self, shown: int) -> str:
        """How many are shown, and that there are more where these are not all."""
        if self.searching() and shown >= MOST_FOUND:
            return tr("first {n}; type more", n=shown)
        if self.order.value() or self.searching() or shown >= self._size:
            return plural("{n} challenge", "{n} challenges", shown) if shown else ""
        return tr("the first {n} of {all}; search for the others", n=shown, all=self._size)

    def _show_detail(self) -> None:
        chosen = self.list.picked_id()
        row = next((row for row in (*self._rows, *self._found) if row.id == chosen), None)
        self.detail.show_row(row, askable=self._askable, internal=self._internal)

    def _pick(self, challenge_id: int) -> None:
        self._show_detail()
        self.picked.emit(challenge_id)

    def _write(self, challenge_id: int) -> None:
        self.pick(challenge_id)
        self.detail.focus_words()

    def _offer(self, challenge_id: int, at: QPoint) -> None:
        """The context menu of a row."""
        self.pick(challenge_id)
        menu = QMenu(self)
        write = QAction(icon("pencil"), tr("Write down own words"), menu)
        write.triggered.connect(self.detail.focus_words)
        copy = QAction(icon("copy"), tr("Copy the marked ones"), menu)
        copy.triggered.connect(self.copied)
        menu.addAction(write)
        menu.addAction(copy)
        if any(row.id == challenge_id and row.proposed for row in self.list.rows()):
            off = QAction(icon("x"), tr("Take it off their menu"), menu)
            off.triggered.connect(self.list.unmark_picked)
            menu.addAction(off)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _choose_industry(self, key: object) -> None:
        self._offer_profiles(str(key))
        first = next((one.id for one in self._profiles if one.industry == key), None)
        self.profile_chosen.emit(first)

    def _offer_profiles(self, industry: str) -> None:
        self.profile.set_options([(one.id, one.name) for one in self._profiles if one.industry == industry])

    def _choose_order(self, _ordered: object) -> None:
        self._show_list()

    def _search(self, text: str) -> None:
        if text.strip():
            self.order.set_value(False)
            self.searched.emit(text)
        else:
            self._show_list()

    def _add(self) -> None:
        text = self.new.text().strip()
        if text:
            self.challenge_added.emit(text)

    def _add_searched(self) -> None:
        self.challenge_added.emit(self.search.text().strip())


def _where_they_stood(
    before: Sequence[ChallengeRow], now: Sequence[ChallengeRow]
) -> tuple[ChallengeRow, ...]:
    """The rows in the order in which they are seen: a mark must not move one away from under the finger."""
    places = {row.id: at for at, row in enumerate(before)}
    if not places.keys() & {row.id for row in now}:
        return tuple(now)
    return tuple(sorted(now, key=lambda row: places.get(row.id, len(places))))
