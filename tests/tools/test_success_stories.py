"""Success stories: how a match is made, what a story lacks, how it is told, and who may see what of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import csv_sheet
from app.errors import BadInputError
from app.method.coaching import findings
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.models.library import Challenge, StoryChallenge, StoryTold, SuccessStory
from app.models.opportunities import Opportunity
from app.models.people import Person
from app.models.vocabulary import CUSTOMER, Audience, Permission, Reception
from app.tools.success_stories import actions, export, importing, queries
from app.tools.success_stories.actions import ToldWords
from app.tools.success_stories.rows import Shelf, StoryRow
from app.tools.success_stories.rules import (
    LONGEST,
    WEIGHTS,
    Gap,
    Heard,
    Listener,
    StoryWords,
    Traits,
    gaps,
    has_figure,
    match,
    telling,
)
from app.workspace import Workspace
from tests.build import TODAY

KETTULA = "From nine stops a month to two"
RELEASES = "From four release nights a year to 46 release afternoons"
WHOLE = StoryWords(
    "Twice the speed",
    customer="Kettula Board Oy",
    anonymous_as="a Nordic board mill",
    challenge="The press was slow.",
    solution="A new press.",
    impact="Speed up by 12 %.",
    permission=Permission.NAMED,
    challenges=frozenset({1}),
)


@pytest.fixture
def session(filled: Workspace) -> Iterator[Session]:
    with filled.edit("Test") as session:
        yield session


def _shelf(session: Session, audience: Audience = Audience.INTERNAL) -> Shelf:
    return queries.shelf(session, 1, 1, audience=audience)


def _story(shelf: Shelf, title: str) -> StoryRow:
    return next(story for story in shelf.stories if story.title == title)


# Match

ASKED = Heard(7, "Unplanned downtime", "Tiina", 5)
LISTENER = Listener(
    heard=(ASKED, Heard(8, "Sticks cause web break", "Marja", 3), Heard(9, "Uneven quality", "Marja", None)),
    industry="board_paper",
    industry_name="Board and paper mills",
    profiles=frozenset({"production_manager"}),
    region="Nordics",
)
AT_HOME = Traits(challenges={7, 8, 9}, industry="board_paper", profile="production_manager", region="Nordics")


@pytest.mark.parametrize(
    ("story", "score"),
    [
        (AT_HOME, 40 + 5 + 5 + 20 + 12 + 8 + 5),
        (Traits(challenges={7}, complete=False), 40),
        (Traits(challenges={8}, complete=False), 24),
        (Traits(challenges={9}, complete=False), 8),
        (Traits(challenges=()), 5),
        (Traits(challenges=(), profile="production_manager", industry="mining", complete=False), 0),
        (Traits(challenges={7}, complete=False, told_on=TODAY, told_to="Tiina"), 10),
        (Traits(challenges=(), told_on=TODAY), 0),
    ],
)
def test_the_score_is_the_sum_of_its_reasons(story: Traits, score: int) -> None:
    found = match(story, LISTENER)
    assert found.score == score == max(0, sum(reason.points for reason in found.reasons))
    assert found.answers == bool(story.challenges)
    assert [reason.points for reason in found.reasons] == sorted(
        (reason.points for reason in found.reasons), reverse=True
    )


def test_the_reasons_are_said_in_words() -> None:
    reasons = match(AT_HOME, LISTENER).reasons
    assert reasons[0].text == "Answers “Unplanned downtime”, to Tiina 5 of 5"
    assert "Answers “Uneven quality”, which Marja recognised" in {reason.text for reason in reasons}


def test_one_challenge_of_two_people_counts_once_for_the_one_to_whom_it_matters_most() -> None:
    listener = Listener(heard=(Heard(7, "Downtime", "Bo", 2), Heard(7, "Downtime", "Anna", 4)))
    (reason,) = match(Traits(challenges={7}, complete=False), listener).reasons
    assert (reason.points, reason.text) == (32, "Answers “Downtime”, to Anna 4 of 5")


heard = st.builds(
    Heard, st.integers(1, 30), st.just("x"), st.just("y"), st.one_of(st.none(), st.integers(1, 5))
)


@given(st.lists(heard, max_size=30), st.sets(st.integers(1, 30)), st.booleans(), st.booleans())
def test_a_score_is_never_beyond_its_ends(
    named: list[Heard], answers: set[int], told: bool, complete: bool
) -> None:
    listener = Listener(tuple(named), "a", "A", frozenset({"p"}), "r")
    story = Traits(answers, "a", "p", "P", "r", complete, TODAY if told else None)
    found = match(story, listener)
    assert 0 <= found.score <= 100
    assert match(story, Listener()).score <= found.score
    further = [reason.points for reason in found.reasons if reason.text.startswith("Answers")]
    assert sum(further) <= WEIGHTS.challenge + WEIGHTS.most_further


# Completeness


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({}, ()),
        ({"challenge": " "}, (Gap.CHALLENGE,)),
        ({"solution": ""}, (Gap.SOLUTION,)),
        ({"impact": ""}, (Gap.RESULT,)),
        ({"impact": "Much better since 2019"}, (Gap.FIGURE,)),
        ({"challenges": frozenset()}, (Gap.LINK,)),
        ({"permission": Permission.ANONYMOUS}, ()),
        ({"permission": Permission.ANONYMOUS, "anonymous_as": ""}, (Gap.PARAPHRASE,)),
        (
            {"permission": Permission.ANONYMOUS, "solution": "Kettula Board rebuilt it"},
            (Gap.NAME_SHOWS,),
        ),
        ({"permission": Permission.INTERNAL, "solution": "Kettula Board rebuilt it"}, ()),
        ({"solution": "word " * 200}, (Gap.LONG,)),
    ],
)
def test_what_a_story_lacks(change: dict[str, object], lacks: tuple[Gap, ...]) -> None:
    story = StoryWords(**{**vars(WHOLE), **change})
    assert gaps(story) == lacks
    assert all(gap.sentence.endswith((".", "?")) for gap in Gap)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Down by 9 %", True),
        ("1,200 tonnes", True),
        ("In 2021 all went well", False),
        ("", False),
        ("in 2021: 3 days", True),
        ("2 000 tonnes", True),
    ],
)
def test_a_year_is_no_figure(text: str, there: bool) -> None:
    assert has_figure(text) is there


def test_a_minute_has_five_parts() -> None:
    told = telling("a Nordic board mill", WHOLE, "How fast do you run?")
    assert [part.text for part in told.parts] == [
        "A Nordic board mill.",
        "The press was slow.",
        "A new press.",
        "Speed up by 12 %.",
        "How fast do you run?",
    ]
    assert told.seconds == round(20 * 60 / 140)
    assert telling("", StoryWords("Empty"), "").parts == ()


def test_each_supplied_story_is_told_within_a_minute_and_lacks_nothing(session: Session) -> None:
    for story in _shelf(session).stories:
        assert story.gaps == (), story.title
        assert 15 <= export.told_here(story).seconds <= LONGEST, story.title


# The shelf


def test_the_best_story_for_this_deal_stands_on_top(session: Session) -> None:
    session.query(StoryTold).delete()
    shelf = _shelf(session)
    assert shelf.stories[0].title == KETTULA
    assert shelf.stories[0].match.score == max(story.match.score for story in shelf.stories)
    assert "Same region: Nordics" in {reason.text for reason in shelf.stories[0].match.reasons}


def test_a_story_told_here_steps_back_for_another(session: Session) -> None:
    story = _story(_shelf(session), KETTULA)
    assert any("has heard it already" in reason.text for reason in story.match.reasons)
    assert next(one.received for one in story.told if one.here).startswith("Asked how many days")


def test_for_one_person_only_what_she_named_counts(session: Session) -> None:
    shelf = _shelf(session)
    person = next(one for one in shelf.people if one.name.startswith("Tiina"))
    for_her = queries.shelf(session, 1, 1, person.id)
    assert {one.person for one in for_her.listener.heard} == {person.name}
    assert for_her.listener.profiles == {"production_manager"}


def test_what_nobody_can_prove_is_listed_what_was_named_here_first(session: Session) -> None:
    shelf = _shelf(session)
    named = [one for one in shelf.unproved if one.person]
    assert named == list(shelf.unproved[: len(named)])
    assert named
    proved = set(
        session.scalars(
            select(StoryChallenge.challenge_id)
            .join(SuccessStory)
            .where(SuccessStory.permission != Permission.INTERNAL)
        )
    )
    assert not proved & {one.id for one in shelf.unproved}
    answered = shelf.unproved[0].id
    story_id = actions.add(session, StoryWords("Ours", permission=Permission.ANONYMOUS))
    actions.set_answers(session, story_id, [answered])
    assert answered not in {one.id for one in _shelf(session).unproved}
    actions.set_permission(session, story_id, Permission.INTERNAL)
    assert answered in {one.id for one in _shelf(session).unproved}, "what may not be told proves nothing"


@pytest.mark.parametrize(("country", "region"), [("finland", "Nordics"), ("Atlantis ", "Atlantis"), ("", "")])
def test_a_country_belongs_to_a_region(country: str, region: str) -> None:
    assert queries.region_of(country) == region


def test_a_shelf_without_an_account_shows_the_library(session: Session) -> None:
    shelf = queries.shelf(session, None, None)
    assert len(shelf.stories) >= 12
    assert (shelf.people, shelf.unproved) == ((), ())


# What a customer sees


@pytest.mark.parametrize("through_the_session", [True, False])
def test_a_customer_sees_no_internal_story_no_name_and_no_thought_of_ours(
    filled: Workspace, through_the_session: bool
) -> None:
    with filled.edit("names in texts") as session:
        for story in session.scalars(select(SuccessStory)):
            story.solution = f"{story.customer} did it. {story.solution}"
        hidden = {
            story.customer
            for story in session.scalars(select(SuccessStory))
            if story.permission is not Permission.NAMED
        }
    with filled.read(CUSTOMER if through_the_session else None) as session:
        shelf = _shelf(session, Audience.CUSTOMER)
    assert RELEASES not in {story.title for story in shelf.stories}
    assert len(shelf.stories) >= 12
    shown = repr(shelf.stories)
    assert not [name for name in hidden if name in shown]
    assert all(story.told == () and story.gaps == () for story in shelf.stories)
    assert all(story.match.reasons == () and story.match.score == 0 for story in shelf.stories)
    assert shelf.unproved == ()


# Verbs


def test_a_story_is_added_written_linked_and_retired(session: Session) -> None:
    story_id = actions.add(
        session, StoryWords("  A  new   story ", industry="mining", profile="metallurgist")
    )
    actions.write(session, story_id, "impact", " 4 % more ")
    actions.write(session, story_id, "region", "Nordics")
    actions.set_answers(session, story_id, [1, 2, 2])
    actions.set_answers(session, story_id, [2, 3])
    row = _story(_shelf(session), "A new story")
    assert (row.words.impact, row.words.region, row.profile_name) == (
        "4 % more",
        "Nordics",
        "Chief metallurgist",
    )
    assert {answer.id for answer in row.answers} == {2, 3}
    actions.set_industry(session, story_id, "energy")
    assert _story(_shelf(session), "A new story").words.profile == ""
    actions.retire(session, story_id, datetime(2026, 11, 22))
    assert "A new story" not in {story.title for story in _shelf(session).stories}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("title", " ", "Give the story a title"),
        ("region", "x" * 81, "longer than 80 letters"),
        ("key", "x", "A story has no field “key”"),
    ],
)
def test_what_cannot_be_written_is_said(session: Session, field: str, text: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        actions.write(session, 1, field, text)


def test_a_story_is_told_and_how_it_was_received_is_kept(session: Session) -> None:
    story = next(
        one for one in _shelf(session).stories if one.permission is Permission.NAMED and not one.told
    )
    person = session.scalars(select(Person)).first()
    assert person is not None
    told = actions.tell(session, story.id, 1, ToldWords(TODAY, person.id, Reception.LISTENED, " Nodded "))
    row = _shelf(session).told(told)
    assert row is not None
    assert (row.person, row.reception, row.received, row.here) == (
        person.name,
        Reception.LISTENED,
        "Nodded",
        True,
    )
    actions.change_told(session, told, ToldWords(date(2026, 11, 1), None, None, ""))
    changed = _shelf(session).told(told)
    assert changed is not None
    assert (changed.person, changed.reception, changed.on) == ("", None, date(2026, 11, 1))
    actions.untell(session, told)
    assert _shelf(session).told(told) is None


def test_an_internal_story_cannot_be_told(session: Session) -> None:
    story = _story(_shelf(session), RELEASES)
    with pytest.raises(BadInputError, match="for us only"):
        actions.tell(session, story.id, 1, ToldWords(TODAY))


# Out of the house


def test_the_telling_of_an_anonymous_story_names_nobody(session: Session) -> None:
    story = next(one for one in _shelf(session).stories if one.permission is Permission.ANONYMOUS)
    name = story.words.customer
    words = replace(
        story.words, challenge=f"{name} stood still.", solution=f"At {name}'s mill", impact=name.upper()
    )
    told = export.as_text(export.told_here(replace(story, words=words)))
    assert name.casefold() not in told.casefold()
    assert "At their mill" in told


def test_each_export_keeps_to_the_permission(filled: Workspace) -> None:
    with filled.read() as session:
        ours = _shelf(session)
    with filled.read(CUSTOMER) as session:
        theirs = _shelf(session, Audience.CUSTOMER)
    for story in ours.stories:
        if story.permission is Permission.INTERNAL:
            with pytest.raises(BadInputError, match="for us only"):
                export.one_pager(theirs, story.id, "Sam", TODAY)
            continue
        page = export.one_pager(theirs, story.id, "Sam", TODAY)
        read = docx.Document(BytesIO(export.document(page)))
        deck = pptx.Presentation(BytesIO(export.slide(page)))
        written = "\n".join(paragraph.text for paragraph in read.paragraphs)
        (made,) = deck.slides
        shown = "\n".join(shape.text_frame.text for shape in made.shapes if shape.has_text_frame)
        for text in (written, shown, export.as_text(export.told_here(story))):
            assert (story.words.customer in text) == (story.permission is Permission.NAMED), story.title
            assert story.words.impact in text
        assert "invented" in written
        assert "invented" in shown
        assert made.shapes.title is not None
        assert made.shapes.title.text_frame.text == story.title


# Import


def _known(session: Session) -> importing.Known:
    shelf = queries.shelf(session, None, None)
    return importing.known(
        [story.title for story in shelf.stories],
        shelf.industries,
        [(one.industry, one.key, one.name) for one in shelf.profiles],
        [(id_, text) for id_, text, _ in queries.challenges(session, "")],
    )


CSV = """Story;Customer;Told as;Industry;Profile;Country;Problem;Result;May be told;Answers;Budget
Half the stops;Salzburg Papier;a mill;Board and paper mills;Mill manager;Austria;Stops;Down by 50 %;Named;Downtime?;1
Half the stops;again;;;;;;;;;
From nine stops a month to two;;;;;;;;;;
Another one;;;Bakeries;Baker;;;;;Nothing known;
""".replace("Downtime?", "Unplanned downtime")


def test_a_file_is_read_before_anything_is_stored(session: Session) -> None:
    found = importing.draft(csv_sheet.parse("stories.csv", CSV.encode()), _known(session))
    assert [story.title for story in found.stories] == ["Half the stops", "Another one"]
    assert (found.same, found.refused, found.ignored) == (2, False, ("Budget",))
    first = found.stories[0]
    assert (first.industry, first.profile, first.region, first.permission) == (
        "board_paper",
        "mill_manager",
        "Austria",
        Permission.NAMED,
    )
    assert first.challenges == {
        session.scalar(select(Challenge.id).where(Challenge.text == "Unplanned downtime"))
    }
    assert [(one.line, one.sentence) for one in found.problems] == [
        (5, "Left out: the library knows no industry “Bakeries”."),
        (5, "Left out: the industry has no profile “Baker”."),
        (5, "Left out: the library knows no challenge “Nothing known”."),
    ]
    for words in found.stories:
        actions.add(session, words)
    assert _story(_shelf(session), "Half the stops").words.customer == "Salzburg Papier"
    assert importing.draft(csv_sheet.parse("stories.csv", CSV.encode()), _known(session)).stories == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Title,Permission\nA,perhaps\n", "“perhaps” is no permission; write named, anonymous or internal."),
        ("Title,Customer\n,Nobody\n", "Give the story a title: the result in a few words tells most."),
        ("Title\n" + "x" * 201 + "\n", f"“{'x' * 40}…” is longer than 200 letters."),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(session: Session, text: str, sentence: str) -> None:
    found = importing.draft(csv_sheet.parse("s.csv", text.encode()), _known(session))
    assert found.refused
    assert [(one.line, one.sentence, one.refused) for one in found.problems] == [(2, sentence, True)]


def test_a_file_without_titles_is_refused(session: Session) -> None:
    with pytest.raises(BadInputError, match="has no column “title”; its columns are “Who”, “What”"):
        importing.draft(csv_sheet.parse("s.csv", b"Who,What\na,b\n"), _known(session))


# Coach and progress


def _rules_that_speak(session: Session, opportunity_id: int = 1) -> set[str]:
    subjects = queries.subjects(session, opportunity_id, TODAY)
    return {finding.rule for finding in findings(load_rules(), subjects) if finding.tool == "success_stories"}


def test_the_coach_speaks_of_stories(session: Session) -> None:
    session.query(StoryTold).delete()
    for story in session.scalars(select(SuccessStory)):
        story.sample = False
    assert "story_never_told" in _rules_that_speak(session)
    told = actions.tell(session, _story(_shelf(session), KETTULA).id, 1, ToldWords(TODAY))
    assert "story_never_told" not in _rules_that_speak(session)
    assert "story_without_answer" in _rules_that_speak(session)
    actions.change_told(session, told, ToldWords(TODAY, reception=Reception.FELL_FLAT))
    assert {"story_fell_flat"} == _rules_that_speak(session) & {"story_fell_flat", "story_without_answer"}
    actions.write(session, _story(_shelf(session), KETTULA).id, "impact", "Much better")
    assert "story_incomplete" in _rules_that_speak(session)


def test_samples_prove_nothing(session: Session) -> None:
    assert "only_sample_stories" in _rules_that_speak(session)
    _story(_shelf(session), KETTULA)
    actions.set_sample(session, _story(_shelf(session), KETTULA).id, False)
    assert "only_sample_stories" not in _rules_that_speak(session)


def test_progress_counts_a_story_that_answers_what_matters_most(session: Session) -> None:
    deal = session.get_one(Opportunity, 1)
    session.query(StoryTold).delete()
    assert queries.progress(session, deal.account_id, 1) is Progress.EMPTY
    wrong = _story(_shelf(session), "Relining in 38 hours instead of 70")
    actions.tell(session, wrong.id, 1, ToldWords(TODAY))
    assert queries.progress(session, deal.account_id, 1) is Progress.BEGUN
    actions.tell(session, _story(_shelf(session), KETTULA).id, 1, ToldWords(TODAY))
    assert queries.progress(session, deal.account_id, 1) is Progress.DONE
