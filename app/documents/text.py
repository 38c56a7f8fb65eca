"""Text that may stand in an XML document, a mail header or a file name."""

import re

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffb\ufffd\U00010000-\U0010ffff]")
_FOR_A_PATH = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def clean(text: str) -> str:
    """The text without what XML forbids and without the stand-in of a pasted object; lines end in a line feed."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line, single blanks between words: for titles, names and headers."""
    return " ".join(clean(text).split())


def file_stem(text: str, fallback: str = "document") -> str:
    """A name that every file system takes: at most 80 characters, no separators, no leading dot."""
    stem = _FOR_A_PATH.sub(" ", one_line(text))
    stem = " ".join(stem.split())[:80].strip(" .")
    return stem or fallback
