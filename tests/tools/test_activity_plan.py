"""The activity plan: warnings as tables, and every action on a real file with its undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from app.errors import BadInputError, ContentError
from app.method.calendar_spans import Window, week_of
from app.method.coaching import findings
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.models.actions import Action
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.vocabulary import ActionKind, ActionPurpose, ActionStatus, Audience, GateDecision, Side
from app.tools.activity_plan import actions, export, queries, rules
from app.tools.activity_plan.faults import Fault, FaultKind, Situation, faults
from app.tools.activity_plan.rules import Lateness, Step
from app.tools.activity_plan.templates import load_templates, schedule
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.documents.schema import schema_errors, validator

MONDAY = date(2026, 11, 23)


def step(number: int, start: int | None = 0, end: int | None = None, **more: object) -> Step:
    """A step whose days count from TODAY."""
    days = None
    if start is not None:
        days = Window(TODAY + timedelta(days=start), TODAY + timedelta(days=start if end is None else end))
    named = {"owner": "Sam Seller", "customer_owner_id": 7, "customer_owner": "Kari"}
    values = {"title": f"Step {number}", "words": f"time {number}", "days": days, **named, **more}
    return Step(id=number, uid=f"u{number}", **values)  # type: ignore[arg-type]


def kinds(*steps: Step, **more: object) -> list[FaultKind]:
    return [fault.kind for fault in found(*steps, **more)]


def found(*steps: Step, **more: object) -> list[Fault]:
    values = {"next_action_id": steps[0].id if steps else None, **more}
    return faults(Situation(steps, TODAY, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, Lateness.ON_TIME),
        (0, Lateness.ON_TIME),
        (-1, Lateness.AT_RISK),
        (-6, Lateness.AT_RISK),
        (-7, Lateness.STALLED),
        (-90, Lateness.STALLED),
    ],
)
def test_one_to_six_days_late_is_at_risk_and_seven_is_stalled(days: int, expected: Lateness) -> None:
    assert rules.lateness(step(1, days), TODAY) is expected
    assert rules.lateness(step(1, days, status=ActionStatus.DONE), TODAY) is Lateness.ON_TIME


def test_a_window_is_late_when_its_last_day_is_over() -> None:
    assert rules.overdue(step(1, -10, 0), TODAY) == 0
    assert rules.overdue(step(1, -10, -2), TODAY) == 2
    assert rules.overdue(step(1, None), TODAY) == 0


def test_a_plan_in_order_has_no_warning() -> None:
    assert kinds(step(1, 1), step(2, 8, after=(1,)), decision_on=TODAY + timedelta(days=13)) == []
    assert kinds() == []


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((step(1, 8), step(2, 1, after=(1,))), [FaultKind.ORDER]),
        ((step(1, 1, 8), step(2, 1, 7, after=(1,))), [FaultKind.ORDER]),
        ((step(1, 1, 8), step(2, 8, after=(1,))), []),
        ((step(1, 8), step(2, 1)), [FaultKind.ORDER]),  # the list itself is an order
        ((step(1, 1, 8), step(2, 5)), []),  # windows that overlap say nothing
        ((step(1, 8), step(2, 1, kind=ActionKind.INTERNAL)), []),
        ((step(1, 1), step(2, 2, after=(1,), status=ActionStatus.DONE)), [FaultKind.ORDER]),
        ((step(1, 8, status=ActionStatus.DROPPED), step(2, 1, after=(1,)), step(3, 8)), []),
    ],
)
def test_an_order_that_cannot_be(steps: tuple[Step, ...], expected: list[FaultKind]) -> None:
    assert [kind for kind in kinds(*steps) if kind is FaultKind.ORDER] == expected


def test_the_example_plan_of_the_method_has_a_visit_dated_a_year_too_early() -> None:
    visit = found(step(1, 20, words="February 2015"), step(2, 1, words="March 2014", title="Reference visit"))
    assert [fault.text for fault in visit if fault.kind is FaultKind.ORDER] == [
        "“Reference visit” is dated March 2014, before “Step 1” (February 2015), which stands above it."
    ]


def test_after_the_decision_only_what_follows_from_it() -> None:
    decision = TODAY + timedelta(days=10)
    signing = step(2, 10, purpose=ActionPurpose.DECISION)
    assert FaultKind.AFTER_DECISION in kinds(step(1, 2), step(3, 12), decision_on=decision)
    follows = (step(1, 2), signing, step(3, 30, after=(2,)), step(4, 40, after=(3,)))
    assert FaultKind.AFTER_DECISION not in kinds(*follows, decision_on=decision)


def test_steps_behind_a_no_go_are_named() -> None:
    gate = step(1, -1, gate=True, decision=GateDecision.NO_GO, status=ActionStatus.DONE)
    warning = found(gate, step(2, 3, after=(1,)), next_action_id=2)[0]
    assert (warning.kind, warning.steps) == (FaultKind.NO_GO, (2, 1))
    assert warning.kind.grave


def test_a_gate_that_is_done_without_a_decision() -> None:
    gate = step(1, -1, gate=True, status=ActionStatus.DONE, done_on=TODAY)
    assert FaultKind.UNDECIDED in kinds(gate, step(2, 3), next_action_id=2)


def test_weeks_with_nothing_agreed_are_counted_to_the_decision() -> None:
    plan = [step(1, 1), step(2, 22)]
    assert rules.void_weeks(plan, TODAY + timedelta(days=29), TODAY) == [
        date(2026, 11, 30),
        date(2026, 12, 7),
        date(2026, 12, 21),
    ]
    assert rules.void_weeks([], TODAY, TODAY) == []
    assert rules.void_weeks([step(1, 1, kind=ActionKind.INTERNAL)], TODAY + timedelta(days=60), TODAY) == []


def test_weeks_are_said_together() -> None:
    weeks = [MONDAY, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=7)]
    assert rules.said_weeks(weeks) == "weeks 48–50 and week 2"
    assert rules.said_weeks([]) == ""
    assert rules.said_weeks(weeks[3:]) == "week 2"


@pytest.mark.parametrize(
    ("side", "owner", "person", "missing"),
    [
        (Side.SUPPLIER, "Sam", None, ()),
        (Side.SUPPLIER, "", 7, (Side.SUPPLIER,)),
        (Side.CUSTOMER, "Sam", None, (Side.CUSTOMER,)),
        (Side.CUSTOMER, "", 7, ()),
        (Side.SHARED, "Sam", 7, ()),
        (Side.SHARED, "Sam", None, (Side.CUSTOMER,)),
        (Side.SHARED, "", None, (Side.SUPPLIER, Side.CUSTOMER)),
    ],
)
def test_a_side_is_no_person(side: Side, owner: str, person: int | None, missing: tuple[Side, ...]) -> None:
    assert rules.missing_names(step(1, side=side, owner=owner, customer_owner_id=person)) == missing


def test_many_steps_without_a_name_are_one_warning() -> None:
    bare = [step(number, number, owner="", customer_owner_id=None) for number in range(1, 5)]
    sides = [fault for fault in found(*bare) if fault.kind is FaultKind.SIDE]
    assert len(sides) == 1
    assert sides[0].steps == (1, 2, 3, 4)


def test_three_steps_in_a_week_are_a_heavy_load() -> None:
    plan = [step(number, 2) for number in (1, 2, 3)]
    load = rules.loads(plan, TODAY)[0]
    assert (load.name, load.steps, load.busiest, load.week, load.heavy) == ("Kari", 3, 3, MONDAY, True)
    assert FaultKind.LOAD in kinds(*plan)
    assert not rules.loads([*plan[:2], step(3, 2, 80)], TODAY)[0].heavy


def test_totals_leave_out_what_was_dropped_and_what_is_ours() -> None:
    total = rules.totals(
        [
            step(1, billable_minor=5_000_000, status=ActionStatus.DONE),
            step(2, billable_minor=100),
            step(3, billable_minor=7, status=ActionStatus.DROPPED),
            step(4, billable_minor=9, kind=ActionKind.INTERNAL),
            step(5, gate=True, decision=GateDecision.GO, status=ActionStatus.DONE),
        ]
    )
    assert (total.steps, total.done, total.gates, total.gates_passed) == (3, 2, 1, 1)
    assert (total.billable_minor, total.billable_done_minor) == (5_000_100, 5_000_000)


def test_circles_are_seen_at_any_length() -> None:
    after = {2: [1], 3: [2], 4: [3]}
    assert rules.makes_circle(after, 1, 4)
    assert rules.makes_circle(after, 1, 1)
    assert not rules.makes_circle(after, 4, 1)


# Templates


def test_the_supplied_templates() -> None:
    investment, pilot = load_templates()
    assert (len(investment.steps), len(pilot.steps)) == (8, 8)
    assert sum(one.gate for one in investment.steps) == 2
    assert {one.side for one in investment.steps} == set(Side)


@pytest.mark.parametrize("weeks", [1, 3, 9, 40])
def test_a_template_ends_in_the_week_of_the_decision(weeks: int) -> None:
    decision = TODAY + timedelta(weeks=weeks)
    for template in load_templates():
        days = schedule(template, TODAY, decision)
        ends = [days[one.key].end for one in template.steps]
        assert ends == sorted(ends)
        assert all(end > TODAY for end in ends)
        last = next(one for one in template.steps if one.purpose is ActionPurpose.DECISION)
        assert days[last.key] == week_of(decision)


def test_a_template_without_a_decision_date_keeps_its_weeks() -> None:
    template = load_templates()[0]
    days = schedule(template, TODAY, None)
    assert days["metrics"] == week_of(TODAY + timedelta(days=9))
    assert days["signing"] == week_of(TODAY + timedelta(weeks=28))


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "plan_templates.toml").write_text(
        '[[template]]\nkey = "a"\ntitle = "A"\nsays = "a"\n\n[[step]]\ntemplate = "a"\nkey = "x"\ntitle = "X"\n'
        'week = 1\nside = "shared"\nafter = ["y"]\n'
    )
    with pytest.raises(ContentError, match=r"line 12.*“y” is no step above"):
        load_templates(folder=tmp_path)


# Actions on a file


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Set up") as session:
        opportunity_id = an_opportunity(session, an_account(session))
        a_person(session, opportunity_id, "Kari Salmi")
        session.get_one(Opportunity, opportunity_id).decision_on = date(2026, 12, 18)
    workspace.seal()
    return opportunity_id


def read(workspace: Workspace, deal: int, audience: Audience = Audience.INTERNAL) -> queries.Plan:
    with workspace.read() as session:
        plan = queries.plan(session, deal, audience)
    assert plan is not None
    return plan


def three(workspace: Workspace, deal: int) -> list[int]:
    with workspace.edit("Add") as session:
        made = [
            actions.add_action(session, deal, f"Step {n}", today=TODAY, when=f"week {48 + n}")
            for n in range(3)
        ]
    workspace.seal()
    return made


def test_words_are_kept_beside_what_they_mean(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Add") as session:
        actions.add_action(
            session, deal, "  Audit   of the press ", today=TODAY, when="by end September 2027"
        )
    (only,) = read(workspace, deal).steps
    assert (only.title, only.words) == ("Audit of the press", "by end September 2027")
    assert only.days == Window(date(2027, 9, 24), date(2027, 9, 30))
    workspace.undo()
    assert read(workspace, deal).steps == ()
    workspace.redo()
    assert read(workspace, deal).steps == (only,)


def customer(session: Session, deal: int) -> int:
    stakeholder = session.query(Stakeholder).filter_by(opportunity_id=deal).one()
    return stakeholder.person_id


EDITS: list[tuple[str, Callable[[Session, int], None], object]] = [
    ("title", lambda session, id_: actions.set_title(session, id_, "New"), "New"),
    ("words", lambda session, id_: actions.set_when(session, id_, "Q2 2027", TODAY), "Q2 2027"),
    ("words", lambda session, id_: actions.set_when(session, id_, " ", TODAY), ""),
    ("words", lambda session, id_: actions.set_days(session, id_, week_of(MONDAY)), "week 48 2026"),
    ("billable_minor", lambda session, id_: actions.set_billable(session, id_, 5_000_000), 5_000_000),
    ("side", lambda session, id_: actions.set_side(session, id_, Side.CUSTOMER), Side.CUSTOMER),
    ("owner", lambda session, id_: actions.set_owner(session, id_, " Anna  Berg"), "Anna Berg"),
    ("kind", lambda session, id_: actions.set_kind(session, id_, ActionKind.INTERNAL), ActionKind.INTERNAL),
    (
        "purpose",
        lambda session, id_: actions.set_purpose(session, id_, ActionPurpose.LEGAL),
        ActionPurpose.LEGAL,
    ),
    ("notes", lambda session, id_: actions.set_notes(session, id_, "Ask twice"), "Ask twice"),
    ("gate", lambda session, id_: actions.set_gate(session, id_, True), True),
    (
        "status",
        lambda session, id_: actions.set_status(session, id_, ActionStatus.DONE, TODAY),
        ActionStatus.DONE,
    ),
    (
        "done_on",
        lambda session, id_: actions.set_done_on(session, id_, date(2026, 11, 20), TODAY),
        date(2026, 11, 20),
    ),
]


@pytest.mark.parametrize(("field", "edit", "value"), EDITS)
def test_each_edit_and_its_undo(
    workspace: Workspace, deal: int, field: str, edit: Callable[[Session, int], None], value: object
) -> None:
    first, *_ = three(workspace, deal)
    before = read(workspace, deal)
    with workspace.edit("Edit") as session:
        edit(session, first)
    after = read(workspace, deal)
    assert getattr(after.step(first), field) == value
    workspace.undo()
    assert read(workspace, deal) == before
    workspace.redo()
    assert read(workspace, deal) == after


def test_the_customer_s_person_and_the_trash(workspace: Workspace, deal: int) -> None:
    first, *_ = three(workspace, deal)
    with workspace.edit("Name") as session:
        person = customer(session, deal)
        actions.set_customer_owner(session, first, person)
    named = read(workspace, deal).step(first)
    assert named is not None
    assert (named.customer_owner_id, named.customer_owner) == (person, "Kari Salmi")
    with workspace.edit("Delete") as session:
        session.get_one(Person, person).deleted_at = date_time()
    gone = read(workspace, deal).step(first)
    assert gone is not None
    assert (gone.customer_owner_id, gone.customer_owner) == (None, "")


def date_time() -> datetime:
    return datetime(2026, 11, 22, 12)


REFUSED: list[tuple[str, Callable[[Session, int], object]]] = [
    ("needs words", lambda session, id_: actions.set_title(session, id_, "  ")),
    ("at most 300", lambda session, id_: actions.set_title(session, id_, "x" * 301)),
    ("not understood", lambda session, id_: actions.set_when(session, id_, "soon-ish", TODAY)),
    ("cannot be negative", lambda session, id_: actions.set_billable(session, id_, -1)),
    ("at most 120", lambda session, id_: actions.set_owner(session, id_, "x" * 121)),
    ("is no gate", lambda session, id_: actions.decide_gate(session, id_, GateDecision.GO, TODAY)),
    ("still ahead", lambda session, id_: actions.set_done_on(session, id_, date(2027, 1, 1), TODAY)),
    ("wait for itself", lambda session, id_: actions.set_predecessors(session, id_, [id_])),
    ("same plan", lambda session, id_: actions.set_predecessors(session, id_, [999])),
]


@pytest.mark.parametrize(("says", "edit"), REFUSED)
def test_bad_input_changes_nothing(
    workspace: Workspace, deal: int, says: str, edit: Callable[[Session, int], object]
) -> None:
    first, *_ = three(workspace, deal)
    before = read(workspace, deal)
    with pytest.raises(BadInputError, match=says), workspace.edit("Edit") as session:
        edit(session, first)
    assert read(workspace, deal) == before


def test_up_and_down_and_by_time(workspace: Workspace, deal: int) -> None:
    one, two, last = three(workspace, deal)
    with workspace.edit("Move") as session:
        actions.move(session, last, -1)
    assert [each.id for each in read(workspace, deal).steps] == [one, last, two]
    with workspace.edit("Move") as session:
        actions.move(session, one, 99)
    assert [each.id for each in read(workspace, deal).steps] == [last, two, one]
    with workspace.edit("Sort") as session:
        order = [each.id for each in rules.in_time_order(read(workspace, deal).steps)]
        actions.sort_by_time(session, deal, order)
    assert [each.id for each in read(workspace, deal).steps] == [one, two, last]
    for _ in range(3):
        workspace.undo()
    assert [each.id for each in read(workspace, deal).steps] == [one, two, last]
    with workspace.edit("Add") as session:
        between = actions.add_action(session, deal, "Between", today=TODAY, below=one)
    assert [each.id for each in read(workspace, deal).steps] == [one, between, two, last]


def test_predecessors_and_deleting(workspace: Workspace, deal: int) -> None:
    one, two, last = three(workspace, deal)
    with workspace.edit("Order") as session:
        actions.set_predecessors(session, last, [one, two])
        actions.set_predecessors(session, two, [one])
    with workspace.edit("Order") as session:
        actions.set_predecessors(session, last, [two])
    assert [each.after for each in read(workspace, deal).steps] == [(), (one,), (two,)]
    with pytest.raises(BadInputError, match="wait for itself"), workspace.edit("Order") as session:
        actions.set_predecessors(session, one, [last])
    before = read(workspace, deal)
    with workspace.edit("Delete") as session:
        actions.delete_action(session, two)
    assert [each.after for each in read(workspace, deal).steps] == [(), ()]
    workspace.undo()
    assert read(workspace, deal) == before


def test_the_next_step_follows_the_plan(workspace: Workspace, deal: int) -> None:
    one, two, _last = three(workspace, deal)
    with workspace.edit("Next") as session:
        actions.make_next_step(session, one)
    assert read(workspace, deal).next_action_id == one
    with workspace.edit("Done") as session:
        actions.set_status(session, one, ActionStatus.DONE, TODAY)
    assert read(workspace, deal).next_action_id is None
    workspace.undo()
    assert read(workspace, deal).next_action_id == one
    with workspace.edit("Delete") as session:
        actions.delete_action(session, one)
    assert read(workspace, deal).next_action_id is None
    with pytest.raises(BadInputError, match="is internal"), workspace.edit("Next") as session:
        actions.set_kind(session, two, ActionKind.INTERNAL)
        actions.make_next_step(session, two)
    with pytest.raises(BadInputError, match="is dropped"), workspace.edit("Next") as session:
        actions.set_status(session, two, ActionStatus.DROPPED, TODAY)
        actions.make_next_step(session, two)


def test_a_gate_is_decided_and_opened_again(workspace: Workspace, deal: int) -> None:
    first, *_ = three(workspace, deal)
    with workspace.edit("Decide") as session:
        actions.set_gate(session, first, True)
        actions.decide_gate(session, first, GateDecision.GO, TODAY)
    decided = read(workspace, deal).step(first)
    assert decided is not None
    assert (decided.decision, decided.status, decided.done_on) == (GateDecision.GO, ActionStatus.DONE, TODAY)
    with workspace.edit("Open") as session:
        actions.set_status(session, first, ActionStatus.OPEN, TODAY)
    opened = read(workspace, deal).step(first)
    assert opened is not None
    assert (opened.decision, opened.done_on) == (GateDecision.PENDING, None)


def test_a_template_becomes_a_plan_in_one_step(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Template") as session:
        count = actions.use_template(session, deal, load_templates()[0], TODAY)
    plan = read(workspace, deal)
    assert count == len(plan.steps) == 8
    assert plan.steps[-1].days == week_of(date(2026, 12, 18))
    assert [fault.kind for fault in plan.faults(TODAY) if fault.kind.grave] == []
    workspace.undo()
    assert read(workspace, deal).steps == ()


def test_progress(workspace: Workspace, deal: int) -> None:
    def now() -> Progress:
        with workspace.read() as session:
            return queries.progress(session, 0, deal)

    assert now() is Progress.EMPTY
    with workspace.edit("Add") as session:
        first = actions.add_action(session, deal, "Visit", today=TODAY, when="week 49", gate=True)
        actions.set_owner(session, first, "Sam Seller")
    assert now() is Progress.BEGUN
    with workspace.edit("Agree") as session:
        actions.set_customer_owner(session, first, customer(session, deal))
        actions.make_next_step(session, first)
    assert now() is Progress.DONE


# What leaves the house


def test_a_customer_gets_neither_notes_nor_internal_actions(workspace: Workspace, deal: int) -> None:
    first, second, third = three(workspace, deal)
    with workspace.edit("Secret") as session:
        actions.set_notes(session, first, "SECRET-NOTE")
        actions.set_title(session, second, "SECRET-ACTION")
        actions.set_kind(session, second, ActionKind.INTERNAL)
        actions.set_predecessors(session, third, [first, second])
    plan = read(workspace, deal, Audience.CUSTOMER)
    assert "SECRET" not in repr(plan)
    assert [each.after for each in plan.steps] == [(), (first,)]


@pytest.fixture
def rich(workspace: Workspace, deal: int) -> int:
    first, second, third = three(workspace, deal)
    with workspace.edit("Fill") as session:
        actions.set_title(session, first, "=SUM(A1) audit")
        actions.set_billable(session, first, 5_000_000)
        actions.set_billable(session, third, 150_050)
        actions.set_notes(session, first, "SECRET-NOTE")
        actions.set_title(session, second, "SECRET-ACTION")
        actions.set_kind(session, second, ActionKind.INTERNAL)
        actions.set_when(session, third, "Q1 2027", TODAY)
        actions.set_owner(session, third, "Anna Berg")
        actions.set_gate(session, third, True)
        actions.make_next_step(session, first)
    return deal


def test_word(workspace: Workspace, rich: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    export.save_word(path, read(workspace, rich, Audience.CUSTOMER), Audience.CUSTOMER, TODAY, "Sam Seller")
    document = Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Next step: =SUM(A1) audit (Shared, week 48)." in texts
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert table[0][:4] == ["No.", "Action", "Time", "Billable"]
    assert table[2] == ["2", "Step 2", "Q1 2027", "€1,500.50", "Shared: Anna Berg", "Gate", "Open"]
    assert table[-1][1:4:2] == ["Billable in all", "€51,500.50"]
    assert len(document.tables) == 1
    assert document.core_properties.author == "Sam Seller"
    export.save_word(path, read(workspace, rich), Audience.INTERNAL, TODAY)
    if validator() is not None:
        assert schema_errors(path) == []
    internal = Document(str(path))
    assert internal.tables[1].rows[1].cells[1].text == "SECRET-NOTE"
    assert any("No" not in text and "week" in text for text in (p.text for p in internal.paragraphs))


def test_excel(workspace: Workspace, rich: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    export.save_excel(path, read(workspace, rich, Audience.CUSTOMER), Audience.CUSTOMER, TODAY)
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[1][1] == "=SUM(A1) audit"
    assert sheet["B5"].data_type == "s"
    assert rows[1][3] == datetime(2026, 11, 23)
    assert rows[3][9] == "=SUM(J5:J6)"
    assert load_workbook(path, data_only=True).active["J7"].value == 51_500.5  # type: ignore[index]
    assert "SECRET" not in repr(rows)
    export.save_excel(path, read(workspace, rich), Audience.INTERNAL, TODAY)
    internal = load_workbook(path).active
    assert internal is not None
    assert internal["O5"].value == "SECRET-NOTE"


def test_calendar_of_a_plan(workspace: Workspace, rich: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    export.save_calendar(path, read(workspace, rich, Audience.CUSTOMER), Audience.CUSTOMER)
    events = Calendar.from_ical(path.read_bytes()).events
    told = [(str(one["summary"]), one.start, one.end) for one in events]
    assert told == [
        ("=SUM(A1) audit", date(2026, 11, 23), date(2026, 11, 28)),
        ("Due: Step 2", date(2027, 3, 31), date(2027, 4, 1)),
        ("Decision: Dryer upgrade", date(2026, 12, 18), date(2026, 12, 19)),
    ]
    assert b"SECRET" not in path.read_bytes()


# The coach


def rules_of(workspace: Workspace, deal: int) -> set[str]:
    with workspace.read() as session:
        subjects = queries.subjects(session, deal, TODAY)
    own = [rule for rule in load_rules() if rule.tool == "activity_plan"]
    found = findings(own, subjects)
    assert all("…" not in text for one in found for text in (one.title, one.says, one.do, one.ask))
    return {one.rule for one in found}


def test_the_coach_speaks_when_there_is_no_plan(workspace: Workspace, deal: int) -> None:
    assert rules_of(workspace, deal) == {"no_plan"}


def test_the_coach_on_a_plan_with_faults(workspace: Workspace, deal: int) -> None:
    one, two, last = three(workspace, deal)
    with workspace.edit("Faults") as session:
        actions.set_when(session, one, "19 November 2026", TODAY)
        actions.set_when(session, two, "1 November 2026", TODAY)
        actions.set_when(session, last, "March 2027", TODAY)
        for each in (one, two, last):
            actions.set_side(session, each, Side.SUPPLIER)
    assert rules_of(workspace, deal) == {
        "action_at_risk",
        "action_stalled",
        "communication_void",
        "no_next_step",
        "nothing_on_their_side",
        "plan_after_decision",
        "plan_order_impossible",
        "plan_owned_by_sides",
        "plan_without_gate",
    }


def test_the_coach_is_silent_on_a_plan_that_stands(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Stand") as session:
        person = customer(session, deal)
        for week in (47, 48, 49, 50, 51):
            made = actions.add_action(
                session, deal, f"Week {week}", today=TODAY, when=f"week {week} 2026", gate=True
            )
            actions.set_owner(session, made, "Sam Seller")
            actions.set_customer_owner(session, made, person)
            if week == 47:
                actions.set_status(session, made, ActionStatus.DONE, date(2026, 11, 18))
            if week == 48:
                actions.make_next_step(session, made)
    assert rules_of(workspace, deal) == set()


def test_an_opportunity_in_the_trash_has_no_plan(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Delete") as session:
        session.get_one(Opportunity, deal).deleted_at = date_time()
    with workspace.read() as session:
        assert queries.plan(session, deal) is None
        assert queries.subjects(session, deal, TODAY) == []


def test_a_deleted_action_leaves_nothing_behind(workspace: Workspace, deal: int) -> None:
    first, *_ = three(workspace, deal)
    with workspace.edit("Delete") as session:
        actions.delete_action(session, first)
    with workspace.read() as session:
        assert session.get(Action, first) is None


def test_status_in_words() -> None:
    assert rules.status_text(step(1, -3), TODAY) == "3 days late"
    assert rules.status_text(step(1, 3), TODAY) == "Open"
    gate = replace(step(1, -3), gate=True, decision=GateDecision.GO, status=ActionStatus.DONE)
    assert rules.status_text(gate, TODAY) == "Go"
