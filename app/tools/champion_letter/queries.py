"""Letters as rows: the versions, one letter with its checks and its trace, and what a draft can start from."""

from datetime import date

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.method.coaching import Subject
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.models.accounts import Account
from app.models.actions import Action
from app.models.letters import ChampionLetter, LetterFact, LetterPart, LetterState
from app.models.library import SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import Audience, DecisionRole, LetterAnswer
from app.tools.champion_letter.answering import confirmed_words
from app.tools.champion_letter.comparing import Stand, unpacked
from app.tools.champion_letter.drafting import Draft, draft
from app.tools.champion_letter.known import READS, letter_text
from app.tools.champion_letter.letter import changed_facts, quoted_fields, quoted_rows
from app.tools.champion_letter.material import Occasion, gather
from app.tools.champion_letter.rows import LetterItem, LetterPage, MeetingChoice
from app.tools.champion_letter.rules import checks
from app.tools.champion_letter.templates import Manner, manner_of
from app.tools.champion_letter.tracing import TraceRow, fact_labels, trace

__all__ = ["READS", "LetterItem", "LetterPage", "MeetingChoice", "TraceRow"]


def letters(session: Session, opportunity_id: int) -> list[LetterItem]:
    """All letters of an opportunity, the newest first."""
    rows = session.execute(
        select(ChampionLetter, Person.name, Meeting.held_on)
        .outerjoin(Person, Person.id == ChampionLetter.recipient_id)
        .outerjoin(Meeting, Meeting.id == ChampionLetter.meeting_id)
        .where(ChampionLetter.opportunity_id == opportunity_id)
        .order_by(ChampionLetter.drafted_at, ChampionLetter.id)
    )
    counts: dict[tuple[int | None, int | None], int] = {}
    items: list[LetterItem] = []
    for letter, name, held_on in rows:
        chain = (letter.meeting_id, letter.recipient_id)
        counts[chain] = counts.get(chain, 0) + 1
        items.append(
            LetterItem(
                id=letter.id,
                version=counts[chain],
                drafted_on=letter.drafted_at.date(),
                sent_on=letter.sent_on,
                answer=letter.answer,
                reader=name or "",
                meeting_id=letter.meeting_id,
                meeting_on=held_on,
                subject=letter.subject,
            )
        )
    return items[::-1]


def stands(session: Session, opportunity_id: int, meeting_id: int | None) -> list[Stand]:
    """The letters after one meeting, each as it is and as it stood before later sittings; the newest first."""
    found: list[Stand] = []
    for item in letters(session, opportunity_id):
        if item.meeting_id != meeting_id:
            continue
        letter = session.get_one(ChampionLetter, item.id)
        parts = session.execute(
            select(LetterPart.key, LetterPart.text).where(LetterPart.letter_id == item.id)
        )
        at = letter.edited_at or letter.drafted_at
        found.append(Stand(item.id, None, item.version, at, letter.subject, dict(parts.all())))
        found += [
            Stand(item.id, state.id, item.version, state.kept_at, state.subject, unpacked(state.parts))
            for state in session.scalars(
                select(LetterState)
                .where(LetterState.letter_id == item.id)
                .order_by(LetterState.kept_at.desc())
            )
        ]
    return found


def meetings(session: Session, opportunity_id: int) -> list[MeetingChoice]:
    """Meetings to write about, the latest first."""
    there: dict[int, list[int]] = {}
    for meeting_id, person_id in session.execute(
        living(
            select(Attendee.meeting_id, Person.id)
            .join(Stakeholder, Stakeholder.id == Attendee.stakeholder_id)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Attendee.id),
            Person,
        )
    ):
        there.setdefault(meeting_id, []).append(person_id)
    rows = session.execute(
        select(Meeting.id, Meeting.held_on, Meeting.purpose)
        .where(Meeting.opportunity_id == opportunity_id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [MeetingChoice(row.id, row.held_on, row.purpose, tuple(there.get(row.id, ()))) for row in rows]


def readers(session: Session, opportunity_id: int) -> list[tuple[int, str]]:
    """Persons whom a letter can go to."""
    rows = session.execute(
        living(
            select(Person.id, Person.name)
            .join(Stakeholder, Stakeholder.person_id == Person.id)
            .where(Stakeholder.opportunity_id == opportunity_id, Person.placeholder.is_(False))
            .order_by(Stakeholder.id),
            Person,
        )
    )
    return [(person_id, name) for person_id, name in rows]


def likely_reader(session: Session, opportunity_id: int, meeting_id: int | None) -> int | None:
    """Who will most likely read the letter: of those who were there, else of all, champion or decider or the first."""
    rows = session.execute(
        living(
            select(Person.id, StakeholderRole.role, Attendee.id)
            .join(Stakeholder, Stakeholder.person_id == Person.id)
            .outerjoin(StakeholderRole, StakeholderRole.stakeholder_id == Stakeholder.id)
            .outerjoin(
                Attendee, (Attendee.stakeholder_id == Stakeholder.id) & (Attendee.meeting_id == meeting_id)
            )
            .where(Stakeholder.opportunity_id == opportunity_id, Person.placeholder.is_(False)),
            Person,
        )
    ).all()
    order = [DecisionRole.CHAMPION, DecisionRole.DECISION_MAKER]

    def rank(row: Row[int, DecisionRole | None, int | None]) -> tuple[bool, int, int, int]:
        person_id, role, attendee_id = row
        place = order.index(role) if role in order else len(order)
        return attendee_id is None, place, attendee_id or 0, person_id

    return min(rows, key=rank)[0] if rows else None


def names(session: Session, opportunity_id: int) -> list[str]:
    """Names that are spelt right: of the firm and its people, of all firms, of stories, and of the deal itself."""
    deal, account_id = session.execute(
        select(Opportunity.title, Opportunity.account_id).where(Opportunity.id == opportunity_id)
    ).one()
    people = session.execute(
        select(Person.name, Person.title, Person.unit).where(Person.account_id == account_id)
    )
    found = [deal, *session.scalars(select(Account.name)), *session.scalars(select(SuccessStory.customer))]
    found += [text for row in people for text in row]
    found += session.scalars(select(Action.owner).where(Action.opportunity_id == opportunity_id).distinct())
    return [text for text in found if text]


def letter_page(
    session: Session, letter_id: int, locale: str = "en_GB", audience: Audience = Audience.INTERNAL
) -> LetterPage:
    """One letter with its checks and the trace of its facts, tested against what is known today.

    A customer gets the letter alone: checks and trace are our own working.
    """
    letter = session.get_one(ChampionLetter, letter_id)
    manner = manner_of(session, letter)
    wording = manner.wording
    text = letter_text(session, letter, manner, locale)
    deal, reader = _around(session, letter)
    found = checks(text)
    if letter.sent_on is not None:
        found = tuple(check.as_record() for check in found)
    inside = audience is Audience.INTERNAL
    return LetterPage(
        id=letter.id,
        uid=letter.uid,
        opportunity_id=letter.opportunity_id,
        language=manner.language,
        template_id=manner.template_id,
        subject=letter.subject,
        sender=letter.sender,
        reader_id=letter.recipient_id,
        reader=reader.name if reader is not None else "",
        reader_title=reader.title if reader is not None else "",
        reader_email=reader.email if reader is not None else "",
        account=deal[1],
        deal=deal[0],
        meeting_id=letter.meeting_id,
        drafted_on=letter.drafted_at.date(),
        sent_on=letter.sent_on,
        answer=letter.answer,
        answered_on=letter.answered_on,
        answer_text=letter.answer_text,
        parts=text.parts,
        headings=wording.headings,
        closing=wording.closing,
        checks=found if inside else (),
        trace=trace(session, text) if inside else (),
        quoted=quoted_fields(text),
        rows=quoted_rows(text),
        confirmed=confirmed_words(session, letter.id) if inside else "",
        leak=next((check.do for check in found if check.key == "leaks" and not check.good), ""),
    )


def sketch(session: Session, occasion: Occasion, manner: Manner) -> Draft:
    """How the letter would be drafted now, without writing it down."""
    return draft(manner.wording, gather(session, occasion.written(manner)))


def _around(session: Session, letter: ChampionLetter) -> tuple[tuple[str, str], Person | None]:
    deal = session.execute(
        select(Opportunity.title, Account.name)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == letter.opportunity_id)
    ).one()
    reader = session.get(Person, letter.recipient_id) if letter.recipient_id is not None else None
    return (deal[0], deal[1]), reader


def progress(session: Session, account_id: int, opportunity_id: int) -> Progress:
    """Begun with the first draft; done when a letter was sent and the customer has answered it."""
    del account_id
    rows = session.execute(
        select(ChampionLetter.sent_on, ChampionLetter.answer).where(
            ChampionLetter.opportunity_id == opportunity_id
        )
    ).all()
    answered = any(sent is not None and answer is not LetterAnswer.NONE for sent, answer in rows)
    return measure(begun=bool(rows), done=answered)


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: each letter, how many of them a meeting has, and what the opportunity has in writing."""
    items = letters(session, opportunity_id)
    newest: dict[tuple[int | None, str], LetterItem] = {}
    for item in items:
        newest.setdefault((item.meeting_id, item.reader), item)
    found = [_letter_subject(session, item, today) for item in newest.values()]
    for meeting in session.execute(
        select(Meeting.id, Meeting.uid).where(Meeting.opportunity_id == opportunity_id)
    ):
        own = [item for item in items if item.meeting_id == meeting.id]
        facts = {"letters": len(own), "letters_sent": sum(item.sent_on is not None for item in own)}
        found.append(Subject("meeting", meeting.uid, "", facts))
    uid = session.scalar(select(Opportunity.uid).where(Opportunity.id == opportunity_id))
    if uid is not None:
        facts = {
            "letters_written": len(items),
            "letters_out": sum(item.sent_on is not None for item in items),
            "letters_confirmed": sum(item.answer is LetterAnswer.CONFIRMED for item in items),
        }
        found.append(Subject("opportunity", uid, "", facts))
    return found


def _letter_subject(session: Session, item: LetterItem, today: date) -> Subject:
    letter = session.get_one(ChampionLetter, item.id)
    text = letter_text(session, letter, manner_of(session, letter))
    found = checks(text)
    changed = changed_facts(text)
    labels = fact_labels()
    corrections = session.scalars(
        select(LetterFact.label).where(LetterFact.letter_id == item.id, LetterFact.correction != "")
    ).all()
    facts: dict[str, float | bool | int] = {
        "sent": item.sent_on is not None,
        "answered": item.answer is not LetterAnswer.NONE,
        "corrected": item.answer is LetterAnswer.CORRECTED,
        "days_since_draft": (today - item.drafted_on).days,
        "days_since_sent": (today - item.sent_on).days if item.sent_on is not None else 0,
        "changed_facts": len(changed),
        "open_checks": sum(not check.good for check in found),
        "leaks": any(check.key == "leaks" and not check.good for check in found),
        "wrong_figures": sum(len(check.findings) for check in found if check.key in {"figures", "dates"}),
        "corrections": len(corrections),
    }
    words = {
        "letter_id": str(item.id),
        "reader": item.reader or tr("the reader"),
        "changed": ", ".join(dict.fromkeys(labels.get(fact.key, fact.key).lower() for fact in changed)),
        "first_leak": next((check.do for check in found if check.key == "leaks"), ""),
        "first_wrong": next(
            (check.do for check in found if check.key in {"figures", "dates"} and check.do), ""
        ),
        "corrected": ", ".join(dict.fromkeys(labels.get(key, key).lower() for key in corrections)),
        "first_check": next((check.do for check in found if not check.good), ""),
    }
    return Subject("letter", letter.uid, item.reader, facts, words)
