"""What answers suggest as a rating and why, with the value to take and the reason when it is another one."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Aspect
from app.tools.key_persons.rules import Proposal, value_text
from app.ui.theme import fix, space
from app.ui.widgets.bars import relation_text
from app.ui.widgets.card import Card
from app.ui.widgets.fields import NumberField, TextField
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


@dataclass(frozen=True)
class SoFar:
    """A rating as it stands before the questions: the value, what it rests on, and why it was overruled."""

    value: float | None = None
    told: str = ""
    proposed: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class SignedRating:
    """A rating that was taken: its value, what the signs suggest and why, and the reason to overrule them."""

    aspect: Aspect
    value: float
    proposed: float | None
    because: str
    reason: str


class ProposedRating(Card):
    """What the answers suggest and why; the value follows them until the user takes another one."""

    changed = Signal()

    def __init__(self, aspect: Aspect, so_far: SoFar, parent: QWidget | None = None) -> None:
        super().__init__(tone="accent", compact=True, parent=parent)
        self.aspect = aspect
        self._so_far = so_far
        self._proposal = Proposal(None, "", 0, 0)
        self._own: float | None = None  # the value that the user takes instead
        if so_far.proposed is not None and so_far.value != so_far.proposed and so_far.reason:
            self._own = so_far.value
        self.says = label("", "strong")
        self.because = label("", "muted")
        self.before = label(tr("So far: {told}", told=so_far.told) if so_far.told else "", "meta")
        self.before.setVisible(bool(so_far.told))
        self.scale = _editor(aspect)
        self.scale.setAccessibleName(aspect.label)
        self.reason = TextField(tr("Why another value? What do the questions not catch?"))
        self.reason.setAccessibleName(tr("{what}: why another value?", what=aspect.label))
        self.reason.set_value(so_far.reason)
        row = QHBoxLayout()
        space(row, gap=12)
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(self.says)
        words.addWidget(self.because)
        words.addWidget(self.before)
        row.addLayout(words, 1)
        row.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.add(self.reason)
        if isinstance(self.scale, Segmented):
            self.scale.chosen.connect(self._overrule)
        else:
            self.scale.edited.connect(self._overrule)

    def show_proposal(self, proposal: Proposal) -> None:
        """Follow the answers."""
        self._proposal = proposal
        what = self.aspect.label
        if proposal.value is not None:
            shown = value_text(self.aspect, proposal.value)
            self.says.setText(tr("{what}: the signs suggest {value}", what=what, value=shown))
        elif proposal.answered:
            more = plural("{n} answer more", "{n} answers more", proposal.lacking)
            self.says.setText(tr("{what}: Unknown; {more} for a proposal", what=what, more=more))
        else:
            self.says.setText(tr("{what}: Unknown while nothing is answered", what=what))
        self.because.setText(tr("Because: {because}.", because=proposal.because) if proposal.because else "")
        self.because.setVisible(bool(proposal.because))
        self.scale.set_value(self.value())
        self._settle()

    def value(self) -> float | None:
        """The value to take; None leaves the rating as it is."""
        return self._own if self._own is not None else self._proposal.value

    def in_force(self) -> float | None:
        """The value that will count: the one to take, or the one from before."""
        return self._so_far.value if self.value() is None else self.value()

    def taken(self) -> SignedRating | None:
        """The rating with what it rests on; None while it stays Unknown."""
        value = self.value()
        if value is None:
            return None
        reason = self.reason.value() if self._overruled() else ""
        return SignedRating(self.aspect, value, self._proposal.value, self._proposal.because, reason)

    def wrong(self) -> str:
        """An overruled proposal needs a reason; both are kept."""
        if self._overruled() and not self.reason.value():
            return tr("Say why you rate otherwise than the signs; both are kept.")
        return ""

    def _overrule(self, value: object) -> None:
        self._own = float(value) if isinstance(value, int | float) and value != self._proposal.value else None
        self.scale.set_value(self.value())
        self._settle()
        self.changed.emit()

    def _overruled(self) -> bool:
        return self._own is not None and self._proposal.value not in {None, self._own}

    def _settle(self) -> None:
        self.reason.setVisible(self._overruled())
        if not self._overruled():
            self.reason.set_error("")


def _editor(aspect: Aspect) -> Segmented | NumberField:
    if aspect is Aspect.INFLUENCE:
        return Segmented([(value, str(value)) for value in range(1, 6)], clearable=True)
    if aspect is Aspect.RELATIONSHIP:
        return Segmented([(value, relation_text(value)) for value in range(-2, 3)], clearable=True)
    field = NumberField(0, 10, decimals=1)
    fix(field, width=72)
    return field
