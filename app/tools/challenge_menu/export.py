"""The menu of challenges on paper: one page for one person, in Word or as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents import word
from app.i18n import tr
from app.models.vocabulary import HeardStatus
from app.tools.challenge_menu.opening import Opening
from app.tools.challenge_menu.queries import ChallengeRow


@dataclass(frozen=True)
class OnePager:
    """What is printed; rows and opening have been read for the audience that gets the page."""

    account: str
    opportunity: str
    person: str
    title: str
    author: str
    on: date
    rows: Sequence[ChallengeRow]
    opening: Opening


def in_order(rows: Sequence[ChallengeRow]) -> list[ChallengeRow]:
    """What the person named, in the person's own order."""
    return sorted((row for row in rows if row.named), key=lambda row: (row.position, -row.count))


MOST_ASKED, MOST_BENEFITS, MOST_STORIES = 10, 5, 3
WIDTHS = (2, 8, 4, 10, 9, 9)  # shares of the columns of `table`


def to_ask(rows: Sequence[ChallengeRow]) -> list[ChallengeRow]:
    """What is taken along to be asked: what is proposed, or the most often heard for somebody who said nothing yet."""
    proposed = sorted((row for row in rows if row.proposed), key=lambda row: row.position)
    if proposed or any(row.named for row in rows):
        return proposed
    return [row for row in rows if row.status is None][:MOST_ASKED]


def table(rows: Sequence[ChallengeRow]) -> list[list[str]]:
    """Header and one line for each challenge that was named, as text."""
    head = [
        tr("Order"),
        tr("Challenge"),
        tr("Importance"),
        tr("In own words"),
        tr("Reasons"),
        tr("Consequences"),
    ]
    lines = [
        [str(place), row.text, mark_text(row), row.own_words, row.reasons, row.consequences]
        for place, row in enumerate(in_order(rows), 1)
    ]
    return [head, *lines]


def filled(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> tuple[list[list[str]], list[int]]:
    """A table, titles first, without the columns in which nothing stands; and the widths that are left."""
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    return [[row[at] for at in kept] for row in rows], [widths[at] for at in kept]


def mark_text(row: ChallengeRow) -> str:
    """The mark in words: “Important, 4 of 5”; empty for none."""
    if row.status is HeardStatus.IMPORTANT and row.importance is not None:
        return tr("{n} of 5", n=row.importance)
    return row.status.label if row.status in {HeardStatus.RECOGNISED, HeardStatus.NOT_RELEVANT} else ""


def document(page: OnePager) -> bytes:
    """The one-pager as a Word file."""
    day = f"{page.on.day} {page.on:%B %Y}"
    told = word.Properties(
        title=tr("What matters to {person}", person=page.person),
        author=page.author,
        subject=page.opportunity,
        account=page.account,
        date=day,
    )
    made = word.new_document(properties=told)
    word.add_title(made, told.title, " · ".join(part for part in (page.title, page.account) if part))
    lines = table(page.rows)
    if len(lines) > 1:
        word.add_heading(made, tr("Challenges, in your order"))
        lines, widths = filled(lines, WIDTHS)
        word.add_table(made, ["", *lines[0][1:]], lines[1:], widths)
    if asked := to_ask(page.rows):
        word.add_heading(made, tr("Which of these do you recognise?"))
        head = [tr("Challenge"), tr("A question to begin with"), tr("How important, 1 to 5?")]
        word.add_table(made, head, [[row.text, row.ask, ""] for row in asked], [4, 5, 2])
    if page.opening.benefits:
        word.add_heading(made, tr("What solving them would open"))
        word.add_bullets(made, [benefit.text for benefit in page.opening.benefits[:MOST_BENEFITS]])
    if proofs := [story for story in page.opening.stories if not story.sample]:  # invented ones prove nothing
        word.add_heading(made, tr("Who has gone this way"))
        word.add_bullets(
            made, [f"{_capital(story.customer)}: {story.impact}" for story in proofs[:MOST_STORIES]]
        )
    note = tr("Noted on {day}. Please correct what we got wrong.", day=day)
    word.add_note(
        made, note if len(lines) > 1 else tr("Please mark what you recognise, and add what is missing.")
    )
    return word.to_bytes(made)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
