"""The plan leaves the program: Word, Excel and calendar, for the customer or for us."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import calendar, table_sheet, word
from app.documents.calendar import Event
from app.documents.table_sheet import Cell, TableColumn
from app.i18n import tr
from app.method import money
from app.method.spoken_dates import Window, say
from app.models.vocabulary import Audience, GateDecision
from app.tools.activity_plan import rules
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Step

if TYPE_CHECKING:
    from docx.document import Document

SHORT = 7  # days; a longer window stands in the calendar on its last day


@dataclass(frozen=True)
class _Column:
    """A column of the Word table: title, share of the width, and what it says of a step."""

    title: str
    share: float
    text: Callable[[Step], str]
    right: bool = False


def save_word(
    path: Path, plan: Plan, audience: Audience, today: date, author: str = "", locale: str = "en_GB"
) -> None:
    """The plan as a Word document, its amounts as the locale writes them. `plan` was read for that audience."""
    title = tr("Activity plan")
    told = word.Properties(
        title=f"{title}: {plan.title}",
        author=author,
        subject=plan.title,
        account=plan.account,
        date=said_day(today),
    )
    document = word.new_document(properties=told)
    word.add_title(document, title, f"{plan.account} · {plan.title}")
    for line in _lead(plan):
        word.add_paragraph(document, line)
    shown = [step for step in plan.steps if step.counts]
    numbers = {step.id: number for number, step in enumerate(shown, 1)}
    columns = _columns(plan, numbers, today, locale)
    word.add_heading(document, tr("What we do together") if audience is Audience.CUSTOMER else tr("Actions"))
    word.add_table(
        document,
        [column.title for column in columns],
        [*([column.text(step) for column in columns] for step in shown), *_total_row(plan, columns, locale)],
        widths=[column.share for column in columns],
        align=["right" if column.right else "left" for column in columns],
        total=bool(_total_row(plan, columns, locale)),
    )
    if audience is Audience.INTERNAL:
        _add_internal(document, plan, shown, today)
    word.save(document, path)


def _lead(plan: Plan) -> list[str]:
    lines = []
    next_step = plan.step(plan.next_action_id)
    if next_step is not None:
        when = tr(", {when}", when=next_step.words) if next_step.words else ""
        lines.append(
            tr("Next step: {step} ({who}{when}).", step=next_step.title, who=next_step.responsible, when=when)
        )
    if plan.decision_on is not None:
        lines.append(tr("Decision expected on {day}.", day=said_day(plan.decision_on)))
    return lines


def _columns(plan: Plan, numbers: dict[int, int], today: date, locale: str) -> list[_Column]:
    def number(step: Step) -> str:
        return str(numbers[step.id])

    def action(step: Step) -> str:
        """The action, and below it what it waits for."""
        title = step.title if step.joint else tr("{step} (internal)", step=step.title)
        after = ", ".join(str(numbers[one]) for one in sorted(step.after) if one in numbers)
        return tr("{step}\nafter {numbers}", step=title, numbers=after) if after else title

    def billable(step: Step) -> str:
        return money.full(step.billable_minor, plan.currency, locale)

    def state(step: Step) -> str:
        return rules.status_text(step, today)

    return [
        _Column(tr("No."), 0.8, number, right=True),
        _Column(tr("Action"), 3.6, action),
        _Column(tr("Time"), 1.8, _words),
        _Column(tr("Billable"), 1.4, billable, right=True),
        _Column(tr("Responsible"), 2.2, _who),
        _Column(tr("Go / no-go"), 1.1, _gate),
        _Column(tr("Status"), 1.1, state),
    ]


def _words(step: Step) -> str:
    return step.words


def _who(step: Step) -> str:
    if not step.names:
        return step.side.label
    return tr("{side}: {names}", side=step.side.label, names=step.names)


def _gate(step: Step) -> str:
    if not step.gate:
        return ""
    return tr("Gate") if step.decision is GateDecision.PENDING else step.decision.label


def _total_row(plan: Plan, columns: Sequence[_Column], locale: str) -> list[list[str]]:
    total = plan.totals().billable_minor
    if not total:
        return []
    row = [""] * len(columns)
    row[1], row[3] = tr("Billable in all"), money.full(total, plan.currency, locale)
    return [row]


def _add_internal(document: "Document", plan: Plan, shown: Sequence[Step], today: date) -> None:
    found = plan.faults(today)
    if found:
        word.add_heading(document, tr("What to look at"))
        word.add_bullets(document, [fault.text for fault in found])
    noted = [step for step in shown if step.notes]
    if noted:
        word.add_heading(document, tr("Internal notes"))
        word.add_table(
            document,
            [tr("Action"), tr("Note")],
            [[step.title, step.notes] for step in noted],
            widths=[2, 3],
        )


def save_excel(path: Path, plan: Plan, audience: Audience, today: date) -> None:
    """The plan as an Excel table with real dates and amounts, and a live total."""
    pattern = f'#,##0 "{plan.currency}"'
    columns = [
        TableColumn(tr("No."), 5, number="0"),
        TableColumn(tr("Action"), 46),
        TableColumn(tr("Time"), 20),
        TableColumn(tr("From"), 12),
        TableColumn(tr("To"), 12),
        TableColumn(tr("Side"), 11),
        TableColumn(tr("Ours"), 18),
        TableColumn(tr("The customer's"), 18),
        TableColumn(tr("After"), 8),
        TableColumn(tr("Billable"), 14, total=True, number=pattern),
        TableColumn(tr("Go / no-go"), 11),
        TableColumn(tr("Status"), 13),
        TableColumn(tr("Done on"), 12),
    ]
    if audience is Audience.INTERNAL:
        columns += [TableColumn(tr("Kind"), 10), TableColumn(tr("Internal notes"), 40)]
    shown = [step for step in plan.steps if step.counts]
    numbers = {step.id: number for number, step in enumerate(shown, 1)}
    rows = [_excel_row(step, numbers, today, audience) for step in shown]
    title = tr("Activity plan")
    table_sheet.save(path, title, f"{plan.account} · {plan.title} · {said_day(today)}", columns, rows)


def _excel_row(step: Step, numbers: dict[int, int], today: date, audience: Audience) -> list[Cell]:
    row: list[Cell] = [
        numbers[step.id],
        step.title,
        step.words,
        step.days.start if step.days else None,
        step.days.end if step.days else None,
        step.side.label,
        step.owner,
        step.customer_owner,
        ", ".join(str(numbers[one]) for one in step.after if one in numbers),
        None if step.billable_minor is None else step.billable_minor / 100,
        _gate(step),
        rules.status_text(step, today),
        step.done_on,
    ]
    return [*row, step.kind.label, step.notes] if audience is Audience.INTERNAL else row


def events(plan: Plan, audience: Audience) -> list[Event]:
    """The dated steps that are still to be done, and the decision."""
    found = [_event(plan, step, step.days, audience) for step in plan.steps if step.open and step.days]
    if plan.decision_on is not None:
        found.append(
            Event(
                uid=f"{plan.opportunity_uid}-decision",
                title=tr("Decision: {what}", what=plan.title),
                start=plan.decision_on,
                end=plan.decision_on,
                text=plan.account,
            )
        )
    return found


def _event(plan: Plan, step: Step, days: Window, audience: Audience) -> Event:
    lines = [
        f"{plan.account} · {plan.title}",
        tr("Time: {words}", words=step.words) if step.words else "",
        tr("Who: {who}", who=step.responsible),
        tr("Go / no-go gate") if step.gate else "",
        step.notes if audience is Audience.INTERNAL else "",
    ]
    title = step.title if days.days <= SHORT else tr("Due: {step}", step=step.title)
    return Event(
        uid=step.uid,
        title=title,
        start=days.start if days.days <= SHORT else days.end,
        end=days.end,
        text="\n".join(line for line in lines if line),
    )


def save_calendar(path: Path, plan: Plan, audience: Audience, stamp: datetime | None = None) -> None:
    """The open steps as a calendar file."""
    name = tr("{what}: plan", what=plan.title)
    calendar.save(path, events(plan, audience), name, stamp or datetime.now(UTC).replace(microsecond=0))


def said_day(day: date) -> str:
    """A day as it stands in a document: 18 December 2026."""
    return say(Window(day, day))
