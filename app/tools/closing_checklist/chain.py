"""The whole page as values: dominoes in a row, items with their grounds, readiness. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import tr
from app.method.evidence import Ageing, from_customer
from app.method.packs import ChecklistPage, DominoPage
from app.models.vocabulary import Audience, ChecklistKey, RiskType
from app.tools.closing_checklist.facts import DealFacts
from app.tools.closing_checklist.grounds import grounds
from app.tools.closing_checklist.rules import (
    OWN,
    Ground,
    ItemVerdict,
    Readiness,
    Standing,
    Verdict,
    decision_verdict,
    go_back_to,
    judge_item,
    ranked,
    readiness,
    risks_verdict,
    stand,
    stand_on_all,
)

TERMS = (ChecklistKey.PRICING, ChecklistKey.LEGAL)
HIDDEN_RISKS = frozenset({RiskType.MARGIN, RiskType.POLITICS})
"""Risks that are about us or about their people; a customer never sees them."""


@dataclass(frozen=True)
class Tick:
    """What a hand did to an item: ticked it, said who agreed; an own item also has its texts."""

    id: int
    key: str
    ticked: bool = False
    ticked_on: date | None = None
    agreed_by_id: int | None = None
    agreed_by: str = ""
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Item:
    """An item of the checklist with what was found for it."""

    key: str  # of the seven, or "own:12"
    title: str
    description: str
    evidence: str  # what counts
    ask: str
    too_early: str
    tick: Tick
    ready: bool
    because: str
    grounds: tuple[Ground, ...]

    @property
    def hoped(self) -> bool:
        """Ticked, though nothing that was found bears it out."""
        return self.tick.ticked and not self.ready

    @property
    def own(self) -> bool:
        """Whether the user added it."""
        return self.key.startswith(OWN)


@dataclass(frozen=True)
class Domino:
    """A domino of the chain with what it stands on."""

    key: str
    name: str
    standing: Standing
    why: str
    stands: str
    costs: str  # what it costs without
    do: str
    tool: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Chain:
    """The page: dominoes, items, and whether one may ask for the order. A customer sees no dominoes."""

    dominoes: tuple[Domino, ...]
    items: tuple[Item, ...]
    go_back: Domino | None
    readiness: Readiness
    acid_test: bool | None
    acid_reason: str

    @property
    def too_early(self) -> tuple[tuple[str, str], ...]:
        """What asking now would damage: (title, damage) of each item that is not in place."""
        return tuple((item.title, item.too_early) for item in self.items if not item.ready and item.too_early)


def assemble(
    facts: DealFacts,
    ticks: Sequence[Tick],
    pages: tuple[Mapping[ChecklistKey, ChecklistPage], Mapping[str, DominoPage]],
    today: date,
    ageing: Ageing,
    audience: Audience = Audience.INTERNAL,
) -> Chain:
    """The chain and the checklist of a deal; for a customer only what they said or confirmed themselves."""
    internal = audience is Audience.INTERNAL
    checklist, dominoes = pages
    items = _items(facts, ticks, checklist, today, ageing)
    if not internal:
        items = [_for_customer(item, today, ageing) for item in items]
    chain = _dominoes(facts, dominoes, today, ageing) if internal else ()
    back = go_back_to([(domino.key, domino.standing) for domino in chain])
    return Chain(
        dominoes=tuple(chain),
        items=tuple(items),
        go_back=next((domino for domino in chain if domino.key == back), None),
        readiness=readiness(
            [(item.title, ItemVerdict(item.ready, item.because)) for item in items],
            facts.acid_test if internal else True,
            facts.acid_reason,
        ),
        acid_test=facts.acid_test if internal else None,
        acid_reason=facts.acid_reason if internal else "",
    )


def _items(
    facts: DealFacts,
    ticks: Sequence[Tick],
    pages: Mapping[ChecklistKey, ChecklistPage],
    today: date,
    ageing: Ageing,
) -> list[Item]:
    by_key = {tick.key: tick for tick in ticks}
    items = []
    for key, page in pages.items():
        found = tuple(ranked(grounds(key.value, facts), today, ageing))
        verdict = judge_item(key.value, found, today, ageing)
        items.append(
            Item(
                key=key.value,
                title=page.title,
                description=page.description,
                evidence=page.evidence,
                ask=page.ask,
                too_early=page.too_early,
                tick=by_key.get(key.value, Tick(0, key.value)),
                ready=verdict.ready,
                because=verdict.because,
                grounds=found,
            )
        )
    for tick in ticks:
        if tick.key.startswith(OWN):
            found = tuple(ranked(grounds(tick.key, facts), today, ageing))
            verdict = judge_item(tick.key, found, today, ageing)
            items.append(
                Item(
                    key=tick.key,
                    title=tick.title,
                    description=tick.description,
                    evidence=tr("A note with its source: said by a named person, or confirmed in writing."),
                    ask="",
                    too_early="",
                    tick=tick,
                    ready=verdict.ready,
                    because=verdict.because,
                    grounds=found,
                )
            )
    return items


def _for_customer(item: Item, today: date, ageing: Ageing) -> Item:
    """The item as a customer may see it: their own words, no coaching and no opinion of ours."""
    shown = tuple(
        one for one in item.grounds if not one.internal and one.full and from_customer(one.evidence)
    )
    verdict = judge_item(item.key, shown, today, ageing)
    return Item(
        key=item.key,
        title=item.title,
        description=item.description if item.own else "",  # the others are written for the seller
        evidence="",
        ask=item.ask,
        too_early="",
        tick=item.tick,
        ready=verdict.ready,
        because="" if verdict.ready else tr("still open"),
        grounds=shown,
    )


def _dominoes(facts: DealFacts, pages: Mapping[str, DominoPage], today: date, ageing: Ageing) -> list[Domino]:
    chain: list[Domino] = []
    for key, page in pages.items():
        before = {domino.key: domino.standing for domino in chain}
        found = grounds(key, facts)
        if key == "terms":
            parts = {page_key.label: grounds(page_key.value, facts) for page_key in TERMS}
            found = tuple(dict.fromkeys(one for part in parts.values() for one in part))
            verdict = stand_on_all(parts, today, ageing)
        else:
            verdict = _verdict(key, facts, found, before, pages, today, ageing)
        chain.append(
            Domino(
                key=key,
                name=page.name,
                standing=verdict.standing,
                why=verdict.why,
                stands=page.stands,
                costs=page.missing,
                do=page.do,
                tool=page.tool,
                grounds=tuple(ranked(found, today, ageing)),
            )
        )
    return chain


def _verdict(
    key: str,
    facts: DealFacts,
    found: tuple[Ground, ...],
    before: Mapping[str, Standing],
    pages: Mapping[str, DominoPage],
    today: date,
    ageing: Ageing,
) -> Verdict:
    if key == "risks":
        return risks_verdict(facts.risks, found)
    if key == "decision":
        names = {key: page.name for key, page in pages.items()}
        verdict = decision_verdict(facts.decision, before, names, today)
        if verdict.standing is Standing.MISSING and found:
            return Verdict(Standing.WOBBLES, tr("There are notes, but no date and no way of deciding."))
        return verdict
    return stand(found, today, ageing)
