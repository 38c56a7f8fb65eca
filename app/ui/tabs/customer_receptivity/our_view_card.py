"""How we see the customer: seven criteria scored 0, 1 or 2; and what it means beside how the customer sees us."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Freshness
from app.method.selection import BEST, Tilt
from app.method.selection_pack import AsymmetryPage, SelectionPage
from app.tools.customer_receptivity.our_view import OurSide, ScoreRow
from app.tools.customer_receptivity.rows import Standing
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.reading import show_date
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Sign, label


class OurViewCard(Card):
    """Tells a score, and which criterion is to be explained."""

    scored = Signal(str, object)  # criterion, int | None
    explained = Signal(str)

    def __init__(self, pages: Mapping[str, SelectionPage], parent: QWidget | None = None) -> None:
        super().__init__(tr("How we see them"), parent=parent)
        self.rows = {key: ScoreLine(page) for key, page in pages.items()}
        for row in self.rows.values():
            row.scored.connect(self.scored)
            row.explained.connect(self.explained)
            self.add(row)
        self.sum = label("", "meta")
        self.add(self.sum)

    def show_side(self, ours: OurSide) -> None:
        """Show all criteria and what they add up to."""
        for row in ours.scores:
            self.rows[row.key].show_score(row)
        fit = ours.fit
        self.set_note(fit.view.label)
        if fit.share is None:
            words = tr("Nothing is scored yet. What is not scored is unknown, not nought.")
        else:
            words = tr(
                "{percent} % of what {scored} of {all} criteria could reach, by their weights.",
                percent=round(100 * fit.share),
                scored=fit.scored,
                all=fit.criteria,
            )
        self.sum.setText(words)


class ScoreLine(QWidget):
    """A criterion: its title, what the score means, the score, and the way to the evidence."""

    scored = Signal(str, object)
    explained = Signal(str)

    def __init__(self, page: SelectionPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.title = label(page.title, "body")
        self.title.setToolTip(page.question)
        self.found = label("", "meta")
        words = QVBoxLayout()
        space(words, gap=0)
        words.addWidget(self.title)
        words.addWidget(self.found)
        self.score = Segmented([(value, str(value)) for value in range(BEST + 1)], clearable=True)
        self.score.setAccessibleName(page.title)
        for value, meaning in enumerate(page.scores):
            self.score.set_tip(value, meaning)
        self.score.chosen.connect(self._tell)
        self.why = icon_button(
            "pencil-line", tr("Say how we know, and what it weighs: {title}", title=page.title)
        )
        self.why.clicked.connect(self._explain)
        row = QHBoxLayout(self)
        space(row, (0, 1, 0, 1), 8)
        row.addLayout(words, 1)
        row.addWidget(self.score, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)

    def show_score(self, row: ScoreRow) -> None:
        """Show what is known of the criterion."""
        self.score.set_value(row.score)
        self.found.setText(_found(row, self._page))

    def _tell(self, value: object) -> None:
        self.scored.emit(self._page.key, value)

    def _explain(self) -> None:
        self.explained.emit(self._page.key)


class BothViewsCard(Card):
    """They see us so, we see them so: which side makes more of the other, and what to do about it."""

    planned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Both views side by side"), parent=parent)
        self.theirs = _Side(tr("They see us as"))
        self.ours = _Side(tr("We see them as"))
        sides = QHBoxLayout()
        space(sides, (0, 2, 0, 4), 24)
        sides.addWidget(self.theirs)
        sides.addWidget(self.ours)
        sides.addStretch(1)
        self.body.addLayout(sides)
        self.tilt = Chip("")
        tilted = QHBoxLayout()
        space(tilted)
        tilted.addWidget(self.tilt)
        tilted.addStretch(1)
        self.body.addLayout(tilted)
        self.sentence = label("", "body")
        self.add(self.sentence)
        row = QHBoxLayout()
        space(row, gap=10)
        row.addWidget(Sign("arrow-right", "text-3", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        space(words, gap=0)
        self.step = label("", "body")
        self.plan = link(tr("Add to the plan"))
        self.plan.clicked.connect(self._plan)
        words.addWidget(self.step)
        words.addWidget(self.plan)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_standing(self, standing: Standing, page: AsymmetryPage, *, plannable: bool) -> None:
        """Show both views; the move can be planned where there is an opportunity."""
        self.theirs.show_word(standing.category.label)
        self.ours.show_word("" if standing.ours is None else standing.ours.fit.view.label)
        word, tone = _tilt_word(standing.tilt)
        self.tilt.set_text(word, tone)
        self.sentence.setText(page.says)
        self.step.setText(page.do)
        self.plan.setAccessibleName(tr("Add to the plan: {move}", move=page.do))
        self.plan.setVisible(plannable)

    def _plan(self) -> None:
        self.planned.emit(self.step.text())


class _Side(QWidget):
    """One view in a word, under whose it is."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        space(column, gap=1)
        column.addWidget(label(title, "meta"))
        self.word = label("", "panel")
        self.word.setWordWrap(False)
        column.addWidget(self.word)

    def show_word(self, word: str) -> None:
        """Say the view."""
        self.word.setText(word)


def _found(row: ScoreRow, page: SelectionPage) -> str:
    """What the score means or rests on, and what is special about it."""
    if row.score is None:
        parts = [page.question]
    else:
        known = [row.evidence_class.label.lower(), show_date(row.on)]
        if row.freshness in {Freshness.FADING, Freshness.OLD}:
            known.append(row.freshness.label.lower())
        parts = [row.evidence or page.scores[row.score], " · ".join(known)]
    if row.weight != 1:
        parts.append(tr("left out") if not row.weight else tr("weight {weight:g}", weight=row.weight))
    return " · ".join(parts)


def _tilt_word(tilt: Tilt) -> tuple[str, Tone]:
    words: dict[Tilt, tuple[str, Tone]] = {
        Tilt.UNKNOWN: (tr("One side is not known"), "neutral"),
        Tilt.EVEN: (tr("The two sides are even"), "good"),
        Tilt.WE_MORE: (tr("We make more of them than they of us"), "look"),
        Tilt.THEY_MORE: (tr("They make more of us than we of them"), "look"),
    }
    return words[tilt]
