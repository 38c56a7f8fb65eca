"""What stands behind the picked domino or item: why, what it rests on, what to ask, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Ageing
from app.tools.closing_checklist.chain import Domino, Item
from app.tools.closing_checklist.grounds import topics
from app.tools.closing_checklist.queries import ClosingPage, Note
from app.tools.closing_checklist.rules import Ground, Standing
from app.ui.tabs.closing_checklist.lines import GroundLine, NoteLine
from app.ui.tabs.closing_checklist.words import TONES, tool_name
from app.ui.theme import space
from app.ui.widgets.buttons import Button, link, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.text import label

MOST_GROUNDS = 6


@dataclass(frozen=True)
class Picked:
    """What the card shows, of a domino and of an item alike."""

    topic: str
    title: str
    state: str
    tone: Tone
    why: str
    wants: str
    grounds: tuple[Ground, ...]
    notes: tuple[Note, ...]
    asks: tuple[str, ...]
    costs: str
    do: str
    tool: str


def picked_domino(page: ClosingPage, domino: Domino) -> Picked:
    """The domino as the card shows it; it asks what its items ask."""
    about = topics(domino.key)
    stands = domino.standing is Standing.STANDS
    return Picked(
        topic=domino.key,
        title=domino.name,
        state=domino.standing.label,
        tone=TONES[domino.standing],
        why=domino.why,
        wants=domino.stands,
        grounds=domino.grounds,
        notes=tuple(note for note in page.notes if note.topic in about),
        asks=() if stands else tuple(item.ask for item in page.chain.items if item.key in about and item.ask),
        costs="" if stands else domino.costs,
        do="" if stands else domino.do,
        tool=domino.tool,
    )


def picked_item(page: ClosingPage, item: Item) -> Picked:
    """The item as the card shows it."""
    about = topics(item.key)
    state, tone = (tr("In place"), "good") if item.ready else (tr("Open"), "neutral")
    return Picked(
        topic=item.key,
        title=item.title,
        state=state,
        tone="good" if tone == "good" else "neutral",
        why="" if item.ready or not item.because else f"{item.because}.",
        wants=item.evidence or item.description,
        grounds=item.grounds,
        notes=tuple(note for note in page.notes if note.topic in about),
        asks=() if item.ready or not item.ask else (item.ask,),
        costs="" if item.ready else item.too_early,
        do="",
        tool="",
    )


class DetailCard(Card):
    """Evidence with its class, date and source; notes can be added, changed and taken away."""

    note_wanted = Signal(str)  # topic
    note_opened = Signal(int)
    note_dropped = Signal(int)
    tool_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.state = Chip("")
        self.add_button = quiet(tr("Add evidence"), "plus")
        self.add_button.clicked.connect(self._add)
        self.add_tool(self.state)
        self.add_tool(self.add_button)
        self._content: QWidget | None = None
        self._shown: object = None
        self._tool = self.topic = ""
        self.notes: list[NoteLine] = []
        self.grounds: list[GroundLine] = []
        self.open_tool: Button | None = None  # made anew with what it stands in

    def show_picked(self, picked: Picked, today: date, ageing: Ageing, *, internal: bool) -> None:
        """Show what was picked; what is shown already stays as it is."""
        if self._shown == (picked, today, ageing, internal):
            return
        self._shown = (picked, today, ageing, internal)
        self.topic, self._tool = picked.topic, picked.tool
        self.set_title(picked.title)
        self.state.set_text(picked.state, picked.tone)
        self.add_button.setVisible(internal)
        content, self.open_tool = QWidget(), None
        column = QVBoxLayout(content)
        space(column, gap=10)
        if picked.why and picked.tone != "accent":
            column.addWidget(label(picked.why, "look"))
        if picked.wants and internal:
            _add_section(column, tr("What it takes"), (picked.wants,))
        self._add_evidence(column, picked, today, ageing)
        if internal:
            self._add_advice(column, picked)
        self._swap(content)

    def _add_evidence(self, column: QVBoxLayout, picked: Picked, today: date, ageing: Ageing) -> None:
        found = [one for one in picked.grounds if one.note_id is None][:MOST_GROUNDS]
        self.grounds = [GroundLine(one, today, ageing) for one in found]
        self.notes = [NoteLine(one, today, ageing) for one in picked.notes]
        if self.grounds or self.notes:
            column.addWidget(label(tr("What it rests on"), "section"))
        for line in self.grounds:
            line.tool_wanted.connect(self.tool_wanted)
            column.addWidget(line)
        for note in self.notes:
            note.opened.connect(self.note_opened)
            note.dropped.connect(self.note_dropped)
            column.addWidget(note)

    def _add_advice(self, column: QVBoxLayout, picked: Picked) -> None:
        for title, lines in (
            (tr("What to ask"), picked.asks),
            (tr("What it costs without"), (picked.costs,) if picked.costs else ()),
            (tr("What to do"), (picked.do,) if picked.do else ()),
        ):
            _add_section(column, title, lines)
        name = tool_name(picked.tool)
        if name:
            self.open_tool = link(tr("Open {tool}", tool=name), "arrow-up-right")
            self.open_tool.clicked.connect(self._open_tool)
            column.addWidget(self.open_tool)

    def _swap(self, content: QWidget) -> None:
        old = self._content
        self._content = content
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.add(content)

    def _add(self) -> None:
        self.note_wanted.emit(self.topic)

    def _open_tool(self) -> None:
        self.tool_wanted.emit(self._tool, "")


def _add_section(column: QVBoxLayout, title: str, lines: Sequence[str]) -> None:
    """A small title with its lines close below it."""
    if not lines:
        return
    block = QVBoxLayout()
    space(block, gap=3)
    block.addWidget(label(title, "section"))
    for line in lines:
        block.addWidget(label(line, "body"))
    column.addLayout(block)
