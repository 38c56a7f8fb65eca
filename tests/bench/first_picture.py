"""The program from nothing to its first painted window with rows, then out."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ui.program import Program


def tell() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    QTimer.singleShot(0, QApplication.exit)


application = QApplication([])
program = Program(application, Path(sys.argv[1]), config=Path(sys.argv[2]))
program.window.painted.disconnect()
program.window.painted.connect(tell)
program.window.show()
application.exec()
