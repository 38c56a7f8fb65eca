"""How far a tool is with one opportunity; each tool states its own rule."""

from enum import Enum


class Progress(Enum):
    """Empty: no data yet. Begun: holds data. Done: the tool's own rule holds."""

    EMPTY = 0
    BEGUN = 1
    DONE = 2


def progress(begun: bool, done: bool) -> Progress:
    """The progress behind two answers; nothing is done that has not begun."""
    if not begun:
        return Progress.EMPTY
    return Progress.DONE if done else Progress.BEGUN
