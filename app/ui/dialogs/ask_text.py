"""One line of text: a name, a reason."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import TextField


def ask_text(
    parent: QWidget | None, title: str, field: str, suggested: str, action: str, text: str = ""
) -> str | None:
    """What the user wrote, never empty; None when the user thinks better of it."""
    ask = Ask(parent, title, action, text)
    line = ask.row(field, TextField(), required=True)
    line.set_value(suggested)
    if isinstance(line.editor, QLineEdit):
        line.editor.selectAll()
    return str(line.value()) if ask.run() else None
