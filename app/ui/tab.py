"""A tool's page: what it reads, and that it refreshes itself when one of these changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import Audience, Onlooker
from app.ui.desk import Desk, Selection
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.journal import Change


class Group(Enum):
    """The four groups of the method; the value is the token of the group's colour."""

    RELATIONSHIP = "relationship"
    VALUE = "value"
    CONTROL = "control"
    MANAGE = "manage"

    @property
    def label(self) -> str:
        """The group as the user reads it."""
        return {
            Group.RELATIONSHIP: tr("Relationship"),
            Group.VALUE: tr("Value"),
            Group.CONTROL: tr("Control"),
            Group.MANAGE: tr("Manage"),
        }[self]


@dataclass(frozen=True)
class Export:
    """One way out of a page: the entry of the Export menu and what it does."""

    text: str
    icon: str
    handler: Callable[[], None]


def table_names(reads: Iterable[type[Any]]) -> frozenset[str]:
    """The tables behind the stored classes that a tool's queries declare."""
    return frozenset(entity.__tablename__ for entity in reads)


class Tab(QWidget):
    """A page for the selected account or opportunity; built when first shown, kept afterwards."""

    name: ClassVar[str]
    group: ClassVar[Group]
    icon: ClassVar[str]
    reads: ClassVar[frozenset[str]]
    for_us: ClassVar[bool] = False  # nothing on this page is for a customer

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(f"tab-{self.name}")
        self.setAccessibleName(self.title())
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh_now)
        self._pages = QStackedLayout(self)
        desk.changed.connect(self._on_changed)
        desk.selected.connect(self._on_selected)
        desk.onlooker_changed.connect(self._on_onlooker)
        self._closed: EmptyState | None = None

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        raise NotImplementedError

    @classmethod
    def title_outside(cls) -> str:
        """The name on the pill while a customer looks on; empty for a page that is for us only."""
        return "" if cls.for_us else cls.title()

    @property
    def shown_title(self) -> str:
        """The name of the page for whoever looks on."""
        if self.desk.audience is Audience.INTERNAL:
            return self.title()
        return self.title_outside() or tr("For our own team only")

    def set_content(self, *pages: QWidget) -> None:
        """The pages that this tab may show: its empty states and its view; the first one is shown.

        What is large is made with the tab as its parent, since each later move dresses all of it anew.
        """
        for page in pages:
            self._pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Turn to one of the pages handed to `set_content`."""
        self._pages.setCurrentWidget(page)

    def shown_page(self) -> QWidget | None:
        """The page that is shown; None before there are any."""
        return self._pages.currentWidget()

    def refresh(self) -> None:
        """Read what is selected and show it."""
        raise NotImplementedError

    def exports(self) -> tuple[Export, ...]:
        """The entries of the Export menu."""
        return ()

    def focus_on(self, what: str) -> None:
        """Show a part of the page, as a finding or a search hit asks for."""

    def here(self) -> str:
        """What `focus_on` takes to come back to where one is, when the page is built anew."""
        return ""

    def new(self) -> None:
        """What Ctrl+N makes on this page; nothing by default."""

    def edit(self, label: str, merge: str | None = None) -> AbstractContextManager[Any]:
        """One user action of this page, which then refreshes itself."""
        return self.desk.workspace.edit(label, origin=self, merge=merge)

    def mark_stale(self) -> None:
        """Refresh on the next turn of the event loop when visible, else when shown."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def read_ahead(self) -> None:
        """Fill the page while it is hidden, so that it is there at once when it is shown."""
        if self._stale:
            self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh what went stale while hidden, before it is seen."""
        if self._stale:
            self._refresh_now()
        super().showEvent(event)

    def _on_changed(self, change: Change) -> None:
        if change.origin is not self and change.touches(self.reads):
            self.mark_stale()

    def _on_selected(self, _: Selection) -> None:
        self.mark_stale()

    def _on_onlooker(self, _: Onlooker) -> None:
        self.mark_stale()

    @property
    def closed(self) -> bool:
        """Whether a customer looks on at a page that is for us only."""
        return self.for_us and self.desk.audience is Audience.CUSTOMER

    def _show_closed(self) -> None:
        if self._closed is None:
            self._closed = EmptyState(
                "eye-off",
                tr("For our own team only"),
                tr("This page belongs to our own preparation. The other pages are for both of us."),
            )
            self.set_content(self._closed)
        self.show_page(self._closed)

    def _refresh_now(self) -> None:
        self._soon.stop()
        self._stale = False
        if self.closed:
            self._show_closed()
        else:
            self.refresh()
