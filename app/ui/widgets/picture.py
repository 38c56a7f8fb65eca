"""What a painted picture has in common: the same drawing on screen, as SVG and as an image."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.documents import files
from app.ui.theme import Theme, load, theme

_MARGIN, _HEAD = 20, 34  # pixels around a picture that leaves the program, and of its heading


class Picture(QWidget):
    """Say how to `draw`; pictures that leave the program are in light colours and carry their `heading`."""

    heading = ""  # what is seen, with its unit: on the screen the card says so

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw into `rect` with the tokens of `style`."""
        raise NotImplementedError

    def picture_size(self) -> QSize:
        """The size of the picture where it leaves the program."""
        return QSize(960, 480)

    def to_svg(self, width: int = 0, height: int = 0) -> str:
        """A vector picture in light colours."""
        size = self._size(width, height)
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(target)
        generator.setResolution(self.logicalDpiY())
        generator.setSize(size)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(self.accessibleName())
        painter = QPainter(generator)
        self._draw_alone(painter, size, load("light", 1.0))
        painter.end()
        return bytes(target.data().data()).decode()

    def to_image(self, width: int = 0, height: int = 0, scale: float = 2.0) -> QImage:
        """A picture in light colours, with `scale` times as many pixels."""
        size = self._size(width, height)
        image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        style = load("light", 1.0)
        image.fill(style.color("surface"))
        painter = QPainter(image)
        self._draw_alone(painter, size, style)
        painter.end()
        return image

    def save(self, path: Path) -> None:
        """Write the picture as SVG or PNG, by the ending of the name; raises BadInputError if that fails."""
        if path.suffix.lower() == ".svg":
            files.write(path, self.to_svg().encode())
            return
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        self.to_image().save(target, "PNG")  # type: ignore[call-overload]
        files.write(path, bytes(target.data().data()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()), theme())

    def _draw_alone(self, painter: QPainter, size: QSize, style: Theme) -> None:
        room = QRectF(0, 0, size.width(), size.height()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self.heading:
            painter.setFont(style.font("card"))
            painter.setPen(style.color("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.heading)
            room.setTop(room.top() + _HEAD)
        self.draw(painter, room, style)

    def _size(self, width: int, height: int) -> QSize:
        usual = self.picture_size()
        around = QSize(2 * _MARGIN, 2 * _MARGIN + (_HEAD if self.heading else 0))
        return QSize(width or (usual + around).width(), height or (usual + around).height())


def nice_step(span: float, wanted: int) -> float:
    """A round distance between ticks, so that about `wanted` of them fit into `span`."""
    if span <= 0:
        return 1.0
    rough = span / max(1, wanted)
    size = 1.0
    while size * 10 <= rough:
        size *= 10
    while size > rough:
        size /= 10
    return next((size * step for step in (1, 2, 5, 10) if size * step >= rough), size * 10)


def metrics(style: Theme, role: str) -> QFontMetricsF:
    """The measures of a font of the type scale."""
    return QFontMetricsF(style.font(role))
