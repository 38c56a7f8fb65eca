"""The champion letter: drafted from what is known, checked, exported, answered; facts stay traceable."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import pytest
from sqlalchemy import select

from app.errors import BadInputError, ContentError
from app.method.calendar_spans import Window
from app.method.progress import Progress
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import ChampionLetter
from app.models.library import Challenge, ChallengeHeard, Industry, Profile, StoryTold, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus, LetterAnswer, Permission
from app.paths import content
from app.tools.champion_letter import actions, export, queries
from app.tools.champion_letter.drafting import Fact, Material, draft
from app.tools.champion_letter.exact import leaks
from app.tools.champion_letter.figures import MONTHS, Known
from app.tools.champion_letter.letter import KnownDate, Letter, QuotedFact, Secret, part_names
from app.tools.champion_letter.material import Occasion
from app.tools.champion_letter.rules import checks
from app.tools.champion_letter.templates import usual_manner
from app.tools.champion_letter.wording import PARTS, load_wording, read_wording
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity
from tests.documents.schema import schema_errors, validator
from tests.documents.test_word import HOSTILE

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30)
HELD = TODAY - timedelta(days=1)
GOAL = "No unplanned stops of the press in 2027"
WORDS = "We stood still for nine days and nobody could say why."


class Case:
    """A deal after its meeting, with everything that a letter can quote."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        with workspace.edit("Begin") as session:
            account = an_account(session, "Northmill Board")
            self.deal = an_opportunity(session, account, "Press section rebuild")
            self.marja = a_person(session, self.deal, "Marja Lehtonen", title="Mill manager")
            self.kari = a_person(session, self.deal, "Kari Salmi", title="Maintenance manager")
            marja = session.get_one(Stakeholder, self.marja)
            self.reader = marja.person_id
            session.get_one(Person, self.reader).email = "marja@northmill.example"
            marja.business_goal, marja.goal_class = GOAL, EvidenceClass.STATED
            marja.personal_goal = "Become head of the whole division"
            kari = session.get_one(Stakeholder, self.kari)
            kari.business_goal, kari.goal_class = "Be asked before every shutdown", EvidenceClass.STATED
            deal = session.get_one(Opportunity, self.deal)
            deal.solution_vision, deal.vision_by_id = "Spare rolls on site and a monitored press", self.reader
            deal.vision_class = EvidenceClass.STATED
            deal.alternatives = "Voltrix: cheaper\nDo nothing at all"
            step = Action(
                opportunity_id=self.deal,
                title="Walk the press line with our specialist",
                starts_on=date(2026, 12, 3),
                ends_on=date(2026, 12, 3),
                owner="Sam Seller",
                customer_owner_id=session.get_one(Stakeholder, self.kari).person_id,
            )
            session.add(step)
            session.flush()
            self.step = step.id
            meeting = Meeting(
                opportunity_id=self.deal,
                held_on=HELD,
                purpose="Press section",
                notes="Marja is afraid of her boss. Budget is 4.4 million.",
                next_action_id=step.id,
            )
            session.add(meeting)
            session.flush()
            self.meeting = meeting.id
            session.add_all(
                [
                    Attendee(meeting_id=meeting.id, stakeholder_id=self.marja, said=WORDS),
                    Attendee(meeting_id=meeting.id, stakeholder_id=self.kari),
                ]
            )
            industry = Industry(key="board_paper", name="Board")
            session.add(industry)
            session.flush()
            profile = Profile(industry_id=industry.id, key="mm", name="Mill manager")
            session.add(profile)
            session.flush()
            stops = Challenge(key="stops", profile_id=profile.id, text="Unplanned downtime")
            energy = Challenge(key="energy", profile_id=profile.id, text="High cost of energy")
            session.add_all([stops, energy])
            session.flush()
            heard = ChallengeHeard(
                stakeholder_id=self.marja,
                challenge_id=stops.id,
                meeting_id=meeting.id,
                status=HeardStatus.IMPORTANT,
                importance=5,
                own_words="Every stop costs us a customer",
                reasons="Worn edge areas that nobody measures",
                consequences="Orders go to the mill across the river",
                heard_on=HELD,
                evidence_class=EvidenceClass.STATED,
            )
            session.add(heard)
            session.add(
                ChallengeHeard(
                    stakeholder_id=self.kari,
                    challenge_id=energy.id,
                    status=HeardStatus.NOT_RELEVANT,
                    heard_on=HELD,
                )
            )
            session.flush()
            self.heard = heard.id
            story = SuccessStory(
                key="s",
                title="Fewer stops at Secretmill",
                customer="Secretmill AB",
                anonymous_as="a Swedish board mill",
                challenge="Secretmill AB lost nine days a year to press stops",
                solution="Spare rolls and monitoring",
                impact="Stops fell by 62 % in the first year",
                permission=Permission.ANONYMOUS,
            )
            session.add(story)
            session.flush()
            self.story = story.id
            session.add(
                StoryTold(story_id=story.id, opportunity_id=self.deal, meeting_id=meeting.id, told_on=HELD)
            )
            case = ValueCase(
                opportunity_id=self.deal,
                title="Press rebuild",
                model=(content("value_models/board_machine.toml")).read_text(encoding="utf-8"),
            )
            session.add(case)
            session.flush()
            self.case = case.id
            session.add(
                ValueInput(
                    case_id=case.id,
                    name="speed_gain",
                    value=57,
                    person_id=self.reader,
                    evidence_class=EvidenceClass.STATED,
                    set_on=HELD,
                )
            )

    def occasion(self) -> Occasion:
        return Occasion(self.deal, self.meeting, self.reader)

    def drafted(self) -> int:
        with self.workspace.edit("Draft letter") as session:
            return actions.draft_letter(session, self.occasion(), usual_manner(), "Sam Seller", NOW)

    def page(self, letter_id: int) -> queries.LetterPage:
        with self.workspace.read() as session:
            return queries.letter_page(session, letter_id)


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace)


def failing(page: queries.LetterPage) -> list[str]:
    return [check.key for check in page.checks if not check.good]


def test_a_full_meeting_gives_a_letter_that_passes_every_check(case: Case) -> None:
    page = case.page(case.drafted())
    assert failing(page) == []
    assert page.subject == "Our meeting on 21 November 2026: Press section"
    thanks, goals, challenges, vision, next_steps = (page.parts[key] for key in PARTS)
    assert thanks.startswith(
        "Dear Marja,\n\nThank you, also to Kari Salmi, for our conversation on 21 November 2026."
    )
    assert f"- {GOAL}." in goals
    assert "- Kari Salmi: Be asked before every shutdown." in goals
    assert f"- “{WORDS[:-1]}” (Marja Lehtonen)" in goals
    assert "**Unplanned downtime.** In your words: “Every stop costs us a customer”." in challenges
    assert "The reason: Worn edge areas that nobody measures." in challenges
    assert "High cost of energy" not in challenges
    assert (
        "Marja Lehtonen described the solution like this: “Spare rolls on site and a monitored press”."
        in vision
    )
    assert "**3,700 kEUR a year**" in vision
    assert "about 14 months" in vision
    assert "The figures come from Marja Lehtonen." in vision
    assert "At a Swedish board mill" in vision
    assert "Secretmill" not in "".join(page.parts.values())
    assert (
        "Our next step: **Walk the press line with our specialist**. "
        "It is with Kari Salmi and Sam Seller, by 3 December 2026." in next_steps
    )
    assert "Please confirm it" in next_steps


def test_our_guesses_of_others_are_not_written_as_theirs(case: Case) -> None:
    with case.workspace.edit("Guess") as session:
        session.get_one(Stakeholder, case.kari).goal_class = EvidenceClass.ASSUMED
    assert "Be asked before" not in case.page(case.drafted()).parts["goals"]


def test_words_of_others_are_quoted_as_theirs(case: Case) -> None:
    with case.workspace.edit("Heard from Kari") as session:
        session.get_one(ChallengeHeard, case.heard).stakeholder_id = case.kari
    challenges = case.page(case.drafted()).parts["challenges"]
    assert "In the words of Kari Salmi: “Every stop costs us a customer”." in challenges
    assert "In your words" not in challenges


def test_every_fact_is_traced_to_its_row(case: Case) -> None:
    page = case.page(case.drafted())
    traced = {row.label: row for row in page.trace}
    assert traced["Goal"].source == "Kari Salmi"
    assert traced["Value a year"].source == "Value case “Press rebuild”"
    assert traced["Next step"].opens.startswith("activity_plan:action:")
    assert traced["Own words"].source == "Heard from Marja Lehtonen"
    assert all(row.in_text and not row.changed for row in page.trace)


@pytest.mark.parametrize(
    ("table", "field", "value", "label"),
    [
        ("action", "ends_on", date(2027, 1, 7), "By when"),
        ("stakeholder", "business_goal", "Something else entirely", "Goal"),
        ("value", "scenario", "", "Value a year"),
        ("heard", "reasons", "Another reason", "Reasons"),
        ("story", "permission", Permission.INTERNAL, "Proof"),
        ("deal", "solution_vision", "Other", "Solution vision"),
    ],
)
def test_a_fact_that_changed_since_is_reported(
    case: Case, table: str, field: str, value: object, label: str
) -> None:
    letter = case.drafted()
    with case.workspace.edit("Change") as session:
        rows: dict[str, tuple[type[Entity], int]] = {
            "action": (Action, case.step),
            "stakeholder": (Stakeholder, case.marja),
            "value": (ValueCase, case.case),
            "heard": (ChallengeHeard, case.heard),
            "story": (SuccessStory, case.story),
            "deal": (Opportunity, case.deal),
        }
        kind, row_id = rows[table]
        row = session.get_one(kind, row_id)
        setattr(row, field, value)
        if table == "value":
            session.scalars(select(ValueInput)).one().value = 20
    page = case.page(letter)
    assert label in {row.label for row in page.trace if row.changed}
    assert "changes" in failing(page)
    case.workspace.undo()
    assert failing(case.page(letter)) == []


def test_a_fact_that_the_writer_took_out_is_no_longer_watched(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("Rewrite") as session:
        actions.set_part(session, letter, "goals", "You want the press to run.")
        session.get_one(Stakeholder, case.marja).business_goal = "Something else entirely"
    page = case.page(letter)
    goal = [row for row in page.trace if row.label == "Goal"]
    assert [(row.in_text, row.changed) for row in goal] == [(False, False), (False, False)]
    assert "changes" not in failing(page)


def test_an_empty_deal_gives_prompts_and_no_invented_sentence(workspace: Workspace) -> None:
    with workspace.edit("Begin") as session:
        deal = an_opportunity(session, an_account(session))
        letter = actions.draft_letter(session, Occasion(deal, None, None), usual_manner(), "", NOW)
    with workspace.read() as session:
        page = queries.letter_page(session, letter)
    assert "\\[What is it worth in a year?\\]" in page.parts["vision"]
    assert "\\[Agree one next step: what, who, by when?\\]" in page.parts["next_steps"]
    assert "None" not in "".join(page.parts.values())
    assert "{" not in "".join(page.parts.values())
    assert set(failing(page)) == {"reader", "prompts", "words", "value", "proof", "step"}


def test_a_step_without_owner_or_date_asks_for_them(case: Case) -> None:
    with case.workspace.edit("Vague") as session:
        step = session.get_one(Action, case.step)
        step.owner, step.customer_owner_id, step.starts_on, step.ends_on = "", None, None, None
    page = case.page(case.drafted())
    assert "specialist**. \\[Who does it?\\] \\[By when?\\]" in page.parts["next_steps"]
    assert {"prompts", "step"} <= set(failing(page))


BASE = Letter(
    parts={
        "thanks": "Dear Marja, thank you.",
        "goals": "You want no unplanned stops of the press.",
        "challenges": "Stops.",
        "vision": "It is worth **3,700 kEUR** a year, says Marja. A Swedish board mill did it.",
        "next_steps": "Kari walks the line on 3 December. Please confirm.",
    },
    facts=(QuotedFact(1, "next_steps", "step", "Walks the line", "Walks the line", "action", "u"),),
    reader="Marja Lehtonen",
    words=("no unplanned stops of the press",),
    names=("Kari Salmi", "Marja Lehtonen"),
    stories=("a Swedish board mill",),
    confirm=("confirm",),
    sources=("figures from",),
    payback=("pays for itself",),
    internal=("adversary", "our margin"),
    figures=(
        Known(3_700_000, "EUR", "3,700 kEUR", "benefit a year"),
        Known(14, MONTHS, "14 months", "payback"),
    ),
    dates=(KnownDate(Window(date(2026, 12, 3), date(2026, 12, 3)), "Walk"),),
    step_date="3 December 2026",
    written_on=TODAY,
    months={"December": "december", "May": "may"},
    days=("Friday",),
    secrets=(Secret("Marja is afraid of her boss", "notes"), Secret("Voltrix", "rivals", name=True)),
)


@pytest.mark.parametrize(
    ("part", "text", "wrong"),
    [
        ("thanks", BASE.parts["thanks"], ()),
        ("challenges", " ", ("parts",)),
        ("challenges", "Stops \\[why?\\]", ("prompts",)),
        ("goals", "You want a better press.", ("words",)),
        ("vision", "It is worth a lot, says Marja. A Swedish board mill did it.", ("value",)),
        ("vision", "It is worth 3,700 kEUR. A Swedish board mill did it.", ("value",)),
        ("vision", "Worth 3,700 kEUR, figures from your mill. A Swedish board mill did it.", ()),
        ("vision", "It is worth 3,700 kEUR, says Marja.", ("proof",)),
        ("next_steps", "Kari walks the line on 3 December.", ("confirm",)),
        ("next_steps", "Somebody walks the line on 3 December. Please confirm.", ("step",)),
        ("next_steps", "Kari walks the line. Please confirm.", ("step",)),
        ("next_steps", "Kari may walk, walks the line in May. Please confirm.", ("step",)),
        ("next_steps", "Kari walks the line on Friday. Please confirm.", ()),
        ("next_steps", "Kari walks the line by 2026-12-03. Please confirm.", ()),
        ("next_steps", "- Kari walks the line on 3.12.\n- We call\n\nPlease confirm.", ("step",)),
        ("next_steps", "", ("parts", "confirm", "step")),
        ("goals", "No unplanned stops of the press. Marja is afraid of her boss, we know.", ("leaks",)),
        ("goals", "No unplanned stops of the press, unlike with Voltrix.", ("leaks",)),
        ("goals", "No unplanned stops of the press. Our margin is thin.", ("leaks",)),
        ("goals", "No unplanned stops of the press, which is worth €3.7m.", ()),
        ("goals", "No unplanned stops of the press, which is worth €4m.", ("figures",)),
        ("goals", "No unplanned stops of the press from 4 December on.", ("dates",)),
        ("vision", "Worth 3 500 k€, says Marja. A Swedish board mill did it.", ("figures",)),
        (
            "vision",
            "Worth 3,7 M€, says Marja, pays for itself in 15 months. A Swedish board mill did it.",
            ("figures",),
        ),
        (
            "vision",
            "Worth 3,7 M€, says Marja, pays for itself in 14 months. A Swedish board mill did it.",
            (),
        ),
        ("vision", "Worth 3,7 M€, says Marja. A Swedish board mill did it in 15 months.", ()),
        ("next_steps", "Kari walks the line on 4 December. Please confirm.", ("dates",)),
        ("next_steps", "Kari walks the line in December 2026. Please confirm.", ()),
    ],
)
def test_checks(part: str, text: str, wrong: tuple[str, ...]) -> None:
    letter = replace(BASE, parts={**BASE.parts, part: text})
    assert tuple(check.key for check in checks(letter) if not check.good) == wrong


def test_words_that_the_customer_said_are_no_leak() -> None:
    letter = replace(BASE, secrets=(Secret("They want no unplanned stops of the press", "notes"),))
    assert not list(leaks(letter))


def test_nothing_internal_is_exported(case: Case, tmp_path: Path) -> None:
    letter = case.drafted()
    with case.workspace.edit("Careless") as session:
        actions.set_part(session, letter, "thanks", "Dear Marja, I know the budget is 4.4 million.")
    page = case.page(letter)
    assert "leaks" in failing(page)
    for write in (export.write_docx, export.write_eml):
        with pytest.raises(BadInputError, match="it comes from the notes of the meeting on 21 November 2026"):
            write(page, tmp_path / "letter")
    with pytest.raises(BadInputError):
        export.rich(page)
    with case.workspace.read() as session:
        shown = queries.letter_page(session, letter, audience=Audience.CUSTOMER)
    assert (shown.checks, shown.trace) == ((), ())
    with pytest.raises(BadInputError):
        export.rich(shown)
    assert not list(tmp_path.glob("letter*"))


def test_versions_are_kept_and_a_sent_one_is_a_record(case: Case) -> None:
    first = case.drafted()
    with case.workspace.edit("Sent") as session:
        actions.mark_sent(session, first, TODAY)
    with pytest.raises(BadInputError, match="write a new version"), case.workspace.edit("Edit") as session:
        actions.set_part(session, first, "thanks", "x")
    with pytest.raises(BadInputError, match="stays as the record"), case.workspace.edit("Drop") as session:
        actions.delete_letter(session, first)
    with case.workspace.edit("New version") as session:
        second = actions.new_version(session, first, NOW + timedelta(hours=1))
        actions.set_part(session, second, "thanks", "Dear Marja, once more.")
    with case.workspace.read() as session:
        items = queries.letters(session, case.deal)
    assert [(item.id, item.version, item.sent_on) for item in items] == [(second, 2, None), (first, 1, TODAY)]
    assert len(case.page(second).trace) == len(case.page(first).trace)
    with case.workspace.edit("Drop") as session:
        actions.delete_letter(session, second)
    case.workspace.undo()
    assert case.page(second).parts["thanks"] == "Dear Marja, once more."


def test_a_confirmation_raises_what_the_letter_quotes_in_one_step(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("Sent") as session:
        actions.mark_sent(session, letter, TODAY)
        session.get_one(Stakeholder, case.kari).business_goal = "Changed after the draft"
    with case.workspace.edit("Confirmed") as session:
        raised = actions.set_answer(
            session, letter, LetterAnswer.CONFIRMED, TODAY + timedelta(days=2), "Exactly right"
        )

    def known() -> tuple[EvidenceClass, ...]:
        with case.workspace.read() as session:
            return (
                session.get_one(Stakeholder, case.marja).goal_class,
                session.get_one(Stakeholder, case.kari).goal_class,
                session.get_one(ChallengeHeard, case.heard).evidence_class,
                session.get_one(Opportunity, case.deal).vision_class,
            )

    confirmed, stated = EvidenceClass.CONFIRMED, EvidenceClass.STATED
    assert raised == 4
    assert known() == (confirmed, stated, confirmed, confirmed)
    with case.workspace.edit("Not so") as session:
        actions.set_answer(session, letter, LetterAnswer.CORRECTED, TODAY + timedelta(days=2))
    assert known() == (stated, stated, stated, stated)
    case.workspace.undo()
    case.workspace.undo()
    assert known() == (stated, stated, stated, stated)
    assert case.page(letter).answer is LetterAnswer.NONE


@pytest.mark.parametrize(
    ("answer", "on"),
    [(LetterAnswer.CONFIRMED, None), (LetterAnswer.CONFIRMED, TODAY - timedelta(days=1))],
)
def test_an_answer_needs_a_day_after_sending(case: Case, answer: LetterAnswer, on: date | None) -> None:
    letter = case.drafted()
    with pytest.raises(BadInputError, match="when the letter was sent"), case.workspace.edit("x") as session:
        actions.set_answer(session, letter, answer, TODAY)
    with case.workspace.edit("Sent") as session:
        actions.mark_sent(session, letter, TODAY)
    with pytest.raises(BadInputError), case.workspace.edit("x") as session:
        actions.set_answer(session, letter, answer, on)
    with pytest.raises(BadInputError, match="before it is written"), case.workspace.edit("x") as session:
        actions.mark_sent(session, letter, date(2026, 1, 1))


def test_the_word_file_has_the_five_parts_in_order(case: Case, tmp_path: Path) -> None:
    page = case.page(case.drafted())
    assert export.write_docx(page, tmp_path / "letter.docx") == ()
    document = docx.Document(str(tmp_path / "letter.docx"))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [page.headings[key] for key in PARTS[1:]]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    places = [
        text.index(words)
        for words in (
            "Thank you",
            GOAL,
            "Unplanned downtime",
            "3,700 kEUR",
            "a Swedish board mill",
            "Walk the press",
        )
    ]
    assert places == sorted(places)
    assert "**" not in text
    assert text.endswith("Kind regards,\nSam Seller")
    assert document.core_properties.author == "Sam Seller"
    assert document.core_properties.title == page.subject
    assert {p.style.name for p in document.paragraphs if p.style is not None} >= {
        "Dealwright Title", "Dealwright Body", "Dealwright Bullet", "Heading 1",
    }  # fmt: skip


def test_the_mail_goes_to_the_reader_as_a_draft(case: Case, tmp_path: Path) -> None:
    page = case.page(case.drafted())
    export.write_eml(page, tmp_path / "letter.eml")
    data = (tmp_path / "letter.eml").read_bytes()
    assert b"X-Unsent: 1" in data
    assert b"To: Marja Lehtonen <marja@northmill.example>" in data


def test_a_users_own_template_is_filled_and_unknown_fields_are_named(case: Case, tmp_path: Path) -> None:
    template = docx.Document()
    for text in ("{{ account }} / {{ reader }} / {{ date }}", "{{ next_steps }}", "{{ salutation }}"):
        template.add_paragraph(text)
    template.save(str(tmp_path / "own.docx"))
    page = case.page(case.drafted())
    assert export.write_docx(page, tmp_path / "letter.docx", tmp_path / "own.docx") == ("salutation",)
    lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "letter.docx")).paragraphs]
    assert lines[0] == "Northmill Board / Marja Lehtonen / 22 November 2026"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive_in_word_and_mail(case: Case, tmp_path: Path, name: str) -> None:
    with case.workspace.edit("Rename") as session:
        session.get_one(Person, case.reader).name = name
        session.get_one(Stakeholder, case.marja).business_goal = name
        session.get_one(Opportunity, case.deal).title = name[:200]
    page = case.page(case.drafted())
    export.write_docx(page, tmp_path / "letter.docx")
    export.write_eml(page, tmp_path / "letter.eml")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "letter.docx")).paragraphs)
    from app.documents.text import one_line

    assert one_line(name).rstrip(".") in text


@pytest.mark.openxml
@pytest.mark.skipif(validator() is None, reason="Microsoft's validator is not installed")
def test_the_letter_is_valid_in_words_schema(case: Case, tmp_path: Path) -> None:
    export.write_docx(case.page(case.drafted()), tmp_path / "letter.docx")
    assert schema_errors(tmp_path / "letter.docx") == []


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_pdf_of_it(case: Case, tmp_path: Path) -> None:
    export.write_docx(case.page(case.drafted()), tmp_path / "letter.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "letter.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_progress_and_facts_for_the_coach(case: Case) -> None:
    def kinds() -> dict[str, dict[str, float | bool | int]]:
        with case.workspace.read() as session:
            found = queries.subjects(session, case.deal, TODAY + timedelta(days=9))
            return {subject.kind: dict(subject.facts) for subject in found}

    with case.workspace.read() as session:
        assert queries.progress(session, 1, case.deal) is Progress.EMPTY
    assert kinds()["meeting"] == {"letters": 0, "letters_sent": 0}
    letter = case.drafted()
    with case.workspace.edit("Sent") as session:
        actions.mark_sent(session, letter, TODAY)
    facts = kinds()["letter"]
    assert (facts["days_since_sent"], facts["answered"], facts["changed_facts"]) == (9, False, 0)
    with case.workspace.read() as session:
        assert queries.progress(session, 1, case.deal) is Progress.BEGUN
    with case.workspace.edit("Answer") as session:
        actions.set_answer(session, letter, LetterAnswer.CONFIRMED, TODAY)
    with case.workspace.read() as session:
        assert queries.progress(session, 1, case.deal) is Progress.DONE


def test_a_deleted_person_leaves_no_trace_in_a_new_letter(case: Case) -> None:
    with case.workspace.edit("Trash") as session:
        person = session.get_one(Person, session.get_one(Stakeholder, case.kari).person_id)
        person.deleted_at = NOW
    assert "Kari" not in "".join(case.page(case.drafted()).parts.values())


def test_a_fact_is_never_read_as_markdown() -> None:
    wording = load_wording()
    evil = "**x** [y](https://evil.example)\n# z {step}"
    fact = Fact("vision", evil, "opportunity", "u")
    written = draft(wording, Material({"vision": fact}))
    page = Letter(parts=written.parts)
    assert "**x** [y](https://evil.example) # z {step}" in page.plain["vision"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('[[slot]]\npart = "thanks"\ntext = ["{nobody}"]', "“nobody” is no field"),
        ('[[slot]]\npart = "nowhere"\ntext = ["x"]', "“nowhere” is no part of a letter"),
        ('[[slot]]\npart = "goals"\neach = "people"', "“people” is no list"),
        ('[[slot]]\npart = "goals"\nwhen = "rain"', "“rain” is no field"),
        ("[[slot]\n", "line"),
    ],
)
def test_a_broken_wording_is_named_with_its_line(wrong: str, reason: str) -> None:
    text = content("en/letters/default.toml").read_text(encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read_wording(f"{text}\n{wrong}\n", "mine")
    assert reason in str(error.value)
    assert "line " in str(error.value)


def test_part_names_cover_all_parts() -> None:
    assert tuple(part_names()) == PARTS


def test_letters_of_a_deleted_meeting_stay(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("Drop") as session:
        session.delete(session.get_one(Meeting, case.meeting))
    with case.workspace.read() as session:
        assert session.get_one(ChampionLetter, letter).meeting_id is None
    page = case.page(letter)
    assert {row.label for row in page.trace if row.changed} >= {"Date of the meeting"}
