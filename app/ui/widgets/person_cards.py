"""Who a person is, which part he or she plays in this decision, and how the ratings went."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.models.vocabulary import Effect, Rater
from app.tools.key_persons.rows import DatedRating, OwnField, PersonFacts
from app.tools.key_persons.rules import value_text
from app.ui.widgets.buttons import quiet
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
            tr("Number in other systems"),
            self.text("external_id", TextField(tr("Such as the number in your CRM"))),
        )
        form.add_wide(
            tr("Notes, for us alone"),
            self.text("person_notes", TextArea(tr("Known at the account, in every deal"), lines=3)),
        )
        self.add(form)
        self.add(self.placeholder)
        self.body.addStretch(1)
        self.since.edited.connect(self._tell_since)
        self.placeholder.toggled_by_user.connect(self._tell_placeholder)

    def show_person(self, facts: PersonFacts) -> None:
        """Show who it is."""
        self.show_texts(facts)
        self.since.set_value(facts.in_position_since)
        self.placeholder.set_value(facts.row.placeholder)

    def _tell_since(self, day: object) -> None:
        self.edited.emit("in_position_since", day)

    def _tell_placeholder(self, on: bool) -> None:
        self.edited.emit("placeholder", on)


class OwnFieldsCard(Card):
    """Fields that this workspace keeps of its people beside the usual ones."""

    filled = Signal(int, str)  # field, text
    field_wanted = Signal()
    rename_wanted = Signal(int)
    drop_wanted = Signal(int)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Own fields"), parent=parent)
        self._shown: tuple[tuple[int, str], ...] | None = None
        self._form: Form | None = None
        self._menu_field = 0
        self.fields: dict[int, TextField] = {}
        self.more = quiet(tr("Add a field"), "plus")
        self.more.clicked.connect(self._want_field)
        self.change = quiet(tr("Rename or delete"), "pencil")
        self.change.clicked.connect(self._offer)
        self.add_tool(self.change)
        self.add_tool(self.more)
        self.empty = label(
            tr("What you keep of everybody and find no place for: an assistant, a former employer, a hobby."),
            "muted",
        )
        self.add(self.empty)

    def show_person(self, facts: PersonFacts) -> None:
        """Show what the own fields say of one person."""
        fields = facts.own_fields
        shape = tuple((field.id, field.label) for field in fields)
        if shape != self._shown:
            self._shown = shape
            self._build(fields)
        for field in fields:
            self.fields[field.id].set_value(field.value)
        self.empty.setVisible(not fields)
        self.change.setVisible(bool(fields))

    def _build(self, fields: tuple[OwnField, ...]) -> None:
        if self._form is not None:
            self.body.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form, self.fields = Form(), {}
        for field in fields:
            editor = TextField()
            editor.setObjectName(str(field.id))
            editor.edited.connect(self._tell)
            editor.finished.connect(self.settled)
            self.fields[field.id] = editor
            self._form.add(field.label, editor)
        self.add(self._form)

    def _offer(self) -> None:
        menu = QMenu(self)
        for field_id, name in self._shown or ():
            menu.addAction(tr("Rename “{name}” …", name=name)).setData((field_id, self.rename_wanted))
        menu.addSeparator()
        for field_id, name in self._shown or ():
            menu.addAction(tr("Delete “{name}” of everybody", name=name)).setData(
                (field_id, self.drop_wanted)
            )
        chosen = menu.exec(self.change.mapToGlobal(QPoint(0, self.change.height())))
        menu.deleteLater()
        if chosen is not None:
            field_id, wanted = chosen.data()
            wanted.emit(field_id)

    def _tell(self, text: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.filled.emit(int(sender.objectName()), text)

    def _want_field(self) -> None:
        self.field_wanted.emit()


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
            self.text("notes", TextArea(tr("About this person in this deal"), lines=3)),
        )
        self.add(form)
        self.body.addStretch(1)
        self.roles.changed_by_user.connect(self.roles_changed)
        self.drives.chosen.connect(self._tell_drives)
        self.signs.chosen.connect(self._tell_signs)
        self.effect.chosen.connect(self._tell_effect)

    def show_person(self, facts: PersonFacts) -> None:
        """Show which part the person plays."""
        self.show_texts(facts)
        self.roles.show_roles(facts.own_roles, facts.row.roles)
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
        self.table = RowTable(_history_columns(), row_height=40, visible_rows=12)
        self.table.setAccessibleName(tr("Ratings over time"))
        self.table.delete_wanted.connect(self.dropped)
        self.add(self.empty)
        self.add(self.table)
        self.body.addStretch(1)

    def show_person(self, facts: PersonFacts) -> None:
        """Show how the ratings of one person went."""
        self.table.set_rows(facts.history)
        self.table.setVisible(bool(facts.history))
        self.empty.setVisible(not facts.history)


def _history_columns() -> tuple[Column[DatedRating], ...]:
    return (
        Column(tr("Date"), lambda row: show_date(row.rated_on), width=110, sort=lambda row: row.rated_on),
        Column(tr("What"), lambda row: row.aspect.label, width=170),
        Column(tr("Rating"), lambda row: value_text(row.aspect, row.value), width=80, sort=lambda row: row.value),
        Column(tr("Who"), _who, width=110),
        Column(tr("How do we know?"), _known, minimum=200, tip=_known),
        Column(tr("Class"), lambda row: row.evidence_class.label, width=90),
    )  # fmt: skip


def _who(row: DatedRating) -> str:
    ours = row.rater is Rater.REP
    if row.rated_by:
        return row.rated_by if ours else tr("{name}, coach", name=row.rated_by)
    return tr("Us") if ours else tr("Coach")


def _known(row: DatedRating) -> str:
    """Evidence, source, and how the value came about where it is not the plain word of somebody."""
    parts = [row.evidence, row.source]
    if row.carried_from:
        parts.append(tr("carried over from “{title}”", title=row.carried_from))
    if row.proposed is not None and row.proposed != row.value:
        suggested = value_text(row.aspect, row.proposed)
        parts.append(tr("the signs suggested {value}; {reason}", value=suggested, reason=row.reason or "?"))
    return " · ".join(part for part in parts if part)
