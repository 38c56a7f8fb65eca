"""Who looks at the window: our team or a customer, with people's names or without; one key for each."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.models.vocabulary import Audience, Onlooker
from app.ui.desk import Desk
from app.ui.main_window import MainWindow


class Showing(QObject):
    """Changes the onlooker; `anew` then builds again whatever may still hold what others must not read."""

    def __init__(self, window: MainWindow, desk: Desk, anew: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._desk, self._anew = window, desk, anew
        desk.onlooker_changed.connect(self._on_changed)
        window.show_onlooker(desk.onlooker)

    def toggle_customer(self) -> None:
        """F8: what the customer may see of the account that is selected; again: everything, for us."""
        now = self._desk.onlooker
        if now.audience is Audience.INTERNAL:
            account = self._desk.selection.account_id
            self._show_to(replace(now, audience=Audience.CUSTOMER, account_id=account))
        else:
            self._show_to(replace(now, audience=Audience.INTERNAL, account_id=None))

    def keep_to_account(self) -> None:
        """A customer sees the account that is selected, and no other; before anything is shown of it."""
        account = self._desk.selection.account_id
        self._desk.workspace.show_to(replace(self._desk.onlooker, account_id=account))

    def toggle_names(self) -> None:
        """F9: people without their names, or with them."""
        self._show_to(replace(self._desk.onlooker, names_hidden=not self._desk.onlooker.names_hidden))

    def _show_to(self, onlooker: Onlooker) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field tells what was typed when it loses the focus
        self._desk.show_to(onlooker)

    def _on_changed(self, onlooker: Onlooker) -> None:
        self._window.setUpdatesEnabled(False)  # nothing is painted half for one and half for the other
        try:
            self._window.show_onlooker(onlooker)
            self._anew()
        finally:
            self._window.setUpdatesEnabled(True)
