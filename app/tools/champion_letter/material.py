"""What the workspace knows for one letter: facts that a customer may read, each with the row it stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.documents.text import one_line
from app.i18n import tr
from app.method.evidence import from_customer
from app.method.spoken_dates import Window, say
from app.models.accounts import Account
from app.models.actions import Action
from app.models.library import Challenge, ChallengeHeard, StoryChallenge, StoryTold, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import ActionStatus, EvidenceClass, HeardStatus
from app.tools.champion_letter.drafting import Fact, Facts, Material
from app.tools.champion_letter.proof import proof_facts, story_facts
from app.tools.champion_letter.worth import case_facts, computed, newest_case, said_inputs, sources

MOST_CHALLENGES = 4  # more than that and the letter is no longer read
MOST_QUOTES = 3
READS = frozenset(
    {
        Account, Action, Attendee, Challenge, ChallengeHeard, Meeting, Opportunity, Person, Stakeholder,
        StoryChallenge, StoryTold, SuccessStory, ValueCase, ValueInput,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Occasion:
    """Which letter: after which meeting, to whom, and how figures and stories are written."""

    opportunity_id: int
    meeting_id: int | None
    reader_id: int | None  # person
    anonymous: str = ""
    locale: str = "en_GB"


def gather(session: Session, occasion: Occasion, *, whole: bool = False) -> Material:
    """The facts for the letter; with `whole`, also those that a letter has no room for."""
    deal, account = session.execute(
        select(Opportunity, Account)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == occasion.opportunity_id)
    ).one()
    meeting = session.get(Meeting, occasion.meeting_id) if occasion.meeting_id is not None else None
    reader = _person(session, occasion.reader_id)
    people = _people(session, occasion)
    found: list[Fact] = [
        Fact("account", account.name, "account", account.uid),
        Fact("deal", deal.title, "opportunity", deal.uid),
        *_reader_facts(reader),
        *_meeting_facts(meeting, reader, people),
        *_vision_facts(session, deal),
        *_value_facts(session, deal.id, occasion.locale),
        *proof_facts(session, occasion.opportunity_id, occasion.meeting_id, occasion.anonymous),
        *_step_facts(session, deal, meeting),
    ]
    fields = {
        fact.key: Fact(fact.key, one_line(fact.text), fact.table, fact.uid)
        for fact in found
        if fact.text.strip()
    }
    lists: dict[str, Sequence[Facts]] = {
        "goals": _goals(people, reader, whole),
        "quotes": _quotes(people)[: None if whole else MOST_QUOTES],
        "challenges": _challenges(session, people, occasion)[: None if whole else MOST_CHALLENGES],
    }
    return Material(fields, lists)


@dataclass(frozen=True)
class _Voice:
    """Somebody of the opportunity, and what she or he said in the meeting."""

    person_id: int
    stakeholder_id: int
    stakeholder_uid: str
    name: str
    goal: str
    goal_class: EvidenceClass
    attendee_uid: str  # empty: was not there
    said: str


def _people(session: Session, occasion: Occasion) -> list[_Voice]:
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
                (Attendee.stakeholder_id == Stakeholder.id) & (Attendee.meeting_id == occasion.meeting_id),
            )
            .where(Stakeholder.opportunity_id == occasion.opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    )
    voices = [_Voice(*row) for row in rows]
    return sorted(voices, key=lambda voice: (voice.person_id != occasion.reader_id, not voice.attendee_uid))


def _person(session: Session, person_id: int | None) -> Person | None:
    """The person, unless she or he is in the trash."""
    found = session.get(Person, person_id) if person_id is not None else None
    return None if found is None or found.deleted_at is not None else found


def _reader_facts(reader: Person | None) -> Iterable[Fact]:
    if reader is None or reader.placeholder:
        return
    yield Fact("reader_name", reader.name, "person", reader.uid)
    first, _, rest = reader.name.strip().partition(" ")
    yield Fact(
        "reader_first", reader.name if first.endswith(".") or not rest else first, "person", reader.uid
    )


def _meeting_facts(
    meeting: Meeting | None, reader: Person | None, people: Sequence[_Voice]
) -> Iterable[Fact]:
    if meeting is None:
        return
    yield Fact("meeting_date", day_text(meeting.held_on), "meeting", meeting.uid)
    yield Fact("purpose", meeting.purpose, "meeting", meeting.uid)
    others = [
        voice.name
        for voice in people
        if voice.attendee_uid and (reader is None or voice.person_id != reader.id)
    ]
    yield Fact("others", names_text(others), "meeting", meeting.uid)


def _vision_facts(session: Session, deal: Opportunity) -> Iterable[Fact]:
    yield Fact("vision", deal.solution_vision, "opportunity", deal.uid)
    by = _person(session, deal.vision_by_id)
    if by is not None and not by.placeholder:
        yield Fact("vision_by", by.name, "opportunity", deal.uid)


def _value_facts(session: Session, opportunity_id: int, locale: str) -> Iterable[Fact]:
    case = newest_case(session, opportunity_id)
    return [] if case is None else value_facts(session, case, locale)


def value_facts(session: Session, case: ValueCase, locale: str) -> Iterable[Fact]:
    """Yearly benefit and payback as the sheet prints them, and whose figures they rest on."""
    rows = said_inputs(session, case)
    worth = computed(case, rows)
    if worth is not None:
        yield from case_facts(case, worth, locale)
        yield Fact("value_sources", names_text(sources(rows)), "value_case", case.uid)


def _step_facts(session: Session, deal: Opportunity, meeting: Meeting | None) -> Iterable[Fact]:
    """The step agreed in the meeting while it is open, else the opportunity's next step."""
    wanted = [meeting.next_action_id if meeting is not None else None, deal.next_action_id]
    steps = [session.get(Action, action_id) for action_id in wanted if action_id is not None]
    step = next(
        (action for action in steps if action is not None and action.status is ActionStatus.OPEN), None
    )
    if step is not None:
        yield from step_facts(session, step)


def step_facts(session: Session, step: Action) -> Iterable[Fact]:
    """What is done, by whom, by when."""
    yield Fact("step", step.title, "action", step.uid)
    customer = _person(session, step.customer_owner_id)
    owners = [customer.name] if customer is not None and not customer.placeholder else []
    owners += [step.owner] if step.owner else []
    yield Fact("step_owners", names_text(owners), "action", step.uid)
    if step.ends_on is not None:
        days = Window(step.starts_on or step.ends_on, step.ends_on)
        text = say(days)
        yield Fact("step_date", day_text(step.ends_on) if "–" in text else text, "action", step.uid)


def _goals(people: Sequence[_Voice], reader: Person | None, whole: bool) -> list[Facts]:
    """Goals of the reader and of those who were there, as they stated them; our guess only of the reader's own."""
    mine = reader.id if reader is not None else None
    named = [
        voice
        for voice in people
        if voice.goal.strip() and (voice.person_id == mine or from_customer(voice.goal_class))
    ]
    near = [voice for voice in named if voice.attendee_uid or voice.person_id == mine]
    rows: list[Facts] = []
    for voice in named if whole else near or named[:2]:
        row = {"goal": Fact("goal", voice.goal, "stakeholder", voice.stakeholder_uid)}
        if reader is None or voice.person_id != reader.id:
            row["who"] = Fact("who", voice.name, "stakeholder", voice.stakeholder_uid)
        rows.append(row)
    return rows


def _quotes(people: Sequence[_Voice]) -> list[Facts]:
    return [
        {
            "said": Fact("said", voice.said, "attendee", voice.attendee_uid),
            "said_by": Fact("said_by", voice.name, "attendee", voice.attendee_uid),
        }
        for voice in people
        if voice.said.strip()
    ]


def _challenges(session: Session, people: Sequence[_Voice], occasion: Occasion) -> list[Facts]:
    """Challenges that the reader and the others there recognised: the meeting's own first, then by importance."""
    near = [
        voice.stakeholder_id
        for voice in people
        if voice.attendee_uid or voice.person_id == occasion.reader_id
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
            row[0].meeting_id is None or row[0].meeting_id != occasion.meeting_id,
            row[0].position,
            row[0].id,
        ),
    )
    names = {
        voice.stakeholder_id: "" if voice.person_id == occasion.reader_id else voice.name for voice in people
    }
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


def day_text(day: date) -> str:
    """A day in words: 21 November 2026."""
    return say(Window(day, day))


def names_text(names: Sequence[str]) -> str:
    """Names as one says them: Marja, Kari and Elina."""
    if len(names) < 2:
        return "".join(names)
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def facts_of(session: Session, table: str, uid: str, occasion: Occasion) -> Iterable[Fact]:
    """The facts of one story, action or value case as they are today; nothing when it is gone."""
    if table == "success_story":
        story = session.scalar(living(select(SuccessStory).where(SuccessStory.uid == uid), SuccessStory))
        return [] if story is None else story_facts(story, occasion.anonymous)
    if table == "value_case":
        case = session.scalar(living(select(ValueCase).where(ValueCase.uid == uid), ValueCase))
        return [] if case is None else value_facts(session, case, occasion.locale)
    if table == "action":
        step = session.scalar(select(Action).where(Action.uid == uid))
        return [] if step is None else step_facts(session, step)
    return []
