"""The questions of this page: a note, an item of one's own, a risk."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import EvidenceClass, RiskType
from app.tools.closing_checklist.rules import NoteWords, RiskWords, source_gap
from app.ui.dialogs.ask_evidence import EvidenceNote, EvidenceQuestion
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.segmented import Segmented

SEVERITIES = (1, 2, 3)


class NoteQuestion(EvidenceQuestion):
    """A note under one topic; here what was said or written needs its source."""

    def __init__(
        self,
        parent: QWidget | None,
        topic: tuple[str, str],
        people: Sequence[tuple[int, str]],
        words: NoteWords,
        *,
        today: date,
        fresh: bool,
    ) -> None:
        note = EvidenceNote(
            topic=topic[0],
            text=words.text,
            source=words.source,
            person_id=words.person_id,
            noted_on=words.noted_on,
            evidence_class=words.evidence,
            question=words.question,
            internal=words.internal,
        )
        super().__init__(parent, [topic], people, note, today=today, fresh=fresh)
        self.rule(self.source, self._wrong_source)

    def words(self) -> NoteWords:
        """The note as the fields say it now."""
        note = self.answer()
        return NoteWords(
            text=note.text,
            noted_on=note.noted_on or self._today,
            evidence=note.evidence_class,
            source=note.source,
            person_id=note.person_id,
            question=note.question,
            internal=note.internal,
        )

    def _wrong_source(self) -> str:
        note = self.answer()
        return "" if note.question else source_gap(note.evidence_class, note.source, note.person_id)


def ask_note(
    parent: QWidget | None,
    topic: tuple[str, str],
    people: Sequence[tuple[int, str]],
    words: NoteWords,
    *,
    today: date,
    fresh: bool,
) -> NoteWords | None:
    """A note as the user writes it; None when the user thinks better of it."""
    question = NoteQuestion(parent, topic, people, words, today=today, fresh=fresh)
    return question.words() if question.run() else None


class RiskQuestion(Ask):
    """The question behind `ask_risk`."""

    def __init__(self, parent: QWidget | None, known: RiskWords | None) -> None:
        super().__init__(
            parent,
            tr("What could go wrong?") if known is None else tr("Change the risk"),
            tr("Add") if known is None else tr("Save"),
            width=520,
        )
        words = known or RiskWords("")
        self.text = self.row(tr("Risk"), TextArea(tr("What happens, and to whom"), 2), required=True)
        self.kind = self.row(tr("Type"), Choice([(one, one.label) for one in RiskType]))
        self.severity = self.row(
            tr("How bad would it be?"), Segmented([(one, severity_word(one)) for one in SEVERITIES])
        )
        self.reply = self.row(tr("Our answer"), TextArea(tr("What is done about it"), 2))
        self.owner = self.row(tr("Owner"), TextField(tr("A name, not a department")))
        self.text.set_value(words.text)
        self.kind.set_value(words.kind)
        self.severity.set_value(words.severity)
        self.reply.set_value(words.answer)
        self.owner.set_value(words.owner)

    def words(self) -> RiskWords:
        """The risk as the fields say it now."""
        severity = self.severity.value()
        return RiskWords(
            text=self.text.value(),
            kind=RiskType(str(self.kind.value())),
            severity=severity if isinstance(severity, int) else 2,
            answer=self.reply.value(),
            owner=self.owner.value(),
        )


def ask_risk(parent: QWidget | None, known: RiskWords | None = None) -> RiskWords | None:
    """A risk as the user writes it; None when the user thinks better of it."""
    question = RiskQuestion(parent, known)
    return question.words() if question.run() else None


def severity_word(severity: int) -> str:
    """How bad a risk is, in a word."""
    return {1: tr("Small"), 2: tr("Serious"), 3: tr("Could stop it")}[severity]


class ItemQuestion(Ask):
    """The question behind `ask_item`."""

    def __init__(self, parent: QWidget | None, title: str = "", description: str = "") -> None:
        super().__init__(
            parent,
            tr("Change the item") if title else tr("What else has to be in place?"),
            tr("Save") if title else tr("Add"),
            "" if title else tr("It is in place once a note under it says so, with its source."),
        )
        self.title = self.row(tr("Item"), TextField(tr("Approval of our own board")), required=True)
        self.description = self.row(tr("What it means"), TextArea("", 2))
        self.title.set_value(title)
        self.description.set_value(description)


def ask_item(parent: QWidget | None, title: str = "", description: str = "") -> tuple[str, str] | None:
    """Title and description of an own item; None when the user thinks better of it."""
    question = ItemQuestion(parent, title, description)
    return (question.title.value(), question.description.value()) if question.run() else None


def new_note(today: date) -> NoteWords:
    """A note to begin with: something that somebody said today."""
    return NoteWords("", today, EvidenceClass.STATED)
