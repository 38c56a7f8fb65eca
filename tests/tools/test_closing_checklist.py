"""The closing checklist: what carries a domino, when an item is in place, and what a hand can do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.method.evidence import Ageing
from app.method.progress import Progress
from app.method.selection import OurView
from app.method.selection_pack import CRITERIA
from app.models.accounts import SelectionScore
from app.models.actions import Action
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.library import Challenge, ChallengeHeard, Industry, Profile
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Rating, Stakeholder
from app.models.vocabulary import (
    ActionPurpose,
    ActionStatus,
    Aspect,
    AssessmentKind,
    Audience,
    ChecklistKey,
    DecisionRole,
    EvidenceClass,
    HeardStatus,
    LetterAnswer,
    RiskType,
)
from app.tools.closing_checklist import actions, grounds, queries
from app.tools.closing_checklist.facts import (
    Candidate,
    DealFacts,
    Decider,
    Heard,
    Mark,
    OurFit,
    Step,
    Told,
    Worth,
)
from app.tools.closing_checklist.rules import (
    DecisionFact,
    Ground,
    ItemVerdict,
    NoteWords,
    RiskFact,
    RiskWords,
    Standing,
    decision_verdict,
    go_back_to,
    judge_item,
    readiness,
    risks_verdict,
    stand,
    stand_on_all,
)
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity

TODAY = date(2026, 11, 22)
AGEING = Ageing()
RECENT = TODAY - timedelta(days=10)
ASSUMED, ESTIMATED, STATED, CONFIRMED = EvidenceClass
STANDS, WOBBLES, MISSING = Standing


def ground(evidence: EvidenceClass = CONFIRMED, days: int = 10, **changes: object) -> Ground:
    return replace(Ground("Said so", evidence, TODAY - timedelta(days=days)), **changes)  # type: ignore[arg-type]


# rules


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ((), MISSING),
        ((ground(ASSUMED),), WOBBLES),
        ((ground(ESTIMATED),), WOBBLES),
        ((ground(STATED),), WOBBLES),
        ((ground(),), STANDS),
        ((ground(days=179),), STANDS),
        ((ground(days=180),), WOBBLES),
        ((ground(days=400), ground(STATED)), WOBBLES),
        ((ground(full=False, doubt="Half of it."),), WOBBLES),
        ((ground(doubt="Not sure."),), WOBBLES),
        ((ground(ASSUMED), ground()), STANDS),
    ],
)
def test_standing(found: tuple[Ground, ...], standing: Standing) -> None:
    assert stand(found, TODAY, AGEING).standing is standing


def test_a_wobbling_domino_says_why() -> None:
    assert "180 days old" in stand((ground(days=180),), TODAY, AGEING).why
    assert "not confirmed in writing" in stand((ground(STATED),), TODAY, AGEING).why
    assert stand((ground(doubt="Not sure."),), TODAY, AGEING).why == "Not sure."
    assert "We assume it" in stand((ground(ASSUMED),), TODAY, AGEING).why


def test_ageing_can_be_set() -> None:
    assert stand((ground(days=40),), TODAY, Ageing(fading=10, old=30)).standing is WOBBLES


@pytest.mark.parametrize(
    ("pricing", "legal", "standing"),
    [
        ((), (), MISSING),
        ((ground(),), (), WOBBLES),
        ((ground(),), (ground(STATED),), WOBBLES),
        ((ground(),), (ground(),), STANDS),
    ],
)
def test_terms_are_as_good_as_their_weaker_half(
    pricing: tuple[Ground, ...], legal: tuple[Ground, ...], standing: Standing
) -> None:
    assert stand_on_all({"Pricing": pricing, "Legal": legal}, TODAY, AGEING).standing is standing


@pytest.mark.parametrize(
    ("key", "evidence", "ready"),
    [
        ("goals", STATED, False),
        ("goals", CONFIRMED, True),
        ("vision", ESTIMATED, False),
        ("vision", STATED, True),
        ("value", ESTIMATED, False),
        ("value", STATED, True),
        ("plan", ASSUMED, True),
        ("pricing", ASSUMED, False),
        ("pricing", STATED, True),
        ("legal", ESTIMATED, False),
        ("legal", CONFIRMED, True),
        ("proof", STATED, True),
        ("own:7", ESTIMATED, False),
        ("own:7", STATED, True),
    ],
)
def test_an_item_asks_for_its_own_class_of_evidence(key: str, evidence: EvidenceClass, ready: bool) -> None:
    verdict = judge_item(key, (ground(evidence),), TODAY, AGEING)
    assert verdict.ready is ready
    assert bool(verdict.because) is not ready


def test_an_item_does_not_rest_on_old_or_half_evidence() -> None:
    assert judge_item("vision", (ground(days=200),), TODAY, AGEING).because == "The evidence is 200 days old"
    assert not judge_item("vision", (ground(full=False),), TODAY, AGEING).ready
    assert judge_item("vision", (), TODAY, AGEING).because == "Nothing found yet"


@pytest.mark.parametrize(
    ("verdict", "acid", "ready"),
    [
        (ItemVerdict(True), True, True),
        (ItemVerdict(True), False, False),
        (ItemVerdict(True), None, False),
        (ItemVerdict(False, "nothing"), True, False),
    ],
)
def test_readiness(verdict: ItemVerdict, acid: bool | None, ready: bool) -> None:
    found = readiness([("Value", verdict)], acid, "too dear for them")
    assert found.ready is ready
    assert bool(found.reasons) is not ready


def test_readiness_names_what_speaks_against_it() -> None:
    found = readiness(
        [("Value", ItemVerdict(False, "Nothing found yet")), ("Proof", ItemVerdict(True))], False, "too dear"
    )
    assert found.reasons == (
        "Value: Nothing found yet",
        "Acid test: we would not do it in their place (too dear)",
    )
    assert (found.items_ready, found.items) == (1, 2)


@pytest.mark.parametrize(
    ("chain", "back"),
    [
        ((("a", STANDS), ("b", WOBBLES), ("c", MISSING), ("d", MISSING)), "c"),
        ((("a", STANDS), ("b", WOBBLES), ("c", WOBBLES)), "b"),
        ((("a", STANDS),), None),
        ((), None),
    ],
)
def test_back_to_the_first_missing_one(chain: tuple[tuple[str, Standing], ...], back: str | None) -> None:
    assert go_back_to(chain) == back


@pytest.mark.parametrize(
    ("risks", "notes", "standing"),
    [
        ((), (), MISSING),
        ((), (ground(),), WOBBLES),
        ((RiskFact("Late", 3),), (), WOBBLES),
        ((RiskFact("Late", 2, "Crane"),), (), WOBBLES),
        ((RiskFact("Late", 2, "Crane", "Mika"),), (), STANDS),
        ((RiskFact("Small", 1),), (), STANDS),
        ((RiskFact("Late", 3, "Crane", "Mika"), RiskFact("Dear", 2)), (), WOBBLES),
    ],
)
def test_risks(risks: tuple[RiskFact, ...], notes: tuple[Ground, ...], standing: Standing) -> None:
    assert risks_verdict(risks, notes).standing is standing


AHEAD = TODAY + timedelta(days=20)


@pytest.mark.parametrize(
    ("fact", "before", "standing"),
    [
        (DecisionFact(), STANDS, MISSING),
        (DecisionFact(won=True), MISSING, STANDS),
        (DecisionFact("Board", AHEAD), STANDS, STANDS),
        (DecisionFact("Board", AHEAD), WOBBLES, WOBBLES),
        (DecisionFact("Board"), STANDS, WOBBLES),
        (DecisionFact("", AHEAD), STANDS, WOBBLES),
        (DecisionFact("Board", TODAY - timedelta(days=1)), STANDS, WOBBLES),
        (DecisionFact(steps=("Signing",)), STANDS, WOBBLES),
    ],
)
def test_decision(fact: DecisionFact, before: Standing, standing: Standing) -> None:
    assert decision_verdict(fact, {"value": before}, {"value": "Value"}, TODAY).standing is standing


# grounds


def standing_of(key: str, facts: DealFacts) -> Standing:
    return stand(grounds.grounds(key, facts), TODAY, AGEING).standing


@pytest.mark.parametrize(
    ("decider", "standing"),
    [
        (None, MISSING),
        (Decider("Whoever", 1, placeholder=True), WOBBLES),
        (Decider("Marja", 1), WOBBLES),
        (Decider("Marja", 1, met_on=RECENT), STANDS),
        (Decider("Marja", 1, met_on=TODAY - timedelta(days=200)), WOBBLES),
    ],
)
def test_access_to_power_is_a_meeting_with_who_decides(decider: Decider | None, standing: Standing) -> None:
    facts = DealFacts(deciders=(decider,) if decider else ())
    assert standing_of("power", facts) is standing


HEARD = Heard("Marja", True, "Stops", True, RECENT, STATED, 5)


@pytest.mark.parametrize(
    ("heard", "standing", "in_place"),
    [
        (HEARD, WOBBLES, False),
        (replace(HEARD, confirmed_on=RECENT), STANDS, True),
        (replace(HEARD, evidence=CONFIRMED), STANDS, True),
        (replace(HEARD, reasons=False, confirmed_on=RECENT), WOBBLES, False),
        (replace(HEARD, decides=False, confirmed_on=RECENT), WOBBLES, False),
    ],
)
def test_a_need_counts_from_who_decides_with_reasons_in_writing(
    heard: Heard, standing: Standing, in_place: bool
) -> None:
    facts = DealFacts(heard=(heard,))
    assert standing_of("need", facts) is standing
    assert judge_item("goals", grounds.grounds("goals", facts), TODAY, AGEING).ready is in_place


@pytest.mark.parametrize(
    ("shares", "standing", "in_place"),
    [
        ({CONFIRMED: 0.6, ASSUMED: 0.4}, STANDS, True),
        ({CONFIRMED: 0.1, STATED: 0.5, ASSUMED: 0.4}, WOBBLES, True),
        ({STATED: 1.0}, WOBBLES, False),
        ({CONFIRMED: 0.1, ASSUMED: 0.9}, WOBBLES, False),
        (None, WOBBLES, False),
    ],
)
def test_a_value_needs_a_confirmed_share(
    shares: dict[EvidenceClass, float] | None, standing: Standing, in_place: bool
) -> None:
    facts = DealFacts(worths=(Worth("Case", shares, RECENT),))
    assert standing_of("value", facts) is standing
    assert judge_item("value", grounds.grounds("value", facts), TODAY, AGEING).ready is in_place


STEP = Step("Visit", ActionPurpose.MEETING, None, AHEAD, "Anna", "Kari")


@pytest.mark.parametrize(
    ("steps", "standing", "in_place"),
    [
        ((), MISSING, False),
        ((STEP,), WOBBLES, True),
        ((replace(STEP, agreed=True),), WOBBLES, True),
        ((replace(STEP, done_on=RECENT), STEP), STANDS, True),
        ((replace(STEP, done_on=RECENT), replace(STEP, ends_on=None)), WOBBLES, True),
        ((replace(STEP, theirs=""),), WOBBLES, False),
        ((replace(STEP, ours=""),), WOBBLES, False),
    ],
)
def test_a_joint_plan_has_names_on_both_sides(
    steps: tuple[Step, ...], standing: Standing, in_place: bool
) -> None:
    facts = DealFacts(steps=steps)
    assert standing_of("plan", facts) is standing
    assert judge_item("plan", grounds.grounds("plan", facts), TODAY, AGEING).ready is in_place


def test_proof_is_what_was_told_or_seen() -> None:
    told = Told("Kettula", RECENT, "Marja")
    assert standing_of("proof", DealFacts(told=(told,))) is WOBBLES
    assert standing_of("proof", DealFacts(told=(replace(told, received="Went there"),))) is STANDS
    visit = replace(STEP, purpose=ActionPurpose.REFERENCE_VISIT)
    assert standing_of("proof", DealFacts(steps=(visit,))) is MISSING
    assert standing_of("proof", DealFacts(steps=(replace(visit, done_on=RECENT),))) is STANDS


@pytest.mark.parametrize(
    ("candidate", "standing"),
    [
        (None, MISSING),
        (Candidate("Kari", 1, ("Influence",), STATED, RECENT, RECENT), WOBBLES),
        (Candidate("Kari", 1, (), STATED, RECENT), WOBBLES),
        (Candidate("Kari", 1, (), STATED, RECENT, RECENT), STANDS),
        (Candidate("Kari", 1, (), STATED, TODAY - timedelta(days=200), RECENT), WOBBLES),
    ],
)
def test_a_champion_is_qualified_and_has_answered(candidate: Candidate | None, standing: Standing) -> None:
    facts = DealFacts(champions=(candidate,) if candidate else ())
    assert standing_of("champion", facts) is standing


def test_a_note_counts_for_the_item_and_its_domino() -> None:
    facts = DealFacts(notes={"goals": (ground(),), "legal": (ground(STATED),)})
    assert standing_of("need", facts) is STANDS
    assert standing_of("terms", facts) is WOBBLES
    assert judge_item("legal", grounds.grounds("legal", facts), TODAY, AGEING).ready
    assert not judge_item("pricing", grounds.grounds("pricing", facts), TODAY, AGEING).ready


# on a real file


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Begin") as session:
        return an_opportunity(session, an_account(session))


@contextmanager
def shown(
    workspace: Workspace, deal: int, audience: Audience = Audience.INTERNAL
) -> Iterator[queries.ClosingPage]:
    with workspace.read() as session:
        yield queries.page(session, deal, TODAY, audience=audience)


def item(page: queries.ClosingPage, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in page.chain.items if one.key == key)


def domino(page: queries.ClosingPage, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in page.chain.dominoes if one.key == key)


def test_an_empty_deal_has_seven_items_and_eleven_dominoes(workspace: Workspace, deal: int) -> None:
    with shown(workspace, deal) as page:
        assert [one.key for one in page.chain.items] == [key.value for key in ChecklistKey]
        assert len(page.chain.dominoes) == 11
        assert {one.standing for one in page.chain.dominoes} == {MISSING}
        assert page.chain.go_back is not None
        assert page.chain.go_back.key == "right_customer"
        assert not page.begun
        assert not page.chain.readiness.ready
        assert len(page.chain.too_early) == 7


def _challenge(session: Session) -> int:
    industry = Industry(key="board_paper", name="Board")
    session.add(industry)
    session.flush()
    profile = Profile(industry_id=industry.id, key="mill_manager", name="Mill manager")
    session.add(profile)
    session.flush()
    challenge = Challenge(key="stops", profile_id=profile.id, text="Unplanned stops")
    session.add(challenge)
    session.flush()
    return challenge.id


def _heard(session: Session, stakeholder: int) -> ChallengeHeard:
    heard = ChallengeHeard(
        stakeholder_id=stakeholder,
        challenge_id=_challenge(session),
        status=HeardStatus.IMPORTANT,
        importance=5,
        reasons="Nobody reads the data",
        heard_on=RECENT,
        evidence_class=STATED,
    )
    session.add(heard)
    session.flush()
    return heard


def _letter(session: Session, deal: int, person_id: int, cites: str = "") -> ChampionLetter:
    letter = ChampionLetter(
        opportunity_id=deal,
        recipient_id=person_id,
        drafted_at=datetime(2026, 11, 13, 9),
        sent_on=RECENT + timedelta(days=1),
        answer=LetterAnswer.CONFIRMED,
        answered_on=RECENT + timedelta(days=2),
    )
    session.add(letter)
    session.flush()
    for key in ("challenges", "vision"):
        session.add(LetterPart(letter_id=letter.id, key=key, text="As you said"))
    if cites:
        session.add(
            LetterFact(
                letter_id=letter.id,
                part="challenges",
                label="Challenge",
                text="Unplanned stops",
                source_table="challenge_heard",
                source_uid=cites,
            )
        )
    session.flush()
    return letter


@pytest.mark.parametrize(
    ("traced", "evidence", "confirmed"),
    [
        (False, STATED, True),  # a letter written by hand confirms what was known when it was sent
        (True, STATED, False),  # one that traces its facts raises the class of what it quotes, and only that
        (True, CONFIRMED, True),
    ],
)
def test_a_confirmed_letter_makes_a_challenge_stand(
    workspace: Workspace, deal: int, traced: bool, evidence: EvidenceClass, confirmed: bool
) -> None:
    with workspace.edit("Fill") as session:
        stakeholder = a_person(session, deal, "Marja", [DecisionRole.DECISION_MAKER])
        heard = _heard(session, stakeholder)
        heard.evidence_class = evidence
        person = session.get_one(Stakeholder, stakeholder).person_id
        _letter(session, deal, person, heard.uid if traced else "")
    with shown(workspace, deal) as page:
        assert item(page, "goals").ready is confirmed
        assert (domino(page, "need").standing is STANDS) is confirmed


def test_access_plan_proof_and_champion_are_found_in_the_data(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Fill") as session:
        boss = a_person(session, deal, "Marja", [DecisionRole.DECISION_MAKER])
        kari = a_person(session, deal, "Kari", [DecisionRole.CHAMPION])
        meeting = Meeting(opportunity_id=deal, held_on=RECENT)
        session.add(meeting)
        session.flush()
        session.add(Attendee(meeting_id=meeting.id, stakeholder_id=boss))
        champion = session.get_one(Stakeholder, kari)
        champion.personal_goal, champion.drives_change, champion.goal_class = "Be asked", True, STATED
        for aspect, value in (
            (Aspect.INFLUENCE, 4),
            (Aspect.RELATIONSHIP, 2),
            (Aspect.WISHED, 9),
            (Aspect.PERCEIVED, 6),
        ):
            session.add(
                Rating(
                    stakeholder_id=kari, aspect=aspect, value=value, rated_on=RECENT, evidence_class=STATED
                )
            )
        session.add(
            Action(
                opportunity_id=deal,
                title="Reference visit",
                purpose=ActionPurpose.REFERENCE_VISIT,
                status=ActionStatus.DONE,
                done_on=RECENT,
                owner="Anna",
                customer_owner_id=champion.person_id,
            )
        )
    with shown(workspace, deal) as page:
        assert domino(page, "power").standing is STANDS
        assert domino(page, "proof").standing is STANDS
        assert domino(page, "plan").standing is STANDS
        assert domino(page, "champion").standing is WOBBLES
        assert "in writing" in domino(page, "champion").why
    with workspace.edit("Answer") as session:
        _letter(session, deal, session.get_one(Stakeholder, kari).person_id)
    with shown(workspace, deal) as page:
        assert domino(page, "champion").standing is STANDS


def test_ticks_names_and_own_items_undo(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Person") as session:
        stakeholder = a_person(session, deal, "Marja")
        person = session.get_one(Stakeholder, stakeholder).person_id
    with workspace.edit("Tick") as session:
        actions.tick(session, deal, "value", True, TODAY)
        actions.set_agreed_by(session, deal, "value", person)
    with workspace.edit("Own") as session:
        number = actions.add_item(session, deal, " Board approval ", "Ours, above 3 million")
    with shown(workspace, deal) as page:
        value = item(page, "value")
        assert value.tick.ticked
        assert value.tick.agreed_by == "Marja"
        assert value.hoped
        own = page.chain.items[-1]
        assert (own.key, own.title, own.ready) == (f"own:{number}", "Board approval", False)
        assert "Board approval: Nothing found yet" in page.chain.readiness.reasons
    with workspace.edit("Note") as session:
        actions.add_note(
            session, deal, f"own:{number}", NoteWords("Approved", RECENT, CONFIRMED, "Minutes of the board")
        )
        actions.edit_item(session, deal, f"own:{number}", "Our board", "")
    with shown(workspace, deal) as page:
        assert page.chain.items[-1].ready
        assert page.chain.items[-1].title == "Our board"
    with workspace.edit("Remove") as session:
        actions.remove_item(session, deal, f"own:{number}")
    with shown(workspace, deal) as page:
        assert len(page.chain.items) == 7
        assert not page.notes
    for _ in range(4):
        workspace.undo()
    with shown(workspace, deal) as page:
        assert not item(page, "value").tick.ticked
        assert len(page.chain.items) == 7


def test_notes_and_risks_can_be_changed(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Fill") as session:
        note = actions.add_note(session, deal, "power", NoteWords("Met at the fair", RECENT, ESTIMATED))
        risk = actions.add_risk(session, deal, RiskWords("Late", RiskType.DELIVERY, 3))
    with workspace.edit("Change") as session:
        actions.edit_note(
            session, note, NoteWords("She set the date", RECENT, CONFIRMED, "Mail of 12 November")
        )
        actions.edit_risk(session, risk, RiskWords("Late", RiskType.DELIVERY, 3, "Second crane", "Mika"))
    with shown(workspace, deal) as page:
        assert domino(page, "power").standing is STANDS
        assert domino(page, "risks").standing is STANDS
    with workspace.edit("Remove") as session:
        actions.remove_note(session, note)
        actions.remove_risk(session, risk)
    with shown(workspace, deal) as page:
        assert domino(page, "power").standing is MISSING
        assert not page.risks


def test_an_open_question_is_no_evidence(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Ask") as session:
        actions.add_note(session, deal, "legal", NoteWords("Who reads it?", TODAY, question=True))
    with shown(workspace, deal) as page:
        assert page.notes[0].question
        assert item(page, "legal").because == "Nothing found yet"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (NoteWords(" ", TODAY), "Write down"),
        (NoteWords("x", TODAY, STATED), "Who said it"),
        (NoteWords("x", TODAY, CONFIRMED), "Where is it written"),
        (NoteWords("x", TODAY, STATED, "s" * 201), "200"),
        (NoteWords("x", TODAY, STATED, person_id=4711), "not part of this opportunity"),
    ],
)
def test_a_bad_note_changes_nothing(workspace: Workspace, deal: int, words: NoteWords, says: str) -> None:
    with pytest.raises(BadInputError, match=says), workspace.edit("Note") as session:
        actions.add_note(session, deal, "power", words)
    with shown(workspace, deal) as page:
        assert not page.notes


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (RiskWords(""), "could go wrong"),
        (RiskWords("x", severity=4), "1 to 3"),
        (RiskWords("x", owner="n" * 121), "120"),
    ],
)
def test_a_bad_risk_changes_nothing(workspace: Workspace, deal: int, words: RiskWords, says: str) -> None:
    with pytest.raises(BadInputError, match=says), workspace.edit("Risk") as session:
        actions.add_risk(session, deal, words)


def test_unknown_items_are_refused(workspace: Workspace, deal: int) -> None:
    for attempt in ("own:99", "own:x", "nonsense"):
        with pytest.raises(BadInputError, match="no item"), workspace.edit("Note") as session:
            actions.add_note(session, deal, attempt, NoteWords("x", TODAY))
    with pytest.raises(BadInputError, match="in place"), workspace.edit("Item") as session:
        actions.add_item(session, deal, "  ")


def test_a_customer_sees_only_what_they_said(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Fill") as session:
        actions.add_note(
            session, deal, "vision", NoteWords("Secret guess", RECENT, CONFIRMED, "Our own mail")
        )
        actions.add_note(
            session, deal, "vision", NoteWords("Runs by itself", RECENT, CONFIRMED, "Mail", internal=False)
        )
        actions.add_note(session, deal, "legal", NoteWords("Hunch", RECENT, ASSUMED, internal=False))
        actions.add_risk(session, deal, RiskWords("They bargain", RiskType.MARGIN))
        actions.add_risk(session, deal, RiskWords("Nine days", RiskType.DELIVERY))
        actions.set_acid_test(session, deal, False, "We would not")
    with shown(workspace, deal, Audience.CUSTOMER) as page:
        text = repr(page)
        assert "Runs by itself" in text
        for hidden in ("Secret guess", "Hunch", "They bargain", "We would not", "Champion"):
            assert hidden not in text
        assert [risk.text for risk in page.risks] == ["Nine days"]
        assert page.chain.dominoes == ()
        assert page.chain.acid_test is None


def test_progress(workspace: Workspace, deal: int) -> None:
    def now() -> Progress:
        with workspace.read() as session:
            return queries.progress(session, 1, deal)

    assert now() is Progress.EMPTY
    with workspace.edit("Tick") as session:
        actions.tick(session, deal, "value", True, TODAY)
        actions.set_acid_test(session, deal, True, "It pays")
    assert now() is Progress.BEGUN
    with workspace.edit("All") as session:
        for key in ChecklistKey:
            actions.add_note(
                session, deal, key.value, NoteWords("Yes", date.today(), CONFIRMED, "Their letter")
            )
    assert now() is Progress.DONE


def test_subjects_give_the_coach_the_chain(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Fill") as session:
        actions.tick(session, deal, "value", True, TODAY)
        actions.add_risk(session, deal, RiskWords("Nine days are tight", RiskType.DELIVERY, 3))
    with workspace.read() as session:
        (subject,) = queries.subjects(session, deal, TODAY)
        uid = session.scalar(select(Opportunity.uid).where(Opportunity.id == deal))
    assert (subject.kind, subject.uid) == ("opportunity", uid)
    assert subject.facts["ticked_by_hope"] == 1
    assert subject.facts["risks_unanswered"] == 1
    assert subject.facts["domino_power_missing"] is True
    assert subject.facts["item_value_ready"] is False
    assert subject.facts["acid_test_known"] is False
    assert subject.words["go_back"] == "Right customer"


FITS = OurFit(OurView.KEY, 0.8, CONFIRMED, RECENT)


@pytest.mark.parametrize(
    ("ours", "standing"),
    [
        (None, MISSING),
        (FITS, STANDS),
        (replace(FITS, view=OurView.WORTHWHILE, share=0.5), STANDS),
        (replace(FITS, evidence=EvidenceClass.ASSUMED), WOBBLES),
        (replace(FITS, on=TODAY - timedelta(days=200)), WOBBLES),
        (replace(FITS, view=OurView.MARGINAL, share=0.2), WOBBLES),
    ],
)
def test_the_right_customer_meets_our_own_criteria(ours: OurFit | None, standing: Standing) -> None:
    assert standing_of("right_customer", DealFacts(ours=ours)) is standing


def test_a_marginal_customer_is_not_right_however_critical_we_are() -> None:
    said = Mark(AssessmentKind.STATEMENT, 9, 2, RECENT, CONFIRMED)
    assert standing_of("right_customer", DealFacts(marks=(said,))) is STANDS
    marginal = replace(FITS, view=OurView.MARGINAL, share=0.2)
    verdict = stand(grounds.right_customer(DealFacts(marks=(said,), ours=marginal)), TODAY, AGEING)
    assert verdict.standing is WOBBLES
    assert "marginal" in verdict.why


def test_scores_of_the_account_are_read_once_half_of_the_weight_is_known(
    workspace: Workspace, deal: int
) -> None:
    def score(*criteria: str) -> None:
        with workspace.edit("Score") as session:
            account_id = session.get_one(Opportunity, deal).account_id
            for criterion in criteria:
                session.add(
                    SelectionScore(account_id=account_id, criterion=criterion, score=2, scored_on=RECENT)
                )

    score(*CRITERIA[:3])
    with shown(workspace, deal) as page:
        assert domino(page, "right_customer").standing is MISSING
    score(CRITERIA[3])
    with shown(workspace, deal) as page:
        assert domino(page, "right_customer").standing is WOBBLES
        assert "most important, 100" in domino(page, "right_customer").grounds[0].text
