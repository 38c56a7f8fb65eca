"""What scrolls inside a card and can be shown whole for a while, as paper has it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

Refold = Callable[[], None]


@runtime_checkable
class Folding(Protocol):
    """A widget that shows a part of what it holds."""

    def unfold(self) -> Refold:
        """Show all of it; the answer shows what was shown before."""
        ...


class OnScreen(QWidget):
    """Holds what only hands need; it is not on paper."""

    def unfold(self) -> Refold:
        """Go away while the page is printed."""
        self.hide()
        return self.show


@contextmanager
def unfolded(page: QWidget) -> Iterator[None]:
    """While it lasts, everything on a page is as high as what it holds; what is inside grows first."""
    inside = [one for one in page.findChildren(QWidget) if isinstance(one, Folding) and one.isVisibleTo(page)]
    refold = []
    for one in reversed(inside):
        refold.append(one.unfold())
        _settle()
    try:
        yield
    finally:
        for back in reversed(refold):
            back()
            _settle()


def _settle() -> None:
    """Let every layout follow, now and not with the next turn of the event loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
