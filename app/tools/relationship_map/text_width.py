"""How wide a text will be, without a font: so the map has one layout on every machine, drawn or written as data."""

import unicodedata
from functools import cache

# hundredths of the type size, as in Inter; other faces come near enough, and what does not fit ends in an ellipsis
_WIDTHS = {
    24: "'Iijl",
    30: " !,.:;|",
    36: "()/[\\]frt{}",
    42: '"',
    48: "*-?^_`",
    54: "JLacksvxyz",
    60: "EFZbdeghnopqu",
    66: "#$&+0123456789<=>ABKPRSTVXY~",
    72: "CDGHU",
    78: "NOQ",
    84: "%mw",
    90: "M",
    96: "@W",
}
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL, _WIDE = 62, 102
_BOLD = 1.045
_LONGEST = 400  # characters that are looked at; no card is that wide


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in pixels of a line of text in letters of `size` pixels."""
    hundredths = sum(_of(letter) for letter in text[:_LONGEST])
    return hundredths * size / 100 * (_BOLD if bold else 1.0)


@cache
def _of(letter: str) -> int:
    if letter in _OF:
        return _OF[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Mn"}:
        return 0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _WIDE
    plain = unicodedata.normalize("NFD", letter)[0]
    return _OF.get(plain, _USUAL)
