"""The person form, tied to its actions: one signal, one edit, one undo step."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import tr
from app.method.signs import Sign
from app.models.vocabulary import Aspect, Effect, EvidenceClass, Receptivity, Role
from app.tools.key_persons import actions, rating_actions
from app.tools.key_persons.rows import PersonFacts
from app.tools.key_persons.rules import propose
from app.ui.dialogs.ask_role import ask_role
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Tab
from app.ui.tabs.key_persons.labels import evidence_label, field_label, rating_label
from app.ui.widgets.person_form import PersonForm


class FormEdits(QObject):
    """Knows the page, its form and whose facts it shows."""

    def __init__(
        self, tab: Tab, form: PersonForm, facts: Callable[[], PersonFacts | None], signs: Sequence[Sign]
    ) -> None:
        super().__init__(tab)
        self._tab, self._form, self._facts, self._signs = tab, form, facts, signs
        form.edited.connect(self._set_field)
        form.goal_edited.connect(self._set_goal)
        form.goal_backed.connect(self._back_goal)
        form.roles_changed.connect(self._set_roles)
        form.own_role_wanted.connect(self._add_own_role)
        form.rated.connect(self._rate)
        form.backed.connect(self._back)
        form.confirmed.connect(self._confirm)
        form.overridden.connect(self._override)
        form.rating_dropped.connect(self._drop_rating)
        form.field_filled.connect(self._fill)
        form.field_wanted.connect(self._add_field)
        form.field_rename_wanted.connect(self._rename_field)
        form.field_drop_wanted.connect(self._drop_field)

    def edit(self, label: str, work: Callable[[Any, int], object], merge: str = "") -> None:
        """One user action on the person who is shown; its errors are told as a sentence."""
        facts = self._facts()
        if facts is None:
            return
        key = f"{merge}:{facts.row.id}" if merge else None
        with self._tab.desk.reporting(), self._tab.edit(label, merge=key) as session:
            work(session, facts.row.id)
        self._tab.refresh()

    def _today(self) -> date:
        return self._tab.desk.today()

    # The person and the part in the decision

    def _set_field(self, field: str, value: Any) -> None:
        if field == "effect":
            value = Effect(value)
        merge = field if isinstance(value, str) else ""
        if field == "name":
            self.edit(field_label(field), partial(actions.rename, name=str(value)), merge)
        else:
            self.edit(field_label(field), partial(actions.describe, field=field, value=value), merge)

    def _set_goal(self, field: str, text: str) -> None:
        work = partial(actions.set_goal, field=field, text=text, today=self._today())
        self.edit(field_label(field), work, field)

    def _back_goal(self, evidence_class: Any, noted_on: Any, source: str) -> None:
        self.edit(
            tr("Say how the goal is known"),
            partial(
                actions.back_goal,
                evidence_class=EvidenceClass(evidence_class),
                noted_on=noted_on,
                today=self._today(),
                source=source,
            ),
        )

    def _set_roles(self, roles: Iterable[Role]) -> None:
        self.edit(tr("Set roles"), partial(actions.set_roles, roles=tuple(roles)))

    def _add_own_role(self) -> None:
        """A role that the nine do not name, for this person and for whoever plays it next."""
        facts, role = self._facts(), ask_role(self._tab)
        if facts is not None and role is not None:
            roles = (*facts.row.roles, role)
            self.edit(tr("Add the role “{name}”", name=role.name), partial(actions.set_roles, roles=roles))

    def _override(self, mode: Any, reason: str) -> None:
        chosen = Receptivity(mode) if mode else None
        self.edit(tr("Override the mode"), partial(rating_actions.override_mode, mode=chosen, reason=reason))

    # Ratings, of whoever is chosen in the form

    def _rate(self, aspect: Aspect, value: Any) -> None:
        facts, rater = self._facts(), self._form.rater()
        if facts is None:
            return
        proposed = propose(aspect, self._signs, facts.seen[rater]).value
        work = partial(
            rating_actions.rate, aspect=aspect, value=value, today=self._today(), rater=rater, proposed=proposed,
            rated_by=self._tab.desk.settings.me,
        )  # fmt: skip
        self.edit(rating_label(aspect, rater), work)

    def _back(self, aspect: Aspect, what: str, value: Any) -> None:
        merge = f"{what}:{aspect}" if isinstance(value, str) and what != "evidence_class" else ""
        work = partial(
            rating_actions.back_rating,
            aspect=aspect,
            today=self._today(),
            rater=self._form.rater(),
            **{what: value},
        )
        self.edit(evidence_label(what), work, merge)

    def _confirm(self, aspects: Iterable[Aspect]) -> None:
        work = partial(
            rating_actions.confirm_carried,
            aspects=tuple(aspects),
            today=self._today(),
            rated_by=self._tab.desk.settings.me,
        )
        self.edit(tr("Confirm a rating"), work)

    def _drop_rating(self, rating_id: int) -> None:
        self.edit(tr("Delete a rating"), _of_all(rating_actions.drop_rating, rating_id))

    # Own fields

    def _fill(self, field_id: int, text: str) -> None:
        label = self._field_name(field_id)
        self.edit(
            tr("Set “{field}”", field=label),
            partial(actions.fill_field, field_id=field_id, text=text),
            f"own:{field_id}",
        )

    def _add_field(self) -> None:
        label = ask_text(
            self._tab,
            tr("Add a field"),
            tr("Name"),
            "",
            tr("Add"),
            tr("Every person of this workspace gets it."),
        )
        if label is not None:
            self.edit(tr("Add field “{field}”", field=label), _of_all(actions.add_field, label))

    def _rename_field(self, field_id: int) -> None:
        known = self._field_name(field_id)
        label = ask_text(self._tab, tr("Rename the field"), tr("Name"), known, tr("Rename"))
        if label is not None:
            self.edit(tr("Rename a field"), _of_all(actions.rename_field, field_id, label))

    def _drop_field(self, field_id: int) -> None:
        label = self._field_name(field_id)
        self.edit(tr("Delete field “{field}”", field=label), _of_all(actions.drop_field, field_id))
        self._tab.desk.say(
            tr("“{field}” is gone; Undo brings it back with all that stood there.", field=label)
        )

    def _field_name(self, field_id: int) -> str:
        facts = self._facts()
        fields = facts.own_fields if facts is not None else ()
        return next((field.label for field in fields if field.id == field_id), "")


def _of_all(work: Callable[..., object], *values: object) -> Callable[[Any, int], object]:
    """An action that is not about the person who is shown."""

    def done(session: Any, _stakeholder_id: int) -> object:
        return work(session, *values)

    return done
