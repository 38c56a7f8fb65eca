"""The letters of the map: on the screen, in pictures and on paper the same."""

from functools import cache

from PySide6.QtGui import QFont

from app.ui.theme import Theme

_OTHER_SHAPES = (QFont.Tag("tnum"), QFont.Tag("calt"))


def ink(style: Theme, pixels: int, weight: int = 400) -> QFont:
    """A font of the theme by its height in pixels, so that a picture of any density has the same proportions.

    It has none of the other shapes that figures and signs may have, such as figures of one width: no reader of a
    PDF file could search them.
    """
    return _font(style.family, pixels, weight)


@cache
def _font(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    for feature in _OTHER_SHAPES:
        font.setFeature(feature, 0)  # said, because a painter gives a font the features of the application's
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
