"""What is known of an industry: challenges, benefits, capabilities, value propositions, stories; and what was heard."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, Root, WordType
from app.models.vocabulary import EvidenceClass, HeardStatus, Permission, Reception


class Industry(Entity):
    """An industry of the library; accounts name it by its key."""

    __tablename__ = "industry"

    key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))


class Profile(Entity):
    """A kind of key person in an industry, such as the production manager of a board mill.

    `titles` are words of a job title that point here, one a line.
    """

    __tablename__ = "profile"
    __table_args__ = (UniqueConstraint("industry_id", "key"),)

    industry_id: Mapped[int] = mapped_column(ForeignKey("industry.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    titles: Mapped[str] = mapped_column(Text, default="")


class Benefit(Entity):
    """What the customer gains when a challenge is answered."""

    __tablename__ = "benefit"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    text: Mapped[str] = mapped_column(String(300))


class Capability(Entity):
    """What we can do about a challenge."""

    __tablename__ = "capability"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    text: Mapped[str] = mapped_column(String(300))


class Challenge(Entity):
    """A challenge that people of a profile are known to have.

    `heard_before` is how many persons named it before this workspace counts; what is heard here
    comes on top, each person once. One that was merged is retired and names the one that took its place, so that
    neither a later library nor a file brings it back.
    """

    __tablename__ = "challenge"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    ask: Mapped[str] = mapped_column(Text, default="")  # the question that opens it
    heard_before: Mapped[int] = mapped_column(default=0)
    own: Mapped[bool] = mapped_column(default=False)  # added by the user
    retired: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("challenge.id", ondelete="SET NULL"), default=None, index=True
    )


class ChallengeBenefit(Entity):
    """A benefit that a challenge opens."""

    __tablename__ = "challenge_benefit"
    __table_args__ = (UniqueConstraint("challenge_id", "benefit_id"),)

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    benefit_id: Mapped[int] = mapped_column(ForeignKey("benefit.id", ondelete="CASCADE"), index=True)


class ChallengeCapability(Entity):
    """A capability that answers a challenge."""

    __tablename__ = "challenge_capability"
    __table_args__ = (UniqueConstraint("challenge_id", "capability_id"),)

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    capability_id: Mapped[int] = mapped_column(ForeignKey("capability.id", ondelete="CASCADE"), index=True)


class ChallengeHeard(Entity):
    """What one stakeholder said of one challenge. Importance 1..5; None: not said."""

    __tablename__ = "challenge_heard"
    __table_args__ = (UniqueConstraint("stakeholder_id", "challenge_id"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), default=None
    )
    status: Mapped[HeardStatus] = mapped_column(WordType(HeardStatus), default=HeardStatus.PROPOSED)
    importance: Mapped[int | None] = mapped_column(default=None)
    own_words: Mapped[str] = mapped_column(Text, default="")
    reasons: Mapped[str] = mapped_column(Text, default="")
    consequences: Mapped[str] = mapped_column(Text, default="")
    heard_on: Mapped[date] = mapped_column(Date)
    position: Mapped[int] = mapped_column(default=0)  # the order that the customer gave
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )


class ValueProposition(Entity):
    """What we promise to people of a profile: their goal, and how it is reached compared with what they do now.

    Its bundle of benefits hangs on it. `model` is the name of the supplied value model that puts a figure on it.
    """

    __tablename__ = "value_proposition"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    goal: Mapped[str] = mapped_column(String(300))
    solution: Mapped[str] = mapped_column(Text)
    compared_with: Mapped[str] = mapped_column(Text, default="")
    model: Mapped[str] = mapped_column(String(60), default="")
    retired: Mapped[bool] = mapped_column(default=False)


class PropositionBenefit(Entity):
    """A benefit of the bundle that a value proposition promises; the first one carries most."""

    __tablename__ = "proposition_benefit"
    __table_args__ = (UniqueConstraint("proposition_id", "benefit_id"),)

    proposition_id: Mapped[int] = mapped_column(
        ForeignKey("value_proposition.id", ondelete="CASCADE"), index=True
    )
    benefit_id: Mapped[int] = mapped_column(ForeignKey("benefit.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class SuccessStory(Root, Entity):
    """A customer who had the challenge, what was done, and what came of it, with a figure.

    `ask` is the question that hands the word back to the listener when the story is told.
    """

    __tablename__ = "success_story"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    customer: Mapped[str] = mapped_column(String(200), default="")
    anonymous_as: Mapped[str] = mapped_column(String(200), default="")  # "a Nordic board mill"
    industry_id: Mapped[int | None] = mapped_column(
        ForeignKey("industry.id", ondelete="SET NULL"), default=None
    )
    profile_key: Mapped[str] = mapped_column(String(40), default="")
    region: Mapped[str] = mapped_column(String(80), default="")
    business_line: Mapped[str] = mapped_column(String(80), default="")
    challenge: Mapped[str] = mapped_column(Text, default="")
    solution: Mapped[str] = mapped_column(Text, default="")
    impact: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(Text, default="")
    permission: Mapped[Permission] = mapped_column(WordType(Permission), default=Permission.INTERNAL)
    sample: Mapped[bool] = mapped_column(default=False)


class StoryChallenge(Entity):
    """A challenge that a story answers."""

    __tablename__ = "story_challenge"
    __table_args__ = (UniqueConstraint("story_id", "challenge_id"),)

    story_id: Mapped[int] = mapped_column(ForeignKey("success_story.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)


class StoryTold(Entity):
    """Where a story was told and how it was received."""

    __tablename__ = "story_told"

    story_id: Mapped[int] = mapped_column(ForeignKey("success_story.id", ondelete="CASCADE"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), default=None)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), default=None
    )
    told_on: Mapped[date] = mapped_column(Date)
    received: Mapped[str] = mapped_column(Text, default="")
    reception: Mapped[Reception | None] = mapped_column(WordType(Reception), default=None)  # None: not known
