"""The card that says how sure a value is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import tr
from app.ui.tabs.value_calculator.odds import Drawn
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import primary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import NumberField
from app.ui.widgets.figure_table import FigureRow, FigureTable, Heading
from app.ui.widgets.text import label
from app.ui.widgets.unfold import OnScreen


class Chart(QWidget):
    """A finished chart, scaled down where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_png(self, data: bytes, name: str) -> None:
        """Show a picture; `name` is what is read aloud."""
        self._image = QImage.fromData(data)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return 0
        return round(min(width, theme().px(620)) * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), self.heightForWidth(theme().px(420)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), theme().px(620))
        painter.drawImage(QRectF(0, 0, width, self.heightForWidth(width)), self._image)


class SureCard(Card):
    """How sure the value is: drawn on demand, with the count and the seed that repeat it."""

    draw_wanted = Signal(int, int)  # draws, seed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("How sure is it?"), parent=parent)
        self.draws = NumberField(100, 1_000_000, 0, empty=False)
        self.draws.set_value(10_000)
        self.seed = NumberField(0, 2**31, 0, empty=False)
        self.seed.set_value(1)
        self.start = primary(tr("Draw"), "dices")
        self.start.clicked.connect(self._draw)
        self.sentence = label("", "muted")
        asking = OnScreen()
        row = QHBoxLayout(asking)
        space(row, gap=8)
        for text, field in ((tr("Draws"), self.draws), (tr("Seed"), self.seed)):
            fix(field, width=104)
            name = label(text, "field")
            name.setBuddy(field)
            field.setAccessibleName(text)
            row.addWidget(name)
            row.addWidget(field)
        row.addWidget(self.start)
        row.addStretch(1)
        self.add(self.sentence)
        self.add(asking)
        self._caveat = label(
            tr(
                "The tornado moves one input at a time and leaves the others; it ignores what they do together."
            ),
            "meta",
        )
        self.tornado, self.distribution = Chart(), Chart()
        self._charts = QWidget()
        charts = QHBoxLayout(self._charts)
        space(charts, gap=16)
        charts.addWidget(self.tornado, 1, Qt.AlignmentFlag.AlignTop)
        charts.addWidget(self.distribution, 1, Qt.AlignmentFlag.AlignTop)
        self.add(self._charts)
        self.add(self._caveat)
        self.edges = FigureTable()
        self.edges.setAccessibleName(tr("Break-even of each input"))
        self.add(self.edges)
        self._unbroken = label(tr("Nowhere on its slider does a single input lose the whole value."), "muted")
        self.add(self._unbroken)
        self.forget()

    def forget(self) -> None:
        """Take away what was said and drawn of another case or scenario."""
        self.sentence.setText(
            tr(
                "Draws every input between its low and high, thousands of times, and shows what moves the value most."
            )
        )
        self._hide_charts()

    def _hide_charts(self) -> None:
        for widget in (self._charts, self._caveat, self.edges, self._unbroken):
            widget.hide()

    @property
    def is_drawn(self) -> bool:
        """Whether charts are shown."""
        return not self._charts.isHidden()

    def chart_width(self) -> int:
        """The room of one chart, in logical pixels."""
        return max(theme().px(280), min(theme().px(620), (self.width() - theme().px(52)) // 2))

    def asked(self) -> tuple[int, int]:
        """Draws and seed as they stand in the fields."""
        return round(self.draws.value() or 10_000), round(self.seed.value() or 0)

    def show_charts(self, drawn: Drawn) -> None:
        """Show what was drawn."""
        self.sentence.setText(drawn.sentence)
        if not drawn.tornado:
            self._hide_charts()
            return
        self.tornado.set_png(drawn.tornado, tr("Tornado"))
        self.distribution.set_png(drawn.distribution, tr("Distribution of the net present value"))
        headings = [
            Heading(tr("Nothing is gained at"), right=False, share=1.6),
            Heading(tr("Now")),
            Heading(tr("Break-even")),
        ]
        self.edges.set_table(headings, [FigureRow(name, (name, now, at)) for name, now, at in drawn.edges])
        self.edges.setVisible(bool(drawn.edges))
        self._unbroken.setVisible(not drawn.edges)
        self._charts.show()
        self._caveat.show()

    def _draw(self) -> None:
        self.draws.commit()
        self.seed.commit()
        self.draw_wanted.emit(*self.asked())
