"""The one question of this page: what did the test of a criterion show?"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.champion import Check
from app.method.champion_pack import CriterionPage
from app.models.vocabulary import EvidenceClass
from app.tools.champion_qualification.rows import Candidate
from app.tools.champion_qualification.rules import answer_word, proposal
from app.ui.dialogs.base import Ask
from app.ui.tabs.champion_qualification.words import verdict_key, verdict_of
from app.ui.widgets.fields import DateField, TextArea
from app.ui.widgets.segmented import Segmented


@dataclass(frozen=True)
class MarkAnswer:
    """An answer by hand as the form holds it."""

    verdict: bool | None
    reason: str
    evidence: str
    evidence_class: EvidenceClass
    marked_on: date | None


class MarkQuestion(Ask):
    """The question behind `ask_mark`; a reason is asked for as soon as the answer is not the profile's."""

    def __init__(
        self,
        parent: QWidget | None,
        one: Candidate,
        check: Check,
        page: CriterionPage,
        verdict: bool | None,
        today: date,
    ) -> None:
        super().__init__(
            parent,
            tr("{criterion}: {name}", criterion=page.title, name=one.name),
            tr("Keep this answer"),
            f"{page.question}\n"
            + tr(
                "The profile says {answer}: {why}",
                answer=answer_word(check.proposed).lower(),
                why=proposal(check.criterion, one.facts),
            ),
            width=540,
        )
        self._proposed, self._today = check.proposed, today
        self.verdict = self.row(
            tr("Answer"), Segmented([("yes", tr("Yes")), ("no", tr("No")), ("unknown", tr("Unknown"))])
        )
        self.reason = self.row(tr("Why not what the profile says?"), TextArea(tr("Both are kept"), 2))
        self.evidence = self.row(
            tr("What was seen or heard?"), TextArea(tr("A deed counts more than a word"), 2)
        )
        self.evidence_class = self.row(
            tr("How well do we know it?"), Segmented([(known, known.label) for known in EvidenceClass])
        )
        self.marked_on = self.row(tr("Date"), DateField())
        self.rule(self.evidence, self._untested)
        self.rule(self.reason, self._unreasoned)
        self.rule(self.marked_on, self._wrong_date)
        self.verdict.chosen.connect(self._settle)
        self._fill(check, verdict)

    def answer(self) -> MarkAnswer:
        """What the fields say now."""
        return MarkAnswer(
            verdict=verdict_of(self.verdict.value()),
            reason=self.reason.value(),
            evidence=self.evidence.value(),
            evidence_class=EvidenceClass(str(self.evidence_class.value())),
            marked_on=self.marked_on.value(),
        )

    def _fill(self, check: Check, verdict: bool | None) -> None:
        mark = check.mark
        self.verdict.set_value(verdict_key(verdict))
        self.evidence_class.set_value(EvidenceClass.STATED if mark is None else mark.evidence_class)
        self.marked_on.set_value(self._today)
        if mark is not None and mark.verdict is verdict:
            self.reason.set_value(mark.reason)
            if mark.marked_on == self._today:  # put right; on another day it is tested again
                self.evidence.set_value(mark.evidence)
        self._settle(None)
        (self.evidence if self._agrees() else self.reason).setFocus()  # the answer was given with the click

    def _settle(self, _value: object) -> None:
        """An answer that agrees with the profile has nothing to explain."""
        self.reason.setEnabled(not self._agrees())

    def _agrees(self) -> bool:
        return verdict_of(self.verdict.value()) is self._proposed

    def _untested(self) -> str:
        if self._agrees() and not self.evidence.value():
            return tr("Write down what was seen or heard; without it nothing was tested.")
        return ""

    def _unreasoned(self) -> str:
        if not self._agrees() and not self.reason.value():
            return tr("Say why you answer otherwise than the profile; both are kept.")
        return ""

    def _wrong_date(self) -> str:
        if self.marked_on.error():
            return self.marked_on.error()
        day = self.marked_on.value()
        if day is None:
            return tr("A test needs a date.")
        return tr("The date lies in the future.") if day > self._today else ""


def ask_mark(
    parent: QWidget | None,
    one: Candidate,
    check: Check,
    page: CriterionPage,
    verdict: bool | None,
    today: date,
) -> MarkAnswer | None:
    """The answer by hand; None when the user thinks better of it."""
    question = MarkQuestion(parent, one, check, page, verdict, today)
    return question.answer() if question.run() else None
