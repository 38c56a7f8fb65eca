"""How well a story fits, what it still lacks, and how it is told in a minute. No database, no Qt."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.errors import BadInputError
from app.i18n import tr
from app.models.told_names import names, told_text
from app.models.vocabulary import Permission, Word

WORDS_A_MINUTE = 140
"""How fast one tells a story to a person across a table."""
LONGEST = 75  # seconds; a minute and a breath
LIMITS = {"title": 200, "customer": 200, "anonymous_as": 200, "region": 80, "business_line": 80}
"""Most letters of the short texts, as they are stored."""
HIGHEST_IMPORTANCE = 5
_NUMBER = re.compile(r"\d[\d.,  ]*")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Weights:
    """Points of a match; without having been told here a perfect one has 100."""

    challenge: int = 40  # for answering their most important challenge; less by importance
    further: int = 5  # for each further challenge that it answers
    most_further: int = 15
    industry: int = 20
    profile: int = 12
    region: int = 8
    complete: int = 5
    told_here: int = -30


WEIGHTS = Weights()


@dataclass(frozen=True)
class Heard:
    """A challenge that somebody of the deal named; importance 1..5, None when only recognised."""

    challenge_id: int
    text: str
    person: str
    importance: int | None

    @property
    def weight(self) -> int:
        """1..5; a recognised one counts as 1."""
        return self.importance or 1


@dataclass(frozen=True)
class Listener:
    """Whom a story is to convince: what was heard, and where they belong. `region` is that of the country."""

    heard: tuple[Heard, ...] = ()
    industry: str = ""
    industry_name: str = ""
    profiles: frozenset[str] = frozenset()  # keys within the industry
    region: str = ""


@dataclass(frozen=True)
class Traits:
    """A story as far as it counts for a match."""

    challenges: Collection[int]
    industry: str = ""
    profile: str = ""
    profile_name: str = ""
    region: str = ""
    complete: bool = True
    told_on: date | None = None  # to this customer
    told_to: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a match has so many points: a sentence and its points."""

    points: int
    text: str


@dataclass(frozen=True)
class Match:
    """How well a story fits a listener: 0..100, and each reason for it."""

    score: int
    reasons: tuple[Reason, ...] = ()
    answers: bool = False  # at least one challenge that was named


def match(story: Traits, listener: Listener, weights: Weights = WEIGHTS) -> Match:
    """The score of a story for a listener, with its reasons, the heaviest first."""
    answered = sorted(
        (one for one in _strongest(listener.heard) if one.challenge_id in story.challenges),
        key=lambda one: -one.weight,
    )
    reasons = _answers(answered, weights)
    if story.industry and story.industry == listener.industry:
        reasons.append(Reason(weights.industry, tr("Same industry: {name}", name=listener.industry_name)))
        if story.profile in listener.profiles:
            reasons.append(Reason(weights.profile, tr("Same chair: {name}", name=story.profile_name)))
    if story.region and story.region == listener.region:
        reasons.append(Reason(weights.region, tr("Same region: {name}", name=story.region)))
    if story.complete:
        reasons.append(Reason(weights.complete, tr("Complete: challenge, solution, result with a figure")))
    if story.told_on is not None:
        reasons.append(Reason(weights.told_here, _told(story)))
    score = max(0, min(100, sum(one.points for one in reasons)))
    return Match(score, tuple(sorted(reasons, key=lambda one: -one.points)), bool(answered))


def _answers(answered: Sequence[Heard], weights: Weights) -> list[Reason]:
    reasons = []
    left = weights.most_further
    for place, one in enumerate(answered):
        if place == 0:
            points = round(weights.challenge * one.weight / HIGHEST_IMPORTANCE)
        else:
            points = min(left, weights.further)
            left -= points
        if points:
            reasons.append(Reason(points, _answer(one)))
    return reasons


def _answer(one: Heard) -> str:
    if one.importance is None:
        return tr("Answers “{challenge}”, which {person} recognised", challenge=one.text, person=one.person)
    return tr(
        "Answers “{challenge}”, to {person} {n} of 5", challenge=one.text, person=one.person, n=one.importance
    )


def _told(story: Traits) -> str:
    if story.told_to:
        return tr("{person} has heard it already", person=story.told_to)
    return tr("It was told here already")


def _strongest(heard: Iterable[Heard]) -> list[Heard]:
    """Each challenge once, from the one to whom it matters most."""
    best: dict[int, Heard] = {}
    for one in heard:
        if one.challenge_id not in best or best[one.challenge_id].weight < one.weight:
            best[one.challenge_id] = one
    return list(best.values())


@dataclass(frozen=True)
class StoryWords:
    """A story as it is written down; `challenges` are the ids of what it answers."""

    title: str
    customer: str = ""
    anonymous_as: str = ""
    industry: str = ""  # key
    profile: str = ""  # key within the industry
    region: str = ""
    business_line: str = ""
    challenge: str = ""
    solution: str = ""
    impact: str = ""
    ask: str = ""
    permission: Permission = Permission.INTERNAL
    challenges: frozenset[int] = frozenset()

    def told_as(self, name: str) -> "StoryWords":
        """The story with `name` in the customer's place, in its texts too, as far as the permission asks for it."""

        def told(text: str) -> str:
            return told_text(text, self.permission, self.customer, name)

        return replace(
            self,
            title=told(self.title),
            challenge=told(self.challenge),
            solution=told(self.solution),
            impact=told(self.impact),
            ask=told(self.ask),
        )


class Gap(Word):
    """What a story lacks; the first four keep it from being complete."""

    CHALLENGE = "challenge"
    SOLUTION = "solution"
    RESULT = "result"
    FIGURE = "figure"
    LINK = "link"
    PARAPHRASE = "paraphrase"
    NAME_SHOWS = "name_shows"
    LONG = "long"

    @property
    def needed(self) -> bool:
        """Whether the story is incomplete because of it."""
        return self in {Gap.CHALLENGE, Gap.SOLUTION, Gap.RESULT, Gap.FIGURE}

    @property
    def sentence(self) -> str:
        """What to do about it."""
        return {
            Gap.CHALLENGE: tr("The challenge is missing: what kept the customer awake?"),
            Gap.SOLUTION: tr("The solution is missing: what was done?"),
            Gap.RESULT: tr("The result is missing: what came of it?"),
            Gap.FIGURE: tr("The result has no figure: how much, from what to what, in which time?"),
            Gap.LINK: tr("It answers no challenge of the library yet, so it is never proposed."),
            Gap.PARAPHRASE: tr("It may not name the customer, and nothing says how to call them instead."),
            Gap.NAME_SHOWS: tr("The customer’s name stands in its text; it is covered when you hand it out."),
            Gap.LONG: tr("It takes longer than a minute to tell; cut what does not carry the result."),
        }[self]


def gaps(story: StoryWords) -> tuple[Gap, ...]:
    """What the story lacks, what it needs first."""
    texts = f"{story.title} {story.challenge} {story.solution} {story.impact}"
    anonymous = story.permission is Permission.ANONYMOUS
    found = {
        Gap.CHALLENGE: not story.challenge.strip(),
        Gap.SOLUTION: not story.solution.strip(),
        Gap.RESULT: not story.impact.strip(),
        Gap.FIGURE: bool(story.impact.strip()) and not has_figure(story.impact),
        Gap.LINK: not story.challenges,
        Gap.PARAPHRASE: anonymous and not story.anonymous_as.strip(),
        Gap.NAME_SHOWS: anonymous and names(texts, story.customer),
        Gap.LONG: seconds(_count(story.challenge, story.solution, story.impact, story.ask)) > LONGEST,
    }
    return tuple(gap for gap, there in found.items() if there)


def is_complete(found: Iterable[Gap]) -> bool:
    """Whether challenge, solution and a result with a figure are there."""
    return not any(gap.needed for gap in found)


def has_figure(text: str) -> bool:
    """Whether the text holds a number that is more than a year."""
    return any(not _YEAR.fullmatch(number.strip(" .,")) for number in _NUMBER.findall(text))


@dataclass(frozen=True)
class Part:
    """A part of the telling: its heading and what is said."""

    heading: str
    text: str


@dataclass(frozen=True)
class Telling:
    """A story as it is told across the table, and how many seconds that takes."""

    parts: tuple[Part, ...]
    seconds: int


def telling(customer: str, words: StoryWords, ask: str) -> Telling:
    """Customer like you, challenge, what was done, result, and the question that gives the word back.

    `customer` is how the firm may be called here, `ask` the question where the story has none of its own.
    """
    parts = [
        Part(tr("A customer like you"), _sentence(customer)),
        Part(tr("Their challenge"), _sentence(words.challenge)),
        Part(tr("What was done"), _sentence(words.solution)),
        Part(tr("What came of it"), _sentence(words.impact)),
        Part(tr("And now ask"), (words.ask or ask).strip()),
    ]
    told = tuple(part for part in parts if part.text)
    return Telling(told, seconds(_count(*(part.text for part in told))))


def seconds(words: int) -> int:
    """How long so many words take to say."""
    return round(words * 60 / WORDS_A_MINUTE)


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def _sentence(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?…" else f"{text}."
    return ended[:1].upper() + ended[1:]


def short_text(field: str, text: str) -> str:
    """A text of `LIMITS` on one line. Raises BadInputError for an empty title and for one that is too long."""
    line, longest = " ".join(text.split()), LIMITS[field]
    if field == "title" and not line:
        raise BadInputError(tr("Give the story a title: the result in a few words tells most."))
    if len(line) > longest:
        raise BadInputError(tr("“{text}…” is longer than {n} letters.", text=line[:40], n=longest))
    return line


def checked(words: StoryWords) -> StoryWords:
    """The story without space around its texts. Raises BadInputError as `short_text` does."""
    return replace(
        words,
        title=short_text("title", words.title),
        customer=short_text("customer", words.customer),
        anonymous_as=short_text("anonymous_as", words.anonymous_as),
        region=short_text("region", words.region),
        business_line=short_text("business_line", words.business_line),
        challenge=words.challenge.strip(),
        solution=words.solution.strip(),
        impact=words.impact.strip(),
        ask=words.ask.strip(),
        profile=words.profile if words.industry else "",
    )
