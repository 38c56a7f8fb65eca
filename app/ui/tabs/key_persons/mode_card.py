"""What the mode of one person means: how to treat, what to ask, how to recognise it, whom to use as leverage.

The pages of the other modes can be read beside it.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.champion import Criterion, status
from app.method.packs import ModePage
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Receptivity
from app.tools.key_persons.rows import PersonFacts
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class ModeCard(Card):
    """The selected person in one sentence, and the page of a mode: the person's, or one that is chosen."""

    form_wanted = Signal()

    def __init__(self, pages: Mapping[Receptivity, ModePage], parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self._pages = pages
        self._facts: PersonFacts | None = None
        self._read = Receptivity.UNKNOWN  # the mode whose page is open
        self.sentence = label("", "body")
        self.modes = Choice([(one, pages[one].title) for one in Receptivity])
        self.modes.setAccessibleName(tr("Page of the mode"))
        self.modes.chosen.connect(self._choose)
        self.meaning = label("", "muted")
        self.lists = Segmented(
            [
                ("treat", tr("Treat")),
                ("ask", tr("Ask")),
                ("recognise", tr("Recognise")),
                ("leverage", tr("Leverage")),
            ]
        )
        self.lists.set_value("treat")
        self.lists.chosen.connect(self._show_list)
        self.lines = QuestionList()
        self.champion = label("", "muted")
        self.open_form = link(tr("Open the person form"))
        self.open_form.clicked.connect(self._want_form)
        for part in (
            self.sentence,
            self.champion,
            self.modes,
            self.meaning,
            self.lists,
            self.lines,
            self.open_form,
        ):
            self.add(part)

    def show_person(self, facts: PersonFacts) -> None:
        """Show one person; another person or another mode opens the page of the mode in force."""
        before = self._facts
        self._facts = facts
        row = facts.row
        if before is None or (before.row.id, before.row.mode) != (row.id, row.mode):
            self._read = row.mode
        self.set_title(tr("So what: {name}", name=row.name))
        self.set_note(self._pages[row.mode].title)
        self.sentence.setText(_sentence(facts, self._pages[row.mode]))
        self.champion.setText(_champion(facts))
        self._show_page()

    def _choose(self, mode: object) -> None:
        if isinstance(mode, Receptivity):
            self._read = mode
            self._show_page()

    def _show_page(self) -> None:
        page = self._pages[self._read]
        self.modes.set_value(self._read)
        own = self._facts is not None and self._facts.row.mode is self._read
        self.meaning.setText(
            page.meaning if own else tr("{subtitle}. {meaning}", subtitle=page.subtitle, meaning=page.meaning)
        )
        self._show_list(self.lists.value())

    def _show_list(self, which: object) -> None:
        page = self._pages[self._read]
        lines = {
            "treat": (*page.treat, *(tr("Do not: {what}", what=line) for line in page.avoid)),
            "ask": page.ask,
            "recognise": page.recognise,
            "leverage": (*page.leverage, *(tr("What shifts it: {what}", what=line) for line in page.shifts)),
        }
        self.lines.set_questions(lines[str(which)])

    def _want_form(self) -> None:
        self.form_wanted.emit()


def _sentence(facts: PersonFacts, page: ModePage) -> str:
    row = facts.row
    if row.origin is ModeOrigin.OVERRIDE:
        return tr(
            "{meaning}. The marks say {mode}; you go by: {reason}",
            meaning=page.subtitle,
            mode=facts.mode_of_marks.label,
            reason=facts.override_reason,
        )
    if row.origin is ModeOrigin.STATED:
        return tr("{meaning}. Only stated, without marks: assumed.", meaning=page.subtitle)
    if row.mode is Receptivity.UNKNOWN or row.wished is None or row.perceived is None:
        return tr("{meaning}.", meaning=page.subtitle)
    gap = round(row.wished - row.perceived, 1)
    if row.mode.open_to_change:
        return tr(
            "{meaning}. Wants {wished}, sees {perceived}: a gap of {gap}.",
            meaning=page.subtitle,
            wished=f"{row.wished:g}",
            perceived=f"{row.perceived:g}",
            gap=f"{gap:g}",
        )
    return tr(
        "{meaning}. Wants {wished}, sees {perceived}: no gap, no sale.",
        meaning=page.subtitle,
        wished=f"{row.wished:g}",
        perceived=f"{row.perceived:g}",
    )


def _champion(facts: PersonFacts) -> str:
    """Whether this is a champion, and what stands against it or is not known."""
    found = status(facts.champion)
    said = tr("As a champion: {status}", status=found.label[:1].lower() + found.label[1:])
    failing = [one.label.lower() for one in Criterion if facts.champion[one] is False]
    unknown = [one.label.lower() for one in Criterion if facts.champion[one] is None]
    parts = [
        tr("fails at {what}", what=", ".join(failing)) if failing else "",
        tr("not known: {what}", what=", ".join(unknown)) if unknown else "",
    ]
    return "; ".join(part for part in (said, *parts) if part) + "."
