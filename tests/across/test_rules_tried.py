"""Rules tried on deals, and the user's own: written, checked, read again, left out when broken."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.across.coach import own_rules, trials
from app.across.coach.actions import hear_again, silence
from app.across.coach.queries import advice
from app.errors import BadInputError
from app.method.coaching import Rule, Subject, Verdict, findings, tried, with_ageing
from app.method.evidence import USUAL, Ageing
from app.models.vocabulary import OpportunityStatus
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity

RULE = Rule(
    "own_1", "key_persons", "person", "influence >= 4", "{name} is strong", "Why.", "Open", "key_persons", 2
)
FACTS = {"influence": 5, "relationship": -1, "contact_known": False}


@pytest.mark.parametrize(
    ("when", "facts", "verdict"),
    [
        ("influence >= 4", {"influence": 5}, Verdict.MATCHED),
        ("influence >= 4", {"influence": 4}, Verdict.MATCHED),
        ("influence >= 4", {"influence": 3}, Verdict.MISSED),
        ("influence >= 4", {}, Verdict.UNKNOWN),  # not known is never counted as missed
        ("influence >= 4 and known", {"influence": 5}, Verdict.UNKNOWN),
        ("known", {"known": False}, Verdict.MISSED),
        ("1 / influence > 0", {"influence": 0}, Verdict.UNKNOWN),
    ],
)
def test_what_a_rule_says(when: str, facts: dict[str, float], verdict: Verdict) -> None:
    subjects = [Subject("person", "u1", "Anna", facts), Subject("letter", "u2", "Letter", facts)]
    (trial,) = tried(replace(RULE, when=when), subjects)
    assert (trial.about, trial.name, trial.verdict) == ("u1", "Anna", verdict)
    assert dict(trial.facts) == {name: facts.get(name) for name in dict(trial.facts)}
    assert len(findings([replace(RULE, when=when)], subjects)) == (verdict is Verdict.MATCHED)


def test_all_texts_of_a_rule_are_filled_with_its_words() -> None:
    rule = replace(
        RULE, says="{name} has {influence}.", fix="Ask {name}", do="key_persons:{key}", ask="{name}?"
    )
    (found,) = findings([rule], [Subject("person", "u1", "Anna", {"influence": 5}, {"key": "7"})])
    assert (found.title, found.says, found.fix, found.do, found.ask) == (
        "Anna is strong", "Anna has 5.", "Ask Anna", "key_persons:7", "Anna?",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("influence >= 4", ""),
        ("influence >= 4 and not contact_known", ""),
        ("influense >= 4", "Character 1: there is no fact “influense”; is “influence” meant?"),
        ("influence > 1 and zzz", "Character 19: there is no fact “zzz” here."),
        ("1 < 2", "The condition names no fact."),
        ("", "A formula is missing."),
    ],
)
def test_what_is_wrong_with_a_condition_is_one_sentence_with_its_place(when: str, sentence: str) -> None:
    assert own_rules.objection(when, FACTS) == sentence


@pytest.mark.parametrize(
    "when", ["influence >=", "influence >= 4 and (", "__import__('os')", "influence.real"]
)
def test_a_condition_that_cannot_be_read_says_where(when: str) -> None:
    assert "character" in own_rules.objection(when, FACTS)


def test_an_own_rule_is_kept_changed_and_dropped(tmp_path: Path) -> None:
    own_rules.keep(RULE, tmp_path)
    second = replace(
        RULE, id="own_2", title='Says "so" \\ and ü', when="influence >= 1 and not contact_known"
    )
    own_rules.keep(second, tmp_path)
    assert own_rules.own_rules(tmp_path).rules == (RULE, second)
    assert own_rules.new_id(own_rules.own_rules(tmp_path).rules) == "own_3"
    changed = replace(RULE, weight=3)
    own_rules.keep(changed, tmp_path)
    assert set(own_rules.own_rules(tmp_path).rules) == {changed, second}
    own_rules.drop("own_1", tmp_path)
    own_rules.drop("own_2", tmp_path)
    assert own_rules.own_rules(tmp_path) == own_rules.OwnRules(())


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (replace(RULE, when="influence >="), "character"),
        (replace(RULE, title=" "), "few words"),
        (replace(RULE, says=""), "[Ww]hy it matters"),
    ],
)
def test_a_rule_that_cannot_be_asked_is_not_kept(tmp_path: Path, rule: Rule, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        own_rules.keep(rule, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_told_with_its_line_and_does_not_silence_the_others(tmp_path: Path) -> None:
    own_rules.keep(RULE, tmp_path)
    (tmp_path / "mine.toml").write_text(
        '[[rule]]\nid = "x"\nabout = "person"\nwhen = "influence >="\n', "utf-8"
    )
    found = own_rules.own_rules(tmp_path)
    assert found.rules == (RULE,)
    assert "mine.toml" in found.problem
    assert own_rules.all_rules(tmp_path)[-1] == RULE


def test_an_id_of_the_method_cannot_be_taken(tmp_path: Path) -> None:
    taken = own_rules.all_rules(tmp_path)[0].id
    own_rules.keep(replace(RULE, id=taken), tmp_path)
    found = own_rules.own_rules(tmp_path)
    assert found.rules == ()
    assert taken in found.problem


def test_every_rule_is_tried_on_all_open_deals(filled: Workspace, tmp_path: Path) -> None:
    with filled.read() as session:
        deals = trials.deals(session, TODAY)
        said = {deal.opportunity_id: advice(session, deal.opportunity_id, TODAY) for deal in deals}
    assert len(deals) >= 5
    for rule in own_rules.all_rules(tmp_path):
        lines = trials.tested(rule, deals)
        matched = sum(line.verdict is Verdict.MATCHED for line in lines)
        found = [one for page in said.values() for one in page.findings if one.rule == rule.id]
        quiet = [one for page in said.values() for one in page.silenced if one.rule == rule.id and one.holds]
        assert matched == len(found) + len(quiet), rule.id
        order = [list(Verdict).index(line.verdict) for line in lines]
        assert order == sorted(order)


@pytest.mark.parametrize(
    ("days", "ageing", "fading", "old"),
    [
        (89, USUAL, False, False),
        (90, USUAL, True, False),
        (180, USUAL, True, True),
        (30, Ageing(30, 60), True, False),
        (200, Ageing(300, 400), False, False),
        (-1, Ageing(1, 2), False, False),  # never judged
    ],
)
def test_the_age_of_a_fact_is_told_by_the_days_of_the_user(
    days: int, ageing: Ageing, fading: bool, old: bool
) -> None:
    (subject,) = with_ageing([Subject("person", "u1", "Anna", {"word_age": days, "influence": 5})], ageing)
    assert subject.facts == {"word_age": days, "influence": 5, "word_fading": fading, "word_old": old}


def test_the_coach_calls_old_what_the_user_calls_old(filled: Workspace) -> None:
    with filled.read() as session:
        strict, mild = Ageing(0, 0), Ageing(4000, 5000)
        said = [
            {
                one.rule
                for deal in trials.deals(session, TODAY)
                for one in advice(session, deal.opportunity_id, TODAY, ageing).findings
            }
            for ageing in (strict, mild)
        ]
        lines = [
            trials.tested(_rule("standing_faded"), trials.deals(session, TODAY, one))
            for one in (strict, mild)
        ]
    by_age = {"influence_old", "relationship_old", "mode_fading", "standing_faded", "challenge_old"}
    assert by_age & said[0] == by_age
    assert not by_age & said[1]
    assert [any(line.verdict is Verdict.MATCHED for line in tried_on) for tried_on in lines] == [True, False]


def _rule(name: str) -> Rule:
    return next(rule for rule in own_rules.all_rules() if rule.id == name)


def test_a_deal_that_is_over_is_not_tried(workspace: Workspace) -> None:
    with workspace.edit("two deals") as session:
        account = an_account(session)
        a_person(session, an_opportunity(session, account, "Open"))
        over = an_opportunity(session, account, "Won")
        from app.models.opportunities import Opportunity

        session.get_one(Opportunity, over).status = OpportunityStatus.WON
    with workspace.read() as session:
        assert [deal.title for deal in trials.deals(session, TODAY)] == ["Testmill Oy · Open"]


def test_what_was_silenced_stays_in_sight_with_its_reason(workspace: Workspace) -> None:
    with workspace.edit("a deal") as session:
        deal = an_opportunity(session, an_account(session))
        a_person(session, deal)
    with workspace.read() as session:
        first = advice(session, deal, TODAY).findings[0]
    with workspace.edit("silence") as session:
        silence(session, deal, first.rule, first.about, "They buy through a frame contract", TODAY)
        silence(session, deal, "no_such_rule", "", "Long gone", TODAY)
    with workspace.read() as session:
        quiet = {one.rule: one for one in advice(session, deal, TODAY).silenced}
    assert quiet[first.rule].reason == "They buy through a frame contract"
    assert (quiet[first.rule].title, quiet[first.rule].holds) == (first.title, True)
    assert not quiet["no_such_rule"].holds  # it would say nothing, and can still be brought back
    with workspace.edit("again") as session:
        hear_again(session, deal, first.rule, first.about)
    with workspace.read() as session:
        assert first in advice(session, deal, TODAY).findings
