"""Asks before something that undo cannot help with."""

from PySide6.QtWidgets import QWidget

from app.ui.dialogs.base import Ask


def confirm(parent: QWidget | None, title: str, text: str, action: str, *, dangerous: bool = True) -> bool:
    """Whether the user agrees; `action` is the verb on the button, never "OK"."""
    return Ask(parent, title, action, text, dangerous=dangerous, width=400).run()
