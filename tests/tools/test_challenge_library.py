"""Maintaining the library: what is alike, what merging keeps, and what hangs on a challenge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.models.letters import LetterFact
from app.models.library import (
    Benefit,
    Challenge,
    ChallengeBenefit,
    ChallengeHeard,
    StoryChallenge,
    SuccessStory,
)
from app.models.opportunities import Stakeholder
from app.models.value import ValueCase, ValueLineChallenge
from app.models.vocabulary import EvidenceClass, HeardStatus
from app.tools.challenge_menu import actions, library, queries, upkeep
from app.tools.challenge_menu.likeness import ALIKE, groups, likeness, pairs, words
from app.tools.challenge_menu.merging import Said, joined, merged
from app.workspace import Workspace
from tests.build import TODAY

IMPORTANT, RECOGNISED = HeardStatus.IMPORTANT, HeardStatus.RECOGNISED
NOT_RELEVANT, PROPOSED = HeardStatus.NOT_RELEVANT, HeardStatus.PROPOSED
DOWNTIME = "Unplanned downtime"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Unplanned downtime", ("downtime", "unplanned")),
        ("The downtime of our machine is too high", ("downtime", "high", "machine")),
        ("Kosten für Énergie", ("energie", "fur", "kosten")),
        ("It is what it is", ("what",)),
        ("To be", ("be", "to")),  # nothing but small words
        ("…", ()),
    ],
)
def test_words_that_carry_the_meaning(text: str, kept: tuple[str, ...]) -> None:
    assert words(text) == kept


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Unplanned downtime", "Downtime, unplanned", True),
        ("Unplanned downtime", "unplaned downtime", True),
        ("Unplanned downtime", "Our unplanned downtime is too high", True),
        ("Énergie cost per tonne", "ENERGIE COST PER TONNE", True),
        ("High energy cost", "High labour cost", False),
        ("Unplanned downtime", "Spare parts take too long", False),
        ("Waste", "Production waste percentage too high", False),
        ("", "Unplanned downtime", False),
    ],
)
def test_likeness(one: str, other: str, *, alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) is alike
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.1)


def test_pairs_and_groups() -> None:
    texts = {
        1: "Unplanned downtime",
        2: "Spare parts take too long",
        3: "Downtime unplanned",
        4: "Unplaned downtime",
        5: "Spare parts take long",
        6: "Nobody trusts the figures",
    }
    found = pairs(texts)
    assert [(pair.one, pair.other) for pair in found][:2] == [(1, 3), (2, 5)]
    assert found[0].likeness == 1
    assert {frozenset(group) for group in groups(found)} == {frozenset({1, 3, 4}), frozenset({2, 5})}
    assert pairs({1: "One", 2: "Two"}) == ()


def test_a_word_that_everybody_uses_makes_no_pair_alone_but_equal_texts_do() -> None:
    texts = {n: f"Downtime {n:04}x" for n in range(200)} | {900: "Downtime 0001x"}
    assert [(pair.one, pair.other) for pair in pairs(texts, 1.0)] == [(1, 900)]


SAID = Said(1, RECOGNISED, None, EvidenceClass.STATED, date(2026, 3, 1), 4, "Own", "Why", "So what")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (replace(SAID, id=2, status=IMPORTANT, importance=2), 2),
        (replace(SAID, id=2, status=NOT_RELEVANT), 1),
        (replace(SAID, id=2, status=PROPOSED), 1),
        (replace(SAID, id=2, evidence=EvidenceClass.CONFIRMED), 2),
        (replace(SAID, id=2, evidence=EvidenceClass.ASSUMED, heard_on=date(2026, 9, 1)), 1),
        (replace(SAID, id=2, heard_on=date(2026, 9, 1)), 2),
    ],
)
def test_the_stronger_mark_stays(other: Said, kept: int) -> None:
    assert merged([SAID, other]).id == merged([other, SAID]).id == kept


def test_both_texts_and_the_first_place_stay() -> None:
    other = replace(
        SAID,
        id=2,
        status=IMPORTANT,
        importance=5,
        position=2,
        own_words="Other",
        reasons="",
        consequences="so what",
    )
    result = merged([SAID, other])
    assert (result.own_words, result.reasons, result.consequences) == ("Other\nOwn", "Why", "so what")
    assert (result.importance, result.position) == (5, 2)


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        (["One", "Two"], "One\nTwo"),
        (["One", "one and more"], "one and more"),
        (["One and more", " one ", ""], "One and more"),
        ([], ""),
    ],
)
def test_texts_are_joined_once(texts: list[str], together: str) -> None:
    assert joined(texts) == together


@pytest.fixture
def session(filled: Workspace) -> Iterator[Session]:
    with filled.edit("Test") as session:
        yield session


def _id(session: Session, text: str) -> int:
    return session.scalars(select(Challenge.id).where(Challenge.text == text)).one()


def _profile_of(session: Session, challenge_id: int) -> int:
    return session.get_one(Challenge, challenge_id).profile_id


def _row(session: Session, challenge_id: int) -> library.LibraryRow:
    return next(row for row in library.rows(session) if row.id == challenge_id)


def test_rows_count_what_hangs_on_a_challenge(session: Session) -> None:
    rows = library.rows(session)
    assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)
    downtime = next(row for row in rows if row.text == DOWNTIME)
    linked = library.linked(session, downtime.id)
    assert (downtime.benefits, downtime.capabilities, downtime.stories) == (
        len(linked.benefits),
        len(linked.capabilities),
        len(linked.stories),
    )
    assert downtime.benefits
    assert downtime.stories
    before = session.get_one(Challenge, downtime.id).heard_before
    assert downtime.count == before + library.heard_here(session)[downtime.id]


def test_retired_and_brought_back(session: Session) -> None:
    downtime = _id(session, DOWNTIME)
    actions.retire(session, downtime)
    assert _row(session, downtime).retired
    twin = actions.add_challenge(session, _profile_of(session, downtime), DOWNTIME)
    with pytest.raises(BadInputError, match="on the menu already; merge the two"):
        upkeep.bring_back(session, downtime)
    actions.reword(session, twin, "Something else", "")
    upkeep.bring_back(session, downtime)
    assert not _row(session, downtime).retired


def _twin(session: Session) -> tuple[int, int]:
    """The supplied challenge and one of our own that says the same."""
    downtime = _id(session, DOWNTIME)
    return downtime, actions.add_challenge(
        session, _profile_of(session, downtime), "Downtime, unplanned", "How?"
    )


def test_merging_counts_each_person_once(session: Session) -> None:
    downtime, twin = _twin(session)
    session.get_one(Challenge, twin).heard_before = 7
    heard = session.scalars(select(ChallengeHeard).where(ChallengeHeard.challenge_id == downtime)).first()
    assert heard is not None
    free = session.scalars(
        select(Stakeholder.id).where(
            Stakeholder.id.not_in(
                select(ChallengeHeard.stakeholder_id).where(ChallengeHeard.challenge_id == downtime)
            )
        )
    ).first()
    assert free is not None
    actions.mark(session, heard.stakeholder_id, twin, IMPORTANT, 5, on=TODAY)
    actions.note(session, heard.stakeholder_id, twin, "own_words", "Every Friday.", on=TODAY)
    actions.mark(session, free, twin, RECOGNISED, on=TODAY)
    before = _row(session, downtime).count
    upkeep.merge(session, downtime, [twin])
    assert _row(session, downtime).count == before + 7 + 1
    of_both = session.scalars(
        select(ChallengeHeard).where(
            ChallengeHeard.stakeholder_id == heard.stakeholder_id, ChallengeHeard.challenge_id == downtime
        )
    ).one()
    assert of_both.importance == 5
    assert "Every Friday." in of_both.own_words
    assert twin not in {row.id for row in library.rows(session)}


def test_merging_moves_all_that_hangs_on_it(session: Session) -> None:
    downtime, twin = _twin(session)
    story = session.scalars(
        select(SuccessStory.id).where(
            SuccessStory.id.not_in(
                select(StoryChallenge.story_id).where(StoryChallenge.challenge_id == downtime)
            )
        )
    ).first()
    known = library.linked(session, downtime)
    session.add(StoryChallenge(story_id=story, challenge_id=twin))
    upkeep.set_benefits(session, twin, [known.benefits[0][0]], ["Fewer nights at the mill"])
    upkeep.set_capabilities(session, twin, [], ["A man on site within four hours"])
    case = session.scalars(select(ValueCase.id)).first()
    session.add(ValueLineChallenge(case_id=case, line="line_of_the_test", challenge_id=twin))
    session.flush()
    upkeep.merge(session, downtime, [twin])
    linked = library.linked(session, downtime)
    assert [text for _, text in linked.benefits] == [text for _, text in known.benefits] + [
        "Fewer nights at the mill"
    ]
    assert linked.capabilities[-1][1] == "A man on site within four hours"
    assert len(linked.stories) == len(known.stories) + 1
    line = session.scalars(
        select(ValueLineChallenge).where(ValueLineChallenge.line == "line_of_the_test")
    ).one()
    assert line.challenge_id == downtime
    for link in (ChallengeBenefit, StoryChallenge, ChallengeHeard):
        assert not session.scalar(select(func.count()).where(link.challenge_id == twin))


def test_what_a_letter_took_is_traced_to_the_row_that_stays(session: Session) -> None:
    _, twin = _twin(session)
    fact = session.scalars(select(LetterFact).where(LetterFact.source_table == "challenge_heard")).first()
    assert fact is not None
    heard = session.scalars(select(ChallengeHeard).where(ChallengeHeard.uid == fact.source_uid)).one()
    actions.mark(session, heard.stakeholder_id, twin, IMPORTANT, 5, on=TODAY)
    session.get_one(Challenge, twin).profile_id = _profile_of(session, heard.challenge_id)
    stronger = session.scalars(select(ChallengeHeard).where(ChallengeHeard.challenge_id == twin)).one()
    heard.status, heard.importance = RECOGNISED, None
    upkeep.merge(session, heard.challenge_id, [twin])
    session.expire_all()
    assert session.get_one(LetterFact, fact.id).source_uid == stronger.uid


def test_merging_the_merged_leads_to_the_last(session: Session) -> None:
    downtime, twin = _twin(session)
    third = actions.add_challenge(session, _profile_of(session, downtime), "Stops that nobody planned")
    upkeep.merge(session, twin, [downtime])
    upkeep.merge(session, third, [twin])
    assert {session.get_one(Challenge, one).merged_into_id for one in (downtime, twin)} == {third}
    assert session.get_one(Challenge, third).ask
    rows = queries.menu(session, _profile_of(session, third), None)
    assert {downtime, twin}.isdisjoint(row.id for row in rows)
    assert third in {row.id for row in rows}


@pytest.mark.parametrize("others", [[], ["itself"], ["elsewhere"]])
def test_what_cannot_be_merged(session: Session, others: list[str]) -> None:
    downtime = _id(session, DOWNTIME)
    elsewhere = session.scalars(
        select(Challenge.id).where(Challenge.profile_id != _profile_of(session, downtime))
    ).first()
    ids = [downtime if one == "itself" else elsewhere or 0 for one in others]
    with pytest.raises(BadInputError, match="one"):
        upkeep.merge(session, downtime, ids)


def test_a_merge_is_one_step_that_comes_back_whole(filled: Workspace) -> None:
    with filled.edit("Add") as session:
        downtime, twin = _twin(session)
        person = session.scalars(
            select(ChallengeHeard.stakeholder_id).where(ChallengeHeard.challenge_id == downtime)
        ).first()
        actions.mark(session, person or 0, twin, IMPORTANT, 5, on=TODAY)
    tables = (Challenge, ChallengeHeard, ChallengeBenefit, StoryChallenge, LetterFact)

    def everything() -> list[object]:
        with filled.read() as session:
            return [session.execute(select(table.__table__).order_by(table.id)).all() for table in tables]

    before = everything()
    with filled.edit("Merge") as session:
        upkeep.merge(session, downtime, [twin])
    after = everything()
    assert after != before
    assert filled.undo() == "Merge"
    assert everything() == before
    filled.redo()
    assert everything() == after


def test_links_are_chosen_and_made(session: Session) -> None:
    downtime = _id(session, DOWNTIME)
    count = session.scalar(select(func.count()).select_from(Benefit)) or 0
    known = library.all_benefits(session)[0]
    upkeep.set_benefits(session, downtime, [], [known[1].upper(), "  Calm   nights "])
    assert [text for _, text in library.linked(session, downtime).benefits] == [known[1], "Calm nights"]
    assert session.scalar(select(func.count()).select_from(Benefit)) == count + 1
    upkeep.set_benefits(session, downtime, [])
    assert library.linked(session, downtime).benefits == ()
    with pytest.raises(BadInputError, match="few words"):
        upkeep.set_benefits(session, downtime, [], ["  "])
