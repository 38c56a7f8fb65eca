"""The floor of the start: an empty PySide6 window that says when it was painted."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.told:
            self.told = True
            QTimer.singleShot(0, tell)


def tell() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    QApplication.exit()


application = QApplication([])
window = Empty()
window.resize(1440, 900)
window.show()
application.exec()
