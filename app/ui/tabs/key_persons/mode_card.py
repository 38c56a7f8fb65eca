"""What the mode of one person means: how to treat, what to ask, how to recognise it, whom to use as leverage."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.champion import ChampionStatus, Criterion, status
from app.method.packs import ModePage
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Receptivity
from app.tools.key_persons.rows import PersonFacts
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

_SIGNS: Mapping[bool | None, tuple[str, str]] = MappingProxyType(
    {True: ("check", "good"), False: ("x", "look"), None: ("circle-help", "neutral")}
)


class ModeCard(Card):
    """The selected person in one sentence, and one of four lists."""

    form_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self._page: ModePage | None = None
        self.sentence = label("", "body")
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
        self.champion_title = label(tr("As a champion"), "section")
        self.champion = ChipRow()
        self.open_form = link(tr("Open the person form"))
        self.open_form.clicked.connect(self._want_form)
        for part in (
            self.sentence,
            self.lists,
            self.lines,
            self.champion_title,
            self.champion,
            self.open_form,
        ):
            self.add(part)

    def show_person(self, facts: PersonFacts, page: ModePage) -> None:
        """Show one person and the page of the mode in force."""
        self._page = page
        row = facts.row
        self.set_title(tr("So what: {name}", name=row.name))
        self.set_note(page.title)
        self.sentence.setText(_sentence(facts, page))
        self._show_list(self.lists.value())
        self.champion_title.setText(tr("As a champion: {status}", status=_status(status(facts.champion))))
        self.champion.set_chips(
            tuple(
                Chip(criterion.label, *_SIGNS[facts.champion[criterion]])  # type: ignore[arg-type]
                for criterion in Criterion
            )
        )

    def _show_list(self, which: object) -> None:
        if self._page is not None:
            self.lines.set_questions(getattr(self._page, str(which)))

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
    if row.mode is Receptivity.UNKNOWN or row.wished is None or row.perceived is None:
        return tr("{meaning}.", meaning=page.subtitle)
    gap = round(row.wished - row.perceived, 1)
    if gap > 0:
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


def _status(found: ChampionStatus) -> str:
    return found.label[:1].lower() + found.label[1:]
