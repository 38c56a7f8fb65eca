"""Supplied libraries fill a workspace once, and an older one only with what it lacks."""

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.across.starter import fill_library, missing
from app.models.library import (
    Challenge,
    Industry,
    PropositionBenefit,
    StoryChallenge,
    SuccessStory,
    ValueProposition,
)
from app.models.vocabulary import Permission
from app.workspace import Workspace


def counts(session: Session) -> dict[str, int]:
    tables = (Industry, Challenge, ValueProposition, PropositionBenefit, SuccessStory, StoryChallenge)
    return {
        table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
    }


def test_a_second_filling_adds_nothing(workspace: Workspace) -> None:
    with workspace.edit("fill") as session:
        assert len(missing(session)) == 7
        assert fill_library(session) > 350
        before = counts(session)
        assert fill_library(session) == 0
        assert counts(session) == before
        assert missing(session) == ()
    assert before["value_proposition"] == 38
    assert before["proposition_benefit"] >= 2 * before["value_proposition"]


def test_an_older_workspace_gets_what_it_lacks_and_keeps_what_was_changed(workspace: Workspace) -> None:
    with workspace.edit("as an older version made it") as session:
        fill_library(session)
        full = counts(session)
        for industry in ("logistics", "software"):
            session.execute(delete(SuccessStory).where(SuccessStory.key.startswith(f"{industry}.")))
            session.execute(delete(Industry).where(Industry.key == industry))
        session.execute(delete(ValueProposition))
        session.execute(delete(SuccessStory).where(SuccessStory.permission == Permission.INTERNAL))
        challenge = session.scalars(select(Challenge).where(Challenge.text == "Unplanned downtime")).one()
        challenge.text, challenge.heard_before, challenge.retired = "Ours", 99, True
    with workspace.edit("Add supplied libraries") as session:
        assert len(missing(session)) == 7
        assert fill_library(session) == 120
        assert missing(session) == ()
        assert counts(session) == full
        kept = session.scalars(select(Challenge).where(Challenge.text == "Ours")).one()
        assert (kept.heard_before, kept.retired) == (99, True)
    workspace.undo()
    with workspace.read() as session:
        assert "logistics" not in set(session.scalars(select(Industry.key)))
        assert counts(session)["value_proposition"] == 0


def test_a_supplied_story_answers_what_the_merged_challenges_became(workspace: Workspace) -> None:
    """A story that came later answers two challenges that the user had made one: it answers that one, once."""
    with workspace.edit("fill, merge, and lose a story") as session:
        fill_library(session)
        story, gone = session.execute(
            select(StoryChallenge.story_id, StoryChallenge.challenge_id)
            .group_by(StoryChallenge.story_id)
            .having(func.count() > 1)
        ).first() or (0, 0)
        answered = set(
            session.scalars(select(StoryChallenge.challenge_id).where(StoryChallenge.story_id == story))
        )
        into = next(one for one in answered if one != gone)
        session.get_one(Challenge, gone).merged_into_id = into
        key = session.get_one(SuccessStory, story).key
        session.execute(delete(SuccessStory).where(SuccessStory.id == story))
    with workspace.edit("Add supplied libraries") as session:
        fill_library(session)
        again = session.scalars(
            select(StoryChallenge.challenge_id).join(SuccessStory).where(SuccessStory.key == key)
        ).all()
        assert sorted(again) == sorted(answered - {gone})


@pytest.mark.parametrize("place", ["trash", "shelf"])
def test_a_story_in_the_trash_is_not_missing(workspace: Workspace, place: str) -> None:
    with workspace.edit("fill") as session:
        fill_library(session)
        story = session.scalars(select(SuccessStory)).first()
        assert story is not None
        if place == "trash":
            story.deleted_at = func.now()
        session.flush()
        assert missing(session) == ()
