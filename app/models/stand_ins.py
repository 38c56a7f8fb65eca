"""What stands for a name that an onlooker must not read: "Person A" for people, "Alternative" for rivals.

The same name has the same stand-in in every text, and what is written with a stand-in is kept under the name.
"""

import re
from collections.abc import Iterable, Mapping

from app.i18n import tr

_WORD = re.compile(r"\w+")
_NEITHER = re.compile(r"(do(ing)? nothing|nothing|stay|status quo|as (it|things)|keep|wait)\b", re.IGNORECASE)
_SHORTEST = 3  # a part of a name with fewer letters stands in too many other words' places


class StandIns:
    """Covers the names of people and rivals in texts, and lifts the cover again."""

    def __init__(
        self,
        people: Iterable[tuple[int, str]] = (),
        rivals: Iterable[str] = (),
        firms: Iterable[str] = (),
    ) -> None:
        """`people` are id and name in the order of their letters; `rivals` are the names of other suppliers.

        `firms` are names that stay, also where somebody is called like a word of one: "Hansen Elevators".
        """
        self._people: dict[int, str] = {}
        self._names: dict[str, str] = {}  # stand-in -> whole name
        self._heads: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        parts: dict[str, str] = {}
        for number, (person_id, name) in enumerate(people):
            stand_in = tr("Person {letters}", letters=letters(number))
            self._people[person_id] = stand_in
            self._names[stand_in] = name
            self._know(name, stand_in, re.IGNORECASE)
            for part in _parts(name):
                parts.setdefault(part, stand_in)
        for part, stand_in in parts.items():
            self._know(part, stand_in)
        self._rivals: dict[str, str] = {}
        for rival, stand_in in _named(list(dict.fromkeys(rivals))).items():
            self._rivals[stand_in] = rival
            self._know(rival, stand_in, re.IGNORECASE, as_written=_is_thing(rival))
        for firm in firms if self._people else ():
            whole_names = (name.casefold() for name in self._names.values())
            if len(firm.split()) > 1 and not any(name in firm.casefold() for name in whole_names):
                self._know(firm, "", re.IGNORECASE)
        for known in self._heads.values():
            known.sort(key=lambda one: -len(one[0].pattern))  # the whole name before its parts

    def __bool__(self) -> bool:
        return bool(self._heads)

    def person(self, person_id: int) -> str:
        """What stands for the name of a person."""
        return self._people.get(person_id, tr("Person"))

    def cover(self, text: str) -> str:
        """The text with a stand-in for each name in it."""
        if not self._heads or not text:
            return text
        pieces: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for pattern, stand_in in self._heads.get(word.group().casefold(), ()):
                if (match := pattern.match(text, word.start())) is not None:
                    pieces += [text[done : word.start()], stand_in or match.group()]
                    done = match.end()
                    break
        return "".join([*pieces, text[done:]]) if pieces else text

    def alternatives(self, text: str) -> str:
        """The alternatives that a customer looks at, one a line: the rivals covered, what is said of them left out."""
        lines = (line for line in text.splitlines() if line.strip())
        return "\n".join(line if _NEITHER.match(line.strip()) else self.cover(rival(line)) for line in lines)

    def lift(self, text: str, before: str = "") -> str:
        """What is kept of a text written before covered eyes; `before` is what was stored until now.

        A text that looks as it did is what it was. A person's stand-in is the person; a rival's is the rival
        only where one was named before, because "Alternative" is also a word.
        """
        if before and self.cover(before) == text:
            return before
        known = dict(self._names)
        covered = self.cover(before)
        known |= {
            stand_in: name for stand_in, name in self._rivals.items() if _whole(stand_in).search(covered)
        }
        for stand_in in sorted(known, key=len, reverse=True):
            if stand_in in text:
                text = _whole(stand_in).sub(lambda _, name=known[stand_in]: name, text)  # type: ignore[misc]
        return text

    def _know(self, name: str, stand_in: str, flags: int = 0, *, as_written: bool = False) -> None:
        """Cover a name from now on; `as_written` where its first letter must be as large as in the name."""
        head = _WORD.search(name)
        if head is not None:
            known = name[head.start() :].strip()
            first, rest = re.escape(known[0]), re.escape(known[1:])
            whole = re.compile(rf"{f'(?-i:{first})' if as_written else first}{rest}(?!\w)", flags)
            self._heads.setdefault(head.group().casefold(), []).append((whole, stand_in))


def is_stand_in(name: str) -> bool:
    """Whether a name is that of nobody: "Person A"."""
    return re.fullmatch(tr("Person {letters}", letters="[A-Z]+"), name) is not None


def letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA: as the columns of a sheet are called."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def rivals(alternatives: Iterable[str]) -> list[str]:
    """The names of other suppliers in the alternatives of some deals; doing nothing is no rival."""
    lines = (line.strip() for text in alternatives for line in text.splitlines())
    found = (rival(line) for line in lines if line and not _NEITHER.match(line))
    return [name for name in dict.fromkeys(found) if len(name) >= _SHORTEST]


def rival(line: str) -> str:
    """The name at the beginning of an alternative; what follows a colon, bracket, comma or dash is said of it."""
    return re.split(r"[:(,;]|\s[–—-]\s", line, maxsplit=1)[0].strip()


def _is_thing(name: str) -> bool:
    """Whether a rival is called by what it is, such as "External hoist": small, these words are anybody's."""
    return any(word[:1].islower() for word in name.split()[1:])


def _parts(name: str) -> list[str]:
    """Given and family name of somebody who is called as people are; none of "Head of purchasing"."""
    words = re.findall(r"[\w'’]+(?:-\w+)*", name)
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return []
    return [word for word in words if len(word) >= _SHORTEST]


def _named(names: list[str]) -> Mapping[str, str]:
    if len(names) == 1:
        return {names[0]: tr("Alternative")}
    return {name: tr("Alternative {letters}", letters=letters(number)) for number, name in enumerate(names)}


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
