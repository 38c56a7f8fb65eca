"""The search field finds stories beside people and deals, and in the trash nothing."""

from datetime import datetime

from sqlalchemy import select

from app.across.home import actions as home
from app.across.home.queries import trash
from app.across.search.queries import search
from app.models.library import SuccessStory
from app.models.vocabulary import CUSTOMER, TEAM
from app.workspace import Workspace


def test_a_story_is_found_by_its_title_its_customer_and_its_words(filled: Workspace) -> None:
    with filled.read() as session:
        for words in ("nine stops", "kettula", "condition monitoring read"):
            hits = [hit for hit in search(session, words) if hit.kind == "success_story"]
            assert "From nine stops a month to two" in {hit.title for hit in hits}, words
            assert all(hit.story_id is not None and hit.account_id is None for hit in hits)


def test_a_person_is_found_by_a_role_of_our_own(filled: Workspace) -> None:
    with filled.read() as session:
        (hit,) = [one for one in search(session, "voice shift") if one.kind == "person"]
        assert search(session, "voice nobody") == []
    assert (hit.title, hit.detail) == (
        "Pekka Aho",
        "Voice of the shifts · Process engineer · Northmill Board Oy",
    )
    assert hit.stakeholder_id is not None
    with filled.read(CUSTOMER) as session:
        assert search(session, "voice shift", CUSTOMER) == []


def test_a_customer_finds_no_internal_story_and_no_hidden_name(filled: Workspace) -> None:
    with filled.read(CUSTOMER) as session:
        assert search(session, "four release nights", CUSTOMER) == []
        assert search(session, "Sarvikas", CUSTOMER) == []
        (hit,) = [one for one in search(session, "every break", CUSTOMER) if one.story_id]
    assert hit.detail.startswith("a mill running on recycled fibre")
    with filled.read(TEAM) as session:
        assert search(session, "four release nights")


def test_a_retired_story_waits_in_the_trash_and_comes_back_whole(filled: Workspace) -> None:
    with filled.edit("Retire") as session:
        story = session.scalars(select(SuccessStory).where(SuccessStory.title.startswith("From nine"))).one()
        story.deleted_at = datetime(2026, 11, 22)
    with filled.read() as session:
        assert not [hit for hit in search(session, "kettula") if hit.story_id]
        (found,) = [one for one in trash(session) if one.kind == "success_story"]
    assert found.name == "From nine stops a month to two"
    with filled.edit("Take out of the trash") as session:
        home.restore(session, found.kind, found.id)
    with filled.read() as session:
        assert [hit for hit in search(session, "kettula") if hit.story_id]
        assert not [one for one in trash(session) if one.kind == "success_story"]


def test_challenges_come_after_names_and_never_crowd_them_out(filled: Workspace) -> None:
    with filled.read() as session:
        hits = search(session, "metal lost")
        assert [(hit.kind, hit.title) for hit in hits][:1] == [("challenge", "Metal lost to tailings")]
        kinds = [hit.kind for hit in search(session, "ma")]
    assert "person" in kinds
    assert "challenge" in kinds
    assert kinds == sorted(kinds, key=lambda kind: kind == "challenge")


def test_a_customer_finds_challenges_too(filled: Workspace) -> None:
    with filled.read(CUSTOMER) as session:
        assert "Metal lost to tailings" in {hit.title for hit in search(session, "metal lost", CUSTOMER)}
