"""The questions of this page: a new story, what it answers, to whom it was told, what a file would bring."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.method.typed_words import finds, searched
from app.models.vocabulary import Reception
from app.tools.success_stories.actions import ToldWords
from app.tools.success_stories.importing import Draft
from app.tools.success_stories.rows import Asked
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, DateField, TextArea, TextField
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

MOST_SHOWN = 80
Known = Sequence[tuple[int, str, str]]  # id, text and profile of a challenge


class StoryQuestion(Ask):
    """The question behind `ask_story`: just enough to begin, the rest is written on the page."""

    def __init__(self, parent: QWidget | None, challenge: str) -> None:
        super().__init__(
            parent,
            tr("A new story"),
            tr("Begin"),
            tr("It answers “{challenge}”.", challenge=challenge) if challenge else "",
        )
        self.title = self.row(tr("Title"), TextField(tr("The result in a few words")), required=True)
        self.customer = self.row(
            tr("Customer"), TextField(), tr("Nobody outside sees it until you say that it may be told.")
        )


def ask_story(parent: QWidget | None, challenge: str = "") -> tuple[str, str] | None:
    """Title and customer of a new story; None when the user thinks better of it."""
    question = StoryQuestion(parent, challenge)
    return (question.title.value(), question.customer.value()) if question.run() else None


class ToldQuestion(Ask):
    """The question behind `ask_told`."""

    def __init__(
        self, parent: QWidget | None, story: str, people: Sequence[Asked], known: ToldWords, *, fresh: bool
    ) -> None:
        super().__init__(
            parent,
            tr("Who heard “{story}”?", story=story),
            tr("Keep") if fresh else tr("Change"),
            width=500,
        )
        options = [(one.person_id, f"{one.name}, {one.title}" if one.title else one.name) for one in people]
        self.person = self.row(tr("Told to"), Choice([(None, tr("Nobody named")), *options]))
        self.on = self.row(tr("On"), DateField(), required=True)
        self.reception = self.row(
            tr("How was it received?"), Segmented([(one, one.label) for one in Reception], clearable=True)
        )
        self.received = self.row(tr("What they said or asked"), TextArea(tr("In their words"), 3))
        self.person.set_value(known.person_id)
        self.on.set_value(known.on)
        self.reception.set_value(known.reception)
        self.received.set_value(known.received)

    def words(self) -> ToldWords:
        """The telling as the fields say it now."""
        person, reception, on = self.person.value(), self.reception.value(), self.on.value()
        return ToldWords(
            on=on or date.min,
            person_id=person if isinstance(person, int) else None,
            reception=reception if isinstance(reception, Reception) else None,
            received=self.received.value(),
        )


def ask_told(
    parent: QWidget | None, story: str, people: Sequence[Asked], known: ToldWords, *, fresh: bool
) -> ToldWords | None:
    """To whom a story was told and how it went; None when the user thinks better of it."""
    question = ToldQuestion(parent, story, people, known, fresh=fresh)
    return question.words() if question.run() else None


@dataclass(frozen=True)
class _Pick:
    """A challenge with its tick."""

    id: int
    text: str
    profile: str
    ticked: bool


class ChallengesQuestion(Ask):
    """The question behind `ask_challenges`: ticked ones first, then what the search finds."""

    def __init__(self, parent: QWidget | None, known: Known, chosen: Collection[int]) -> None:
        super().__init__(parent, tr("Which challenges does it answer?"), tr("Take these"), width=620)
        self._known = known
        self._words = {one: searched(f"{text} {profile}") for one, text, profile in known}
        self.chosen = set(chosen)
        self.search = TextField(tr("Search the whole library"))
        self.search.edited.connect(self._show)
        self.form.add("", self.search)
        self.search.setAccessibleName(tr("Search challenges"))
        self.table = RowTable(
            (
                Column(
                    tr("Answers"),
                    lambda row: tr("yes") if row.ticked else tr("no"),
                    key="ticked",
                    width=76,
                    delegate="tick",
                    value=lambda row: row.ticked,
                ),
                Column(tr("Challenge"), lambda row: f"{row.text}\n{row.profile}", key="text", minimum=300),
            ),
            row_height=48,
            visible_rows=8,
        )
        self.table.setAccessibleName(tr("Challenges"))
        self.table.edited.connect(self._tick)
        self.table.opened.connect(self._turn)
        self.form.add_wide("", self.table)
        self.form.show()
        self._show("")

    def _show(self, query: str) -> None:
        fits = finds(query)
        found = [one for one in self._known if fits(self._words[one[0]])]
        found.sort(key=lambda one: one[0] not in self.chosen)
        self.table.set_rows([_Pick(*one, ticked=one[0] in self.chosen) for one in found[:MOST_SHOWN]])

    def _tick(self, challenge: int, _key: str, ticked: object) -> None:
        (self.chosen.add if ticked else self.chosen.discard)(challenge)
        rows = [
            replace(row, ticked=row.id in self.chosen) for row in self.table.rows() if isinstance(row, _Pick)
        ]
        self.table.set_rows(rows)

    def _turn(self, challenge: int) -> None:
        self._tick(challenge, "ticked", challenge not in self.chosen)


def ask_challenges(parent: QWidget | None, known: Known, chosen: Collection[int]) -> frozenset[int] | None:
    """What a story answers; None when the user thinks better of it."""
    question = ChallengesQuestion(parent, known, chosen)
    return frozenset(question.chosen) if question.run() else None


@dataclass(frozen=True)
class _Coming:
    """A story that a file would bring, as the preview shows it."""

    id: int
    title: str
    customer: str
    told: str


class ImportQuestion(Ask):
    """The question behind `ask_import`: what a file would bring, and what is wrong with it."""

    def __init__(self, parent: QWidget | None, draft: Draft) -> None:
        count = len(draft.stories)
        takes = bool(count) and not draft.refused
        action = plural("Add {n} story", "Add {n} stories", count) if takes else tr("Close")
        super().__init__(
            parent, tr("Stories from “{name}”", name=draft.file), action, _summary(draft), width=640
        )
        self.takes = takes
        problems = [tr("Line {line}: {what}", line=one.line, what=one.sentence) for one in draft.problems]
        shown = problems[:8]
        if len(problems) > len(shown):
            shown.append(plural("… and {n} more", "… and {n} more", len(problems) - len(shown)))
        if shown:
            self.form.add_wide(tr("To look at"), label("\n".join(shown), "look" if draft.refused else "body"))
        if count:
            table = RowTable(
                (
                    Column(tr("Title"), lambda row: row.title, minimum=240),
                    Column(tr("Customer"), lambda row: row.customer, width=170),
                    Column(tr("May be told"), lambda row: row.told, width=110),
                ),
                row_height=32,
                visible_rows=7,
            )
            table.set_rows(
                [
                    _Coming(number, one.title, one.customer, one.permission.label)
                    for number, one in enumerate(draft.stories)
                ]
            )
            self.form.add_wide(tr("New stories"), table)
        self.form.setVisible(bool(shown or count))
        self.cancel_button.setVisible(takes)


def ask_import(parent: QWidget | None, draft: Draft) -> bool:
    """Whether the stories of the file are to be added."""
    question = ImportQuestion(parent, draft)
    return question.run() and question.takes


def _summary(draft: Draft) -> str:
    if draft.refused:
        return tr("Nothing is taken while a line is wrong. Mend the file and import it again.")
    told = [plural("{n} new story.", "{n} new stories.", len(draft.stories))]
    if draft.same:
        told.append(plural("{n} is here already.", "{n} are here already.", draft.same))
    if draft.ignored:
        told.append(tr("Columns without meaning here: {names}.", names=", ".join(draft.ignored)))
    return " ".join(told)
