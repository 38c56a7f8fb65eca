"""Figures, dates and secrets in a letter, found in whatever form people write them; and what the mends do."""

import email
from dataclasses import replace
from datetime import date, timedelta
from email.policy import SMTP
from pathlib import Path

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.documents.markdown import escape, parse
from app.documents.markdown_edit import replace_words
from app.errors import BadInputError
from app.method.calendar_spans import Window
from app.method.spoken_dates import month_name, say
from app.models.library import SuccessStory
from app.models.opportunities import ChampionMark, Opportunity, Rating, Risk, Stakeholder
from app.models.vocabulary import Aspect, Criterion, Permission, RiskType
from app.tools.champion_letter import actions, export
from app.tools.champion_letter.dates import dates_in
from app.tools.champion_letter.exact import dates, figures, leaks
from app.tools.champion_letter.figures import Known, money_in
from app.tools.champion_letter.letter import Finding, KnownDate, Letter, Mend, Secret
from app.tools.champion_letter.queries import LetterPage
from app.tools.champion_letter.speech import month_words
from app.tools.champion_letter.wording import PARTS
from app.workspace import Workspace
from tests.tools.test_champion_letter import TODAY, Case

MONTH_NAMES = month_words()
EMPTY = Letter(parts=dict.fromkeys(PARTS, ""), months=MONTH_NAMES, written_on=TODAY)


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace)


def written(amount: float) -> list[str]:
    """An amount of euros in the forms of several countries and habits, rounded to two digits or more."""
    thousands = round(amount / 1e3)
    grouped = f"{thousands:,}"
    return [
        f"{grouped} kEUR",
        f"{grouped.replace(',', ' ')} k€",
        f"{grouped.replace(',', chr(0x202F))} kEur",
        f"€{amount / 1e6:.2f}m",
        f"{amount / 1e6:.2f}".replace(".", ",") + " milj. €",
        f"{amount / 1e6:.3f} million euros",
        f"EUR {amount:,.0f}",
        f"{amount:,.0f}".replace(",", ".") + " EUR",
        f"{amount:,.0f}".replace(",", "'") + " €",
        f"MEUR {amount / 1e6:.2f}",
    ]


@given(st.integers(1_000_000, 900_000_000), st.integers(0, 9))
@settings(max_examples=200, deadline=None)
def test_a_figure_of_the_calculator_is_found_right_in_every_form(amount: int, form: int) -> None:
    text = f"Worked out, this is worth about {written(amount)[form]} a year, says Marja."
    letter = replace(
        EMPTY, parts={**EMPTY.parts, "vision": text}, figures=[Known(amount, "EUR", "x", "benefit")]
    )
    assert list(figures(letter)) == []


@given(st.integers(1_000_000, 900_000_000), st.floats(1.12, 8), st.booleans(), st.integers(0, 9))
@settings(max_examples=200, deadline=None)
def test_another_figure_is_found_wrong_in_every_form(amount: int, by: float, less: bool, form: int) -> None:
    other = amount / by if less else amount * by
    text = f"This is worth about {written(other)[form]} a year."
    known = Known(amount, "EUR", "3,700 kEUR", "benefit")
    (found,) = figures(replace(EMPTY, parts={**EMPTY.parts, "vision": text}, figures=[known]))
    assert found.sentence == text
    mend = found.mends[0]
    assert replace_words(escape(text), mend.old, mend.new) == "This is worth about 3,700 kEUR a year."


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("0,25 million euros", [250_000]),
        ("€1.2bn and $3k", [1_200_000_000, 3_000]),
        ("1.250,50 EUR", [1250.5]),
        ("12 kEUR, 3 m of it", [12_000]),
        ("a meter of 4 m, 9 %", []),
        ("EUR", []),
    ],
)
def test_money_in_a_text(text: str, amounts: list[float]) -> None:
    assert [one.readings[-1][0] for one in money_in(text)] == pytest.approx(amounts)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_confuses_the_checks(text: str) -> None:
    letter = replace(
        EMPTY,
        parts={**EMPTY.parts, "vision": text, "next_steps": text},
        figures=[Known(3_700_000, "EUR", "3,700 kEUR"), Known(22_000, "t", "22,000 t")],
        dates=[KnownDate(Window(TODAY, TODAY), "today")],
        secrets=[Secret(text, "notes"), Secret(text, "rivals", name=True)],
    )
    for look in (figures, dates, leaks):
        for found in look(letter):
            assert not found.sentence or found.sentence in letter.plain[found.part]


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.integers(1, 400), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_a_day_of_the_plan_is_right_and_another_one_wrong(day: date, off: int, form: int) -> None:
    def text(of: date) -> str:
        forms = (
            say(Window(of, of)),
            of.isoformat(),
            f"{of.day}.{of.month}.{of.year}",
            f"{month_name(of.month)} {of.day}, {of.year}",
            f"the {of.day}th of {month_name(of.month)} {of.year}",
        )
        return f"Kari walks the line by {forms[form]}."

    known = replace(EMPTY, dates=[KnownDate(Window(day, day), "Walk")], step_date="now")
    assert list(dates(replace(known, parts={**EMPTY.parts, "next_steps": text(day)}))) == []
    (found,) = dates(replace(known, parts={**EMPTY.parts, "next_steps": text(day + timedelta(days=off))}))
    assert [mend.new for mend in found.mends] == ["now"]


def test_a_day_without_a_year_is_the_next_one() -> None:
    found = list(dates_in("on 3rd of December, or 5 May", MONTH_NAMES, TODAY))
    assert [one.days.start for one in found] == [date(2026, 12, 3), date(2027, 5, 5)]


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=3, max_size=9), min_size=4, max_size=9, unique=True
)


@given(WORDS, WORDS, st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_planted_secret_is_found_and_taken_out_with_its_sentence(
    secret: list[str], around: list[str], bold: bool
) -> None:
    assume(not set(secret) & set(around))
    clean = f"We said {' '.join(around)}."
    leak = f"But {' '.join(secret)} indeed."
    text = f"{clean} {'**' * bold}{leak}{'**' * bold} And so on."
    letter = replace(
        EMPTY, parts={**EMPTY.parts, "goals": text}, secrets=[Secret(" ".join(secret), "our notes")]
    )
    (found,) = leaks(letter)
    assert (found.part, found.sentence) == ("goals", leak)
    (mend,) = found.mends
    assert replace_words(text, mend.old, mend.new) == f"{clean} And so on."


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_replacing_words_leaves_a_text_that_reads_the_same_again(text: str, old: str, new: str) -> None:
    done = replace_words(text, old, escape(new))
    assert parse(done) == parse(replace_words(done, "", ""))
    if not any(old in block.text for block in parse(text)):
        assert done == text


def finding(page: LetterPage, key: str) -> Finding:
    return next(check.findings[0] for check in page.checks if check.key == key and not check.good)


def apply(case: Case, letter: int, mend: Mend) -> LetterPage:
    with case.workspace.edit("Mend") as session:
        actions.mend(session, letter, mend, "en_GB")
    return case.page(letter)


def rewrite(case: Case, letter: int, part: str, old: str, new: str) -> LetterPage:
    page = case.page(letter)
    assert old in page.parts[part]
    with case.workspace.edit("Rewrite") as session:
        actions.set_part(session, letter, part, page.parts[part].replace(old, new))
    return case.page(letter)


@pytest.mark.parametrize(
    ("part", "old", "new", "key", "label"),
    [
        ("vision", "3,700 kEUR", "3,900 kEUR", "figures", "Write 3,700 kEUR"),
        ("vision", "14 months", "11 months", "figures", "Write 14 months"),
        ("next_steps", "3 December 2026", "5 December 2026", "dates", "Write 3 December 2026"),
        ("next_steps", "Please confirm it", "\\[ask?\\] Please confirm it", "prompts", "Take the note out"),
        (
            "goals",
            "What stayed",
            "Marja is afraid of her boss. What stayed",
            "leaks",
            "Take the sentence out",
        ),
        ("goals", "What stayed", "Voltrix is cheaper. What stayed", "leaks", "Take the sentence out"),
    ],
)
def test_a_mend_gives_the_letter_back_as_it_was(
    case: Case, part: str, old: str, new: str, key: str, label: str
) -> None:
    letter = case.drafted()
    before = case.page(letter).parts
    found = finding(rewrite(case, letter, part, old, new), key)
    assert found.part == part
    assert new.split(" ", maxsplit=1)[0].strip("\\[]*") in found.sentence
    (mend, *_) = [one for one in found.mends if one.label == label]
    page = apply(case, letter, mend)
    assert page.parts == before
    assert page.open_checks == 0
    case.workspace.undo()
    assert case.page(letter).open_checks > 0


@pytest.mark.parametrize(
    ("part", "key", "holds"),
    [
        ("vision", "proof", "a Swedish board mill"),
        ("vision", "value", "3,700 kEUR a year"),
        ("next_steps", "step", "Walk the press line"),
        ("next_steps", "confirm", "Please confirm it"),
        ("goals", "words", "“We stood still for nine days"),
    ],
)
def test_what_is_missing_is_drafted_from_what_is_known(case: Case, part: str, key: str, holds: str) -> None:
    letter = case.drafted()
    with case.workspace.edit("Empty") as session:
        for one in PARTS:
            actions.set_part(session, letter, one, "So much for that.")
    found = finding(case.page(letter), key)
    (mend,) = found.mends
    page = apply(case, letter, mend)
    assert holds in page.parts[part].replace("*", "")
    assert key not in {check.key for check in page.checks if not check.good}
    assert "[" not in page.parts[part]
    assert any(row.in_text for row in page.trace) or key == "confirm"


def test_an_empty_part_is_drafted(case: Case) -> None:
    letter = case.drafted()
    before = case.page(letter).parts["challenges"]
    with case.workspace.edit("Empty") as session:
        actions.set_part(session, letter, "challenges", "")
    page = apply(case, letter, finding(case.page(letter), "parts").mends[0])
    assert page.parts["challenges"] == before


def test_a_changed_fact_is_brought_up_to_date(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("Change") as session:
        session.get_one(Stakeholder, case.marja).business_goal = "One stop a year at most."
    page = apply(case, letter, finding(case.page(letter), "changes").mends[0])
    assert "- One stop a year at most." in page.parts["goals"]
    assert page.open_checks == 0


def test_words_that_are_gone_cannot_be_mended(case: Case) -> None:
    letter = case.drafted()
    with pytest.raises(BadInputError, match="no longer in the letter"):
        apply(case, letter, Mend("x", "goals", "nowhere to be found", "y"))


def test_ratings_tests_and_risks_are_secrets(case: Case) -> None:
    with case.workspace.edit("Judge") as session:
        session.add_all(
            [
                Rating(
                    stakeholder_id=case.marja, aspect=Aspect.INFLUENCE, value=4, rated_on=TODAY,
                    evidence="She wins every argument in the board",
                ),
                ChampionMark(
                    stakeholder_id=case.marja, criterion=next(iter(Criterion)), verdict=True, marked_on=TODAY,
                    evidence="Calls us before she calls her own people",
                ),
                Risk(opportunity_id=case.deal, kind=RiskType.MARGIN, text="We earn nothing on the spare rolls"),
            ]
        )  # fmt: skip
        session.get_one(Opportunity, case.deal).acid_test_reason = "In their place I would wait a year"
    letter = case.drafted()
    for secret in (
        "She wins every argument in the board",
        "calls us before she calls her own people",
        "We earn nothing on the spare rolls",
        "in their place I would wait a year",
        "Olavi is our champion",
        "Our margin is thin",
    ):
        with case.workspace.edit("Leak") as session:
            actions.set_part(session, letter, "thanks", f"Thank you, Marja. I think {secret}.")
        assert finding(case.page(letter), "leaks").sentence == f"I think {secret}."


@pytest.mark.parametrize(
    ("permission", "holds", "hidden"),
    [
        (Permission.NAMED, "At Secretmill AB the situation", ()),
        (Permission.ANONYMOUS, "At a Swedish board mill the situation", ("secretmill",)),
        (Permission.INTERNAL, "Who else has done this", ("secretmill", "a Swedish board mill", "62 %")),
    ],
)
def test_a_story_is_told_as_far_as_it_may_be_in_every_output(
    case: Case, tmp_path: Path, permission: Permission, holds: str, hidden: tuple[str, ...]
) -> None:
    with case.workspace.edit("Permit") as session:
        story = session.get_one(SuccessStory, case.story)
        story.permission = permission
        story.impact = "At SECRETMILL, stops fell by 62 % in the first year"
    page = case.page(case.drafted())
    export.write_docx(page, tmp_path / "letter.docx")
    export.write_eml(page, tmp_path / "letter.eml")
    rich = export.rich(page)
    mail = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=SMTP)
    bodies = [
        body.get_content() for kind in ("plain", "html") if (body := mail.get_body((kind,))) is not None
    ]
    document = "\n".join(one.text for one in docx.Document(str(tmp_path / "letter.docx")).paragraphs)
    for text in (document, *bodies, rich.html, rich.plain):
        assert holds in " ".join(text.split())
        assert not [word for word in hidden if word.casefold() in text.casefold()]


@pytest.mark.parametrize("name", ["Secretmill AB", "SECRETMILL", "secretmill"])
def test_a_name_that_may_no_longer_be_told_keeps_the_letter_in(case: Case, tmp_path: Path, name: str) -> None:
    letter = case.drafted()
    with case.workspace.edit("Name it") as session:
        text = case.page(letter).parts["vision"].replace("a Swedish board mill", name)
        actions.set_part(session, letter, "vision", text)
    page = case.page(letter)
    assert "may not name its customer" in finding(page, "leaks").do
    with pytest.raises(BadInputError, match="may not name its customer"):
        export.write_docx(page, tmp_path / "letter.docx")
    assert not (tmp_path / "letter.docx").exists()
