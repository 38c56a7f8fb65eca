"""The hands of a user on the real window: what they press goes through the window to whatever lies there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.base import Ask
from app.ui.program import Program
from app.ui.tab import Tab
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice
from app.workspace import Workspace
from tests.ui.active import make_active
from tests.ui.answer import answer

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Rep:
    """A sales rep at the program; each click must hit the widget that it is meant for."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program
        self.steps: list[str] = []  # the undo steps that were made, oldest first

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        assert self.program.conductor is not None
        return self.program.conductor.desk.workspace

    @property
    def page(self) -> Tab:
        """The tool page that is shown."""
        assert self.program.conductor is not None
        page = self.program.conductor.pages.current
        assert page is not None
        return page

    def made(self, *labels: str) -> None:
        """Since the last time, exactly these undo steps were made."""
        done = [step.label for step in self.workspace._done]
        assert done == [*self.steps, *labels]
        self.steps = done

    def activate(self, window: QWidget | None = None) -> None:
        """Without a window manager, windows come to the front late."""
        window = window or self.program.window
        make_active(self.qtbot, window)

    # Mouse

    def see(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        """Scroll a widget into sight as a user does; its place in its window."""
        area = _scroll_area(widget)
        page = area.widget() if area is not None else None

        def lies_open() -> bool:
            """Asked anew each time, because a layout may settle on a later turn and move the middle."""
            spot = widget.rect().center() if at is None else at
            if area is not None and page is not None:
                there = widget.mapTo(page, spot)
                area.ensureVisible(there.x(), there.y(), 80, 80)
            return _lies_open(widget, spot)

        self.qtbot.waitUntil(lies_open)
        return widget.mapTo(widget.window(), widget.rect().center() if at is None else at)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press and let go in the middle of a widget, or at a place of it."""
        place = self.see(widget, at)
        QTest.mouseClick(widget.window().windowHandle(), LEFT, pos=place)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press, move by way of the middle, and let go."""
        place = self.see(widget, start)
        handle = widget.window().windowHandle()
        QTest.mousePress(handle, LEFT, pos=place)
        for share in (0.1, 0.5, 1.0):
            QTest.mouseMove(handle, place + (end - start) * share)
        QTest.mouseRelease(handle, LEFT, pos=place + end - start)

    # Keyboard

    def press(
        self,
        key: Qt.Key,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        window: QWidget | None = None,
    ) -> None:
        """A key, to whatever has the focus in the window."""
        window = window or self.program.window
        self.activate(window)
        QTest.keyClick(window.windowHandle(), key, keys)

    def type(self, text: str, window: QWidget | None = None) -> None:
        """Letters, to whatever has the focus in the window."""
        window = window or self.program.window
        self.activate(window)
        for letter in text:
            QTest.keyClick(window.windowHandle(), ord(letter))

    def write(self, field: Field, text: str) -> None:
        """Click into a field, write over what stands there, and go on with Tab."""
        window = field.window()
        self.activate(window)
        self.click(field.editor)
        assert field.editor.hasFocus()
        self.press(Qt.Key.Key_A, CTRL, window)
        self.type(text, window)
        self.press(Qt.Key.Key_Tab, window=window)

    def choose(self, choice: Choice, text: str) -> None:
        """Open a list with the blank, walk down to the entry that begins with `text`, and take it."""
        box = choice._box
        place = next(at for at in range(box.count()) if box.itemText(at).startswith(text))
        self.see(choice.editor)
        choice.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_Space, window=choice.window())
        self.qtbot.waitUntil(box.view().isVisible)
        QTest.keyClick(box.view(), Qt.Key.Key_Home)
        for _ in range(place):
            QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        assert box.currentText().startswith(text)

    # Ways through the program

    def answer(self, fill: Callable[[Ask], None]) -> None:
        """Fill in the dialog that the next click opens."""

        def give(ask: Ask) -> None:
            self.activate(ask)
            fill(ask)

        answer(self.qtbot, give)

    def open_tool(self, name: str) -> Tab:
        """Click the tab of a tool's group, then the tool's pill."""
        tools = self.program.window.tools
        group = next(entry.group for entry in tools._entries if entry.name == name)
        self.click(tools._groups[group])
        self.qtbot.waitUntil(tools._pills[name].isVisible)
        QApplication.processEvents()
        self.click(tools._pills[name])
        self.qtbot.waitUntil(lambda: self.page.name == name)
        return self.page

    def undo(self, label: str) -> None:
        """Ctrl+Z takes back the step of this name, and no other."""
        self._move(Qt.Key.Key_Z, CTRL, label, -1)

    def redo(self, label: str) -> None:
        """Ctrl+Shift+Z does the step of this name again."""
        self._move(Qt.Key.Key_Z, CTRL | SHIFT, label, 1)

    def _move(self, key: Qt.Key, keys: Qt.KeyboardModifier, label: str, by: int) -> None:
        name = self.workspace.undo_label if by < 0 else self.workspace.redo_label
        assert name == label
        wanted = len(self.workspace._done) + by
        commands = self.program.window.commands
        assert commands is not None
        action = commands.action("undo" if by < 0 else "redo")
        self.qtbot.waitUntil(lambda: label[1:] in action.text())
        self.press(key, keys)
        assert len(self.workspace._done) == wanted
        QApplication.processEvents()


def save_as(path: Path) -> Callable[..., Path]:
    """What the native file dialog would answer, which no test can drive."""

    def chosen(*_: object) -> Path:
        return path

    return chosen


def _lies_open(widget: QWidget, at: QPoint) -> bool:
    """Whether a press at this place of the window reaches the widget."""
    hit = widget.window().childAt(widget.mapTo(widget.window(), at))
    return widget.isVisible() and hit is not None and (hit is widget or widget.isAncestorOf(hit))


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
