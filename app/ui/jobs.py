"""Work off the GUI thread, the answer back on it."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid


class Progress:
    """What long work tells while it runs, and how it hears that it is no longer wanted."""

    def __init__(self, tell: Callable[[int, str], None]) -> None:
        self._tell = tell
        self._cancelled = threading.Event()

    def tell(self, percent: int, what: str) -> None:
        """How far the work is, 0..100, and what it is doing."""
        self._tell(percent, what)

    def cancel(self) -> None:
        """Ask the work to stop; it looks at `cancelled` between its parts."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""
        return self._cancelled.is_set()


class _Job(QRunnable):
    """One function on the pool; it knows no widget."""

    def __init__(self, work: Callable[[], Any], answer: Callable[[Any, BaseException | None], None]) -> None:
        super().__init__()
        self._work = work
        self._answer = answer

    def run(self) -> None:
        """Called by the pool."""
        try:
            value, error = self._work(), None
        except BaseException as caught:
            value, error = None, caught
        self._answer(value, error)


class Jobs(QObject):
    """A small pool; answers and failures arrive on the thread that owns this object."""

    failed = Signal(object)  # the exception
    progressed = Signal(int, str)
    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._done: dict[int, Callable[[Any], None]] = {}
        self._next = 0
        self._closed = False
        self._answered.connect(self._deliver)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do `work` elsewhere and hand its value to `done` here; a failure goes to `failed`.

        After `close` nothing is begun: a timer of a closed workspace may still ask, and its work would open the file
        again and hold up for ever the deletion of the pool, which waits for it without letting go of Python.
        """
        if self._closed:
            return
        self._next += 1
        number = self._next
        self._done[number] = done
        self._pool.start(_Job(work, lambda value, error: self._tell(number, value, error)))

    def close(self) -> None:
        """Wait for what runs and forget its answers."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()
        self._done.clear()

    def progress(self) -> Progress:
        """A value for work that tells how far it is."""
        return Progress(self.progressed.emit)

    @property
    def busy(self) -> bool:
        """Whether work is under way or an answer not delivered yet."""
        return bool(self._done)

    def _tell(self, number: int, value: Any, error: BaseException | None) -> None:
        if not self._closed:
            self._answered.emit(number, value, error)

    @Slot(int, object, object)
    def _deliver(self, number: int, value: Any, error: BaseException | None) -> None:
        done = self._done.pop(number, None)
        asked_by = getattr(done, "__self__", None)
        gone = isinstance(asked_by, QObject) and not isValid(asked_by)  # its page was closed meanwhile
        if self._closed or done is None or gone:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            done(value)
