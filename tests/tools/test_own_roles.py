"""Roles that a workspace adds to the nine: who plays them, their pages, and where they are shown."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from app.errors import BadInputError
from app.method.people import in_a_sentence, missing_roles, shown_roles
from app.models.opportunities import Stakeholder
from app.models.roles import OwnRole, StakeholderOwnRole, own_roles, roles_played
from app.models.snapshots import MapSnapshot
from app.models.vocabulary import CUSTOMER, Audience, DecisionRole, NamedRole, Role
from app.tools.champion_qualification import queries as champions
from app.tools.customer_receptivity import queries as receptivity
from app.tools.key_persons import actions as persons
from app.tools.key_persons import export as persons_export
from app.tools.key_persons import queries as people
from app.tools.relationship_map import actions, export, queries, role_actions
from app.tools.relationship_map.assumptions import Assumption, Turn, suppose
from app.tools.relationship_map.rules import Filter
from app.tools.relationship_map.scene import card_of
from app.tools.relationship_map.snapshots import compare
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity

COUNCIL = NamedRole("Works council", "Speaks for the shifts")
CHAMPION, ADVERSARY, USER = DecisionRole.CHAMPION, DecisionRole.ADVERSARY, DecisionRole.USER


@pytest.fixture
def deal(workspace: Workspace) -> int:
    """A deal with Kari, a user who sits on the works council, and Marja without a role."""
    with workspace.edit("Set up") as session:
        deal = an_opportunity(session, an_account(session))
        kari = a_person(session, deal, "Kari Salmi", [USER])
        a_person(session, deal, "Marja Lehtonen")
        actions.set_roles(session, kari, (USER, COUNCIL))
    return deal


KARI, MARJA = 1, 2


def roles_of(workspace: Workspace, stakeholder: int = KARI) -> list[str]:
    with workspace.read() as session:
        return [role.label for role in roles_played(session, [stakeholder])[stakeholder]]


def offered(workspace: Workspace) -> list[tuple[str, bool]]:
    with workspace.read() as session:
        return [(role.name, role.retired) for role in own_roles(session)]


@pytest.mark.parametrize(
    ("roles", "audience", "shown"),
    [
        ((COUNCIL, USER, CHAMPION), Audience.INTERNAL, (CHAMPION, USER, COUNCIL)),
        ((COUNCIL, USER, ADVERSARY), Audience.CUSTOMER, (USER,)),
        ((COUNCIL,), Audience.CUSTOMER, ()),
        ((), Audience.INTERNAL, ()),
    ],
)
def test_the_nine_come_first_and_a_customer_sees_none_of_ours(
    roles: Sequence[Role], audience: Audience, shown: Sequence[Role]
) -> None:
    assert shown_roles(roles, audience) == shown


def test_no_role_of_ours_fills_one_of_the_nine() -> None:
    assert missing_roles((COUNCIL,)) == missing_roles(())


def test_our_own_words_stay_as_they_were_written() -> None:
    assert in_a_sentence(NamedRole("Betriebsrat")) == "Betriebsrat"
    assert in_a_sentence(DecisionRole.DECISION_MAKER) == "decision maker"


def test_a_new_role_comes_with_the_person_and_goes_with_one_undo(workspace: Workspace, deal: int) -> None:
    assert roles_of(workspace) == ["User", "Works council"]
    with workspace.edit("Roles") as session:
        actions.set_roles(session, KARI, (CHAMPION, NamedRole("Safety delegate")))
    assert roles_of(workspace) == ["Champion", "Safety delegate"]
    assert offered(workspace) == [("Works council", False), ("Safety delegate", False)]
    workspace.undo()
    assert roles_of(workspace) == ["User", "Works council"]
    assert offered(workspace) == [("Works council", False)]
    workspace.redo()
    assert roles_of(workspace) == ["Champion", "Safety delegate"]


def test_who_names_a_role_that_is_there_gets_that_one(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Retire") as session:
        role_actions.retire(session, 1)
    with workspace.edit("Another") as session:
        persons.set_roles(session, MARJA, (NamedRole("works  COUNCIL", "Something else"),))
    assert roles_of(workspace, MARJA) == ["Works council"]
    assert offered(workspace) == [("Works council", False)], "and it is not retired any more"
    with workspace.read() as session:
        assert own_roles(session)[0].summary == "Speaks for the shifts"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("  ", "needs a name"),
        ("decision maker", "one of the nine"),
        ("Champion", "one of the nine"),
        ("x" * 61, "60 letters"),
    ],
)
def test_what_no_own_role_can_be_called(workspace: Workspace, deal: int, name: str, reason: str) -> None:
    with pytest.raises(BadInputError, match=reason), workspace.edit("Add") as session:
        role_actions.add(session, name)
    with pytest.raises(BadInputError, match=reason), workspace.edit("Rename") as session:
        role_actions.rename(session, 1, name)
    assert offered(workspace) == [("Works council", False)]


def test_a_role_is_renamed_for_everybody(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Two") as session:
        role_actions.add(session, "Safety delegate")
        role_actions.rename(session, 1, "Union steward")
    assert roles_of(workspace) == ["User", "Union steward"]
    with (
        pytest.raises(BadInputError, match="There is a role “Safety delegate”"),
        workspace.edit("Same") as session,
    ):
        role_actions.rename(session, 1, "safety delegate")
    with workspace.edit("Only the case") as session:
        role_actions.rename(session, 1, "UNION STEWARD")
    assert roles_of(workspace) == ["User", "UNION STEWARD"]


def test_a_role_in_use_is_retired_and_one_that_nobody_plays_goes(workspace: Workspace, deal: int) -> None:
    with pytest.raises(BadInputError, match="retire it instead"), workspace.edit("Delete") as session:
        role_actions.remove(session, 1)
    with workspace.edit("Retire") as session:
        role_actions.retire(session, 1)
    assert roles_of(workspace) == ["User", "Works council"]
    with workspace.edit("Take it from Kari") as session:
        actions.set_roles(session, KARI, (USER,))
        role_actions.remove(session, 1)
    assert offered(workspace) == []
    workspace.undo()
    assert offered(workspace) == [("Works council", True)]
    with workspace.edit("Back") as session:
        role_actions.bring_back(session, 1)
    assert offered(workspace) == [("Works council", False)]


def test_roles_stand_in_the_order_of_the_user(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Three") as session:
        last = role_actions.add(session, "Owner's friend")
        role_actions.add(session, "Safety delegate")
        role_actions.move(session, last, -1)
        role_actions.move(session, last, -1)
    assert [name for name, _ in offered(workspace)] == ["Owner's friend", "Works council", "Safety delegate"]


def test_the_page_of_a_role(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Write") as session:
        role_actions.write(session, 1, "wants", "Nights without calls\nTo be asked first \n")
        with pytest.raises(BadInputError, match="no part"):
            role_actions.write(session, 1, "name", "By the back door")
    with workspace.read() as session:
        (page,) = queries.role_pages(session)
    assert (page.wants, page.played) == ("Nights without calls\nTo be asked first", 1)


def test_roles_follow_the_person_into_every_tool(workspace: Workspace, deal: int) -> None:
    with workspace.read() as session:
        on_map = queries.people(session, deal)
        in_list = people.people(session, deal)
        tested = champions.board(session, deal, TODAY)
        standing = receptivity.standing(session, 1, deal, TODAY)
        facts = people.person_facts(session, KARI, TODAY)
    assert on_map and in_list and tested and standing and facts
    named = (USER, NamedRole("Works council", "Speaks for the shifts", 1, on_map.own_roles[0].uid))
    assert on_map.players[0].roles == named
    assert in_list.person(KARI).roles == facts.row.roles == named  # type: ignore[union-attr]
    assert next(one for one in tested.candidates if one.id == KARI).roles == named
    assert next(one for one in standing.players if one.id == KARI).roles == named
    assert in_list.own_roles == facts.own_roles == on_map.own_roles == named[1:]
    assert "User, Works council" in export.table(on_map)[1]
    assert "User, Works council" in [cell for line in persons_export._plain(facts) for cell in line]
    assert len(card_of(on_map.players[0]).badges) == 2
    assert Filter(roles=frozenset(named[1:])).lit(on_map.players, ()) == frozenset({KARI})
    decides = suppose(on_map, [Assumption(Turn.DECIDES, KARI)])
    assert decides.players[0].roles == (DecisionRole.DECISION_MAKER, *named)


def test_a_retired_role_is_offered_only_where_it_is_played(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Retire") as session:
        role_actions.retire(session, 1)
    with workspace.read() as session:
        page = queries.people(session, deal)
        assert page is not None
        assert [role.name for role in page.own_roles] == ["Works council"]
    with workspace.edit("Take it") as session:
        actions.set_roles(session, KARI, (USER,))
    with workspace.read() as session:
        page = queries.people(session, deal)
        assert page is not None
        assert page.own_roles == ()
        assert [one.role.name for one in page.role_pages] == ["Works council"], "its page is still there"


def test_a_snapshot_keeps_our_roles_by_their_uid(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Keep") as session:
        page = queries.people(session, deal)
        assert page is not None
        actions.take_snapshot(session, page, "Before", date(2026, 11, 1))
    with workspace.edit("Rename") as session:
        assert "Works council" not in (session.scalar(select(MapSnapshot.content)) or "")
        role_actions.rename(session, 1, "Union steward")
    with workspace.read() as session:
        page = queries.people(session, deal)
        assert page is not None
        before = queries.snapshot(session, 1, page)
        assert before is not None
        assert compare(before, page).same, "another name is no other role"
    with workspace.edit("Change") as session:
        actions.set_roles(session, KARI, (USER,))
    with workspace.read() as session:
        page = queries.people(session, deal)
        assert page is not None
        before = queries.snapshot(session, 1, page)
        assert before is not None
        words = [move.words for change in compare(before, page).moved for move in change.moves]
    assert words == ["no longer Union steward"]


def test_a_customer_gets_none_of_them(workspace: Workspace, deal: int) -> None:
    with workspace.read(CUSTOMER) as session:
        assert own_roles(session) == ()
        assert roles_played(session, [KARI]) == {KARI: (USER,)}
        page = queries.people(session, deal, Audience.CUSTOMER)
        listed = people.people(session, deal, Audience.CUSTOMER)
        assert not session.scalars(select(OwnRole)).all()
        assert not session.scalars(select(StakeholderOwnRole)).all()
    assert page and listed
    assert "Works council" not in repr((page, listed))
    with workspace.read() as session:  # and not even where a query is asked on the team's own connection
        assert "Works council" not in repr(queries.people(session, deal, Audience.CUSTOMER))
        assert "Works council" not in repr(people.people(session, deal, Audience.CUSTOMER))


def test_roles_go_and_come_back_with_the_person(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Remove") as session:
        persons.remove(session, KARI)
    with workspace.read() as session:
        assert session.scalars(select(StakeholderOwnRole)).all() == []
    workspace.undo()
    assert roles_of(workspace) == ["User", "Works council"]


def test_a_placeholder_that_gets_a_name_keeps_its_roles(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Post") as session:
        post = persons.add_person(session, deal, "Shift planner", roles=(COUNCIL,), placeholder=True)
        other = an_opportunity(session, 1, "Other deal")
        known = session.get_one(Stakeholder, a_person(session, other, "Ursula")).person_id
    with workspace.edit("Name") as session:
        persons.identify(session, post, known)
    assert roles_of(workspace, post) == ["Works council"]
