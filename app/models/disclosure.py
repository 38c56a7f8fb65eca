"""What a customer may see of each table, declared column by column, and the SQL that holds readers to it.

A reading connection for a customer has a temporary view in front of every table. Whatever a query asks for,
it gets no row and no value that is not declared here as shown; a column that nobody has declared is kept back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Boolean, Column, Numeric, String, Table

from app.models import schema
from app.models.base import WordType
from app.models.vocabulary import Audience, EvidenceClass, Onlooker

NOBODY = "0"  # no row of the table is for a customer
_SAID = "('stated', 'confirmed')"  # what the customer said or wrote; the rest is our own thinking
_KEYS = frozenset({"id", "uid"})
_NOT_WORDS = frozenset(
    {"key", "industry", "profile_key", "currency", "model", "scenario", "source_table", "source_uid", "parts"}
)  # keys and code among the texts: a name in them is none


@dataclass(frozen=True)
class Disclosure:
    """What a customer sees of one table. `rows` is the SQL condition on a row; empty means all."""

    shown: str = ""
    internal: str = ""
    stated: Mapping[str, str] = field(
        default_factory=dict
    )  # column -> the evidence class that must be theirs
    instead: Mapping[str, str] = field(default_factory=dict)  # column -> SQL of what stands in its place
    rows: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """All columns that the table declares."""
        return _KEYS | {*self.shown.split(), *self.internal.split(), *self.stated, *self.instead}


LIBRARY = {
    "industry": Disclosure("key name"),
    "profile": Disclosure("industry_id key name titles"),
    "benefit": Disclosure("key text"),
    "capability": Disclosure("key text"),
    "challenge": Disclosure("key profile_id text ask heard_before own retired merged_into_id"),
    "challenge_benefit": Disclosure("challenge_id benefit_id"),
    "challenge_capability": Disclosure("challenge_id capability_id"),
    "success_story": Disclosure(
        "key anonymous_as industry_id profile_key region business_line permission sample deleted_at",
        "ask",
        instead={
            "customer": "CASE permission WHEN 'named' THEN customer ELSE anonymous_as END",
            **{
                name: f"covered(told_as({name}, permission, customer, anonymous_as))"
                for name in ("title", "challenge", "solution", "impact")
            },
        },
        rows="permission != 'internal'",
    ),
    "story_challenge": Disclosure("story_id challenge_id"),
    "value_proposition": Disclosure("key profile_id goal solution compared_with model retired"),
    "proposition_benefit": Disclosure("proposition_id benefit_id position"),
}

PEOPLE = {
    "person": Disclosure(
        "account_id name title unit email phone in_position_since primary_contact placeholder external_id deleted_at",
        "notes",
    ),
    "person_field": Disclosure(internal="label position", rows=NOBODY),
    "person_field_value": Disclosure(internal="person_id field_id value", rows=NOBODY),
    "connection": Disclosure("from_id to_id kind", "strength", rows="kind = 'reports'"),
    "stakeholder": Disclosure(
        "opportunity_id person_id goal_class goal_on map_x map_y",
        "signs drives_change effect personal_win goal_source stated_mode override_mode override_reason notes",
        stated={"business_goal": "goal_class", "personal_goal": "goal_class"},
    ),
    "stakeholder_role": Disclosure(
        "stakeholder_id role", rows="role NOT IN ('adversary', 'champion', 'coach')"
    ),
    "own_role": Disclosure(
        internal="name summary wants fears decides work_with ask position retired", rows=NOBODY
    ),  # our words for somebody: nobody can tell in advance which of them are harmless
    "stakeholder_own_role": Disclosure(internal="stakeholder_id role_id", rows=NOBODY),
    "rating": Disclosure(
        internal="stakeholder_id aspect rater value rated_on evidence evidence_class source rated_by proposed"
        " reason carried_from",
        rows=NOBODY,
    ),
    "champion_mark": Disclosure(
        internal="stakeholder_id criterion verdict evidence evidence_class marked_on reason set_aside_on",
        rows=NOBODY,
    ),
    "sign_answer": Disclosure(internal="stakeholder_id rater sign answer answered_on", rows=NOBODY),
    "method_level": Disclosure(internal="level value", rows=NOBODY),
    "map_snapshot": Disclosure(internal="opportunity_id name taken_on content", rows=NOBODY),
}

DEALS = {
    "account": Disclosure("name industry country site owner deleted_at", "notes status"),
    "receptivity_assessment": Disclosure(
        "account_id kind assessed_on criticality ease judged_by informant_id evidence evidence_class due_on",
        rows=f"kind != 'guess' AND evidence_class IN {_SAID}",
    ),
    "opportunity": Disclosure(
        "account_id title currency owner buying_stage decision_on next_action_id vision_class vision_by_id"
        " vision_on status deleted_at",
        "value_minor strategic commercial sales_stage stage_entered_on buying_criteria decision_process"
        " status_reason acid_test acid_test_reason",
        stated={"solution_vision": "vision_class"},
        instead={"alternatives": "rivals_covered(alternatives)"},
    ),
    "evidence": Disclosure(
        "account_id opportunity_id topic text source person_id noted_on evidence_class question internal",
        rows=f"NOT internal AND evidence_class IN {_SAID}",
    ),
    "selection_criterion": Disclosure(internal="key title weight", rows=NOBODY),
    "selection_score": Disclosure(
        internal="account_id criterion score evidence evidence_class scored_on", rows=NOBODY
    ),
    "risk": Disclosure(internal="opportunity_id kind text severity answer owner", rows=NOBODY),
    "silenced_finding": Disclosure(internal="opportunity_id rule about reason silenced_on", rows=NOBODY),
}

WORK = {
    "action": Disclosure(
        "opportunity_id kind purpose title position when_words starts_on ends_on billable_minor side owner"
        " customer_owner_id gate gate_decision status done_on",
        "notes",
        rows="kind = 'joint'",
    ),
    "action_order": Disclosure(
        "action_id after_id",
        rows="after_id IN (SELECT id FROM main.action WHERE kind = 'joint')",
    ),
    "checklist_item": Disclosure(
        "opportunity_id key title description ticked ticked_on agreed_by_id position",
        rows="agreed_by_id IS NOT NULL",
    ),
    "challenge_heard": Disclosure(
        "stakeholder_id challenge_id meeting_id status importance own_words reasons consequences heard_on"
        " position evidence_class",
        rows=f"evidence_class IN {_SAID}",
    ),
    "story_told": Disclosure("story_id opportunity_id person_id meeting_id told_on", "received reception"),
    "meeting": Disclosure("opportunity_id held_on purpose place outcome next_action_id", "commitments notes"),
    "attendee": Disclosure("meeting_id stakeholder_id said"),
    "champion_letter": Disclosure(
        "opportunity_id meeting_id recipient_id subject drafted_at edited_at sender sent_on answer answered_on"
        " answer_text language template_id sent_wording"
    ),
    "letter_template": Disclosure(
        "language account_id wording look",
        "name look_name",
        rows="account_id IS NULL OR account_id IN (SELECT id FROM account)",
    ),  # a letter is read with the headings of its template; an account sees its own and the general ones
    "letter_part": Disclosure("letter_id key text"),
    "letter_fact": Disclosure(
        internal="letter_id part label text source_table source_uid correction", rows=NOBODY
    ),
    "letter_state": Disclosure(internal="letter_id kept_at subject sender parts", rows=NOBODY),
    "letter_confirmation": Disclosure(
        internal="letter_id source_table source_uid class_before on_before", rows=NOBODY
    ),
    "value_case": Disclosure(
        "opportunity_id title goal solution compared_with model scenario deleted_at", "wanted_by_id"
    ),
    "value_input": Disclosure(
        "case_id scenario name value low high person_id evidence_class set_on",
        stated={"source": "evidence_class"},
    ),
    "value_scenario": Disclosure("case_id key label position"),
    "value_line_challenge": Disclosure("case_id line challenge_id"),
    "own_value_model": Disclosure(internal="label text", rows=NOBODY),
}

DISCLOSURES: Mapping[str, Disclosure] = MappingProxyType({**LIBRARY, **PEOPLE, **DEALS, **WORK})
"""What a customer sees of each table of the schema."""

_TELLS_NAME = frozenset({"email", "phone", "external_id"})  # as good as the name
_OF_ACCOUNT = {"account": "id", "opportunity": "account_id", "person": "account_id"}


def views(onlooker: Onlooker) -> Iterator[str]:
    """The statements that put a view in front of each table for this onlooker; none for one who sees all.

    They call `covered(text)`, `stand_in(person)`, `rivals_covered(alternatives)` and
    `told_as(text, permission, customer, paraphrase)`, which the connection must know.
    """
    if onlooker.sees_all:
        return
    for table in schema.metadata().sorted_tables:
        columns = ", ".join(
            f'{_value(table, column, onlooker)} AS "{column.name}"' for column in table.columns
        )
        condition = " AND ".join(f"({part})" for part in _conditions(table, onlooker))
        where = f" WHERE {condition}" if condition else ""
        yield f'CREATE TEMP VIEW "{table.name}" AS SELECT {columns} FROM main."{table.name}"{where}'


def shown(table: str) -> Disclosure:
    """What a customer sees of a table; nothing when nobody has declared it."""
    return DISCLOSURES.get(table, Disclosure(rows=NOBODY))


def keeps_back(onlooker: Onlooker, table: str, values: Mapping[str, object], column: str) -> bool:
    """Whether this onlooker reads nothing where a row with these values holds something in a column."""
    if onlooker.names_hidden and table == "person" and column in _TELLS_NAME:
        return True
    declared = shown(table)
    if onlooker.audience is Audience.INTERNAL or column in declared.shown.split():
        return False
    known_by = declared.stated.get(column)
    return known_by is None or values.get(known_by) not in {EvidenceClass.STATED, EvidenceClass.CONFIRMED}


def _conditions(table: Table, onlooker: Onlooker) -> Iterator[str]:
    if onlooker.audience is Audience.CUSTOMER and (rows := shown(table.name).rows):
        yield rows
    if onlooker.account_id is not None and (column := _OF_ACCOUNT.get(table.name)):
        yield f"{column} = {int(onlooker.account_id)}"


def _value(table: Table, column: Column[object], onlooker: Onlooker) -> str:
    name, own = column.name, f'"{column.name}"'
    declared = shown(table.name)
    if onlooker.names_hidden and table.name == "person":
        if name == "name":
            return "CASE WHEN placeholder THEN name ELSE stand_in(id) END"
        if name in _TELLS_NAME:
            return "''"
    covered = f"covered({own})" if _is_words(column) else own
    if onlooker.audience is Audience.INTERNAL or name in _KEYS or name in declared.shown.split():
        return covered
    if name in declared.instead:
        return declared.instead[name]
    if name in declared.stated:
        return f"CASE WHEN \"{declared.stated[name]}\" IN {_SAID} THEN {covered} ELSE '' END"
    return _nothing(column)


def _is_words(column: Column[object]) -> bool:
    written = isinstance(column.type, String) and not isinstance(column.type, WordType)
    return written and column.name not in _KEYS | _NOT_WORDS


def _nothing(column: Column[object]) -> str:
    """What a kept column reads as: unknown where it may be, else the value of a new row."""
    if column.nullable:
        return "NULL"
    default = getattr(column.default, "arg", None)
    if isinstance(column.type, WordType):
        return f"'{default if isinstance(default, str) else next(iter(column.type.words))}'"
    if isinstance(column.type, (Boolean, Numeric)) or not isinstance(column.type, String):
        return str(int(default)) if isinstance(default, (bool, int)) else "0"
    return "''"
