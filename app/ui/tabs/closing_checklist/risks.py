"""The risks of the deal: how bad, what is done about it, and who does it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.closing_checklist.queries import RiskRow
from app.ui.tabs.closing_checklist.asking import severity_word
from app.ui.tabs.closing_checklist.lines import Line, offer
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.text import label

_TONES = {1: "text-3", 2: "control", 3: "danger"}


class RisksCard(Card):
    """The risks, the worst first; each can be opened and taken away."""

    wanted = Signal()
    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Risks and answers"), parent=parent)
        self.add_button = quiet(tr("Add a risk"), "plus")
        self.add_button.clicked.connect(self._want)
        self.add_tool(self.add_button)
        self._empty = label(
            tr("Nobody has named a risk yet. Name the three worst before they do: it earns trust."), "muted"
        )
        self.add(self._empty)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        space(self._column, gap=12)
        self.add(self._list)
        self.rows: list[RiskLine] = []
        self._shown: object = None

    def show_risks(self, risks: Sequence[RiskRow], *, internal: bool) -> None:
        """Show these risks and no others."""
        if self._shown == (tuple(risks), internal):
            return
        self._shown = (tuple(risks), internal)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [RiskLine(risk) for risk in risks]
        for row in self.rows:
            row.opened.connect(self.opened)
            row.dropped.connect(self.dropped)
            row.more.setVisible(internal)
            self._column.addWidget(row)
        open_ones = sum(not (risk.answer.strip() and risk.owner.strip()) for risk in risks)
        self.set_note(plural("{n} without answer", "{n} without answer", open_ones) if open_ones else "")
        self._empty.setVisible(not risks)
        self._list.setVisible(bool(risks))
        self.add_button.setVisible(internal)

    def row(self, risk_id: int) -> "RiskLine | None":
        """The row of a risk."""
        return next((row for row in self.rows if row.risk_id == risk_id), None)

    def _want(self) -> None:
        self.wanted.emit()


class RiskLine(Line):
    """One risk with its answer."""

    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, risk: RiskRow, parent: QWidget | None = None) -> None:
        word = severity_word(risk.severity)
        source = f"{risk.kind.label} · {word}"
        super().__init__(("shield-alert", _TONES[risk.severity]), word, risk.text, source, parent)
        self.risk_id = risk.id
        self._words.addWidget(self._answer(risk))
        self.more = self.add_button(icon_button("ellipsis", tr("Change or delete this risk")))
        self.more.clicked.connect(self._offer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()

    @staticmethod
    def _answer(risk: RiskRow) -> QWidget:
        if risk.answer.strip() and risk.owner.strip():
            return label(tr("{answer} ({owner})", answer=risk.answer, owner=risk.owner), "muted")
        if risk.answer.strip():
            return label(tr("{answer} (nobody owns it yet)", answer=risk.answer), "look")
        return label(tr("No answer yet"), "look")

    def _offer(self) -> None:
        offer(self.more, self._open, self._drop)

    def _open(self) -> None:
        self.opened.emit(self.risk_id)

    def _drop(self) -> None:
        self.dropped.emit(self.risk_id)
