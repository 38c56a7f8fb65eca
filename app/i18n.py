"""Every text that a user sees passes through here; gettext underneath, no Qt."""

import gettext

from app.paths import resource


class _Catalogue:
    """The catalogue in use; the language is chosen once, at start."""

    def __init__(self) -> None:
        self.translations: gettext.NullTranslations = gettext.NullTranslations()
        self.language = "en"


_current = _Catalogue()


def use_language(language: str) -> None:
    """Take the texts of `language` (a code such as "fi"); without a catalogue the texts stay English."""
    folder = str(resource("locale"))
    _current.translations = gettext.translation("dealwright", folder, [language], fallback=True)
    _current.language = language


def language() -> str:
    """The code of the language in use."""
    return _current.language


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language, with `{name}` fields filled from `values`."""
    translated = _current.translations.gettext(text)
    return translated.format(**values) if values else translated


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of a text that fits `count`; `{n}` stands for the number."""
    translated = _current.translations.ngettext(one, many, count)
    return translated.format(n=count, **values)
