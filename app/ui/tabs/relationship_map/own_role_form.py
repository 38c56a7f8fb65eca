"""The page of a role of our own, written where it is read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.relationship_map.rows import OwnRolePage
from app.ui.theme import space
from app.ui.widgets.buttons import link
from app.ui.widgets.fields import TextArea
from app.ui.widgets.flow import Flow
from app.ui.widgets.form import Form
from app.ui.widgets.text import label


class OwnRoleForm(QWidget):
    """A field for each text of the page; below them what else can be done with the role."""

    written = Signal(int, str, str)  # role, field, text
    settled = Signal()  # the focus has left a field
    rename_wanted = Signal(int)
    moved = Signal(int, int)  # role, places down
    retired = Signal(int)
    brought_back = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: OwnRolePage | None = None
        form = Form(columns=1)
        self.fields: dict[str, TextArea] = {}
        for name, (title, ask, lines) in _fields().items():
            field = TextArea(ask, lines, grows=True)
            field.setObjectName(name)
            field.edited.connect(self._write)
            field.finished.connect(self.settled)
            form.add(title, field)
            self.fields[name] = field
        self.state = label("", "muted")
        self.rename = link(tr("Rename …"), "pencil")
        self.up, self.down = link(tr("Up"), "arrow-up"), link(tr("Down"), "arrow-down")
        self.retire = link(tr("Retire"), "archive")
        self.back = link(tr("Bring back"), "archive-restore")
        self.remove = link(tr("Delete"), "trash-2")
        self.rename.clicked.connect(self._rename)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.retire.clicked.connect(self._retire)
        self.back.clicked.connect(self._bring_back)
        self.remove.clicked.connect(self._remove)
        deeds = Flow(gap=12)
        for button in (self.rename, self.up, self.down, self.retire, self.back, self.remove):
            deeds.add(button)
        column = QVBoxLayout(self)
        space(column, gap=12)
        column.addWidget(form)
        column.addWidget(self.state)
        column.addWidget(deeds)

    def show_page(self, page: OwnRolePage, *, first: bool, last: bool) -> None:
        """Show the page of a role; `first` and `last` say where it stands among our own."""
        self.page = page
        for name, field in self.fields.items():
            field.set_value(page.role.summary if name == "summary" else str(getattr(page, name)))
        retired, played = page.role.retired, bool(page.played)
        self.state.setText(_state(page))
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.retire.setVisible(played and not retired)
        self.back.setVisible(retired)
        self.remove.setVisible(not played)

    @property
    def _id(self) -> int:
        return self.page.role.id if self.page is not None else 0

    def _write(self, text: str) -> None:
        sender = self.sender()
        if sender is not None and self.page is not None:
            self.written.emit(self._id, sender.objectName(), text)

    def _rename(self) -> None:
        self.rename_wanted.emit(self._id)

    def _up(self) -> None:
        self.moved.emit(self._id, -1)

    def _down(self) -> None:
        self.moved.emit(self._id, 1)

    def _retire(self) -> None:
        self.retired.emit(self._id)

    def _bring_back(self) -> None:
        self.brought_back.emit(self._id)

    def _remove(self) -> None:
        self.removed.emit(self._id)


def _fields() -> dict[str, tuple[str, str, int]]:
    """Title, what to write there, and lines of each field."""
    return {
        "summary": (tr("What such a person does"), tr("In a sentence"), 1),
        "wants": (tr("Wants"), tr("One thought a line"), 2),
        "fears": (tr("Fears"), tr("What would be held against this person?"), 2),
        "decides": (tr("Decides"), tr("What cannot happen without a yes from here?"), 1),
        "work_with": (tr("How to work with this role"), tr("What has helped, and what to leave"), 2),
        "ask": (tr("Ask"), tr("Questions for the next meeting"), 2),
    }


def _state(page: OwnRolePage) -> str:
    if page.role.retired:
        return tr("Retired: offered to nobody any more; whoever plays it goes on.")
    if page.played:
        return tr("In use, so it can be retired and not deleted.")
    return tr("Nobody plays it yet; it can be deleted.")
