"""Help > About names what others made, and where the texts of their licences are."""

from app.paths import resource
from app.ui.dialogs.show_text import TextDialog
from tests.ui.answer import in_dialog
from tests.ui.conftest import Opener


def test_about_shows_the_notices(open_program: Opener) -> None:
    commands = open_program(None).window.commands
    assert commands is not None
    seen: list[str] = []
    in_dialog(TextDialog, lambda dialog: seen.append(dialog.browser.toPlainText()))
    commands.action("about").trigger()
    (text,) = seen
    assert str(resource("THIRD-PARTY-TEXTS.txt")) in text
    assert all(
        name in text for name in ("Third-party notices", "Lucide icons", "SQLCipher", "SCOWL", "PySide6")
    )
