"""The worksheet of one person: four criteria, each with the answer, what the profile says, and how we know."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.champion import Check
from app.method.champion_pack import CriterionPage
from app.method.evidence import Freshness
from app.models.vocabulary import Criterion
from app.tools.champion_qualification.rows import Board, Candidate, EarlierAnswer
from app.tools.champion_qualification.rules import answer_word, proposal, short_status
from app.ui.tabs.champion_qualification.words import sign_of, source_of, verdict_key, verdict_of
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.card import Card
from app.ui.widgets.fold import Fold
from app.ui.widgets.reading import show_date
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Sign, label


class WorksheetCard(Card):
    """Tells what was answered, what is to be tested, and which field of the person form to open."""

    answered = Signal(object, object)  # Criterion, bool | None
    test_wanted = Signal(object)  # Criterion
    back_wanted = Signal(object)  # Criterion
    field_wanted = Signal(object)  # Criterion

    def __init__(self, pages: Mapping[Criterion, CriterionPage], parent: QWidget | None = None) -> None:
        super().__init__(tr("Worksheet"), parent=parent)
        self.rows = {criterion: CriterionRow(pages[criterion]) for criterion in Criterion}
        for row in self.rows.values():
            row.answered.connect(self.answered)
            row.test_wanted.connect(self.test_wanted)
            row.back_wanted.connect(self.back_wanted)
            row.field_wanted.connect(self.field_wanted)
            self.add(row)

    def show_person(self, one: Candidate, board: Board) -> None:
        """Show the four criteria of one person."""
        self.set_title(tr("Worksheet: {name}", name=one.name))
        self.set_note(short_status(one.sheet))
        for check in one.sheet.checks:
            self.rows[check.criterion].show_check(check, one, board)


class CriterionRow(QWidget):
    """One criterion: the question, the answer in force, where it comes from, and the way to put it right."""

    answered = Signal(object, object)
    test_wanted = Signal(object)
    back_wanted = Signal(object)
    field_wanted = Signal(object)

    def __init__(self, page: CriterionPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = page.criterion
        self.answer = Segmented([("yes", tr("Yes")), ("no", tr("No")), ("unknown", tr("Unknown"))])
        self.answer.setAccessibleName(page.title)
        self.answer.chosen.connect(self._answer)
        self.test = icon_button("pencil-line", tr("Write down a test of “{criterion}”", criterion=page.title))
        self.test.clicked.connect(self._test)
        self.field = icon_button(
            "arrow-up-right", tr("Open “{criterion}” in the person form", criterion=page.title)
        )
        self.field.clicked.connect(self._field)
        self.sign = Sign("lightbulb", "text-3", 15)
        self.known = label("", "body")
        self.source = label("", "meta")
        self.profile = label("", "muted")
        self.back = link(tr("Drop this answer, go by the profile"))
        self.back.setAccessibleName(
            tr("{criterion}: drop this answer, go by the profile", criterion=page.title)
        )
        self.back.clicked.connect(self._back)
        self.earlier = Fold("")
        self.history = label("", "meta")
        self.earlier.body.addWidget(self.history)
        self._lay_out(page)

    def show_check(self, check: Check, one: Candidate, board: Board) -> None:
        """Show the criterion as it is now."""
        self.answer.set_value(verdict_key(check.verdict))
        backing = check.backing
        has_words = check.verdict is not None or check.overruled
        self.known.setText(backing.text)
        repeated = check.overruled and check.mark is not None and backing.text == check.mark.reason
        self.known.setVisible(bool(backing.text) and has_words and not repeated)
        self.source.setText(source_of(backing, board.today, board.ageing))
        self.source.setVisible(has_words)
        self.sign.set_icon(*sign_of(backing))
        self.sign.setVisible(has_words)
        self.profile.setText(_profile_says(check, one))
        self.back.setVisible(check.mark is not None)
        self._show_earlier(one.earlier.get(check.criterion, ()))
        again = check.freshness(board.today, board.ageing) is Freshness.OLD and has_words
        self.test.set_icon("pencil-line", "control" if again else "")

    def _show_earlier(self, marks: Sequence[EarlierAnswer]) -> None:
        self.earlier.setVisible(bool(marks))
        self.earlier.set_text(plural("{n} earlier answer", "{n} earlier answers", len(marks)))
        self.history.setText("\n".join(_told(mark) for mark in marks))

    def _lay_out(self, page: CriterionPage) -> None:
        head = QHBoxLayout()
        space(head, gap=6)
        head.addWidget(label(page.title, "strong"), 1)
        for widget in (self.answer, self.test, self.field):
            head.addWidget(widget)
        words = QVBoxLayout()
        space(words, gap=0)
        words.addWidget(self.known)
        words.addWidget(self.source)
        evidence = QHBoxLayout()
        space(evidence, gap=8)
        evidence.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        evidence.addLayout(words, 1)
        column = QVBoxLayout(self)
        space(column, (0, 2, 0, 8), 4)
        column.addLayout(head)
        column.addWidget(label(page.question, "meta"))
        column.addLayout(evidence)
        column.addWidget(self.profile)
        column.addWidget(self.back)
        column.addWidget(self.earlier)

    def _answer(self, key: object) -> None:
        self.answered.emit(self.criterion, verdict_of(key))

    def _test(self) -> None:
        self.test_wanted.emit(self.criterion)

    def _back(self) -> None:
        self.back_wanted.emit(self.criterion)

    def _field(self) -> None:
        self.field_wanted.emit(self.criterion)


def _told(mark: EarlierAnswer) -> str:
    """An answer that is no longer in force, in one line."""
    words = " ".join(dict.fromkeys(_sentence(text) for text in (mark.evidence, mark.reason) if text))
    line = tr(
        "{date}: {answer}, {how}. {words}",
        date=show_date(mark.marked_on),
        answer=answer_word(mark.verdict),
        how=mark.evidence_class.label.lower(),
        words=words,
    ).strip()
    if mark.set_aside_on is None:
        return line
    return line + " " + tr("Dropped on {date}.", date=show_date(mark.set_aside_on))


def _profile_says(check: Check, one: Candidate) -> str:
    """What the profile proposes; beside an overruling reason both are said."""
    says = tr(
        "The profile says {answer}: {why}",
        answer=answer_word(check.proposed).lower(),
        why=proposal(check.criterion, one.facts),
    )
    mark = check.mark
    if mark is not None and check.overruled:
        return tr("Overruled: {reason}", reason=_sentence(mark.reason)) + " " + says
    if check.lapsed:
        return says + " " + tr("A test by hand had found otherwise; the profile has changed since.")
    return says


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
