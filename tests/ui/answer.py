"""Answers a dialog that is about to open, as a user would: fields, then the button."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.base import Ask
from app.ui.widgets.field import TypedField


def answer(qtbot: QtBot, fill: Callable[[Ask], None]) -> None:
    """Call `fill` with the next dialog and press its button; if it stays open, cancel it and fail."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Ask):
            QTimer.singleShot(10, give)
            return
        fill(dialog)
        dialog.accept_button.click()
        if dialog.isVisible():
            dialog.reject()
            raise AssertionError("the dialog did not take the answer")

    QTimer.singleShot(0, give)


def typed(qtbot: QtBot, *texts: str) -> Callable[[Ask], None]:
    """Type into the text fields of a dialog from the top; an empty text leaves the field as it is."""

    def fill(dialog: Ask) -> None:

        for field, text in zip(dialog.findChildren(TypedField), texts, strict=False):
            if text:
                field.editor.selectAll()  # type: ignore[attr-defined]
                qtbot.keyClicks(field.editor, text)

    return fill
