"""A rule of the user's own: its condition is tried on all deals while it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.formula_field import FormulaField
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

TRIAL_HEIGHT = 46  # px at 100 % of a row of trials: a deal and the facts take two lines


@dataclass(frozen=True)
class RuleWords:
    """What the user says of a rule; `about` is the kind of subject, `tool` the page that mends it."""

    about: str
    when: str
    title: str
    says: str
    tool: str
    weight: int
    ask: str


@dataclass(frozen=True)
class TrialLine:
    """What a condition says of one subject."""

    id: int
    deal: str
    about: str
    verdict: str
    facts: str


@dataclass(frozen=True)
class TrialAnswer:
    """A condition tried on all deals; `problem` says in one sentence why it cannot be asked."""

    problem: str
    matched: int
    missed: int
    unknown: int
    lines: tuple[TrialLine, ...]

    @property
    def summary(self) -> str:
        """The three counts in words."""
        text = tr("{matched} matched, {missed} missed", matched=self.matched, missed=self.missed)
        if self.unknown:
            text += ", " + plural("{n} without the facts", "{n} without the facts", self.unknown)
        return text


Try = Callable[[str, str], TrialAnswer]
"""Kind of subject and condition, tried."""


class RuleEditor(Ask):
    """Fields above, what the rule would say of every deal below."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        try_rule: Try,
        facts: Mapping[str, Sequence[tuple[str, str]]],
        kinds: Sequence[tuple[object, str]],
        tools: Sequence[tuple[object, str]],
        words: RuleWords,
    ) -> None:
        super().__init__(parent, title, tr("Keep the rule"), width=680)
        self._try, self._facts = try_rule, facts
        self.about = self.row(tr("Looks at"), Choice(kinds))
        self.when = self.row(
            tr("When"),
            FormulaField(tr("influence >= 4 and not contact_known")),
            tr("Facts with and, or, not and comparisons; Ctrl+Space lists the facts."),
        )
        self.title = self.row(tr("What it finds"), TextField(tr("In a few words")), required=True)
        self.says = self.row(
            tr("Why it matters"),
            TextArea(tr("{name} and every fact may stand in it", name="{name}"), 2),
            required=True,
        )
        self.tool = self.row(tr("Leads to"), Choice(tools))
        self.weight = self.row(
            tr("Weight"), Segmented([(1, tr("Would be nice")), (2, tr("Matters")), (3, tr("Blocks"))])
        )
        self.ask = self.row(tr("To ask the customer"), TextField(tr("A question, if there is one")))
        self.counts = label("", "strong")
        self.lines = RowTable(trial_columns(), row_height=TRIAL_HEIGHT, visible_rows=4)
        self.lines.setAccessibleName(tr("What the rule says of each deal"))
        self.form.add_wide(tr("Tried on all open deals"), self.lines)
        self.form.add_wide("", self.counts)
        self._fill(words)
        self.rule(self.when, self._problem)
        self.rule(self.says, partial(_unfinished, self.says))
        self._line = self.when.editor
        self._line.textChanged.connect(self._show)  # type: ignore[attr-defined]
        self.about.chosen.connect(self._show)
        self._show()

    def words(self) -> RuleWords:
        """The rule as it stands in the fields."""
        return RuleWords(
            about=str(self.about.value()),
            when=self._when(),
            title=self.title.value().strip(),
            says=self.says.value().strip(),
            tool=str(self.tool.value()),
            weight=int(str(self.weight.value() or 2)),
            ask=self.ask.value().strip(),
        )

    def _fill(self, words: RuleWords) -> None:
        self.about.set_value(words.about)
        self.when.set_value(words.when)
        self.title.set_value(words.title)
        self.says.set_value(words.says)
        self.tool.set_value(words.tool)
        self.weight.set_value(words.weight)
        self.ask.set_value(words.ask)

    def _when(self) -> str:
        return self.when.text().strip()

    def _problem(self) -> str:
        return self._try(str(self.about.value()), self._when()).problem

    def _show(self, *_: object) -> None:
        kind = str(self.about.value())
        self.when.set_names(self._facts.get(kind, ()))
        answer = self._try(kind, self._when())
        self.when.set_error(answer.problem if self._when() else "")
        self.counts.setText("" if answer.problem else answer.summary)
        self.lines.set_rows(answer.lines)


def trial_columns() -> tuple[Column[TrialLine], ...]:
    """The columns of a table of trials."""
    return (
        Column(tr("Says"), lambda line: line.verdict),
        Column(tr("Deal"), lambda line: line.deal, tip=lambda line: line.deal),
        Column(tr("About"), lambda line: line.about if line.about not in line.deal else tr("the deal")),
        Column(tr("Facts"), lambda line: line.facts, tip=lambda line: line.facts, minimum=150),
    )


def _unfinished(field: TextArea) -> str:
    text = field.value()
    balanced = text.count("{") == text.count("}")
    return (
        "" if balanced else tr("A brace is not closed; a fact is written {example}.", example="{influence}")
    )
