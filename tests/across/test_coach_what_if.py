"""The coach under an assumption: all tools' rules, on facts that are only supposed."""

import pytest

from app.across.coach.what_if import coach_if, difference
from app.method.coaching import Rule, Subject
from app.tools.relationship_map import queries
from app.tools.relationship_map.assumptions import Assumption, Turn, suppose
from app.tools.relationship_map.facts import subjects_of
from app.workspace import Workspace
from tests.build import TODAY


def rule(name: str, when: str, about: str = "person") -> Rule:
    return Rule(name, "tool", about, when, "{name}", "says", "fix", "tool:", 1)


RULES = (
    rule("strong", "influence >= 4"),
    rule("alone", "people == 1", "opportunity"),
    rule("old", "age >= 90"),
)
DEAL = Subject("opportunity", "d", "Deal", {"people": 2})
KARI = Subject("person", "k", "Kari", {"influence": 4, "age": 100})
MARJA = Subject("person", "m", "Marja", {"influence": 2, "age": 10})


@pytest.mark.parametrize(
    ("supposed", "gone", "fresh", "settled"),
    [
        ([], [], [], []),
        ([Subject("person", "m", "Marja", {"influence": 5})], [], [("strong", "m")], []),
        ([Subject("person", "k", "Kari", {"influence": 3})], [], [], [("strong", "k")]),
        ([Subject("opportunity", "d", "Deal", {"people": 1})], ["k"], [("alone", "d")], []),
    ],
)
def test_what_would_be_said_besides_and_no_more(
    supposed: list[Subject], gone: list[str], fresh: list[tuple[str, str]], settled: list[tuple[str, str]]
) -> None:
    found = difference(RULES, [DEAL, KARI, MARJA], supposed, gone)
    assert [(one.rule, one.about) for one in found.fresh] == fresh
    assert [(one.rule, one.about) for one in found.settled] == settled


def test_rules_of_other_tools_speak_too(filled: Workspace) -> None:
    with filled.read() as session:
        page = queries.people(session, 1)
        assert page is not None
        champion = next(one for one in page.players if one.is_champion)
        turned = suppose(page, [Assumption(Turn.SIDE, champion.id, -2)])
        deal = queries.subjects(session, 1, TODAY)[0]
        found = coach_if(session, 1, TODAY, subjects_of(turned, deal.uid), [])
        spoken = {(one.tool, one.about) for one in found.fresh}
        assert ("key_persons", champion.person_uid) in spoken
        same = coach_if(session, 1, TODAY, subjects_of(page, deal.uid), [])
    assert not same.fresh, "the supposed facts are the same facts"
    assert not same.settled
