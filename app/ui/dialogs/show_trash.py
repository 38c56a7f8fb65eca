"""What was deleted, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.figures import day_text
from app.ui.dialogs.base import Ask
from app.ui.widgets.row_table import Column, RowTable

Discarded = tuple[str, int, str, datetime]


@dataclass(frozen=True)
class _Row:
    id: int
    kind: str
    name: str
    when: str


def ask_trash(parent: QWidget | None, discarded: Sequence[Discarded]) -> tuple[str, int] | None:
    """Kind and id of what should come back; None for nothing."""
    text = (
        tr("Choose what should come back; everything that hung on it comes with it.")
        if discarded
        else tr("The trash is empty. Accounts, opportunities and stories that you delete wait here.")
    )
    ask = Ask(parent, tr("Trash"), tr("Take it back") if discarded else tr("Close"), text, width=560)
    kinds = {"account": tr("Account"), "opportunity": tr("Opportunity"), "success_story": tr("Success story")}
    rows = [
        _Row(number, kinds.get(kind, kind), name, f"{day_text(at)}, {at:%H:%M}")
        for number, (kind, _, name, at) in enumerate(discarded)
    ]
    table = RowTable(
        (
            Column(tr("Name"), lambda row: row.name),
            Column(tr("What"), lambda row: row.kind, width=110),
            Column(tr("Deleted"), lambda row: row.when, width=150),
        )
    )
    table.set_rows(rows)
    if rows:
        table.pick(0)
        ask.form.add_wide(tr("Deleted"), table)
        ask.form.show()
        table.opened.connect(ask.accept)
    if not ask.run() or not rows:
        return None
    picked = table.picked_id()
    return None if picked is None else discarded[picked][:2]
