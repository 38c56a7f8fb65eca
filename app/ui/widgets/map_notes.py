"""How the notes on the map look: a chip at the upper edge of a card, a glow along a line."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from app.tools.relationship_map.notes import Mark, Tone
from app.ui.theme import Theme
from app.ui.widgets.map_ink import ink

RISE = 10.0  # how far a chip stands out above its card
_HIGH, _PAD, _GLOW = 18.0, 7.0, 7.0
_TOKENS = {
    Tone.STEP: "accent",
    Tone.NEW: "accent",
    Tone.CHANGED: "accent",
    Tone.GONE: "text-2",
    Tone.BETTER: "value",
    Tone.WORSE: "control",
}
_BACKS = {"text-2": "sunken"}


def paint_mark(painter: QPainter, card: QRectF, mark: Mark, style: Theme) -> None:
    """The words of a mark at the upper left corner of a card, no wider than the card; a step is a number in a disc."""
    token = _TOKENS[mark.tone]
    font = ink(style, 11, 600)
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, card.width() - 2 * _PAD)
    wide = max(_HIGH, metrics.horizontalAdvance(words) + 2 * _PAD)
    left = card.left() - 6 if mark.tone is Tone.STEP else card.left() + 6
    chip = QRectF(left, card.top() - RISE, wide, _HIGH)
    solid = mark.tone is Tone.STEP
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(style.color("surface" if solid else token), 1.2))
    painter.setBrush(style.color(token if solid else _BACKS.get(token, f"{token}-soft")))
    painter.drawRoundedRect(chip, _HIGH / 2, _HIGH / 2)
    painter.setFont(font)
    painter.setPen(style.color("on-accent" if solid else token))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_glow(painter: QPainter, path: QPainterPath, tone: Tone, style: Theme) -> None:
    """A soft band below a line that is new, or a step of a way; none below one that is gone."""
    if tone is Tone.GONE:
        return
    color = style.color(_TOKENS[tone])
    color.setAlphaF(0.22)
    painter.setPen(QPen(color, _GLOW, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_caption(painter: QPainter, room: QRectF, words: str, style: Theme) -> None:
    """What the whole picture is, where it is not simply the map of today."""
    font = ink(style, 13, 600)
    painter.setFont(font)
    painter.setPen(style.color("control"))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
