"""The search field: people, accounts, opportunities, tools and commands in one list."""

from PySide6.QtCore import QObject, QTimer

from app.across.search.queries import Hit, search
from app.i18n import tr
from app.ui.conductor.pages import Pages
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.shell.finder import Offer

ICONS = {
    "account": "building-2",
    "opportunity": "target",
    "person": "user-round",
    "success_story": "book-open-text",
    "challenge": "list-checks",
}


class Finding(QObject):
    """Asks the index while one types; Return opens what is marked."""

    def __init__(self, window: MainWindow, desk: Desk, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._desk, self._pages = window, desk, pages
        self._hits: dict[str, Hit] = {}
        self._recent: list[Offer] = []
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._look)
        field, finder = window.top.search, window.finder
        field.textEdited.connect(self._soon.start)
        field.walked.connect(finder.walk)
        field.taken.connect(self._take)
        field.left.connect(self.close)
        finder.chosen.connect(self._open)

    def begin(self) -> None:
        """Ctrl+K."""
        self._window.top.search.setFocus()
        self._window.top.search.selectAll()
        self._look()

    def close(self) -> None:
        """Esc: hide the list and let go of the field."""
        self._window.finder.hide()
        self._window.top.search.clear()
        self._window.top.search.clearFocus()

    def forget(self) -> None:
        """Nothing remains of what was looked for."""
        self.close()
        self._hits.clear()
        self._recent.clear()
        self._window.finder.forget()

    def _take(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._look()
        self._window.finder.take()

    def _look(self) -> None:
        words = self._window.top.search.text().strip()
        offers = (
            self._found(words) + self._tools(words) + self._commands(words) if words else self._suggested()
        )
        self._window.place_finder()
        self._window.finder.offer(offers, tr("Nothing called “{words}”.", words=words))

    def _found(self, words: str) -> list[Offer]:
        with self._desk.workspace.read() as session:
            hits = search(session, words, self._desk.onlooker)
        self._hits = {f"hit:{number}": hit for number, hit in enumerate(hits)}
        return [Offer(key, ICONS[hit.kind], hit.title, hit.detail) for key, hit in self._hits.items()]

    def _tools(self, words: str) -> list[Offer]:
        return [
            Offer(f"tool:{name}", self._pages.icon(name), title, tr("Tool"))
            for name, title in self._pages.offered()
            if _fits(words, title)
        ]

    def _commands(self, words: str) -> list[Offer]:
        if self._window.commands is None:
            return []
        return [
            Offer(
                f"command:{command.id}",
                command.icon or "terminal",
                command.text,
                tr("Command"),
                command.keys.split("|")[0],
            )
            for command in self._window.commands.enabled()
            if command.palette and _fits(words, command.text)
        ]

    def _suggested(self) -> list[Offer]:
        self._hits = {f"hit:{key}": hit for key, hit in enumerate(self._hits.values())}
        return self._recent + self._tools("")

    def _open(self, key: str) -> None:
        offer = next((offer for offer in self._window.finder.offers if offer.key == key), None)
        self.close()
        kind, _, rest = key.partition(":")
        if kind == "hit":
            self._go(self._hits[key])
        elif kind == "tool":
            self._remember(offer)
            self._pages.show_tool(rest)
        elif self._window.commands is not None:
            self._remember(offer)
            self._window.commands.action(rest).trigger()

    def _remember(self, offer: Offer | None) -> None:
        """Recent tools and commands come first the next time."""
        if offer is not None:
            self._recent = [offer, *(known for known in self._recent if known.key != offer.key)][:3]

    def _go(self, hit: Hit) -> None:
        if hit.challenge_id is not None:
            self._desk.open_tool("challenge_menu", f"show:{hit.challenge_id}")
            return
        if hit.story_id is not None:
            self._desk.open_tool("success_stories", f"story:{hit.story_id}")
            return
        self._desk.select(hit.account_id, hit.opportunity_id)
        if hit.kind == "person" and hit.stakeholder_id is not None:
            self._desk.open_tool("key_persons", f"person:{hit.stakeholder_id}")


def _fits(words: str, text: str) -> bool:
    """Every typed word begins a word of the text."""
    starts = text.casefold().split()
    return all(any(start.startswith(word) for start in starts) for word in words.casefold().split())
