"""Figures in running text, in the forms that people write, held against those of the value calculator.

“3,700 kEUR”, “3 700 k€”, “€3.7m”, “3,7 milj. €” and “3.7 million euros” are one amount. A figure may be rounded, but
not to fewer than two digits: who reads “4 million” for 3,700,000 has been told something else.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MONTHS = "months"
_NEAR = math.log(1.5)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR"}
_CODES = ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN", "CAD", "AUD", "JPY")
_SCALES = {
    "": 1.0,
    **dict.fromkeys(("k", "thousand", "tsd"), 1e3),
    **dict.fromkeys(("m", "mn", "mill", "mio", "milj", "million", "millions"), 1e6),
    **dict.fromkeys(("bn", "mrd", "billion", "billions"), 1e9),
}
_ALIASES = {
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons"), "t"),
    **dict.fromkeys(("percent", "per cent", "percentage point", "percentage points", "pp"), "%"),
    **dict.fromkeys(("hour", "hours"), "h"),
}
_TIMES = {"month": 1.0, "months": 1.0, "year": 12.0, "years": 12.0}
_GAP = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"\d{{1,3}}(?:(?:{_GAP}|[.,'’])\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted((re.escape(one) for one in _SCALES if one), key=len, reverse=True))
_MONEY_WORD = "|".join([*map(re.escape, _SIGNS), *_CODES])
_MONEY = re.compile(
    rf"(?<![\w.,])(?:(?P<lead>[km])?(?P<before>{_MONEY_WORD}){_GAP}?)?(?P<number>{_NUMBER})"
    rf"(?:{_GAP}?(?P<scale>{_SCALE})\.?(?=\W|$|{_MONEY_WORD}))?(?:{_GAP}?(?P<after>{_MONEY_WORD})(?!\w))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Known:
    """A figure that stands in the workspace: money in whole units of a currency, a time in months."""

    amount: float
    unit: str
    text: str  # as a letter writes it
    label: str = ""
    headline: bool = False  # what a letter usually quotes


@dataclass(frozen=True)
class Written:
    """A figure as it stands in a text. “3.700” can be read in two ways."""

    text: str
    start: int
    unit: str
    readings: tuple[tuple[float, float], ...]  # the amount, and the size of its last digit

    def means(self, amount: float) -> bool:
        """Whether the figure is this amount, as it is or rounded to what was written."""
        return any(
            abs(amount - value) <= step / 2 * (1 + 1e-9) + 1e-9 * abs(value) for value, step in self.readings
        )

    def agrees(self, other: "Written") -> bool:
        """Whether both are the same amount, not only within their rounding."""
        amounts = {round(value, 6) for value, _ in self.readings}
        return self.unit == other.unit and any(round(value, 6) in amounts for value, _ in other.readings)

    def repeats(self, other: "Written") -> bool:
        """Whether both may say the same."""
        return self.unit == other.unit and any(self.means(value) for value, _ in other.readings)


def money_in(text: str) -> Iterator[Written]:
    """Amounts of money."""
    for match in _MONEY.finditer(text):
        sign = match["before"] or match["after"]
        if sign:
            scale = _SCALES[(match["lead"] or match["scale"] or "").casefold()]
            currency = _SIGNS.get(sign.casefold(), sign.upper())
            yield Written(
                match[0].strip(), match.start(), currency, _scaled(_readings(match["number"]), scale)
            )


def times_in(text: str) -> Iterator[Written]:
    """Months and years, as months."""
    for found in quantities_in(text, _TIMES):
        yield Written(found.text, found.start, MONTHS, _scaled(found.readings, _TIMES[found.unit]))


def quantities_in(text: str, units: Iterable[str]) -> Iterator[Written]:
    """Figures in one of the units, or in the words for it."""
    known = {one: one for one in units}
    known |= {alias: unit for alias, unit in _ALIASES.items() if unit in known}
    if not known:
        return
    words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER}){_GAP}?(?P<unit>{words})(?![\w/])")
    for match in pattern.finditer(text):
        yield Written(match[0], match.start(), known[match["unit"]], tuple(_readings(match["number"])))


def wrong(found: Iterable[Written], known: Sequence[Known], told: Sequence[Written]) -> Iterator[Written]:
    """The figures that are neither known nor told by somebody."""
    for one in found:
        right = any(one.unit == figure.unit and one.means(figure.amount) for figure in known)
        if not right and not any(one.repeats(other) for other in told):
            yield one


def nearest(written: Written, known: Sequence[Known]) -> Known | None:
    """The known figure that was probably meant: the headline if it is near, else the nearest."""

    def distance(figure: Known) -> float:
        return min(abs(math.log(figure.amount / value)) for value, _ in written.readings if value > 0)

    if not any(value > 0 for value, _ in written.readings):
        return None
    same = [figure for figure in known if figure.unit == written.unit and figure.amount > 0]
    headlines = [figure for figure in same if figure.headline and distance(figure) < _NEAR]
    return min(headlines or same, key=distance, default=None)


def _readings(number: str) -> Iterator[tuple[float, float]]:
    bare = re.sub(rf"{_GAP}|['’]", "", number)
    signs = [sign for sign in bare if sign in ".,"]
    point = signs[-1] if signs and signs.count(signs[-1]) == 1 else ""
    texts = [
        re.sub(r"[.,]", "", bare.replace(point, "_")).replace("_", ".")
        if point
        else re.sub(r"[.,]", "", bare)
    ]
    if point and len(signs) == 1 and re.fullmatch(r"\d{1,3}[.,]\d{3}", bare):
        texts.append(bare.replace(point, ""))  # a group of thousands, or three decimals
    for text in texts:
        yield float(text), _last_digit(text)


def _last_digit(text: str) -> float:
    """What the last digit written stands for; zeros at the end of a whole number are taken as rounding."""
    whole, _, decimals = text.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return 10.0 ** min(zeros, max(len(whole) - 2, 0))


def _scaled(readings: Iterable[tuple[float, float]], scale: float) -> tuple[tuple[float, float], ...]:
    """The readings in units; the last digit that counts is the second one at the latest."""
    return tuple((value * scale, min(step * scale, _second_digit(value * scale))) for value, step in readings)


def _second_digit(amount: float) -> float:
    return 10.0 ** (math.floor(math.log10(amount)) - 1) if amount > 0 else 1.0
