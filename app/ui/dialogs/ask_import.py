"""What should be imported where: the files as they are understood, what becomes of each row, and what to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.across.exchange.columns import Kind
from app.across.exchange.imports import FileReport
from app.across.exchange.members import Fate, Outcome
from app.across.exchange.telling import outcome, place, reading, rows
from app.i18n import plural, tr
from app.ui.dialogs.base import Ask
from app.ui.theme import space
from app.ui.widgets.fields import TextField
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

MOST_FINDINGS = 6  # that are shown at once
_ROWS = 6  # of the preview that are seen without scrolling


@dataclass(frozen=True)
class Wish:
    """Where the rows go, and what they are; None: as the titles of the columns say."""

    account: str
    opportunity: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Preview:
    """What would happen; or why nothing can, in one sentence."""

    reports: tuple[FileReport, ...] = ()
    error: str = ""

    @property
    def changes(self) -> int:
        """How much would be another than now."""
        return sum(report.changes for report in self.reports)


def ask_import(
    parent: QWidget | None, files: Sequence[str], known: Wish, preview: Callable[[Wish], Preview]
) -> Wish | None:
    """The import as the user wants it; None when the user thinks better of it. `preview` is asked after each edit."""
    question = ImportQuestion(parent, files, known, preview)
    return question.wish() if question.run() else None


class ImportQuestion(Ask):
    """The question behind `ask_import`."""

    def __init__(
        self, parent: QWidget | None, files: Sequence[str], known: Wish, preview: Callable[[Wish], Preview]
    ) -> None:
        super().__init__(
            parent, tr("Import people or connections"), tr("Import"), ", ".join(files), width=680
        )
        self._preview = preview
        self.account = self.row(tr("Account"), TextField(tr("Named after the file")))
        self.opportunity = self.row(tr("Opportunity"), TextField(tr("Named after the file")))
        self.kind = Segmented(
            [
                ("", tr("As the columns say")),
                (Kind.PEOPLE, tr("People")),
                (Kind.CONNECTIONS, tr("Connections")),
            ]
        )
        self.row(tr("What the rows are"), self.kind)
        self.outlook = Outlook()
        self.form.add_wide(tr("What will happen"), self.outlook)
        self.account.set_value(known.account)
        self.opportunity.set_value(known.opportunity)
        self.kind.set_value(known.kind or "")
        self.account.edited.connect(self._look)
        self.opportunity.edited.connect(self._look)
        self.kind.chosen.connect(self._look)
        self._look()

    def wish(self) -> Wish:
        """What the fields say now."""
        kind = self.kind.value()
        return Wish(self.account.value(), self.opportunity.value(), kind if isinstance(kind, Kind) else None)

    def try_accept(self) -> None:
        """Take the answer, unless what was typed last cannot be done."""
        for pending in (self.account, self.opportunity):
            pending.commit()
        if self.accept_button.isEnabled():
            super().try_accept()

    def _look(self, _: object = None) -> None:
        found = self._preview(self.wish())
        self.outlook.show_preview(found)
        self.accept_button.setEnabled(not found.error and found.changes > 0)


@dataclass(frozen=True)
class _Line:
    """A row of the preview."""

    id: int
    outcome: Outcome


class Outlook(QWidget):
    """What would happen: a sentence a file, what to know, and every row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        space(column, gap=6)
        self.error = label("", "error")
        self.sentences = label("", "body")
        self.read_as = label("", "meta")
        self.findings = label("", "look")
        self.table = RowTable(
            (
                Column(
                    tr("Line"),
                    lambda line: str(line.outcome.line),
                    width=64,
                    sort=lambda line: line.outcome.line,
                ),
                Column(tr("Who"), lambda line: line.outcome.who),
                Column(tr("Title or kind"), lambda line: line.outcome.about),
                Column(tr("What happens"), lambda line: _fates()[line.outcome.fate], width=150),
            ),
            row_height=32,
            visible_rows=_ROWS,
        )
        self.table.setAccessibleName(tr("Rows of the file"))
        for widget in (self.error, self.sentences, self.read_as, self.findings, self.table):
            column.addWidget(widget)

    def show_preview(self, found: Preview) -> None:
        """Show what would happen now."""
        several = len(found.reports) > 1
        self.error.setText(found.error)
        self.sentences.setText("\n".join(_told(report, named=several) for report in found.reports))
        self.read_as.setText("\n".join(dict.fromkeys(reading(report) for report in found.reports)))
        self.findings.setText("\n".join(_findings(found.reports)))
        lines = [one for report in found.reports for one in report.outcomes]
        self.table.set_rows([_Line(number, one) for number, one in enumerate(lines)])
        for text in (self.error, self.sentences, self.read_as, self.findings):
            text.setVisible(bool(text.text()))
        self.table.setVisible(bool(lines))


def _told(report: FileReport, *, named: bool) -> str:
    text = tr("{rows} into {place}.", rows=rows(report), place=place(report))
    return f"{report.file}: {text} {outcome(report)}" if named else f"{text} {outcome(report)}"


def _findings(reports: Sequence[FileReport]) -> list[str]:
    found = [finding.sentence for report in reports for finding in report.findings]
    rest = len(found) - MOST_FINDINGS
    more = [plural("and {n} more finding", "and {n} more findings", rest)] if rest > 0 else []
    return found[:MOST_FINDINGS] + more


def _fates() -> dict[Fate, str]:
    return {
        Fate.NEW: tr("New"),
        Fate.CHANGED: tr("Brought up to date"),
        Fate.JOINED: tr("Joins this deal"),
        Fate.SAME: tr("Stays as it is"),
        Fate.LEFT_OUT: tr("Left out"),
    }
