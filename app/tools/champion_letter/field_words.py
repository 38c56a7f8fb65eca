"""What the fields of a wording stand for, as they are offered to whoever writes one."""

from dataclasses import dataclass

from app.i18n import tr


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together; with `each`, known in a slot that is repeated for that list."""

    title: str
    fields: tuple[tuple[str, str], ...]  # name, what comes in
    each: str = ""


def field_groups() -> tuple[FieldGroup, ...]:
    """All fields, in the order of the letter."""
    return (
        FieldGroup(
            tr("Reader and meeting"),
            (
                ("reader_first", tr("first name of the reader")),
                ("reader_name", tr("whole name of the reader")),
                ("others", tr("who else was there")),
                ("meeting_date", tr("day of the meeting")),
                ("purpose", tr("purpose of the meeting")),
                ("account", tr("the account")),
                ("deal", tr("the opportunity")),
            ),
        ),
        FieldGroup(tr("Goals"), (("goal", tr("a goal")), ("who", tr("whose, unless the reader's"))), "goals"),
        FieldGroup(
            tr("What was said"), (("said", tr("a sentence")), ("said_by", tr("who said it"))), "quotes"
        ),
        FieldGroup(
            tr("Challenges"),
            (
                ("challenge", tr("a challenge")),
                ("own_words", tr("in the reader's words")),
                ("other_words", tr("in the words of another")),
                ("words_by", tr("of whom")),
                ("reasons", tr("its reasons")),
                ("consequences", tr("what it leads to")),
            ),
            "challenges",
        ),
        FieldGroup(
            tr("Solution and value"),
            (
                ("vision", tr("the solution in their words")),
                ("vision_by", tr("who described it")),
                ("benefit", tr("value a year")),
                ("payback", tr("payback")),
                ("value_sources", tr("whose figures they are")),
            ),
        ),
        FieldGroup(
            tr("Proof"),
            (
                ("story_customer", tr("the customer, as far as one may say it")),
                ("story_challenge", tr("what stood in the way there")),
                ("story_solution", tr("what was done")),
                ("story_impact", tr("the result")),
            ),
        ),
        FieldGroup(
            tr("Next step"),
            (
                ("step", tr("what is done next")),
                ("step_owners", tr("who does it")),
                ("step_date", tr("by when")),
            ),
        ),
    )
