"""Who a person is, which part he or she plays in this decision, and how the ratings went."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import Aspect, Effect, Rater
from app.tools.key_persons.rows import PastRating, PersonFacts
from app.ui.widgets.bars import relation_text
from app.ui.widgets.card import Card
from app.ui.widgets.fields import DateField, TextArea, TextField, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.reading import show_date
from app.ui.widgets.role_picker import RolePicker
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class FactsCard(Card):
    """A card of plain facts, each told by the name of its field."""

    edited = Signal(str, object)  # field, value
    settled = Signal()  # the focus has left a field

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.texts: dict[str, TextField] = {}

    def text(self, name: str, field: TextField) -> TextField:
        """Keep a text field under the name of what it edits."""
        field.setObjectName(name)
        field.edited.connect(self._tell_text)
        field.finished.connect(self.settled)
        self.texts[name] = field
        return field

    def show_texts(self, facts: PersonFacts) -> None:
        """Show what the facts hold under the names of the fields."""
        for name, field in self.texts.items():
            field.set_value(str(getattr(facts.row if name in {"name", "title"} else facts, name)))

    def _tell_text(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.edited.emit(sender.objectName(), text)


class ContactCard(FactsCard):
    """Name, title, how to reach, who of us knows the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who"), parent)
        self.since = DateField()
        self.placeholder = Tick(tr("Stands for somebody whose name is not known yet"))
        form = Form()
        form.add(tr("Name"), self.text("name", TextField(tr("First and last name"))))
        form.add(tr("Title"), self.text("title", TextField(tr("Such as mill manager or CFO"))))
        form.add(tr("Unit"), self.text("unit", TextField()))
        form.add(tr("In this position since"), self.since)
        form.add(tr("E-mail"), self.text("email", TextField()))
        form.add(tr("Phone"), self.text("phone", TextField()))
        form.add(
            tr("Primary contact on our side"),
            self.text("primary_contact", TextField(tr("Who of us knows this person best"))),
        )
        form.add(
            tr("Notes, for us alone"),
            self.text("person_notes", TextArea(tr("Known at the account, in every deal"), lines=2)),
        )
        self.add(form)
        self.add(self.placeholder)
        self.body.addStretch(1)
        self.since.edited.connect(self._tell_since)
        self.placeholder.toggled_by_user.connect(self._tell_placeholder)

    def show_contact(self, facts: PersonFacts) -> None:
        """Show who it is."""
        self.show_texts(facts)
        self.since.set_value(facts.in_position_since)
        self.placeholder.set_value(facts.row.placeholder)

    def _tell_since(self, day: object) -> None:
        self.edited.emit("in_position_since", day)

    def _tell_placeholder(self, on: bool) -> None:
        self.edited.emit("placeholder", on)


class PartCard(FactsCard):
    """Roles, who drives and who signs, what the change does to the person."""

    roles_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Part in this decision"), parent)
        self.roles = RolePicker()
        yes_no: list[tuple[object, str]] = [(True, tr("Yes")), (False, tr("No"))]
        self.drives = Segmented(yes_no, clearable=True)
        self.signs = Segmented(yes_no, clearable=True)
        self.effect = Segmented([(one, one.label) for one in Effect])
        form = Form()
        form.add_wide(tr("Roles in this decision"), self.roles, tr("Several are usual."))
        form.add(tr("Drives the change?"), self.drives, tr("Neither: not known yet."))
        form.add(tr("Signs the contract?"), self.signs, tr("Who signs is not always who decides."))
        form.add(tr("What does the change do to this person?"), self.effect)
        form.add(
            tr("Notes on this deal, for us alone"),
            self.text("notes", TextArea(tr("About this person in this deal"), lines=2)),
        )
        self.add(form)
        self.body.addStretch(1)
        self.roles.changed_by_user.connect(self.roles_changed)
        self.drives.chosen.connect(self._tell_drives)
        self.signs.chosen.connect(self._tell_signs)
        self.effect.chosen.connect(self._tell_effect)

    def show_part(self, facts: PersonFacts) -> None:
        """Show which part the person plays."""
        self.show_texts(facts)
        self.roles.set_value(facts.row.roles)
        self.drives.set_value(facts.drives_change)
        self.signs.set_value(facts.signs)
        self.effect.set_value(facts.effect)

    def _tell_drives(self, value: object) -> None:
        self.edited.emit("drives_change", value)

    def _tell_signs(self, value: object) -> None:
        self.edited.emit("signs", value)

    def _tell_effect(self, value: object) -> None:
        self.edited.emit("effect", value)


class HistoryCard(Card):
    """All dated ratings, ours and the coach's, the newest first; Delete takes one away."""

    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Ratings over time"), parent=parent)
        self.empty = label(tr("Not rated yet."), "muted")
        self.table = RowTable(_history_columns(), row_height=32, visible_rows=14)
        self.table.setAccessibleName(tr("Ratings over time"))
        self.table.delete_wanted.connect(self.dropped)
        self.add(self.empty)
        self.add(self.table)
        self.body.addStretch(1)

    def show_history(self, facts: PersonFacts) -> None:
        """Show how the ratings of one person went."""
        self.table.set_rows(facts.history)
        self.table.setVisible(bool(facts.history))
        self.empty.setVisible(not facts.history)


def _history_columns() -> tuple[Column[PastRating], ...]:
    return (
        Column(tr("Date"), lambda row: show_date(row.on), width=110, sort=lambda row: row.on),
        Column(tr("What"), lambda row: row.aspect.label, width=170),
        Column(tr("Rating"), _value, width=80, sort=lambda row: row.value, align="right"),
        Column(tr("By"), lambda row: tr("Us") if row.rater is Rater.REP else tr("Coach"), width=80),
        Column(tr("How do we know?"), lambda row: row.evidence, minimum=200, tip=lambda row: row.evidence),
        Column(tr("Class"), lambda row: row.evidence_class.label, width=100),
    )


def _value(row: PastRating) -> str:
    if row.value is None:
        return "?"
    return relation_text(round(row.value)) if row.aspect is Aspect.RELATIONSHIP else f"{row.value:g}"
