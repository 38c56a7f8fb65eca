"""What carries a closing: grounds with a class and a date, the dominoes and items on them, and readiness.

A domino is stricter than an item of the checklist: it stands on confirmed evidence alone. What
has happened (a visit, a finished step, a meeting that was held) counts as confirmed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.i18n import plural, tr
from app.method.evidence import Ageing, Freshness, age, freshness
from app.models.vocabulary import ChecklistKey, EvidenceClass, RiskType, Word

OWN = "own"
"""Prefix of the key of an item that the user added: "own:12"."""


class Standing(Word):
    """How a domino is."""

    STANDS = "stands"
    WOBBLES = "wobbles"
    MISSING = "missing"


@dataclass(frozen=True)
class Ground:
    """One thing that something rests on, as it was found in a tool or noted by hand.

    `full` says whether it is what is asked for or only a part of it; `doubt` is a sentence on what
    it still lacks. `internal` grounds are never shown to a customer.
    """

    text: str
    evidence: EvidenceClass = EvidenceClass.CONFIRMED
    on: date | None = None
    source: str = ""
    person: str = ""
    tool: str = ""  # the tool that owns it; empty for a note of this one
    focus: str = ""  # what to show in that tool
    full: bool = True
    doubt: str = ""
    internal: bool = True
    note_id: int | None = None


@dataclass(frozen=True)
class Verdict:
    """How something stands, and the sentence that says why."""

    standing: Standing
    why: str


@dataclass(frozen=True)
class ItemVerdict:
    """Whether an item of the checklist is in place; `because` says what is missing otherwise."""

    ready: bool
    because: str = ""


@dataclass(frozen=True)
class Readiness:
    """Whether one may ask for the order; `reasons` name what speaks against it."""

    ready: bool
    reasons: tuple[str, ...]
    items_ready: int
    items: int


NEEDED: Mapping[str, EvidenceClass] = {
    ChecklistKey.GOALS: EvidenceClass.CONFIRMED,
    ChecklistKey.VISION: EvidenceClass.STATED,
    ChecklistKey.VALUE: EvidenceClass.STATED,
    ChecklistKey.PLAN: EvidenceClass.ASSUMED,  # names on both sides; whether they agreed is the domino's question
    ChecklistKey.PRICING: EvidenceClass.STATED,
    ChecklistKey.LEGAL: EvidenceClass.STATED,
    ChecklistKey.PROOF: EvidenceClass.STATED,
}
"""The weakest class of evidence that will do for an item; an own item needs a stated one."""


@dataclass(frozen=True)
class NoteWords:
    """What a hand writes in a note: the words, how well it is known, from whom, and who may see it."""

    text: str
    noted_on: date
    evidence: EvidenceClass = EvidenceClass.ASSUMED
    source: str = ""
    person_id: int | None = None
    question: bool = False
    internal: bool = True


def source_gap(evidence: EvidenceClass, source: str, person_id: int | None) -> str:
    """What a note lacks: what was said needs a name, what was written a place where it stands; empty if nothing."""
    if evidence is EvidenceClass.STATED and person_id is None and not source.strip():
        return tr("Who said it? Name the person or the source.")
    if evidence is EvidenceClass.CONFIRMED and not source.strip():
        return tr("Where is it written? Name the letter, the mail or the paper as the source.")
    return ""


@dataclass(frozen=True)
class RiskWords:
    """What a hand writes of a risk. Severity 1 small, 2 serious, 3 could stop the deal."""

    text: str
    kind: RiskType = RiskType.OTHER
    severity: int = 2
    answer: str = ""
    owner: str = ""


def is_old(ground: Ground, today: date, ageing: Ageing) -> bool:
    """Whether the ground is too old to rest on."""
    return freshness(ground.on, today, ageing.fading, ageing.old) is Freshness.OLD


def ranked(grounds: Iterable[Ground], today: date, ageing: Ageing) -> list[Ground]:
    """The grounds, the one that carries most first."""
    return sorted(
        grounds,
        key=lambda one: (
            one.full,
            not is_old(one, today, ageing),
            one.evidence.strength,
            not one.doubt,
            one.on or date.min,
        ),
        reverse=True,
    )


def stand(grounds: Sequence[Ground], today: date, ageing: Ageing) -> Verdict:
    """Stands on confirmed evidence that is not old, wobbles on any other, is missing without."""
    if not grounds:
        return Verdict(Standing.MISSING, tr("Nothing found for it yet."))
    best = ranked(grounds, today, ageing)[0]
    doubt = _doubt(best, today, ageing)
    if best.full and best.evidence is EvidenceClass.CONFIRMED and not doubt:
        return Verdict(Standing.STANDS, best.text)
    return Verdict(Standing.WOBBLES, doubt)


def stand_on_all(parts: Mapping[str, Sequence[Ground]], today: date, ageing: Ageing) -> Verdict:
    """A domino that rests on several things at once, each named: it is as good as the weakest."""
    verdicts = {name: stand(grounds, today, ageing) for name, grounds in parts.items()}
    if all(one.standing is Standing.MISSING for one in verdicts.values()):
        return Verdict(Standing.MISSING, tr("Nothing found for it yet."))
    gone = [name for name, one in verdicts.items() if one.standing is Standing.MISSING]
    if gone:
        return Verdict(Standing.WOBBLES, tr("Nothing yet on {parts}.", parts=_listed(gone)))
    for name, one in verdicts.items():
        if one.standing is Standing.WOBBLES:
            return Verdict(Standing.WOBBLES, tr("{part}: {why}", part=name, why=one.why))
    return Verdict(Standing.STANDS, " ".join(one.why for one in verdicts.values()))


def judge_item(key: str, grounds: Sequence[Ground], today: date, ageing: Ageing) -> ItemVerdict:
    """Whether the grounds found are what the item asks for."""
    if not grounds:
        return ItemVerdict(ready=False, because=tr("Nothing found yet"))
    needed = NEEDED.get(key, EvidenceClass.STATED)
    best = ranked(grounds, today, ageing)[0]
    if best.full and best.evidence.strength >= needed.strength and not is_old(best, today, ageing):
        return ItemVerdict(ready=True)
    return ItemVerdict(ready=False, because=_doubt(best, today, ageing, needed).rstrip("."))


def readiness(
    items: Sequence[tuple[str, ItemVerdict]], acid_test: bool | None, acid_reason: str = ""
) -> Readiness:
    """Ready when each item (title, verdict) is in place and we would do it ourselves in the customer's place."""
    reasons = [f"{title}: {one.because}" for title, one in items if not one.ready]
    if acid_test is None:
        reasons.append(tr("Acid test: nobody has answered it yet"))
    elif not acid_test:
        why = acid_reason.strip().rstrip(".") or tr("no reason is written down")
        reasons.append(tr("Acid test: we would not do it in their place ({why})", why=why))
    in_place = sum(one.ready for _, one in items)
    return Readiness(not reasons, tuple(reasons), in_place, len(items))


def go_back_to(chain: Sequence[tuple[str, Standing]]) -> str | None:
    """The key of the first domino that is missing; where none is, of the first that wobbles; else None."""
    for wanted in (Standing.MISSING, Standing.WOBBLES):
        for key, standing in chain:
            if standing is wanted:
                return key
    return None


@dataclass(frozen=True)
class RiskFact:
    """A risk as far as it counts for the chain."""

    text: str
    severity: int  # 1 small, 2 serious, 3 could stop the deal
    answer: str = ""
    owner: str = ""

    @property
    def serious(self) -> bool:
        """Whether it has to be answered before one asks for the order."""
        return self.severity >= 2

    @property
    def answered(self) -> bool:
        """Whether somebody owns an answer to it."""
        return bool(self.answer.strip() and self.owner.strip())


def risks_verdict(risks: Sequence[RiskFact], grounds: Sequence[Ground]) -> Verdict:
    """Stands when each serious risk has an answer and an owner; missing when no risk was ever named."""
    open_risks = [risk for risk in risks if risk.serious and not risk.answered]
    if open_risks:
        first = max(open_risks, key=lambda risk: risk.severity)
        return Verdict(
            Standing.WOBBLES,
            plural(
                "A serious risk has no answer with an owner: {first}.",
                "{n} serious risks have no answer with an owner, among them: {first}.",
                len(open_risks),
                first=first.text.rstrip("."),
            ),
        )
    if risks:
        return Verdict(Standing.STANDS, tr("Each serious risk has an answer and an owner."))
    if grounds:
        return Verdict(
            Standing.WOBBLES, tr("There are notes, but no risk has been written down with an answer.")
        )
    return Verdict(Standing.MISSING, tr("Nobody has named a risk yet."))


@dataclass(frozen=True)
class DecisionFact:
    """What is known of how and when the customer decides."""

    process: str = ""
    on: date | None = None
    won: bool = False
    steps: Collection[str] = field(default=())  # planned steps of the decision


def decision_verdict(
    fact: DecisionFact, before: Mapping[str, Standing], names: Mapping[str, str], today: date
) -> Verdict:
    """Stands when the way of deciding is known and dated, and all dominoes before it stand."""
    if fact.won:
        return Verdict(Standing.STANDS, tr("They have decided for us."))
    if not fact.process.strip() and fact.on is None and not fact.steps:
        return Verdict(Standing.MISSING, tr("Neither the way of deciding nor a date is known."))
    shaky = [names[key] for key, standing in before.items() if standing is not Standing.STANDS]
    doubt = ""
    if not fact.process.strip():
        doubt = tr("Nobody has told how they decide.")
    elif fact.on is None:
        doubt = tr("The way of deciding is known; it has no date.")
    elif fact.on < today:
        doubt = tr("The date of the decision has passed without one.")
    elif shaky:
        doubt = tr("Way and date are known, but not all before it stands: {names}.", names=_listed(shaky))
    if doubt:
        return Verdict(Standing.WOBBLES, doubt)
    return Verdict(Standing.STANDS, tr("All before it stands; the way of deciding and its date are known."))


def _doubt(
    ground: Ground, today: date, ageing: Ageing, needed: EvidenceClass = EvidenceClass.CONFIRMED
) -> str:
    """What keeps the best ground from carrying; empty when nothing does."""
    if ground.doubt:
        return ground.doubt
    if is_old(ground, today, ageing):
        days = age(ground.on, today) or 0
        return plural("The evidence is {n} day old.", "The evidence is {n} days old.", days)
    if ground.evidence.strength >= needed.strength:
        return "" if ground.full else tr("Only a part of it is there.")
    return {
        EvidenceClass.ASSUMED: tr("We assume it; nobody at the customer has said so."),
        EvidenceClass.ESTIMATED: tr("It is our estimate; nobody at the customer has said so."),
        EvidenceClass.STATED: tr("It was said, but not confirmed in writing."),
    }.get(ground.evidence, "")


def _listed(names: Sequence[str]) -> str:
    """At most three names in a row: "value, proof and 2 more"."""
    if len(names) <= 3:
        return ", ".join(names)
    return tr("{names} and {n} more", names=", ".join(names[:2]), n=len(names) - 2)
