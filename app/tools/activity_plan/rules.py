"""What a plan says about itself: lateness, totals, load, and what the next step could be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.i18n import plural, tr
from app.method.calendar_spans import Window
from app.models.vocabulary import ActionKind, ActionPurpose, ActionStatus, GateDecision, Side, Word

STALLED_FROM = 7  # days overdue
HEAVY_FROM = 3  # steps of one person of the customer in one week
SATURDAY = 5
WEEK = timedelta(days=7)
TELLING = 31  # days; a longer window says nothing about the load of one week


class Lateness(Word):
    """How an open step stands against its time."""

    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    STALLED = "stalled"


@dataclass(frozen=True)
class Step:
    """One action of the plan. `days` is the window that its words mean; `after` are ids of predecessors."""

    id: int
    uid: str
    title: str
    kind: ActionKind = ActionKind.JOINT
    purpose: ActionPurpose = ActionPurpose.OTHER
    words: str = ""
    days: Window | None = None
    billable_minor: int | None = None
    side: Side = Side.SHARED
    owner: str = ""
    customer_owner_id: int | None = None
    customer_owner: str = ""
    gate: bool = False
    decision: GateDecision = GateDecision.PENDING
    status: ActionStatus = ActionStatus.OPEN
    done_on: date | None = None
    notes: str = ""
    after: tuple[int, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether it is agreed with the customer."""
        return self.kind is ActionKind.JOINT

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.status is ActionStatus.OPEN

    @property
    def counts(self) -> bool:
        """Whether it belongs to the plan: everything that was not dropped."""
        return self.status is not ActionStatus.DROPPED

    @property
    def names(self) -> str:
        """Who does it, both sides."""
        return ", ".join(name for name in (self.owner, self.customer_owner) if name)

    @property
    def responsible(self) -> str:
        """The persons, or the side where nobody is named."""
        return self.names or self.side.label

    @property
    def touched(self) -> Window | None:
        """The days on which the customer hears of us through this step."""
        if self.status is ActionStatus.DONE and self.done_on is not None:
            return Window(self.done_on, self.done_on)
        return self.days


@dataclass(frozen=True)
class Totals:
    """Sums over what was not dropped. Money in minor units."""

    steps: int
    done: int
    gates: int
    gates_passed: int
    billable_minor: int
    billable_done_minor: int


@dataclass(frozen=True)
class Load:
    """How much one person of the customer has to do, and in which week the most."""

    person_id: int
    name: str
    steps: int
    busiest: int
    week: date | None  # the Monday of the busiest week

    @property
    def heavy(self) -> bool:
        """Whether somebody has too much on the desk in one week."""
        return self.busiest >= HEAVY_FROM


def overdue(step: Step, today: date) -> int:
    """Days by which an open step is late; 0 when it is not."""
    if not step.open or step.days is None:
        return 0
    return max((today - step.days.end).days, 0)


def lateness(step: Step, today: date) -> Lateness:
    """One to six days late is at risk, seven and more is stalled."""
    late = overdue(step, today)
    if late == 0:
        return Lateness.ON_TIME
    return Lateness.STALLED if late >= STALLED_FROM else Lateness.AT_RISK


def status_text(step: Step, today: date) -> str:
    """The state of a step in a word or three."""
    if step.gate and step.decision is not GateDecision.PENDING:
        return step.decision.label
    late = overdue(step, today)
    if late:
        return plural("{n} day late", "{n} days late", late)
    return step.status.label


def totals(steps: Iterable[Step]) -> Totals:
    """What the joint plan comes to."""
    kept = [step for step in steps if step.joint and step.counts]
    done = [step for step in kept if not step.open]
    return Totals(
        steps=len(kept),
        done=len(done),
        gates=sum(step.gate for step in kept),
        gates_passed=sum(step.gate and step.decision is GateDecision.GO for step in kept),
        billable_minor=sum(step.billable_minor or 0 for step in kept),
        billable_done_minor=sum(step.billable_minor or 0 for step in done),
    )


def missing_names(step: Step) -> tuple[Side, ...]:
    """The sides that have to name a person for this step and have not; a shared one needs both."""
    wanted = {
        Side.SUPPLIER: (Side.SUPPLIER,),
        Side.CUSTOMER: (Side.CUSTOMER,),
        Side.SHARED: (Side.SUPPLIER, Side.CUSTOMER),
    }[step.side]
    named = {Side.SUPPLIER: bool(step.owner), Side.CUSTOMER: step.customer_owner_id is not None}
    return tuple(side for side in wanted if not named[side])


def monday(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def mondays(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks from the one of `first` to the one of `last`."""
    week = monday(first)
    while week <= last:
        yield week
        week += WEEK


def horizon(steps: Iterable[Step], decision_on: date | None, today: date) -> date | None:
    """Until when contact is to be kept: the decision while it is ahead, else the last step that is dated."""
    if decision_on is not None and decision_on >= today:
        return decision_on
    ends = [step.days.end for step in steps if step.joint and step.open and step.days is not None]
    return max(ends, default=None)


def void_weeks(steps: Sequence[Step], decision_on: date | None, today: date) -> list[date]:
    """The Mondays of the weeks, from this one on, in which nothing is agreed with the customer.

    At the weekend the week is over and the next one counts. A plan without any joint step has no void: it has no plan.
    """
    joint = [step for step in steps if step.joint and step.counts]
    end = horizon(joint, decision_on, today)
    if not joint or end is None:
        return []
    touched = [days for step in joint if (days := step.touched) is not None]
    begin = today if today.weekday() < SATURDAY else monday(today) + WEEK
    return [
        week
        for week in mondays(begin, end)
        if not any(days.start <= week + timedelta(days=6) and days.end >= week for days in touched)
    ]


def said_weeks(weeks: Sequence[date]) -> str:
    """Weeks in words, neighbours drawn together: "weeks 50–52 and week 2"."""
    runs: list[tuple[date, date]] = []
    for week in weeks:
        if runs and week - runs[-1][1] == WEEK:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    texts = [_said_run(*run) for run in runs]
    if len(texts) < 2:
        return "".join(texts)
    return tr("{some} and {last}", some=", ".join(texts[:-1]), last=texts[-1])


def _said_run(first: date, last: date) -> str:
    one, other = first.isocalendar().week, last.isocalendar().week
    if first == last:
        return tr("week {week}", week=one)
    return tr("weeks {first}–{last}", first=one, last=other)


def loads(steps: Iterable[Step], today: date) -> list[Load]:
    """What lies on each person of the customer from now on, the heaviest first."""
    mine: dict[int, list[Step]] = {}
    for step in steps:
        if step.joint and step.open and step.customer_owner_id is not None:
            mine.setdefault(step.customer_owner_id, []).append(step)
    found = []
    for person_id, own in mine.items():
        weeks = Counter(week for step in own for week in _busy_weeks(step, today))
        week, most = min(weeks.items(), key=lambda item: (-item[1], item[0])) if weeks else (None, 0)
        found.append(Load(person_id, own[0].customer_owner, len(own), most, week))
    return sorted(found, key=lambda load: (-load.busiest, -load.steps, load.name))


def _busy_weeks(step: Step, today: date) -> Iterator[date]:
    days = step.days
    if days is not None and days.days <= TELLING and days.end >= today:
        yield from mondays(max(days.start, today), days.end)


def suggested_next(steps: Iterable[Step]) -> Step | None:
    """The joint step that comes first in time, else in the list; the natural next step."""
    waiting = [step for step in steps if step.joint and step.open]
    return min(waiting, key=lambda step: step.days.end if step.days else date.max, default=None)


def in_time_order(steps: Sequence[Step]) -> list[Step]:
    """The steps by time; those without a time keep their place behind the one above them."""
    latest = date.min
    placed: list[tuple[date, int, Step]] = []
    for place, step in enumerate(steps):
        latest = step.days.end if step.days else latest
        placed.append((latest, place, step))
    return [step for _when, _place, step in sorted(placed, key=lambda item: item[:2])]


def makes_circle(after: Mapping[int, Iterable[int]], action_id: int, predecessor_id: int) -> bool:
    """Whether a step would in the end wait for itself."""
    waiting, seen = [predecessor_id], set[int]()
    while waiting:
        current = waiting.pop()
        if current == action_id:
            return True
        if current not in seen:
            seen.add(current)
            waiting.extend(after.get(current, ()))
    return False


def is_done(steps: Sequence[Step], next_step: Step | None) -> bool:
    """The rule for a plan that stands: a next step, a gate, and each open joint step with a time and persons."""
    waiting = [step for step in steps if step.joint and step.open]
    settled = all(step.days is not None and not missing_names(step) for step in waiting)
    gated = any(step.gate for step in steps if step.joint and step.counts)
    return bool(next_step and waiting and settled and gated)
