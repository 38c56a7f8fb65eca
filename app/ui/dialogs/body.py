"""What a dialog asks or tells, scrolling where the screen is too small for it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import space, theme

_LEAST = QSize(280, 120)  # px at 100 % that are left of it on the smallest screen


class Body(QScrollArea):
    """A column of widgets, as high as they wish while there is room; it scrolls once they have their least."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inner = _Inner()
        self.column = QVBoxLayout(inner)
        space(self.column, gap=12)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        wished = self.column.sizeHint()
        wide = self.width() if self.isVisible() else max(wished.width(), self.minimumWidth())
        high = self.column.totalHeightForWidth(wide) if self.column.hasHeightForWidth() else wished.height()
        return QSize(wide, high)

    def minimumSizeHint(self) -> QSize:
        least = theme().px(_LEAST.height())
        return QSize(theme().px(_LEAST.width()), min(least, self.column.minimumSize().height()))

    def least_width(self) -> int:
        """The width in px from which nothing has to be scrolled sideways."""
        return self.column.minimumSize().width() + self.verticalScrollBar().sizeHint().width()

    def event(self, event: QEvent) -> bool:
        """What grows inside asks for more room outside."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done


class _Inner(QWidget):
    """Asks for the least height at which nothing is cut; as it stands, Qt would insist on the wished one."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1
