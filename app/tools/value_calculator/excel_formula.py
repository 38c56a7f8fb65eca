"""A model's formula in the words of a spreadsheet, units converted where they differ."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.method.formula import Formula

_OPERATORS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("-", 1),
    ast.Mult: ("*", 2),
    ast.Div: ("/", 2),
    ast.Pow: ("^", 4),
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "=",
    ast.NotEq: "<>",
}
_ATOM = 9
_FUNCTIONS = {
    "min": "MIN",
    "max": "MAX",
    "abs": "ABS",
    "sqrt": "SQRT",
    "exp": "EXP",
    "ln": "LN",
    "log10": "LOG10",
}


@dataclass(frozen=True)
class Ref:
    """A cell that holds a figure, and how many base units one of its unit is."""

    cell: str
    factor: float = 1.0


def translate(formula: Formula, refs: Mapping[str, Ref], factor: float = 1.0) -> str:
    """The formula without its equals sign; its result is in a unit of `factor` base units."""
    text, level = _Writer(refs).write(formula.tree)
    if factor == 1:
        return text
    whole = text if level >= 2 else f"({text})"
    return whole + _times(1 / factor)


def guarded(formula: Formula, refs: Mapping[str, Ref], expression: str) -> str:
    """The expression, empty as long as one of the figures that it needs is empty."""
    cells = sorted({refs[name].cell for name in formula.names})
    if not cells:
        return expression
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"",{expression})'


def number(value: float) -> str:
    """A number as a spreadsheet reads it exactly."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _times(factor: float) -> str:
    """Multiplying by `factor`, as a division where that is the plainer number."""
    for text, value in (("*", factor), ("/", 1 / factor)):
        if abs(value - round(value)) < 1e-9 * value and value < 1e15:
            return f"{text}{round(value)}"
    return f"*{factor!r}"


class _Writer:
    """Writes a part and says how strongly it binds, so that only needed brackets are set."""

    def __init__(self, refs: Mapping[str, Ref]) -> None:
        self.refs = refs

    def write(self, node: ast.expr) -> tuple[str, int]:  # noqa: PLR0911, PLR0912 - a line a kind
        """The part and the level of its operator."""
        match node:
            case ast.Constant(value=bool() as truth):
                return "TRUE" if truth else "FALSE", _ATOM
            case ast.Constant(value=int() | float() as value):
                return number(value), _ATOM
            case ast.Name(id=name):
                return self._name(self.refs[name])
            case ast.BinOp(left=left, op=ast.Mod(), right=right):
                return f"MOD({self._in(left)},{self._in(right)})", _ATOM
            case ast.BinOp(left=left, op=operator, right=right):
                return self._binary(left, operator, right)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT({self._in(operand)})", _ATOM
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"-{self._in(operand, 3)}", 0  # a spreadsheet's minus binds before its power
            case ast.UnaryOp(operand=operand):
                return self.write(operand)
            case ast.BoolOp(op=operator, values=values):
                name = "AND" if isinstance(operator, ast.And) else "OR"
                return f"{name}({','.join(self._in(value) for value in values)})", _ATOM
            case ast.Compare(left=left, ops=operators, comparators=comparators):
                return self._compare([left, *comparators], operators), _ATOM
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"IF({self._in(test)},{self._in(body)},{self._in(orelse)})", _ATOM
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, [self._in(argument) for argument in arguments]), _ATOM
            case _:
                raise AssertionError(ast.dump(node))  # the formula was checked before

    def _in(self, node: ast.expr, level: int = 0) -> str:
        text, own = self.write(node)
        return text if own >= level else f"({text})"

    @staticmethod
    def _name(ref: Ref) -> tuple[str, int]:
        return (ref.cell, _ATOM) if ref.factor == 1 else (ref.cell + _times(ref.factor), 2)

    def _binary(self, left: ast.expr, operator: ast.operator, right: ast.expr) -> tuple[str, int]:
        sign, level = _OPERATORS[type(operator)]
        # only sums and products may stand to the right of their like without brackets
        after = level if isinstance(operator, ast.Add) else level + 1
        before = level + 1 if isinstance(operator, ast.Pow) else level
        return f"{self._in(left, before)}{sign}{self._in(right, after)}", level

    def _compare(self, sides: Sequence[ast.expr], operators: Sequence[ast.cmpop]) -> str:
        pairs = [
            f"{self._in(left, 1)}{_COMPARISONS[type(operator)]}{self._in(right, 1)}"
            for left, operator, right in zip(sides, operators, sides[1:], strict=False)
        ]
        return f"({pairs[0]})" if len(pairs) == 1 else f"AND({','.join(pairs)})"

    @staticmethod
    def _call(name: str, arguments: Sequence[str]) -> str:
        first = arguments[0]
        if name == "round":
            return f"ROUND({first},{arguments[1] if len(arguments) > 1 else 0})"
        if name == "floor":
            return f"INT({first})"
        if name == "ceil":
            return f"(-INT(-({first})))"
        if name in {"annuity", "pmt"}:
            years = arguments[1]
            factor = f"IF(({first})=0,{years},(1-(1+{first})^(-({years})))/({first}))"
            return factor if name == "annuity" else f"(({arguments[2]})/{factor})"
        return f"{_FUNCTIONS[name]}({','.join(arguments)})"
