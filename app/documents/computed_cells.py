"""Cells that a spreadsheet would compute instead of showing: a text that begins like a formula gets an apostrophe.

What is written so is read back as it was. A plain number or a phone number is none: `+358 40 123` and `-2` stay.
"""

import re

_COMPUTED = re.compile(r"'*[=+\-@].", re.DOTALL)
_NUMBER = re.compile(r"[+-][\d .,()\u00a0\u202f]*\d[\d .,()\u00a0\u202f]*%?")
_GUARDED = re.compile(r"'+[=+\-@].", re.DOTALL)


def is_computed(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula, with apostrophes before it or not."""
    return _COMPUTED.match(text) is not None and _NUMBER.fullmatch(text) is None


def guarded(text: str) -> str:
    """The text as it goes into a file or onto the clipboard."""
    return f"'{text}" if is_computed(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`, or before another program did the same."""
    return text[1:] if _GUARDED.match(text) else text
