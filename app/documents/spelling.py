"""Spelling by Hunspell dictionaries: which words of a text are not in the dictionary, and what may be meant.

A dictionary is a pair of files, `en_GB.aff` and `en_GB.dic`; the user's own ones in the folder *spelling* of the user
data win over ours. Words of the user's own stand in `words.txt` beside them, one a line.
"""

import gc
import io
import re
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import paths
from app.documents import files
from app.errors import BadInputError
from app.i18n import tr

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_PIECE = re.compile(r"[^\W\d_]+")
_LONGEST = 60  # letters; a longer run is no word
_LONGEST_LOOKUP = 40  # suggestions for a longer word take too long to be of use
MOST_SUGGESTIONS = 6
_LOCK = threading.Lock()  # dictionaries are shared, and made for one caller at a time


def find_dictionary(locale: str) -> Path | None:
    """The dictionary for a locale such as "en_GB", without ending: that of the place, else of the language; or None."""
    language = locale.partition("_")[0]
    for folder in (own_folder(), paths.resource("spelling")):
        known = {path.stem: path.with_suffix("") for path in sorted(folder.glob(f"{language}*.dic"))}
        known = {name: path for name, path in known.items() if path.with_suffix(".aff").is_file()}
        near = [name for name in known if name == language or name.startswith(f"{language}_")]
        if locale in known or near:
            return known[locale if locale in known else near[0]]
    return None


def own_folder() -> Path:
    """Where the user keeps dictionaries and words."""
    return paths.user_data() / "spelling"


class Speller:
    """A dictionary in use. Looking up takes a while, so it may be called on any thread; one at a time."""

    def __init__(self, path: Path, own_words: Path | None = None) -> None:
        """Raises BadInputError when the dictionary cannot be read."""
        self._own = own_words or own_folder() / "words.txt"
        try:
            with _LOCK:
                self._dictionary = _read(path)
            mine = self._own.read_text("utf-8").split("\n") if self._own.is_file() else []
        except (OSError, UnicodeDecodeError) as error:
            raise BadInputError(tr("The dictionary “{name}” cannot be read.", name=path.name)) from error
        except Exception as error:  # spylls raises whatever a broken file leads it to
            raise BadInputError(tr("“{name}” is no Hunspell dictionary.", name=path.name)) from error
        self._mine = {word.casefold() for word in mine if word.strip()}
        self._letters = {letter for word in self._dictionary.dic.words for letter in word.stem.casefold()}
        self._ignored: set[str] = set()
        self._names: frozenset[str] = frozenset()

    def know(self, names: Iterable[str]) -> None:
        """These names are right, each word of them."""
        self._names = pieces(names)

    def takes(self, word: str) -> bool:
        """Whether the word is right without looking it up: known, own, ignored, an acronym, or of another script."""
        bare = _bare(word)
        return (
            len(bare) < 2
            or len(bare) > _LONGEST
            or any(letter.isupper() for piece in _PIECE.findall(bare) for letter in piece[1:])
            or any(bare.casefold() in known for known in (self._mine, self._ignored, self._names))
            or all(piece.casefold() in self._names for piece in _PIECE.findall(bare))
            or not self._letters.issuperset(
                bare.casefold().replace("’", "'").replace("-", "").replace("'", "")
            )
        )

    def is_right(self, word: str) -> bool:
        """Whether the dictionary has the word; a compound with hyphens is right when its pieces are."""
        with _LOCK:
            bare = word.replace("’", "'")
            if self._dictionary.lookup(bare) or self._dictionary.lookup(_bare(word)):
                return True
            pieces = bare.split("-")
            return len(pieces) > 1 and all(
                len(piece) < 2 or piece.casefold() in self._names or self._dictionary.lookup(piece)
                for piece in pieces
            )

    def suggest(self, word: str) -> list[str]:
        """What may be meant, the likeliest first."""
        if len(word) > _LONGEST_LOOKUP:
            return []
        with _LOCK:
            found: list[str] = []
            for one in self._dictionary.suggest(word.replace("’", "'")):
                if one not in found:
                    found.append(one)
                if len(found) == MOST_SUGGESTIONS:
                    break
            return found

    def ignore(self, word: str) -> None:
        """Take the word as right until the program is closed."""
        self._ignored.add(_bare(word).casefold())

    def add(self, word: str) -> None:
        """Take the word as right for good. Raises BadInputError when it cannot be kept."""
        known = self._own.read_text("utf-8") if self._own.is_file() else ""
        try:
            self._own.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInputError(
                tr("Your words cannot be kept: {reason}.", reason=error.strerror or "")
            ) from error
        files.write(self._own, f"{known}{_bare(word)}\n".encode())
        self._mine.add(_bare(word).casefold())


def pieces(texts: Iterable[str]) -> frozenset[str]:
    """The words and their parts between hyphens, in small letters."""
    return frozenset(word.casefold() for text in texts for word in _PIECE.findall(text))


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with their places; addresses are left out."""
    addresses = [range(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    for match in _WORD.finditer(text):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        in_address = any(match.start() in address for address in addresses)
        if not in_address and not any(sign.isdigit() or sign == "_" for sign in beside):
            yield match.start(), match[0]


def _bare(word: str) -> str:
    """Without the ending of a genitive."""
    return re.sub(r"['’]s?$", "", word)


@lru_cache(maxsize=2)
def _read(path: Path) -> Any:
    """The dictionary, read once: it takes half a second and stays as it is."""
    from spylls.hunspell import Dictionary  # late: spelling is needed in letters only
    from spylls.hunspell.readers import read_aff, read_dic

    gc.disable()  # 200,000 objects that stay: each look of the collector at them would hold the window up
    try:
        aff, context = read_aff(_lines(path.with_suffix(".aff"), "Windows-1252"))
        dic = read_dic(_lines(path.with_suffix(".dic"), context.encoding), aff=aff, context=context)
        found = Dictionary(aff, dic)
        gc.freeze()
    finally:
        gc.enable()
    return found


def _lines(path: Path, encoding: str) -> Any:
    """A reader of spylls over bytes that are read at once: its own ones leave their files open."""
    from spylls.hunspell.readers.file_reader import BaseReader

    data = path.read_bytes()

    def text(encoding: str) -> io.StringIO:
        return io.StringIO(data.decode(encoding, "surrogateescape"))

    class Reader(BaseReader):  # type: ignore[misc]
        """Lines of a file in memory, in whatever encoding it turns out to have."""

        def reset_encoding(self, encoding: str) -> None:
            """The file has said that it is written otherwise."""
            self.reset_io(text(encoding))

    return Reader(text(encoding))
