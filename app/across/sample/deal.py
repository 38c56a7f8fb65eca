"""Writes one opportunity of the sample with all that hangs on it."""

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from sqlalchemy.orm import Session

from app import paths
from app.across.sample.content import (
    ActionPart,
    OpportunitySample,
    OwnRolePart,
    RatingPart,
    SnapshotPart,
    StakeholderPart,
)
from app.across.sample.letters import Post, write_letter
from app.across.sample.words import Calendar
from app.models.actions import Action, ActionOrder, ChecklistItem
from app.models.library import ChallengeHeard, StoryTold
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import (
    ChampionMark,
    Evidence,
    Opportunity,
    Rating,
    Risk,
    SignAnswer,
    Stakeholder,
)
from app.models.roles import OwnRole, add_role, give_roles
from app.models.value import ValueCase, ValueInput, ValueLineChallenge
from app.models.vocabulary import NamedRole
from app.tools.relationship_map import actions, queries

MINOR = 100  # cents of a euro


class DealWriter:
    """Knows the ids behind the keys of one account while its opportunities are written."""

    def __init__(
        self,
        session: Session,
        calendar: Calendar,
        account_id: int,
        people: Mapping[str, int],
        library: Mapping[str, int],
    ) -> None:
        self.session = session
        self.calendar = calendar
        self.account_id = account_id
        self.people = people
        self.library = library
        self.stakeholders: dict[str, int] = {}
        self.actions: dict[str, int] = {}
        self.meetings: dict[str, int] = {}

    def write(self, sample: OpportunitySample) -> int:
        """One opportunity; its id."""
        opportunity = self._opportunity(sample)
        for role in sample.own_roles:
            self._own_role(role)
        for part in sample.stakeholders:
            self._stakeholder(opportunity.id, part)
        self._ratings(opportunity.id, sample)
        self._champion(sample)
        for position, action in enumerate(sample.actions):
            self._action(opportunity.id, action, position)
        self._order(sample)
        self._meetings(opportunity.id, sample)
        self._heard(sample)
        self._notes(opportunity.id, sample)
        self._case(opportunity.id, sample)
        opportunity.next_action_id = self.actions.get(sample.opportunity.next)
        self.session.flush()
        for letter in sample.letters:
            post = Post(opportunity.id, self.meetings.get(letter.meeting), self.people[letter.recipient])
            write_letter(self.session, post, letter, self.calendar)
        return opportunity.id

    def _opportunity(self, sample: OpportunitySample) -> Opportunity:
        part = sample.opportunity
        row = Opportunity(
            account_id=self.account_id,
            title=part.title,
            value_minor=part.value * MINOR,
            currency=part.currency,
            owner=part.owner,
            strategic=part.strategic,
            commercial=part.commercial,
            buying_stage=part.buying_stage,
            sales_stage=part.sales_stage,
            stage_entered_on=self.calendar.on(part.entered),
            decision_on=self.calendar.day(part.decision),
            solution_vision=self.calendar.say(part.vision),
            vision_class=part.vision_class,
            vision_by_id=self.people.get(part.vision_by),
            vision_on=self.calendar.day(part.vision_on),
            buying_criteria=part.criteria,
            decision_process=part.process,
            alternatives=self.calendar.say("\n".join(part.alternatives)),
            acid_test=part.acid_test,
            acid_test_reason=part.acid_test_reason,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def _own_role(self, part: OwnRolePart) -> None:
        row = self.session.get_one(OwnRole, add_role(self.session, part.name, part.summary))
        row.wants, row.fears, row.decides = map("\n".join, (part.wants, part.fears, part.decides))
        row.work_with, row.ask = map("\n".join, (part.work_with, part.ask))

    def _stakeholder(self, opportunity_id: int, part: StakeholderPart) -> None:
        row = Stakeholder(
            opportunity_id=opportunity_id,
            person_id=self.people[part.person],
            signs=part.signs,
            drives_change=part.drives_change,
            effect=part.effect,
            business_goal=self.calendar.say(part.business_goal),
            personal_goal=self.calendar.say(part.personal_goal),
            personal_win=self.calendar.say(part.personal_win),
            goal_class=part.goal_class,
            goal_on=self.calendar.day(part.goal_on),
            stated_mode=part.stated_mode,
            notes=part.notes,
        )
        self.session.add(row)
        self.session.flush()
        self.stakeholders[part.person] = row.id
        give_roles(self.session, row.id, (*part.roles, *map(NamedRole, part.own_roles)))

    def _ratings(self, opportunity_id: int, sample: OpportunitySample) -> None:
        """The ratings in the order of their days; a snapshot is taken between those before and after it."""
        waiting = sorted(sample.ratings, key=attrgetter("on"))
        for snapshot in sorted(sample.snapshots, key=attrgetter("on")):
            before = [part for part in waiting if part.on <= snapshot.on]
            self.session.add_all(self._rating(part) for part in before)
            self._snapshot(opportunity_id, snapshot)
            waiting = waiting[len(before) :]
        self.session.add_all(self._rating(part) for part in waiting)
        self.session.add_all(
            SignAnswer(
                stakeholder_id=self.stakeholders[part.person],
                rater=part.rater,
                sign=part.sign,
                answer=part.answer,
                answered_on=self.calendar.on(part.on),
            )
            for part in sample.seen
        )

    def _rating(self, part: RatingPart) -> Rating:
        return Rating(
            stakeholder_id=self.stakeholders[part.person],
            aspect=part.aspect,
            rater=part.rater,
            value=part.value,
            rated_on=self.calendar.on(part.on),
            evidence=part.evidence,
            evidence_class=part.evidence_class,
            source=part.source,
            rated_by=part.rated_by,
            carried_from=part.carried_from,
        )

    def _snapshot(self, opportunity_id: int, part: SnapshotPart) -> None:
        self.session.flush()
        page = queries.people(self.session, opportunity_id)
        assert page is not None  # the deal has just been written
        away = {self.stakeholders[person] for person in part.without}
        then = replace(
            page,
            players=tuple(player for player in page.players if player.id not in away),
            lines=tuple(line for line in page.lines if not away & {line.from_id, line.to_id}),
        )
        actions.take_snapshot(self.session, then, part.name, self.calendar.on(part.on))

    def _champion(self, sample: OpportunitySample) -> None:
        self.session.add_all(
            ChampionMark(
                stakeholder_id=self.stakeholders[part.person],
                criterion=part.criterion,
                verdict=part.verdict,
                reason=part.reason,
                evidence=part.evidence,
                evidence_class=part.evidence_class,
                marked_on=self.calendar.on(part.on),
            )
            for part in sample.champion
        )

    def _action(self, opportunity_id: int, part: ActionPart, position: int) -> None:
        words = self.calendar.words(part.when, part.on)
        starts_on, ends_on = self.calendar.window(words)
        row = Action(
            opportunity_id=opportunity_id,
            kind=part.kind,
            purpose=part.purpose,
            title=part.title,
            position=position,
            when_words=words,
            starts_on=starts_on,
            ends_on=ends_on,
            billable_minor=None if part.billable is None else part.billable * MINOR,
            side=part.side,
            owner=part.owner,
            customer_owner_id=self.people.get(part.customer_owner),
            gate=part.gate,
            gate_decision=part.gate_decision,
            status=part.status,
            done_on=self.calendar.day(part.done),
            notes=part.notes,
        )
        self.session.add(row)
        self.session.flush()
        self.actions[part.key] = row.id

    def _order(self, sample: OpportunitySample) -> None:
        self.session.add_all(
            ActionOrder(action_id=self.actions[part.key], after_id=self.actions[earlier])
            for part in sample.actions
            for earlier in part.after
        )

    def _meetings(self, opportunity_id: int, sample: OpportunitySample) -> None:
        for part in sample.meetings:
            row = Meeting(
                opportunity_id=opportunity_id,
                held_on=self.calendar.on(part.on),
                purpose=part.purpose,
                place=part.place,
                commitments=part.commitments.strip(),
                notes=part.notes,
                outcome=part.outcome,
                next_action_id=self.actions.get(part.next),
            )
            self.session.add(row)
            self.session.flush()
            self.meetings[part.key] = row.id
        self.session.add_all(
            Attendee(
                meeting_id=self.meetings[part.meeting],
                stakeholder_id=self.stakeholders[part.person],
                said=part.said,
            )
            for part in sample.attendees
        )
        self.session.add_all(
            StoryTold(
                story_id=self.library[part.story],
                opportunity_id=opportunity_id,
                person_id=self.people.get(part.person),
                meeting_id=self.meetings.get(part.meeting),
                told_on=self.calendar.on(part.on),
                received=part.received,
                reception=part.reception,
            )
            for part in sample.told
        )

    def _heard(self, sample: OpportunitySample) -> None:
        self.session.add_all(
            ChallengeHeard(
                stakeholder_id=self.stakeholders[part.person],
                challenge_id=self.library[part.challenge],
                meeting_id=self.meetings.get(part.meeting),
                status=part.status,
                importance=part.importance,
                own_words=part.own_words,
                reasons=part.reasons,
                consequences=part.consequences,
                heard_on=self.calendar.on(part.on),
                position=part.position,
                evidence_class=part.evidence_class,
            )
            for part in sample.heard
        )

    def _notes(self, opportunity_id: int, sample: OpportunitySample) -> None:
        """Evidence, ticks of the checklist, and risks."""
        self.session.add_all(
            Evidence(
                account_id=self.account_id,
                opportunity_id=opportunity_id,
                topic=part.topic,
                text=self.calendar.say(part.text),
                source=part.source,
                person_id=self.people.get(part.person),
                noted_on=self.calendar.on(part.on),
                evidence_class=part.evidence_class,
                question=part.question,
                internal=part.internal,
            )
            for part in sample.evidence
        )
        self.session.add_all(
            ChecklistItem(
                opportunity_id=opportunity_id,
                key=part.key.value,
                ticked=True,
                ticked_on=self.calendar.on(part.on),
                agreed_by_id=self.people.get(part.agreed_by),
                position=position,
            )
            for position, part in enumerate(sample.checklist)
        )
        self.session.add_all(
            Risk(
                opportunity_id=opportunity_id,
                kind=part.kind,
                text=part.text,
                severity=part.severity,
                answer=part.answer,
                owner=part.owner,
            )
            for part in sample.risks
        )

    def _case(self, opportunity_id: int, sample: OpportunitySample) -> None:
        part = sample.case
        if part is None:
            return
        row = ValueCase(
            opportunity_id=opportunity_id,
            title=part.title,
            goal=part.goal,
            solution=part.solution,
            compared_with=part.compared_with,
            model=paths.content(f"value_models/{part.model}.toml").read_text("utf-8"),
            wanted_by_id=self.people.get(part.wanted_by),
        )
        self.session.add(row)
        self.session.flush()
        self.session.add_all(
            ValueInput(
                case_id=row.id,
                name=entry.name,
                value=entry.value,
                low=entry.low,
                high=entry.high,
                source=entry.source,
                person_id=self.people.get(entry.person),
                evidence_class=entry.evidence_class,
                set_on=self.calendar.on(entry.on),
            )
            for entry in sample.inputs
        )
        self.session.add_all(
            ValueLineChallenge(
                case_id=row.id, line=answer.benefit, challenge_id=self.library[answer.challenge]
            )
            for answer in sample.answers
        )
