"""How words that a user types find a text: small letters without accents, each word the beginning of one."""

import unicodedata
from collections.abc import Callable


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents."""
    if text.isascii():  # nearly all texts, and a tenth of the time
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def searched(text: str) -> str:
    """A text as it is searched: its folded words, each behind a blank, so that where one begins is seen at once."""
    return "".join(f" {word}" for word in _words(text))


def finds(query: str) -> Callable[[str], bool]:
    """A test of searched texts: whether each word of the query begins one of theirs. An empty query finds all."""
    parts = [f" {word}" for word in _words(query)]

    def found(text: str) -> bool:
        return all(map(text.__contains__, parts))  # twenty thousand of them between two keys

    return found


def _words(text: str) -> list[str]:
    return folded(text).replace("-", " ").split()
