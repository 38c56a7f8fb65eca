"""Two versions of a letter side by side in one text: what was taken out is struck through, what came in is marked."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.i18n import tr
from app.tools.champion_letter.comparing import Change, Difference, Stand, differences
from app.tools.champion_letter.letter import part_names
from app.ui.dialogs.base import Ask
from app.ui.theme import theme
from app.ui.widgets.fields import Choice
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import label


class CompareDialog(Ask):
    """Choose two versions; the answer is the one to go on from."""

    def __init__(self, parent: QWidget | None, stands: Sequence[Stand]) -> None:
        super().__init__(parent, tr("Compare two versions"), tr("Go on from the later one"), width=720)
        self._stands = list(stands)
        options: list[tuple[object, str]] = [(at, stand_text(stand)) for at, stand in enumerate(self._stands)]
        self.before = self.row(tr("From"), Choice(options))
        self.after = self.row(tr("To"), Choice(options))
        self.before.set_value(min(1, len(options) - 1))
        self.after.set_value(0)
        self.same = label("", "muted")
        self.text = QTextBrowser()
        self.text.setProperty("kind", "plain")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("What differs"))
        self.text.setMinimumHeight(theme().px(320))
        self.body.addWidget(self.same)
        self.body.addWidget(self.text, 1)
        self.before.chosen.connect(self._show)
        self.after.chosen.connect(self._show)
        self._show()

    def chosen(self) -> Stand:
        """The version to go on from."""
        return self._stand(self.after)

    def _stand(self, choice: Choice) -> Stand:
        at = choice.value()
        assert isinstance(at, int)  # a choice of these dialogs always has a value
        return self._stands[at]

    def _show(self, *_: object) -> None:
        found = differences(self._stand(self.before), self._stand(self.after))
        changed = [one for one in found if one.changed]
        names = [_part_name(one.key) for one in changed]
        self.same.setText(
            tr("Different: {parts}.", parts=", ".join(names)) if names else tr("Both say the same.")
        )
        self.text.clear()
        cursor = self.text.textCursor()
        for one in changed or found[:1]:
            _write(cursor, one)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def stand_text(stand: Stand) -> str:
    """A version at a time, in one line."""
    when = f"{show_date(stand.at.date())}, {stand.at:%H:%M}"
    if stand.state_id is None:
        return tr("Version {n}, {when}", n=stand.version, when=when)
    return tr("Version {n} as it stood on {when}", n=stand.version, when=when)


def _part_name(key: str) -> str:
    return part_names().get(key, tr("Subject"))


def _write(cursor: QTextCursor, one: Difference) -> None:
    style = theme()
    block = QTextBlockFormat()
    block.setTopMargin(style.px(8))
    head = QTextCharFormat()
    head.setFont(style.font("strong"))
    cursor.insertBlock(block, head)
    cursor.insertText(_part_name(one.key), head)
    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
    for piece in one.pieces:
        cursor.insertText(piece.text, _look(piece.change))


def _look(change: Change) -> QTextCharFormat:
    style, look = theme(), QTextCharFormat()
    if change is Change.TAKEN_OUT:
        look.setFontStrikeOut(True)
        look.setForeground(style.color("danger"))
        look.setBackground(style.color("danger-soft"))
    elif change is Change.PUT_IN:
        look.setFontUnderline(True)
        look.setForeground(style.color("value"))
        look.setBackground(style.color("value-soft"))
    return look
