"""The question before a file of challenges is taken into the library: what each line would do."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.tools.challenge_menu.importing import Draft, Fate
from app.tools.challenge_menu.telling import findings, outcome
from app.ui.dialogs.base import Ask
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label

MOST_LINES = 500  # of the preview
MOST_FINDINGS = 6


@dataclass(frozen=True)
class _Coming:
    id: int
    line: int
    text: str
    industry: str
    profile: str
    fate: Fate


def ask_challenges(parent: QWidget, draft: Draft) -> bool:
    """Whether a file is to be taken in, after a look at every line."""
    takes = draft.changes > 0
    ask = Ask(
        parent,
        tr("Challenges from “{name}”", name=draft.file),
        tr("Import") if takes else tr("Close"),
        outcome(draft),
        width=820,
    )
    found = list(findings(draft))
    if found:
        rest = len(found) - MOST_FINDINGS
        more = [plural("and {n} more", "and {n} more", rest)] if rest > 0 else []
        text = "\n".join([*found[:MOST_FINDINGS], *more])
        ask.form.add_wide(tr("To look at"), label(text, "look" if draft.refused else "body"))
    if draft.entries:
        fates = {Fate.NEW: tr("New"), Fate.FULLER: tr("Filled up"), Fate.SAME: tr("Stays as it is")}
        table = RowTable(
            (
                Column(tr("Line"), lambda row: str(row.line), width=64, sort=lambda row: row.line),
                Column(tr("Challenge"), lambda row: row.text, minimum=240, tip=lambda row: row.text),
                Column(tr("Industry"), lambda row: row.industry, width=150, tip=lambda row: row.industry),
                Column(tr("Profile"), lambda row: row.profile, width=150, tip=lambda row: row.profile),
                Column(tr("What happens"), lambda row: fates[row.fate], width=120),
            ),
            row_height=32,
            visible_rows=8,
        )
        table.setAccessibleName(tr("Lines of the file"))
        shown = sorted(draft.entries, key=lambda entry: entry.fate is Fate.SAME)[:MOST_LINES]
        table.set_rows(
            [
                _Coming(
                    number,
                    one.line,
                    one.text,
                    *draft.names[one.place],
                    one.fate,
                )
                for number, one in enumerate(shown)
            ]
        )
        ask.form.add_wide(tr("What will happen"), table)
    ask.form.setVisible(bool(found or draft.entries))
    ask.cancel_button.setVisible(takes)
    return ask.run() and takes
