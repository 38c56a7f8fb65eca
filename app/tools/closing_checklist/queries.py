"""Evidence for a closing, found by own queries over what the other tools left in the data."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.i18n import language
from app.method.coaching import Subject
from app.method.evidence import Ageing
from app.method.packs import DOMINOES, load_pack
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.models.actions import ChecklistItem
from app.models.base import Entity
from app.models.involved import people_involved
from app.models.opportunities import Evidence, Opportunity, Risk, Stakeholder
from app.models.people import Person
from app.models.vocabulary import Audience, ChecklistKey, EvidenceClass, RiskType
from app.tools.closing_checklist import gathering
from app.tools.closing_checklist.chain import HIDDEN_RISKS, Chain, Tick, assemble
from app.tools.closing_checklist.rules import OWN, Ground, Standing

READS: frozenset[type[Entity]] = gathering.READS | {
    ChecklistItem,
    Evidence,
    Opportunity,
    Person,
    Risk,
    Stakeholder,
}

TOPICS = frozenset({*DOMINOES, *(key.value for key in ChecklistKey)})
CUSTOMER_SEES = frozenset({EvidenceClass.STATED, EvidenceClass.CONFIRMED})


@dataclass(frozen=True)
class Note:
    """A dated note under an item or a domino; a question is still to be asked."""

    id: int
    topic: str
    text: str
    source: str
    person_id: int | None
    person: str
    noted_on: date
    evidence: EvidenceClass
    question: bool
    internal: bool


@dataclass(frozen=True)
class RiskRow:
    """A risk and what is done about it. Severity 1 small, 2 serious, 3 could stop the deal."""

    id: int
    kind: RiskType
    text: str
    severity: int
    answer: str
    owner: str


@dataclass(frozen=True)
class PersonChoice:
    """Somebody who can agree to an item."""

    id: int
    name: str


@dataclass(frozen=True)
class ClosingPage:
    """Everything on the page of one opportunity."""

    account: str
    opportunity: str
    audience: Audience
    chain: Chain
    notes: tuple[Note, ...]
    risks: tuple[RiskRow, ...]
    people: tuple[PersonChoice, ...]

    @property
    def begun(self) -> bool:
        """Whether anything was done on this page, or found for it."""
        chain = self.chain
        return bool(
            self.notes
            or self.risks
            or chain.acid_test is not None
            or any(item.tick.id or item.grounds for item in chain.items)
            or any(domino.standing is not Standing.MISSING for domino in chain.dominoes)
        )


def page(
    session: Session,
    opportunity_id: int,
    today: date,
    ageing: Ageing | None = None,
    audience: Audience = Audience.INTERNAL,
) -> ClosingPage:
    """The chain, the checklist, notes and risks of a deal; raises NoResultFound for an unknown one."""
    deal = gathering.deal(session, opportunity_id)
    notes = _notes(session, opportunity_id, audience)
    facts = gathering.facts(session, deal, today, _as_grounds(notes))
    people = tuple(PersonChoice(*one) for one in people_involved(session, opportunity_id))
    pages = (load_pack("checklist", language()), load_pack("dominoes", language()))
    return ClosingPage(
        account=deal.account,
        opportunity=deal.title,
        audience=audience,
        chain=assemble(facts, _ticks(session, opportunity_id), pages, today, ageing or Ageing(), audience),
        notes=notes,
        risks=risks(session, opportunity_id, audience),
        people=people,
    )


def risks(
    session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL
) -> tuple[RiskRow, ...]:
    """The risks, the worst first; a customer sees neither those of our margin nor those of their politics."""
    rows = session.execute(
        select(Risk.id, Risk.kind, Risk.text, Risk.severity, Risk.answer, Risk.owner)
        .where(Risk.opportunity_id == opportunity_id)
        .order_by(Risk.severity.desc(), Risk.id)
    )
    shown = (RiskRow(*row) for row in rows)
    return tuple(row for row in shown if audience is Audience.INTERNAL or row.kind not in HIDDEN_RISKS)


def _notes(session: Session, opportunity_id: int, audience: Audience) -> tuple[Note, ...]:
    rows = session.execute(
        select(Evidence, func.coalesce(Person.name, ""))
        .outerjoin(Person, (Person.id == Evidence.person_id) & Person.deleted_at.is_(None))
        .where(Evidence.opportunity_id == opportunity_id)
        .order_by(Evidence.noted_on.desc(), Evidence.id.desc())
    )
    notes = (
        Note(
            id=row.id,
            topic=row.topic,
            text=row.text,
            source=row.source,
            person_id=row.person_id if person else None,
            person=person,
            noted_on=row.noted_on,
            evidence=row.evidence_class,
            question=row.question,
            internal=row.internal,
        )
        for row, person in rows
        if row.topic in TOPICS or row.topic.startswith(OWN)
    )
    if audience is Audience.INTERNAL:
        return tuple(notes)
    return tuple(note for note in notes if not note.internal and note.evidence in CUSTOMER_SEES)


def _as_grounds(notes: Iterable[Note]) -> dict[str, tuple[Ground, ...]]:
    found: defaultdict[str, list[Ground]] = defaultdict(list)
    for note in notes:
        if not note.question:
            found[note.topic].append(
                Ground(
                    note.text,
                    note.evidence,
                    note.noted_on,
                    note.source,
                    note.person,
                    internal=note.internal,
                    note_id=note.id,
                )
            )
    return {topic: tuple(grounds) for topic, grounds in found.items()}


def _ticks(session: Session, opportunity_id: int) -> list[Tick]:
    rows = session.execute(
        select(
            ChecklistItem.id,
            ChecklistItem.key,
            ChecklistItem.ticked,
            ChecklistItem.ticked_on,
            Person.id,
            func.coalesce(Person.name, ""),
            ChecklistItem.title,
            ChecklistItem.description,
        )
        .outerjoin(Person, (Person.id == ChecklistItem.agreed_by_id) & Person.deleted_at.is_(None))
        .where(ChecklistItem.opportunity_id == opportunity_id)
        .order_by(ChecklistItem.position, ChecklistItem.id)
    )
    return [
        Tick(id_, f"{OWN}:{id_}" if key == OWN else key, ticked, on, person_id, person, title, description)
        for id_, key, ticked, on, person_id, person, title, description in rows
    ]


def progress(session: Session, account_id: int, opportunity_id: int) -> Progress:
    """Begun with the first tick, name, risk, note or answer to the acid test; done when one may ask for the order."""
    del account_id
    acid = session.scalar(select(Opportunity.acid_test).where(Opportunity.id == opportunity_id))
    begun = acid is not None or any(
        session.scalar(select(table.id).where(table.opportunity_id == opportunity_id).limit(1)) is not None
        for table in (ChecklistItem, Risk)
    )
    if not begun or not acid:
        return measure(begun or _any_note(session, opportunity_id), done=False)
    return measure(begun, page(session, opportunity_id, date.today()).chain.readiness.ready)


def _any_note(session: Session, opportunity_id: int) -> bool:
    return bool(_notes(session, opportunity_id, Audience.INTERNAL))


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: how the chain stands, what was ticked by hope, what nobody has answered."""
    shown = page(session, opportunity_id, today)
    chain = shown.chain
    serious = [risk for risk in shown.risks if risk.severity >= 2]
    unanswered = [risk for risk in serious if not (risk.answer.strip() and risk.owner.strip())]
    hoped = [item for item in chain.items if item.hoped]
    back = chain.go_back
    states = [domino.standing for domino in chain.dominoes]
    uid, stage = session.execute(
        select(Opportunity.uid, Opportunity.sales_stage).where(Opportunity.id == opportunity_id)
    ).one()
    facts: dict[str, float | bool | int] = {
        "sales_stage": stage,
        "dominoes_missing": states.count(Standing.MISSING),
        "dominoes_wobbling": states.count(Standing.WOBBLES),
        "dominoes_standing": states.count(Standing.STANDS),
        "items_ready": chain.readiness.items_ready,
        "items_open": chain.readiness.items - chain.readiness.items_ready,
        "ticked_by_hope": len(hoped),
        "acid_test_known": chain.acid_test is not None,
        "acid_test_no": chain.acid_test is False,
        "risks_named": len(shown.risks),
        "risks_unanswered": len(unanswered),
        "ready_to_ask": chain.readiness.ready,
    }
    facts |= {
        f"domino_{domino.key}_missing": domino.standing is Standing.MISSING for domino in chain.dominoes
    }
    facts |= {f"item_{key.value}_ready": False for key in ChecklistKey}
    facts |= {f"item_{item.key}_ready": item.ready for item in chain.items if not item.own}
    words = {
        "go_back": back.name if back else "",
        "go_back_costs": back.costs if back else "",
        "go_back_do": back.do if back else "",
        "go_back_key": back.key if back else "",
        "hoped_items": ", ".join(item.title for item in hoped),
        "hoped_because": hoped[0].because if hoped else "",
        "hoped_key": hoped[0].key if hoped else "",
        "open_items": ", ".join(item.title for item in chain.items if not item.ready),
        "worst_risk": unanswered[0].text.rstrip(".") if unanswered else "",
        "worst_risk_id": str(unanswered[0].id) if unanswered else "",
        "acid_reason": chain.acid_reason.strip().rstrip("."),
    }
    return [Subject("opportunity", uid, shown.opportunity, facts, words)]
