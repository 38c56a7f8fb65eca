"""What the workspace knows for one letter: facts that a customer may read, each with the row it stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.text import one_line
from app.method.spoken_dates import Window
from app.models.accounts import Account
from app.models.actions import Action
from app.models.letters import ChampionLetter
from app.models.library import Challenge, ChallengeHeard, StoryChallenge, StoryTold, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.stand_ins import is_stand_in
from app.models.trash import living
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import ActionStatus
from app.tools.champion_letter.drafting import Fact, Facts, Material
from app.tools.champion_letter.proof import proof_facts, story_facts
from app.tools.champion_letter.said import Voice, challenges, goals, quotes, voices
from app.tools.champion_letter.speech import day_text, locale_of, names_text, window_text
from app.tools.champion_letter.templates import Manner
from app.tools.champion_letter.worth import CaseRead, case_facts, newest_case, read_case

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
    locale: str = "en_GB"  # how figures are written
    language: str = ""  # how days, names and times are said; "" is the program's
    anonymous: str = ""  # how a customer is called who may not be named

    def written(self, manner: Manner) -> "Occasion":
        """The same letter in a manner: figures and days follow its language, unnamed customers its words."""
        locale, anonymous = locale_of(manner.language, self.locale), manner.wording.anonymous
        return replace(self, locale=locale, language=manner.language, anonymous=anonymous)


def occasion_of(letter: ChampionLetter, manner: Manner, locale: str) -> Occasion:
    """The occasion that a letter was written on; the locale is the user's."""
    return Occasion(letter.opportunity_id, letter.meeting_id, letter.recipient_id, locale).written(manner)


@dataclass(frozen=True)
class Reading:
    """All that was read for a letter; a draft takes a part of it, the checks the whole."""

    fields: Facts
    people: Sequence[Voice]
    reader_id: int | None
    challenges: Sequence[Facts]
    case: CaseRead | None

    def material(self, *, whole: bool = False) -> Material:
        """The facts for the letter; with `whole`, also those that a letter has no room for."""
        return Material(
            self.fields,
            {
                "goals": goals(self.people, self.reader_id, whole),
                "quotes": quotes(self.people)[: None if whole else MOST_QUOTES],
                "challenges": self.challenges[: None if whole else MOST_CHALLENGES],
            },
        )


def gather(session: Session, occasion: Occasion) -> Material:
    """The facts for the letter."""
    return read(session, occasion).material()


def read(session: Session, occasion: Occasion) -> Reading:
    """Read what is known for the letter."""
    deal, account = session.execute(
        select(Opportunity, Account)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == occasion.opportunity_id)
    ).one()
    meeting = session.get(Meeting, occasion.meeting_id) if occasion.meeting_id is not None else None
    reader = _person(session, occasion.reader_id)
    people = voices(session, occasion.opportunity_id, occasion.meeting_id, occasion.reader_id)
    case = newest_case(session, occasion.opportunity_id)
    found: list[Fact] = [
        Fact("account", account.name, "account", account.uid),
        Fact("deal", deal.title, "opportunity", deal.uid),
        *_reader_facts(reader),
        *_meeting_facts(meeting, reader, people, occasion.language),
        *_vision_facts(session, deal),
        *(value_facts(case, occasion) if case is not None else ()),
        *proof_facts(session, occasion.opportunity_id, occasion.meeting_id, occasion.anonymous),
        *_step_facts(session, deal, meeting, occasion.language),
    ]
    return Reading(
        fields={
            fact.key: Fact(fact.key, one_line(fact.text), fact.table, fact.uid)
            for fact in found
            if fact.text.strip()
        },
        people=people,
        reader_id=occasion.reader_id if reader is not None else None,
        challenges=challenges(session, people, occasion.meeting_id, occasion.reader_id),
        case=case,
    )


def _person(session: Session, person_id: int | None) -> Person | None:
    """The person, unless she or he is in the trash."""
    found = session.get(Person, person_id) if person_id is not None else None
    return None if found is None or found.deleted_at is not None else found


def _reader_facts(reader: Person | None) -> Iterable[Fact]:
    if reader is None or reader.placeholder:
        return
    yield Fact("reader_name", reader.name, "person", reader.uid)
    first, _, rest = reader.name.strip().partition(" ")
    whole = first.endswith(".") or not rest or is_stand_in(reader.name)
    yield Fact("reader_first", reader.name if whole else first, "person", reader.uid)


def _meeting_facts(
    meeting: Meeting | None, reader: Person | None, people: Sequence[Voice], code: str
) -> Iterable[Fact]:
    if meeting is None:
        return
    yield Fact("meeting_date", day_text(meeting.held_on, code), "meeting", meeting.uid)
    yield Fact("purpose", meeting.purpose, "meeting", meeting.uid)
    others = [
        voice.name
        for voice in people
        if voice.attendee_uid and (reader is None or voice.person_id != reader.id)
    ]
    yield Fact("others", names_text(others, code), "meeting", meeting.uid)


def _vision_facts(session: Session, deal: Opportunity) -> Iterable[Fact]:
    yield Fact("vision", deal.solution_vision, "opportunity", deal.uid)
    by = _person(session, deal.vision_by_id)
    if by is not None and not by.placeholder:
        yield Fact("vision_by", by.name, "opportunity", deal.uid)


def value_facts(case: CaseRead, occasion: Occasion) -> Iterable[Fact]:
    """Yearly benefit and payback as the sheet prints them, and whose figures they rest on."""
    if case.worth is not None:
        yield from case_facts(case.uid, case.worth, occasion.locale, occasion.language)
        yield Fact("value_sources", names_text(case.sources, occasion.language), "value_case", case.uid)


def _step_facts(session: Session, deal: Opportunity, meeting: Meeting | None, code: str) -> Iterable[Fact]:
    """The step agreed in the meeting while it is open, else the opportunity's next step."""
    wanted = [meeting.next_action_id if meeting is not None else None, deal.next_action_id]
    steps = [session.get(Action, action_id) for action_id in wanted if action_id is not None]
    step = next(
        (action for action in steps if action is not None and action.status is ActionStatus.OPEN), None
    )
    if step is not None:
        yield from step_facts(session, step, code)


def step_facts(session: Session, step: Action, code: str = "") -> Iterable[Fact]:
    """What is done, by whom, by when."""
    yield Fact("step", step.title, "action", step.uid)
    customer = _person(session, step.customer_owner_id)
    owners = [customer.name] if customer is not None and not customer.placeholder else []
    owners += [step.owner] if step.owner else []
    yield Fact("step_owners", names_text(owners, code), "action", step.uid)
    if step.ends_on is not None:
        days = Window(step.starts_on or step.ends_on, step.ends_on)
        yield Fact("step_date", window_text(days, code), "action", step.uid)


def facts_of(session: Session, table: str, uid: str, occasion: Occasion) -> Iterable[Fact]:
    """The facts of one story, action or value case as they are today; nothing when it is gone."""
    if table == "success_story":
        story = session.scalar(living(select(SuccessStory).where(SuccessStory.uid == uid), SuccessStory))
        return [] if story is None else story_facts(story, occasion.anonymous)
    if table == "value_case":
        case = session.scalar(living(select(ValueCase).where(ValueCase.uid == uid), ValueCase))
        return [] if case is None else value_facts(read_case(session, case), occasion)
    if table == "action":
        step = session.scalar(select(Action).where(Action.uid == uid))
        return [] if step is None else step_facts(session, step, occasion.language)
    return []
