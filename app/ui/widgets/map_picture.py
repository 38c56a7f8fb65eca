"""The map as a picture for paper and other programs: SVG, image and PDF, with its legend, in light colours."""

from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from app.i18n import tr
from app.method.figures import day_text
from app.tools.relationship_map.geometry import Box
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.scene import Scene
from app.ui import theme
from app.ui.theme import Theme
from app.ui.widgets.map_ink import ink
from app.ui.widgets.map_legend import entries, legend_height, paint_legend
from app.ui.widgets.map_notes import paint_caption
from app.ui.widgets.map_paint import MapPainter

SHARP = 2.0  # pixels of a picture for each of the screen
_MARGIN, _ABOVE_LEGEND = 24.0, 18.0
_NARROWEST = 420.0
_MOST_PIXELS = 60_000_000  # a picture larger than this is drawn at a lower density
_FALLBACKS = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
_PAGES = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3, QPageSize.PageSizeId.A2, QPageSize.PageSizeId.A1)
_SMALLEST = 0.42  # of life size; below it a larger sheet is taken
_DPI = 96
_HEAD = 34.0
_CAPTION = 26.0  # room for what the picture is, where it is not the map of today


def map_svg(scene: Scene, style: Theme | None = None, title: str = "", notes: Notes = NOTHING) -> str:
    """The map as a vector picture; texts stay texts."""
    style = style or theme.load("light", 1.0)
    area = _area(scene, style, notes)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(target)
    generator.setResolution(_DPI)
    generator.setSize(QSize(round(area.w), round(area.h)))
    generator.setViewBox(QRectF(0, 0, round(area.w), round(area.h)))
    generator.setTitle(title or tr("Key-player map"))
    generator.setDescription("")
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, area.w, area.h), style.color("surface"))
    _draw(painter, scene, area, style, notes)
    painter.end()
    text = bytes(target.data().data()).decode()
    return text.replace(f'font-family="{style.family}"', f'font-family="{style.family}, {_FALLBACKS}"')


def map_image(
    scene: Scene, style: Theme | None = None, density: float = SHARP, notes: Notes = NOTHING
) -> QImage:
    """The map as an image with `density` pixels for each of the screen; fewer where it would be enormous."""
    style = style or theme.load("light", 1.0)
    area = _area(scene, style, notes)
    density = min(density, (_MOST_PIXELS / max(1.0, area.w * area.h)) ** 0.5)
    size = QSize(round(area.w * density), round(area.h * density))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(style.color("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(density, density)
    _draw(painter, scene, area, style, notes)
    painter.end()
    image.setDevicePixelRatio(density)
    return image


def map_pdf(
    scene: Scene,
    style: Theme | None = None,
    heading: str = "",
    day: date | None = None,
    notes: Notes = NOTHING,
) -> bytes:
    """The map on one sheet: A4, or larger where it would be too small to read; with account and date.

    It says that it is confidential where it shows what we think of people.
    """
    style = style or theme.load("light", 1.0)
    area = _area(scene, style, notes)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(_DPI)
    writer.setTitle(heading or tr("Key-player map"))
    writer.setCreator("Dealwright")
    _choose_page(writer, area)
    painter = QPainter(writer)
    page = QSizeF(writer.width(), writer.height())
    scale = _scale(page, area)
    _head(painter, style, page.width(), heading, day or date.today(), confidential=_ours(scene, notes))
    painter.translate((page.width() - area.w * scale) / 2, _HEAD)
    painter.scale(scale, scale)
    _draw(painter, scene, area, style, notes)
    painter.end()
    return bytes(target.data().data())


def _ours(scene: Scene, notes: Notes) -> bool:
    """Whether the picture shows what we think of people; a customer's own chart of the organisation does not."""
    return notes != NOTHING or any(card.person.rated for card in scene.cards)


def _choose_page(writer: QPdfWriter, area: Box) -> None:
    """Take the smallest sheet on which the map can be read."""
    upright = area.h > area.w
    turn = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    for page in _PAGES:
        margins = QMarginsF(12, 12, 12, 12)
        writer.setPageLayout(QPageLayout(QPageSize(page), turn, margins, QPageLayout.Unit.Millimeter))
        if _scale(QSizeF(writer.width(), writer.height()), area) >= _SMALLEST:
            return


def _scale(page: QSizeF, area: Box) -> float:
    """The scale at which the map fits on a page, below its head."""
    return min(1.2, page.width() / area.w, (page.height() - _HEAD) / area.h)


def _area(scene: Scene, style: Theme, notes: Notes) -> Box:
    """The picture with margins, caption and legend; x and y say how far the map has to be moved into it."""
    bounds = scene.bounds
    above = _MARGIN + (_CAPTION if notes.caption else 0.0)
    width = max(bounds.w, _NARROWEST) + 2 * _MARGIN
    legend = legend_height(width - 2 * _MARGIN, style, entries(scene))
    below = legend + _ABOVE_LEGEND if legend else 0.0
    return Box(_MARGIN - bounds.x, above - bounds.y, width, bounds.h + above + _MARGIN + below)


def _draw(painter: QPainter, scene: Scene, area: Box, style: Theme, notes: Notes) -> None:
    if notes.caption:
        paint_caption(
            painter, QRectF(_MARGIN, _MARGIN - 8, area.w - 2 * _MARGIN, _CAPTION), notes.caption, style
        )
    painter.save()
    painter.translate(area.x, area.y)
    MapPainter(style).scene(painter, scene, notes=notes)
    painter.restore()
    legend = entries(scene)
    height = legend_height(area.w - 2 * _MARGIN, style, legend)
    below = QRectF(_MARGIN, area.h - _MARGIN - height, area.w - 2 * _MARGIN, height)
    paint_legend(painter, below, style, legend)


def _head(
    painter: QPainter, style: Theme, width: float, heading: str, day: date, *, confidential: bool
) -> None:
    """One line above the map on paper."""
    painter.setFont(ink(style, 13, 600))
    painter.setPen(style.color("text"))
    painter.drawText(QRectF(0, 0, width * 0.7, 20), Qt.AlignmentFlag.AlignLeft, heading)
    painter.setFont(ink(style, 11))
    painter.setPen(style.color("text-3"))
    written = day_text(day)
    words = tr("{day} · Confidential", day=written) if confidential else written
    painter.drawText(QRectF(width * 0.7, 0, width * 0.3, 20), Qt.AlignmentFlag.AlignRight, words)
