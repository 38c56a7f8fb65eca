"""What the shelf of success stories hands out: stories with their match, who heard them, what has no story."""

from dataclasses import dataclass
from datetime import date

from app.models.vocabulary import Permission, Reception
from app.tools.success_stories.rules import Gap, Listener, Match, StoryWords, is_complete


@dataclass(frozen=True)
class Answer:
    """A challenge that a story answers."""

    id: int
    text: str


@dataclass(frozen=True)
class Told:
    """Where a story was told and how it was received; `here` is true for the opportunity that is looked at."""

    id: int
    story_id: int
    story: str
    on: date
    opportunity: str
    account: str
    person_id: int | None
    person: str
    reception: Reception | None
    received: str
    here: bool


@dataclass(frozen=True)
class StoryRow:
    """A story on the shelf; for a customer, `words` name nobody who may not be named."""

    id: int
    uid: str
    words: StoryWords
    industry_name: str
    profile_name: str
    sample: bool
    answers: tuple[Answer, ...]
    told: tuple[Told, ...]
    match: Match
    gaps: tuple[Gap, ...]
    ask: str  # the question that opens what it answers, where the story has none of its own

    @property
    def title(self) -> str:
        """What the story is called."""
        return self.words.title

    @property
    def customer(self) -> str:
        """How the firm is called before whoever looks."""
        return self.words.customer or self.words.anonymous_as

    @property
    def permission(self) -> Permission:
        """How far it may be told."""
        return self.words.permission

    @property
    def complete(self) -> bool:
        """Whether challenge, solution and a result with a figure are there."""
        return is_complete(self.gaps)


@dataclass(frozen=True)
class Unproved:
    """A challenge that no story answers which may be told; `importance` and `person` when it was named here."""

    id: int
    text: str
    profile: str
    heard: int
    importance: int | None = None
    person: str = ""


@dataclass(frozen=True)
class ProfileChoice:
    """A profile of an industry, both by key."""

    industry: str
    key: str
    name: str


@dataclass(frozen=True)
class Asked:
    """Somebody of the opportunity to whom a story may be told."""

    id: int  # of the stakeholder
    person_id: int
    name: str
    title: str


@dataclass(frozen=True)
class Shelf:
    """The library for one listener: the stories, the best first, and what has none."""

    stories: tuple[StoryRow, ...]
    people: tuple[Asked, ...]
    listener: Listener
    industries: tuple[tuple[str, str], ...]  # key and name
    profiles: tuple[ProfileChoice, ...]
    unproved: tuple[Unproved, ...]
    account: str = ""
    opportunity: str = ""

    def story(self, story_id: int | None) -> StoryRow | None:
        """A story by its id."""
        return next((one for one in self.stories if one.id == story_id), None)

    def told(self, told_id: int) -> Told | None:
        """A telling by its id."""
        return next((one for story in self.stories for one in story.told if one.id == told_id), None)
