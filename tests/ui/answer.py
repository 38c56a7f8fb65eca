"""Answers a dialog that is about to open, as a user would: fields, then the button."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.ui.dialogs.base import Ask
from app.ui.widgets.field import TypedField

DialogT = TypeVar("DialogT", bound=QDialog)


def answer(qtbot: QtBot, fill: Callable[[Ask], None]) -> None:
    """Call `fill` with the next dialog and press its button; if it stays open, cancel it and fail."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Ask):
            QTimer.singleShot(10, give)
            return
        try:
            fill(dialog)
            dialog.accept_button.click()
            assert not dialog.isVisible(), "the dialog did not take the answer"
        finally:
            if dialog.isVisible():
                dialog.reject()  # a test that fails must not wait in it forever

    QTimer.singleShot(0, give)


def in_dialog(kind: type[DialogT], act: Callable[[DialogT], None]) -> None:
    """Call `act` with the next dialog of this kind; one that it leaves open is cancelled."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(10, give)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()  # a test that fails must not wait in it forever

    QTimer.singleShot(0, give)


def choose(qtbot: QtBot, text: str) -> None:
    """Click the entry of the next menu that begins with `text`; without one, close the menu and fail."""

    def click() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(10, click)
            return
        action = next((one for one in menu.actions() if one.text().startswith(text)), None)
        if action is None:
            menu.close()
            raise AssertionError(f"the menu has no “{text}”")
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    QTimer.singleShot(0, click)


def typed(qtbot: QtBot, *texts: str) -> Callable[[Ask], None]:
    """Type into the text fields of a dialog from the top; an empty text leaves the field as it is."""

    def fill(dialog: Ask) -> None:

        for field, text in zip(dialog.findChildren(TypedField), texts, strict=False):
            if text:
                field.editor.selectAll()  # type: ignore[attr-defined]
                qtbot.keyClicks(field.editor, text)

    return fill
