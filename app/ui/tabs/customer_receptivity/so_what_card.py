"""What the place on the matrix means: the sentence, what it was before, and what to do with it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.packs import CategoryPage
from app.models.vocabulary import AssessmentKind
from app.tools.customer_receptivity.rows import AssessmentRow, Standing
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.flow import Flow
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import label


class SoWhatCard(Card):
    """One sentence for the category, one for the difference, one for the way since the last look."""

    compared = Signal()
    action_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self.sentence = label("", "body", rich=True)
        self.difference = label("", "look")
        self.before = label("", "meta")
        for text in (self.sentence, self.difference, self.before):
            self.add(text)
        buttons = Flow(gap=6)
        self.act = secondary(tr("Choose a move"), "arrow-down")
        self.act.clicked.connect(self._act)
        self.compare = quiet(tr("Show all marks"), "history")
        self.compare.clicked.connect(self._compare)
        buttons.add(self.act)
        buttons.add(self.compare)
        self.add(buttons)

    def show_standing(self, standing: Standing, page: CategoryPage) -> None:
        """Say what follows from the mark that counts."""
        now = standing.counting
        if now is None:
            text = f"<b>{escape(page.subtitle)}.</b> {escape(page.so_what)}"
        elif now.kind is AssessmentKind.STATEMENT:
            text = tr("They put you in {category}: {meaning}.") + " {so_what}"
        else:
            text = tr("You sit in {category}: {meaning}.") + " {so_what}"
        if now is not None:
            text = text.format(
                category=f"<b>{escape(page.title)}</b>",
                meaning=escape(_inside(page.subtitle)),
                so_what=escape(page.so_what),
            )
        self.sentence.setText(text)
        self._say(self.difference, _difference(standing))
        self._say(self.before, _way(standing.before, standing.since))
        self.compare.setVisible(standing.before is not None)

    @staticmethod
    def _say(text: QLabel, words: str) -> None:
        text.setText(words)
        text.setVisible(bool(words))

    def _act(self) -> None:
        self.action_wanted.emit()

    def _compare(self) -> None:
        self.compared.emit()


class RoutinesCard(Card):
    """What to expect in this category, what their routines do, and the moves that shift us; a move becomes a step."""

    planned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._columns = QHBoxLayout()
        space(self._columns, gap=24)
        self.body.addLayout(self._columns)
        self.moves: list[Move] = []
        self._shown: tuple[CategoryPage, bool] | None = None

    def show_page(self, page: CategoryPage, *, plannable: bool) -> None:
        """Show what belongs to a category; moves can be planned where there is an opportunity."""
        if self._shown == (page, plannable):
            return
        self._shown = (page, plannable)
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.set_title(tr("How a {category} supplier is treated", category=page.title.lower()))
        self._columns.addWidget(
            _column(
                [(tr("Whom you get to see"), page.access), (tr("How much of them you get"), page.attention)]
            ),
            1,
        )
        self._columns.addWidget(
            _column(
                [
                    (tr("What their routines do to you"), page.routines),
                    (tr("What makes it worse"), page.avoid),
                ]
            ),
            1,
        )
        self.moves = []
        groups = [
            (tr("To become more critical"), self._moves(page.more_critical, plannable)),
            (tr("To be harder to replace"), self._moves(page.harder_to_replace, plannable)),
        ]
        self._columns.addWidget(_stack(groups), 1)

    def _moves(self, texts: Sequence[str], plannable: bool) -> list[QWidget]:
        made = [Move(text, plannable) for text in texts]
        for move in made:
            move.planned.connect(self.planned)
        self.moves += made
        return list(made)


class Move(QWidget):
    """A move toward Strategic, and the link that makes it an action."""

    planned = Signal(str)

    def __init__(self, text: str, plannable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        column = QVBoxLayout(self)
        space(column, gap=0)
        column.addWidget(label(text, "body"))
        self.plan = link(tr("Add to the plan"))
        self.plan.setAccessibleName(tr("Add to the plan: {move}", move=text))
        self.plan.clicked.connect(self._plan)
        column.addWidget(self.plan)
        self.plan.setVisible(plannable)

    def _plan(self) -> None:
        self.planned.emit(self._text)


def _column(groups: Sequence[tuple[str, Sequence[str]]]) -> QWidget:
    return _stack([(title, [label(line, "body") for line in lines]) for title, lines in groups])


def _stack(groups: Sequence[tuple[str, Sequence[QWidget]]]) -> QWidget:
    """Titles with their lines close below them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    space(column, gap=8)
    for at, (title, widgets) in enumerate(groups):
        if at:
            column.addSpacing(theme().px(8))
        column.addWidget(label(title, "section"))
        for widget in widgets:
            column.addWidget(widget)
    column.addStretch(1)
    return holder


def _inside(subtitle: str) -> str:
    """A subtitle in the middle of a sentence."""
    return subtitle[:1].lower() + subtitle[1:]


def _difference(standing: Standing) -> str:
    if not standing.differ or standing.guess is None or standing.statement is None:
        return ""
    return tr(
        "You guess {ours}, they say {theirs}. Believe them, and find out why.",
        ours=standing.guess.category.label,
        theirs=standing.statement.category.label,
    )


def _way(before: AssessmentRow | None, now: AssessmentRow | None) -> str:
    if before is None or now is None or before.mark == now.mark:
        return ""
    whose = tr("our guess") if now.kind is AssessmentKind.GUESS else tr("their view")
    return tr(
        "Since {date}, {whose}: critical {c0} → {c1}, hard to replace {h0} → {h1}.",
        date=show_date(before.on),
        whose=whose,
        c0=_figure(before.criticality),
        c1=_figure(now.criticality),
        h0=_figure(before.hardness),
        h1=_figure(now.hardness),
    )


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"
