"""What the chain means: may we ask for the order, why not, what it would cost; and the acid test."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.closing_checklist.chain import Chain
from app.tools.closing_checklist.rules import Standing
from app.ui.tabs.closing_checklist.lines import Line
from app.ui.tabs.closing_checklist.words import tool_name
from app.ui.theme import space
from app.ui.widgets.buttons import secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import TextArea
from app.ui.widgets.ring import Ring
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

MOST_REASONS = 5
MOST_DAMAGES = 3


class SoWhatCard(Card):
    """Ready, or not ready because …; where to go back to; what asking now would damage."""

    tool_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        head = QHBoxLayout()
        space(head, gap=14)
        self.ring = Ring(0, 7, tr("items in place"))
        self.verdict = label("", "panel")
        self.count = label("", "muted")
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(self.verdict)
        words.addWidget(self.count)
        head.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self._reasons = _Block()
        self._back = label("", "body")
        self.go = secondary("", "arrow-up-right")
        self.go.clicked.connect(self._go)
        self._damage = _Block(tr("What asking now would damage"))
        self.add(self._reasons)
        self.add(self._back)
        self.add(self.go)
        self.add(self._damage)
        self._tool = ""
        self._shown: Chain | None = None

    def show_chain(self, chain: Chain) -> None:
        """Say what follows from the chain."""
        if chain == self._shown:
            return
        self._shown = chain
        ready = chain.readiness
        self.ring.set_value(ready.items_ready, ready.items, tr("items in place"))
        self.verdict.setText(tr("Ready to ask") if ready.ready else tr("Not ready to ask"))
        standing = sum(one.standing is Standing.STANDS for one in chain.dominoes)
        self.count.setText(
            tr(
                "{items} of {all} items in place, {standing} of {dominoes} dominoes stand",
                items=ready.items_ready,
                all=ready.items,
                standing=standing,
                dominoes=len(chain.dominoes),
            )
        )
        reasons = [f"{reason}." for reason in ready.reasons[:MOST_REASONS]]
        if (rest := len(ready.reasons) - MOST_REASONS) > 0:
            reasons.append(plural("and {n} more reason", "and {n} more reasons", rest))
        self._reasons.show_lines([(text, ("circle-alert", "control")) for text in reasons])
        damages = [] if ready.ready else [damage for _, damage in chain.too_early[:MOST_DAMAGES]]
        self._damage.show_lines([(text, ("zap", "text-3")) for text in damages])
        self._show_way_back(chain)

    def _show_way_back(self, chain: Chain) -> None:
        back = chain.go_back
        self._back.setVisible(back is not None)
        self._tool = back.tool if back else ""
        name = tool_name(self._tool)
        self.go.setVisible(bool(name))
        self.go.setText(tr("Open {tool}", tool=name))
        if back is not None:
            lead = (
                tr("Go back to “{name}”.")
                if back.standing is Standing.MISSING
                else tr("Steady “{name}” first.")
            )
            self._back.setText(f"{lead.format(name=back.name)} {back.do}")

    def _go(self) -> None:
        self.tool_wanted.emit(self._tool, "")


class _Block(QWidget):
    """A few lines, perhaps under a small title; away when there are none."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        space(self._column, (0, 4, 0, 0), 6)
        if title:
            self._column.addWidget(label(title, "section"))
        self._lines: list[Line] = []
        self._shown: list[tuple[str, tuple[str, str]]] = []
        self.hide()

    def show_lines(self, lines: list[tuple[str, tuple[str, str]]]) -> None:
        """Show these sentences, each with its sign."""
        if lines == self._shown:
            return
        self._shown = lines
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [Line(sign, "", text, "") for text, sign in lines]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(lines))


class AcidCard(Card):
    """Would we do it in their place? The one question that nobody else can answer for us."""

    answered = Signal(object)  # bool | None
    reason_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Acid test"), parent=parent)
        self.add(
            label(
                tr("You sit in their chair and know all that you know. Would you buy this, here, now?"),
                "body",
            )
        )
        self.answer = Segmented([(True, tr("Yes")), (False, tr("No"))], clearable=True)
        self.answer.setAccessibleName(tr("Acid test"))
        self.answer.chosen.connect(self.answered)
        self.add(self.answer)
        self.reason = TextArea(tr("Because …"), 3)
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.edited.connect(self.reason_edited)
        self.add(self.reason)
        self.advice = label("", "look")
        self.add(self.advice)

    def show_answer(self, answer: bool | None, reason: str) -> None:
        """Show what was answered."""
        self.answer.set_value(answer)
        self.reason.set_value(reason)
        text = ""
        if answer is False:
            text = tr("Then do not ask. Change the offer, or tell them what would serve them better.")
        elif answer and not reason.strip():
            text = tr("Write down why: it is the sentence that you will need in the last meeting.")
        self.advice.setText(text)
        self.advice.setVisible(bool(text))
