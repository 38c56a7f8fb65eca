"""What the people of a deal want, said in a meeting, and recognised as their challenges; as facts for a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.documents.text import one_line
from app.method.evidence import from_customer
from app.models.library import Challenge, ChallengeHeard
from app.models.meetings import Attendee
from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import EvidenceClass, HeardStatus
from app.tools.champion_letter.drafting import Fact, Facts


@dataclass(frozen=True)
class Voice:
    """Somebody of the opportunity, and what she or he said in the meeting."""

    person_id: int
    stakeholder_id: int
    stakeholder_uid: str
    name: str
    goal: str
    goal_class: EvidenceClass
    attendee_uid: str  # empty: was not there
    said: str


def voices(
    session: Session, opportunity_id: int, meeting_id: int | None, reader_id: int | None
) -> list[Voice]:
    """The reader first, then those who were there, then the others."""
    rows = session.execute(
        living(
            select(
                Person.id,
                Stakeholder.id,
                Stakeholder.uid,
                Person.name,
                Stakeholder.business_goal,
                Stakeholder.goal_class,
                func.coalesce(Attendee.uid, ""),
                func.coalesce(Attendee.said, ""),
            )
            .join(Person, Person.id == Stakeholder.person_id)
            .outerjoin(
                Attendee,
                (Attendee.stakeholder_id == Stakeholder.id) & (Attendee.meeting_id == meeting_id),
            )
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    )
    found = [Voice(*row) for row in rows]
    return sorted(found, key=lambda voice: (voice.person_id != reader_id, not voice.attendee_uid))


def goals(people: Sequence[Voice], reader_id: int | None, whole: bool) -> list[Facts]:
    """Goals of the reader and of those who were there, as they stated them; our guess only of the reader's own."""
    named = [
        voice
        for voice in people
        if voice.goal.strip() and (voice.person_id == reader_id or from_customer(voice.goal_class))
    ]
    near = [voice for voice in named if voice.attendee_uid or voice.person_id == reader_id]
    rows: list[Facts] = []
    for voice in named if whole else near or named[:2]:
        row = {"goal": Fact("goal", voice.goal, "stakeholder", voice.stakeholder_uid)}
        if voice.person_id != reader_id:
            row["who"] = Fact("who", voice.name, "stakeholder", voice.stakeholder_uid)
        rows.append(row)
    return rows


def quotes(people: Sequence[Voice]) -> list[Facts]:
    """What was said in the meeting, and by whom."""
    return [
        {
            "said": Fact("said", voice.said, "attendee", voice.attendee_uid),
            "said_by": Fact("said_by", voice.name, "attendee", voice.attendee_uid),
        }
        for voice in people
        if voice.said.strip()
    ]


def challenges(
    session: Session, people: Sequence[Voice], meeting_id: int | None, reader_id: int | None
) -> list[Facts]:
    """Challenges that the reader and the others there recognised: the meeting's own first, then by importance."""
    near = [
        voice.stakeholder_id for voice in people if voice.attendee_uid or voice.person_id == reader_id
    ] or [voice.stakeholder_id for voice in people]
    rows = session.execute(
        select(ChallengeHeard, Challenge.text)
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .where(
            ChallengeHeard.stakeholder_id.in_(near),
            or_(
                ChallengeHeard.status == HeardStatus.IMPORTANT,
                ChallengeHeard.status == HeardStatus.RECOGNISED,
            ),
        )
    ).all()
    order = sorted(
        rows,
        key=lambda row: (
            -(row[0].importance or 0),
            row[0].meeting_id is None or row[0].meeting_id != meeting_id,
            row[0].position,
            row[0].id,
        ),
    )
    names = {voice.stakeholder_id: "" if voice.person_id == reader_id else voice.name for voice in people}
    seen: set[str] = set()
    facts: list[Facts] = []
    for heard, text in order:
        if text.casefold() in seen:  # two people named the same: it is said once
            continue
        seen.add(text.casefold())
        by = names[heard.stakeholder_id]
        texts = {
            "challenge": text,
            **({"own_words": heard.own_words} if not by else {"other_words": heard.own_words}),
            "words_by": by if heard.own_words.strip() else "",
            "reasons": heard.reasons,
            "consequences": heard.consequences,
        }
        facts.append(
            {
                key: Fact(key, one_line(value), "challenge_heard", heard.uid)
                for key, value in texts.items()
                if value.strip()
            }
        )
    return facts
