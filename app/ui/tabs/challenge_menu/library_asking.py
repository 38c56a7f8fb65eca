"""The questions of the library: other words, what hangs on a challenge, which one stays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.method.typed_words import finds, searched
from app.tools.challenge_menu.library import LibraryRow
from app.ui.dialogs.base import Ask
from app.ui.widgets.buttons import link
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label

MOST_SHOWN = 80  # of what can be picked


def ask_words(parent: QWidget, row: LibraryRow) -> tuple[str, str] | None:
    """Other words and another question for a challenge of our own."""
    ask = Ask(parent, tr("Edit the challenge"), tr("Keep"), f"{row.industry_name} · {row.profile}", width=520)
    text = ask.row(tr("Challenge"), TextField(tr("As they would say it")), required=True)
    question = ask.row(
        tr("The question that opens it"), TextArea(tr("One that cannot be answered by yes or no"), 3)
    )
    text.set_value(row.text)
    question.set_value(row.ask)
    return (text.value(), question.value()) if ask.run() else None


def ask_survivor(parent: QWidget, rows: Sequence[LibraryRow]) -> int | None:
    """Which of several challenges stays when they become one; its id."""
    ask = Ask(
        parent,
        tr("Make one of {n} challenges", n=len(rows)),
        tr("Make one of them"),
        tr(
            "Counts add up, and a person who named several counts once with the stronger mark and both texts. Stories,"
            " benefits, value cases and letters follow. Ctrl+Z takes it back."
        ),
        width=560,
    )
    options = [(row.id, _with_count(row)) for row in rows]
    stays = ask.row(tr("Which words stay?"), Choice(options))
    stays.set_value(max(rows, key=lambda row: (row.count, row.stories)).id)
    listed = "\n".join(f"• {_with_count(row)}" for row in rows)
    ask.form.add_wide(tr("These become one"), label(listed, "body"))
    chosen = stays.value() if ask.run() else None
    return chosen if isinstance(chosen, int) else None


def _with_count(row: LibraryRow) -> str:
    return plural("{text} (heard from {n})", "{text} (heard from {n})", row.count, text=row.text)


@dataclass(frozen=True)
class Picked:
    """What was chosen from the library, and what is new in words."""

    ids: tuple[int, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class _Pick:
    id: int  # below 0 for a new one
    text: str
    ticked: bool


class LinksQuestion(Ask):
    """Picks from a list by searching and ticking; what the search does not find can be added."""

    def __init__(
        self, parent: QWidget, title: str, known: Sequence[tuple[int, str]], chosen: Collection[int]
    ) -> None:
        super().__init__(parent, title, tr("Take these"), width=580)
        self._known = dict(known)
        self._words = {one: searched(text) for one, text in known}
        self.chosen = set(chosen)
        self.search = TextField(tr("Search, or write a new one"))
        self.search.setAccessibleName(tr("Search, or write a new one"))
        self.search.edited.connect(self._show)
        self.form.add("", self.search)
        self.add_new = link("", "plus")
        self.add_new.clicked.connect(self._add)
        self.form.add("", self.add_new)
        self.table = RowTable(
            (
                Column(
                    "",
                    lambda row: tr("yes") if row.ticked else tr("no"),
                    key="ticked",
                    width=40,
                    delegate="tick",
                    value=lambda row: row.ticked,
                ),
                Column(tr("Text"), lambda row: row.text, key="text", minimum=300, tip=lambda row: row.text),
            ),
            row_height=32,
            visible_rows=9,
        )
        self.table.setAccessibleName(title)
        self.table.edited.connect(self._tick)
        self.table.opened.connect(self._turn)
        self.form.add_wide("", self.table)
        self.form.show()
        self._show("")

    def picked(self) -> Picked:
        """What is ticked now."""
        return Picked(
            tuple(one for one in self._known if one in self.chosen and one > 0),
            tuple(text for one, text in self._known.items() if one in self.chosen and one < 0),
        )

    def _show(self, query: str) -> None:
        fits = finds(query)
        found = [one for one in self._known if fits(self._words[one])]
        found.sort(key=lambda one: one not in self.chosen)
        self.table.set_rows([_Pick(one, self._known[one], one in self.chosen) for one in found[:MOST_SHOWN]])
        self.add_new.setText(tr("Add “{text}”", text=query.strip()))
        wanted = searched(query)
        self.add_new.setVisible(bool(wanted) and wanted not in self._words.values())

    def _add(self) -> None:
        text = " ".join(self.search.text().split())
        if text:
            key = min(-1, min(self._known, default=0) - 1)
            self._known[key], self._words[key] = text, searched(text)
            self.chosen.add(key)
            self.search.set_value("")
            self._show("")

    def _tick(self, one: int, _key: str, ticked: object) -> None:
        (self.chosen.add if ticked else self.chosen.discard)(one)
        self.table.set_rows([replace(row, ticked=row.id in self.chosen) for row in self.table.rows()])

    def _turn(self, one: int) -> None:
        self._tick(one, "ticked", one not in self.chosen)


def ask_links(
    parent: QWidget, title: str, known: Sequence[tuple[int, str]], chosen: Collection[int]
) -> Picked | None:
    """Which benefits or capabilities hang on a challenge."""
    question = LinksQuestion(parent, title, known, chosen)
    return question.picked() if question.run() else None
