"""Units of value models: reading “EUR/MWh”, converting, and finding clashes in formulas.

Base units are those of the trade: metre, tonne, hour, megawatt-hour, calendar year, and one for each currency or
counted thing. The year of the books is a dimension of its own, apart from the hours that a machine runs: so
forgetting the operating hours is a clash and not a silent factor.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.errors import BadInputError
from app.i18n import tr
from app.method.formula import Formula

Dimension = tuple[tuple[str, Fraction], ...]
"""What is measured, as powers of base units in alphabetical order; empty for a plain number."""

NUMBER: Dimension = ()

_CODES = """
    AUD BRL CAD CHF CLP CNY CZK DKK EUR GBP HUF INR JPY KRW MXN NOK PEN PLN SEK SGD TRY USD ZAR
"""
CURRENCIES = frozenset(_CODES.split())
_PREFIXES = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}

_SIMPLE: dict[str, tuple[float, str]] = {
    **dict.fromkeys(("m",), (1.0, "m")),
    **{"mm": (1e-3, "m"), "cm": (1e-2, "m"), "km": (1e3, "m"), "µm": (1e-6, "m")},
    **{"t": (1.0, "t"), "kt": (1e3, "t"), "Mt": (1e6, "t"), "kg": (1e-3, "t"), "g": (1e-6, "t")},
    **{"mg": (1e-9, "t"), "oz": (31.1034768e-6, "t"), "lb": (0.45359237e-3, "t")},
    **{"h": (1.0, "h"), "min": (1 / 60, "h"), "s": (1 / 3600, "h"), "d": (24.0, "h"), "day": (24.0, "h")},
    **{"days": (24.0, "h"), "week": (168.0, "h"), "weeks": (168.0, "h"), "hours": (1.0, "h")},
    **{"a": (1.0, "a"), "year": (1.0, "a"), "years": (1.0, "a"), "month": (1 / 12, "a")},
    **{"months": (1 / 12, "a"), "quarter": (0.25, "a")},
    **{"MWh": (1.0, "MWh"), "kWh": (1e-3, "MWh"), "Wh": (1e-6, "MWh"), "GWh": (1e3, "MWh")},
    **{"GJ": (1 / 3.6, "MWh"), "MJ": (1 / 3600, "MWh"), "kJ": (1 / 3.6e6, "MWh")},
    **{"bar": (1.0, "bar"), "Pa": (1e-5, "bar"), "kPa": (1e-2, "bar")},
    **{"K": (1.0, "K"), "°C": (1.0, "K")},
    **{"pcs": (1.0, "pcs"), "person": (1.0, "person"), "people": (1.0, "person"), "FTE": (1.0, "FTE")},
    **{"ha": (1e4, "m2"), "l": (1e-3, "m3"), "MW": (1.0, "MWh/h"), "kW": (1e-3, "MWh/h")},
    **{"W": (1e-6, "MWh/h"), "GW": (1e3, "MWh/h")},
    **{"%": (0.01, ""), "pp": (0.01, ""), "‰": (0.001, ""), "ppm": (1e-6, ""), "1": (1.0, "")},
}

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_FACTOR = re.compile(r"(?P<name>[^\W\d]+|%|‰|°C|1)\^?(?P<power>-?\d+)?\Z")


@dataclass(frozen=True)
class Unit:
    """A unit: what it measures, and how many base units one of it is."""

    text: str
    factor: float
    dimension: Dimension


PLAIN = Unit("", 1.0, NUMBER)


@dataclass
class UnitBook:
    """All units that a model may use: the common ones, its currency, and its own.

    Another currency measures something else until `rates` say what one of it is in the model's currency.
    """

    currency: str = "EUR"
    own: Mapping[str, str] = field(default_factory=dict)  # name -> definition; itself: counted things
    rates: Mapping[str, float] = field(default_factory=dict)
    _known: dict[str, Unit] = field(default_factory=dict)

    def unit(self, text: str) -> Unit:
        """Read a unit such as “EUR/MWh”, “g/m²”, “m3/h” or “%”; raises BadInputError for an unknown one."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text, frozenset())
        return known

    def _read(self, text: str, within: frozenset[str]) -> Unit:
        factor, powers = 1.0, dict[str, Fraction]()
        sign = 1
        for piece in re.split(r"([/*·\s])", text.strip().translate(_SUPERSCRIPTS)):
            if piece == "/":
                sign = -1
            elif piece and piece not in "*· \t":
                one, power = self._piece(text, piece, within)
                factor *= one.factor ** (sign * power)
                for base, exponent in one.dimension:
                    powers[base] = powers.get(base, Fraction(0)) + sign * power * exponent
                sign = 1
        return Unit(text, factor, _dimension(powers))

    def _piece(self, text: str, piece: str, within: frozenset[str]) -> tuple[Unit, int]:
        match = _FACTOR.match(piece)
        found = match and self._named(match["name"], within)
        if not match or not found:
            if piece == text.strip():
                raise BadInputError(tr("The unit “{unit}” is not known.", unit=piece))
            raise BadInputError(tr("The unit “{piece}” in “{unit}” is not known.", piece=piece, unit=text))
        return found, int(match["power"] or 1)

    def _named(self, name: str, within: frozenset[str]) -> Unit | None:
        if name in self.own and name not in within:
            return self._own(name, within | {name})
        if name in _SIMPLE:
            factor, base = _SIMPLE[name]
            if base in {"", name} or base in _BASES:
                return Unit(name, factor, ((base, Fraction(1)),) if base else NUMBER)
            built = self._read(base, within)
            return Unit(name, factor * built.factor, built.dimension)
        prefix, code = name[:-3], name[-3:]
        if prefix in _PREFIXES and code in self.rates:
            return Unit(name, _PREFIXES[prefix] * self.rates[code], ((self.currency, Fraction(1)),))
        if prefix in _PREFIXES and (code in CURRENCIES or code == self.currency):
            return Unit(name, _PREFIXES[prefix], ((code, Fraction(1)),))
        return None

    def _own(self, name: str, within: frozenset[str]) -> Unit:
        """`stop = "stop"` is counted in itself; `shift = "8 h"` is so many of another unit."""
        definition = self.own[name].strip()
        if definition == name:
            return Unit(name, 1.0, ((name, Fraction(1)),))
        number, _space, rest = definition.partition(" ")
        try:
            count = float(number)
        except ValueError:
            count, rest = 1.0, definition
        built = self._read(rest, within)
        return Unit(name, count * built.factor, built.dimension)


_BASES = frozenset({"m", "t", "h", "a", "MWh", "bar", "K", "pcs", "person", "FTE"})


def _dimension(powers: Mapping[str, Fraction]) -> Dimension:
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def measured_in(dimension: Dimension) -> str:
    """A dimension in base units, for messages: “EUR/a”."""
    above = [_with_power(base, power) for base, power in dimension if power > 0]
    below = ["/" + _with_power(base, -power) for base, power in dimension if power < 0]
    return ("·".join(above) or ("1" if below else tr("a plain number"))) + "".join(below)


def _with_power(base: str, power: Fraction) -> str:
    return base if power == 1 else f"{base}^{power}"


_Free = None
"""The dimension of a literal zero: it fits everywhere."""


def dimension_of(formula: Formula, names: Mapping[str, Dimension]) -> Dimension | None:
    """What a formula measures; None if it is the number 0, which fits any unit.

    Raises BadInputError naming the two sides that clash.
    """
    return _Walk(names).of(formula.tree)


class _Walk:
    def __init__(self, names: Mapping[str, Dimension]) -> None:
        self.names = names

    def of(self, node: ast.expr) -> Dimension | None:  # noqa: PLR0911 - a line a kind
        """The dimension of a part of the formula."""
        match node:
            case ast.Constant(value=number):
                return _Free if number == 0 and not isinstance(number, bool) else NUMBER
            case ast.Name(id=name):
                return self.names[name]
            case ast.BinOp(op=ast.Mult(), left=left, right=right):
                return _product(self.of(left), self.of(right), 1)
            case ast.BinOp(op=ast.Div(), left=left, right=right):
                return _product(self.of(left), self.of(right), -1)
            case ast.BinOp(op=ast.Pow(), left=left, right=right):
                return self._power(left, right)
            case ast.BinOp(left=left, right=right):
                return self._same(node, left, right)
            case ast.UnaryOp(op=ast.Not()) | ast.BoolOp():
                return self._test(node)
            case ast.UnaryOp(operand=operand):
                return self.of(operand)
            case ast.Compare(left=left, comparators=comparators):
                self._same(node, left, *comparators)
                return NUMBER
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.of(test)
                return self._same(node, body, orelse)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(node, name, arguments)
            case _:
                raise AssertionError(ast.dump(node))  # the formula was checked before

    def _test(self, node: ast.expr) -> Dimension:
        """And/or/not: each part is looked at for clashes of its own."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.of(child)
        return NUMBER

    def _same(self, whole: ast.expr, *parts: ast.expr) -> Dimension | None:
        """All parts must measure the same; a literal zero joins in."""
        found: Dimension | None = _Free
        first = ""
        for part in parts:
            dimension = self.of(part)
            if dimension is _Free:
                continue
            if found is _Free:
                found, first = dimension, ast.unparse(part)
            elif dimension != found:
                raise BadInputError(
                    tr(
                        "In “{whole}”, “{one}” ({one_unit}) and “{other}” ({other_unit}) do not go together.",
                        whole=ast.unparse(whole),
                        one=first,
                        one_unit=measured_in(found),
                        other=ast.unparse(part),
                        other_unit=measured_in(dimension),
                    )
                )
        return found

    def _power(self, base: ast.expr, exponent: ast.expr) -> Dimension | None:
        dimension = self.of(base)
        self._plain(exponent)
        if not dimension:
            return dimension
        if not isinstance(exponent, ast.Constant) or not isinstance(exponent.value, int | float):
            raise BadInputError(
                tr("In “{part}”, only a number can be the exponent.", part=ast.unparse(exponent))
            )
        power = Fraction(exponent.value).limit_denominator(12)
        return tuple((name, one * power) for name, one in dimension if power)

    def _call(self, node: ast.Call, name: str, arguments: list[ast.expr]) -> Dimension | None:
        if name in {"min", "max"}:
            return self._same(node, *arguments)
        if name == "abs":
            return self.of(arguments[0])
        if name == "sqrt":
            dimension = self.of(arguments[0])
            return dimension and tuple((base, power / 2) for base, power in dimension)
        if name == "annuity":
            self.of(arguments[0])
            return self.of(arguments[1]) or NUMBER
        if name == "pmt":
            self.of(arguments[0])
            return _product(self.of(arguments[2]), self.of(arguments[1]), -1)
        for argument in arguments:  # rounding and logarithms depend on the unit, so they take plain numbers
            self._plain(argument)
        return NUMBER

    def _plain(self, node: ast.expr) -> None:
        dimension = self.of(node)
        if dimension:
            raise BadInputError(
                tr(
                    "“{part}” is in {unit}, but a plain number is needed there.",
                    part=ast.unparse(node),
                    unit=measured_in(dimension),
                )
            )


def _product(left: Dimension | None, right: Dimension | None, sign: int) -> Dimension | None:
    if left is _Free:
        return _Free
    powers = dict(left)
    for base, power in right or NUMBER:
        powers[base] = powers.get(base, Fraction(0)) + sign * power
    return _dimension(powers)
