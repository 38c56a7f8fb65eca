"""How wide the columns of a table are: what is declared, less what is not needed where something else would be cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtGui import QFontMetricsF

from app.ui.theme import theme
from app.ui.widgets.row_model import Column, RowModel

PADDING = 8  # px at 100 % on both sides of a cell
MEASURED = 100  # rows; a long table is not read whole for its widths
WIDEST = 360  # px at 100 % that a column may claim for its text
SHORT = 96  # px at 100 % up to which a text is not broken: a date, a name of a mode
_PICTURES = {"bars": 46, "relation": 84, "tick": 16}  # px at 100 % of what is always as wide
_BESIDE = {
    "person": 28 + 8,
    "mode": 14 + 6,
    "score": 44 + 8,
}  # px at 100 % of what is painted before the words


@dataclass(frozen=True)
class Claim:
    """What one column asks for, in pixels."""

    need: int  # nothing is cut from here on
    least: int  # below it the table rather scrolls
    declared: int = 0  # 0: takes what is left
    firm: bool = False  # dragged by hand

    @property
    def wish(self) -> int:
        """What it gets where there is room for all."""
        return self.declared if self.firm else max(self.need, self.declared)


def share(claims: Sequence[Claim], room: int) -> list[int]:
    """The widths of the columns in `room`.

    Where there is room for every need, declared widths are kept as far as they can and the others share what is left.
    Where there is not, the longest columns give way; below the least of all, the sum is wider than the room.
    """
    wishes = [one.wish for one in claims]
    if sum(wishes) <= room:
        return _grown(claims, wishes, room)
    needs = [one.declared if one.firm else one.need for one in claims]
    if sum(needs) <= room:
        return _between(needs, wishes, room)
    leasts = [one.declared if one.firm else min(one.least, one.need) for one in claims]
    return _levelled(leasts, needs, room)


def claims(model: RowModel, row_height: int, dragged: dict[int, int]) -> list[Claim]:
    """What the columns of a model ask for; a hidden one asks for nothing."""
    return [
        _claim(model, at, row_height, dragged.get(at)) if model.shown(at) else Claim(0, 0, 0, firm=True)
        for at in range(len(model.columns))
    ]


def _claim(model: RowModel, at: int, row_height: int, dragged: int | None) -> Claim:
    style, column = theme(), model.columns[at]
    if dragged is not None:
        return Claim(dragged, dragged, dragged, firm=True)
    declared = style.px(column.width)
    title = ceil(QFontMetricsF(style.font("meta", 600)).horizontalAdvance(column.title)) + 2 * style.px(
        PADDING
    )
    if column.delegate in _PICTURES:
        need = max(style.px(_PICTURES[column.delegate] + 2 * PADDING), title)
        return Claim(need, need, declared)
    beside = style.px(_BESIDE.get(column.delegate or "", 0)) + 2 * style.px(PADDING) + 2
    texts = {model.words(column, row) for row in model.rows[:MEASURED]}
    longest = max((_text_width(text, column, row_height) for text in texts), default=0) + beside
    need = max(title, min(longest, style.px(WIDEST)))
    least = max(title, style.px(column.minimum or 80), int(declared * 0.75))
    if column.delegate == "person":  # a name is cut last of all
        names = {text.partition("\n")[0] for text in texts}
        least = max(least, beside + max((_name_width(name) for name in names), default=0))
    elif longest - beside <= style.px(SHORT):
        least = need
    return Claim(need, min(least, need), declared)


def _text_width(text: str, column: Column[Any], row_height: int) -> int:
    """The room that a text needs, in two lines where the row is high enough for them."""
    style = theme()
    upper = QFontMetricsF(style.font("table", 550 if column.delegate == "person" else 400))
    first, _, second = text.partition("\n")
    if second:
        quiet = QFontMetricsF(style.font("meta"))
        return ceil(max(upper.horizontalAdvance(first), quiet.horizontalAdvance(second)))
    whole = upper.horizontalAdvance(first)
    if whole <= style.px(SHORT) or style.px(row_height) - 1 < 2 * upper.height() + 4 or " " not in first:
        return ceil(whole)
    word = upper.horizontalAdvance(max(first.split(" "), key=len))
    return ceil(min(whole, max(word, (whole + word) / 2)))  # so wide that two lines hold it however it breaks


def _name_width(name: str) -> int:
    return ceil(QFontMetricsF(theme().font("table", 550)).horizontalAdvance(name))


def _grown(claims: Sequence[Claim], wishes: list[int], room: int) -> list[int]:
    """The columns without a declared width share the room that is left, the narrow ones first."""
    free = [at for at, one in enumerate(claims) if not one.declared and not one.firm]
    if not free:
        return wishes
    fixed = sum(wide for at, wide in enumerate(wishes) if at not in free)
    shared = _levelled([wishes[at] for at in free], [room] * len(free), room - fixed)
    found = list(wishes)
    for at, wide in zip(free, shared, strict=True):
        found[at] = wide
    return found


def _between(needs: list[int], wishes: list[int], room: int) -> list[int]:
    """Between need and wish, each gives the same part of what it has to spare."""
    spare = sum(wishes) - sum(needs)
    part = (sum(wishes) - room) / spare
    return [wish - ceil((wish - need) * part) for need, wish in zip(needs, wishes, strict=True)]


def _levelled(low: list[int], high: list[int], room: int) -> list[int]:
    """Each between its `low` and its `high`, all as near to one width as the room allows."""
    level, top = 0, max(high, default=0)
    while level < top:
        middle = (level + top + 1) // 2
        if sum(min(max(middle, one), most) for one, most in zip(low, high, strict=True)) <= room:
            level = middle
        else:
            top = middle - 1
    return [min(max(level, one), most) for one, most in zip(low, high, strict=True)]
