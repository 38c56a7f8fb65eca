"""The last resort: what nobody caught is logged, without values, and told once in one clear message."""

import faulthandler
import logging
import logging.handlers
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from app.errors import WorkbenchError

_log = logging.getLogger("dealwright")


class Failures(QObject):
    """Catches what falls through and tells it: a sentence, and details that can be copied."""

    happened = Signal(str, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Log into `folder`; nothing is ever sent anywhere."""
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = logging.handlers.RotatingFileHandler(
            folder / "dealwright.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logging.getLogger().addHandler(handler)
        self._handler = handler
        self._crash_file = (folder / "crash.log").open("a", encoding="utf-8")

    def install(self) -> None:
        """Stand behind every thread and Qt's own messages."""
        faulthandler.enable(self._crash_file)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_message)

    def close(self) -> None:
        """Let go of the files, when the program ends."""
        faulthandler.disable()
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        self._crash_file.close()

    def tell(self, error: BaseException) -> None:
        """Log an error and announce it; a WorkbenchError is told in its own words."""
        details = describe(error)
        if isinstance(error, WorkbenchError):
            self.happened.emit(str(error), "")
            return
        _log.error(details)
        self.happened.emit("", details)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.tell(arguments.exc_value)


def describe(error: BaseException) -> str:
    """Types, lines and versions; never a value, since values are the user's secrets."""
    lines = [f"Dealwright on Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _qt_message(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
    level = logging.ERROR if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg} else logging.WARNING
    _log.log(level, "Qt: %s", message)
