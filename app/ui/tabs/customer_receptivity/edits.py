"""What the hand changes on a customer's page: marks, evidence, our own scores, a move; each one edit."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import tr
from app.models.vocabulary import AssessmentKind, EvidenceClass
from app.tools.customer_receptivity import actions, scoring
from app.tools.customer_receptivity.rows import Standing
from app.tools.customer_receptivity.rules import CRITICALITY
from app.ui.dialogs.ask_assessment import AssessmentAnswer, ask_assessment
from app.ui.dialogs.ask_evidence import EvidenceNote, ask_evidence
from app.ui.tab import Tab
from app.ui.tabs.customer_receptivity.answers import TOP, as_answer, as_note, ease_of
from app.ui.tabs.customer_receptivity.asking import ask_score
from app.ui.tabs.customer_receptivity.notes_card import topics
from app.ui.tabs.customer_receptivity.view import StandingView


class StandingEdits(QObject):
    """Knows the page, its view and whose standing it shows."""

    def __init__(self, tab: Tab, view: StandingView, standing: Callable[[], Standing | None]) -> None:
        super().__init__(tab)
        self._tab, self._desk, self._view, self._shown = tab, tab.desk, view, standing
        view.matrix.moved.connect(self._place)
        view.matrix.opened.connect(self._open_assessment)
        view.matrix.dropped.connect(self._drop_assessment)
        view.matrix.statement_wanted.connect(self.ask_statement)
        view.ours.scored.connect(self._score)
        view.ours.explained.connect(self._explain_score)
        view.both.planned.connect(self._plan_move)
        view.routines.planned.connect(self._plan_move)
        view.notes.wanted.connect(self.add_note)
        view.notes.opened.connect(self._open_note)
        view.notes.dropped.connect(self._drop_note)

    # Marks

    def _place(self, kind: AssessmentKind, criticality: float, hardness: float) -> None:
        standing = self._shown()
        if standing is None:
            return
        labels = {
            AssessmentKind.GUESS: tr("Move “Us”"),
            AssessmentKind.STATEMENT: tr("Move the customer's view"),
            AssessmentKind.AIM: tr("Move the aim"),
        }
        with self._desk.reporting(), self._tab.edit(labels[kind]) as session:
            actions.assess(
                session,
                standing.account_id,
                kind,
                criticality,
                TOP - hardness,
                self._desk.today(),
                judged_by=self._desk.settings.me,
            )
        self._tab.refresh()

    def ask_statement(self) -> None:
        """Ask for the customer's own view; a second one of today corrects the first."""
        standing = self._shown()
        if standing is None:
            return
        now = standing.statement
        if now is not None and now.on == self._desk.today():
            self._open_assessment(now.id)
            return
        known = AssessmentAnswer(
            kind=AssessmentKind.STATEMENT,
            criticality=now.criticality if now else None,
            hardness=now.hardness if now else None,
            judged_by=self._desk.settings.me,
            evidence_class=EvidenceClass.STATED,
        )
        answer = ask_assessment(self._tab, standing.people, known, today=self._desk.today())
        if answer is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Add the customer's view")) as session:
            made = actions.assess(
                session,
                standing.account_id,
                AssessmentKind.STATEMENT,
                answer.criticality,
                ease_of(answer.hardness),
                answer.assessed_on or self._desk.today(),
            )
            self._describe(session, made, answer)
        self._tab.refresh()

    def _open_assessment(self, assessment_id: int) -> None:
        standing = self._shown()
        row = next((row for row in standing.history if row.id == assessment_id), None) if standing else None
        if standing is None or row is None:
            return
        answer = ask_assessment(self._tab, standing.people, as_answer(row), today=self._desk.today())
        if answer is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Change a mark")) as session:
            self._describe(session, assessment_id, answer)
        self._tab.refresh()

    def _drop_assessment(self, assessment_id: int) -> None:
        with self._desk.reporting(), self._tab.edit(tr("Delete a mark")) as session:
            actions.drop_assessment(session, assessment_id)
        self._tab.refresh()

    def _describe(self, session: Any, assessment_id: int, answer: AssessmentAnswer) -> None:
        actions.describe_assessment(
            session,
            assessment_id,
            today=self._desk.today(),
            assessed_on=answer.assessed_on,
            criticality=answer.criticality,
            ease=ease_of(answer.hardness),
            judged_by=answer.judged_by,
            informant_id=answer.informant_id,
            evidence=answer.evidence,
            evidence_class=answer.evidence_class,
            due_on=answer.due_on,
        )

    # Evidence

    def add_note(self) -> None:
        """Ask for a note of evidence."""
        standing = self._shown()
        if standing is None:
            return
        empty = EvidenceNote(topic=CRITICALITY, evidence_class=EvidenceClass.STATED)
        note = ask_evidence(self._tab, topics(), standing.people, empty, today=self._desk.today(), fresh=True)
        if note is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Add evidence")) as session:
            actions.note_evidence(session, standing.account_id, today=self._desk.today(), **vars(note))
        self._tab.refresh()

    def _open_note(self, note_id: int) -> None:
        standing = self._shown()
        row = next((row for row in standing.evidence if row.id == note_id), None) if standing else None
        if standing is None or row is None:
            return
        note = ask_evidence(
            self._tab, topics(), standing.people, as_note(row), today=self._desk.today(), fresh=False
        )
        if note is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Change evidence")) as session:
            actions.change_evidence(session, note_id, today=self._desk.today(), **vars(note))
        self._tab.refresh()

    def _drop_note(self, note_id: int) -> None:
        with self._desk.reporting(), self._tab.edit(tr("Delete evidence")) as session:
            actions.drop_evidence(session, note_id)
        self._tab.refresh()

    # Our own view

    def _score(self, criterion: str, value: object) -> None:
        standing = self._shown()
        if standing is None:
            return
        known = value if isinstance(value, int) else None
        with self._desk.reporting(), self._tab.edit(tr("Score a criterion")) as session:
            scoring.set_score(session, standing.account_id, criterion, known, self._desk.today())
        self._tab.refresh()

    def _explain_score(self, criterion: str) -> None:
        standing = self._shown()
        if standing is None or standing.ours is None:
            return
        known = standing.ours.score(criterion)
        page = self._view.selection.criteria[criterion]
        answer = ask_score(self._tab, page, known, self._desk.today())
        if answer is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Explain a score")) as session:
            scoring.explain(session, standing.account_id, criterion, today=self._desk.today(), **vars(answer))
        self._tab.refresh()

    def _plan_move(self, move: str) -> None:
        opportunity_id = self._desk.selection.opportunity_id
        if opportunity_id is None:
            return
        with self._desk.reporting(), self._tab.edit(tr("Plan a move")) as session:
            actions.plan_move(session, opportunity_id, move, self._desk.settings.me)
        self._desk.say(tr("Added to the activity plan, for us alone."))
