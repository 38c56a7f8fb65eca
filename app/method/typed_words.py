"""How words that a user types find a text: small letters without accents, each word the beginning of one."""

import unicodedata


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents."""
    if text.isascii():  # nearly all texts, and a tenth of the time
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def fits(haystack: str, query: str) -> bool:
    """Whether each word of the folded query begins a word of the folded text."""
    words = haystack.replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in query.replace("-", " ").split())
