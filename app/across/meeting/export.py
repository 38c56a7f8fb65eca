"""The minutes of a meeting for both sides: who was there, what they said, what was agreed; nothing of ours alone."""

from pathlib import Path

from app.across.meeting.rows import AttendeeRow, MeetingForm
from app.documents import word
from app.documents.text import file_stem
from app.i18n import tr
from app.method.spoken_dates import Window, say
from app.models.vocabulary import HeardStatus

Table = list[list[str]]


def file_name(meeting: MeetingForm, suffix: str) -> str:
    """What the file should be called."""
    return f"{file_stem(_title(meeting), tr('Minutes'))}.{suffix}"


def write_docx(meeting: MeetingForm, path: Path, author: str = "") -> None:
    """Write the minutes as a Word file. Raises BadInputError when the place cannot be written."""
    day = say(Window(meeting.held_on, meeting.held_on))
    document = word.new_document(
        properties=word.Properties(_title(meeting), author, meeting.deal, account=meeting.account, date=day)
    )
    place = f", {meeting.place}" if meeting.place else ""
    word.add_title(document, _title(meeting), f"{meeting.deal}, {day}{place}")
    word.add_heading(document, tr("Who was there"))
    word.add_bullets(document, [_person(row) for row in meeting.attendees] or [tr("Nobody is named.")])
    if said := _said(meeting):
        word.add_heading(document, tr("What was said"))
        word.add_table(document, [tr("Who"), tr("Goal"), tr("In their words")], said, [2, 3, 3])
    if challenges := _challenges(meeting):
        header = [tr("Who"), tr("Challenge"), tr("Reasons"), tr("Consequences")]
        word.add_heading(document, tr("Challenges"))
        word.add_table(document, header, challenges, [2, 3, 3, 3])
    if meeting.outcome:
        word.add_heading(document, tr("What came of it"))
        word.add_paragraph(document, meeting.outcome)
    word.add_heading(document, tr("Next step"))
    word.add_paragraph(document, _step(meeting))
    word.save(document, path)


def as_text(meeting: MeetingForm) -> str:
    """The same as plain text, for the clipboard."""
    lines = [_title(meeting), say(Window(meeting.held_on, meeting.held_on)), ""]
    lines += [_person(row) for row in meeting.attendees]
    for rows in (_said(meeting), _challenges(meeting)):
        lines += ["", *(" | ".join(cell for cell in row if cell) for row in rows)] if rows else []
    lines += ["", meeting.outcome] if meeting.outcome else []
    lines += ["", tr("Next step: {step}", step=_step(meeting))]
    return "\n".join(lines)


def _title(meeting: MeetingForm) -> str:
    return tr("Minutes: {purpose}", purpose=meeting.purpose) if meeting.purpose else tr("Minutes")


def _person(row: AttendeeRow) -> str:
    return f"{row.name}, {row.title}" if row.title else row.name


def _said(meeting: MeetingForm) -> Table:
    return [
        [row.name, row.goal, f"“{row.said}”" if row.said else ""]
        for row in meeting.attendees
        if row.goal or row.said
    ]


def _challenges(meeting: MeetingForm) -> Table:
    return [
        [row.name, heard.text, heard.reasons, heard.consequences]
        for row in meeting.attendees
        for heard in row.heard
        if heard.here and heard.status in {HeardStatus.RECOGNISED, HeardStatus.IMPORTANT}
    ]


def _step(meeting: MeetingForm) -> str:
    step = meeting.next_step
    if step is None:
        return tr("None was agreed.")
    owners = ", ".join(name for name in (step.customer_owner, step.owner) if name)
    parts = [step.title, owners]
    if step.due_on is not None:
        parts.append(say(Window(step.starts_on or step.due_on, step.due_on)))
    return "; ".join(part for part in parts if part)
