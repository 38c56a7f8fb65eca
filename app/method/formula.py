"""Formulas that users write: checked against a list of what is allowed, run on numbers and arrays.

Nothing but arithmetic, comparisons, and/or/not, `a if test else b` and the functions of `FUNCTIONS` is
understood: no attributes, texts, subscripts or loops. The same formula runs over floats (a slider, a rule) and
NumPy arrays (Monte Carlo), where and/or/not and conditions work element by element.
"""

import ast
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from app.errors import BadInputError
from app.i18n import tr

MAX_LENGTH = 1000
MAX_NODES = 400
MAX_DEPTH = 40
MAX_EXPONENT = 100.0

_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod, ast.Pow)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_SIGNS = (ast.USub, ast.UAdd, ast.Not)


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > MAX_EXPONENT:
        raise OverflowError
    return math.pow(base, exponent)


def _round(number: float, digits: float = 0) -> float:
    """Half away from zero, as on paper and in spreadsheets."""
    scale = math.pow(10.0, int(digits))
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)


def _annuity(rate: float, years: float) -> float:
    """Present value of 1 at the end of each year."""
    return years if rate == 0 else (1 - math.pow(1 + rate, -years)) / rate


def _pmt(rate: float, years: float, amount: float) -> float:
    """The level yearly payment that pays `amount` back."""
    return amount / _annuity(rate, years)


_Function = Callable[..., Any]
_ANY = 99
FUNCTIONS: Mapping[str, tuple[_Function, int, int]] = {  # the function, fewest and most arguments
    "min": (min, 2, _ANY),
    "max": (max, 2, _ANY),
    "abs": (abs, 1, 1),
    "sqrt": (math.sqrt, 1, 1),
    "round": (_round, 1, 2),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "exp": (math.exp, 1, 1),
    "ln": (math.log, 1, 1),
    "log10": (math.log10, 1, 1),
    "annuity": (_annuity, 2, 2),
    "pmt": (_pmt, 3, 3),
}


def _array_functions() -> dict[str, _Function]:
    """The same functions over NumPy arrays; NumPy is imported when a first array comes."""
    import numpy as np  # late: most formulas never see an array

    def power(base: Any, exponent: Any) -> Any:
        if np.any(np.abs(exponent) > MAX_EXPONENT):
            raise OverflowError
        return np.power(np.asarray(base, dtype=float), exponent)

    def rounded(number: Any, digits: float = 0) -> Any:
        scale = 10.0 ** int(digits)
        return np.copysign(np.floor(np.abs(number) * scale + 0.5) / scale, number)

    def annuity(rate: Any, years: Any) -> Any:
        safe = np.where(np.equal(rate, 0), 1.0, rate)
        return np.where(np.equal(rate, 0), years, (1 - np.power(1 + safe, -np.asarray(years))) / safe)

    return {
        "_power": power,
        "_and": lambda *tests: reduce(np.logical_and, tests),
        "_or": lambda *tests: reduce(np.logical_or, tests),
        "_not": np.logical_not,
        "_where": np.where,
        "min": lambda *numbers: reduce(np.minimum, numbers),
        "max": lambda *numbers: reduce(np.maximum, numbers),
        "abs": np.abs,
        "sqrt": np.sqrt,
        "round": rounded,
        "floor": np.floor,
        "ceil": np.ceil,
        "exp": np.exp,
        "ln": np.log,
        "log10": np.log10,
        "annuity": annuity,
        "pmt": lambda rate, years, amount: amount / annuity(rate, years),
    }


class Formula:
    """A checked formula. Call it with a mapping that holds at least its `names`.

    `tree` is the checked syntax tree, for those who translate it (units, Excel).
    """

    __slots__ = ("_arrays", "_order", "_scalar", "names", "text", "tree")

    def __init__(self, text: str, tree: ast.expr, names: frozenset[str]) -> None:
        self.text = text
        self.tree = tree
        self.names = names
        self._order = tuple(sorted(names))
        functions = {name: function for name, (function, _few, _many) in FUNCTIONS.items()}
        functions |= {"_power": _power, "_bool": bool}
        self._scalar = _compiled(_ScalarForm().visit(_copy(text)), self._order, functions)
        self._arrays: _Function | None = None

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def __call__(self, values: Mapping[str, Any]) -> Any:
        """A float or a bool; an array if one of the values is an array.

        Raises BadInputError when a name has no value, something is divided by zero, or the result is no
        finite number.
        """
        try:
            arguments = [values[name] for name in self._order]
        except KeyError as error:
            raise BadInputError(_said(self.text, tr("“{name}” is not known", name=error.args[0]))) from None
        for argument in arguments:
            if argument.__class__ is not float and hasattr(argument, "shape"):
                return self._over_arrays(arguments)
        try:
            result = self._scalar(*arguments)
        except ZeroDivisionError:
            raise BadInputError(_said(self.text, tr("division by zero"))) from None
        except OverflowError:
            raise BadInputError(_said(self.text, tr("the result is too large"))) from None
        except (ValueError, TypeError):
            raise BadInputError(_said(self.text, tr("the result is no number"))) from None
        if result - result != 0:  # infinite or not a number
            raise BadInputError(_said(self.text, tr("the result is too large")))
        return result

    def _over_arrays(self, arguments: list[Any]) -> Any:
        import numpy as np  # late: an array is there, so NumPy is loaded already

        if self._arrays is None:
            self._arrays = _compiled(_ArrayForm().visit(_copy(self.text)), self._order, _array_functions())
        try:
            with np.errstate(all="ignore"):  # the branch that a condition does not take may divide by zero
                result = self._arrays(*arguments)
        except OverflowError:
            raise BadInputError(_said(self.text, tr("the result is too large"))) from None
        except (ZeroDivisionError, ValueError, TypeError):
            raise BadInputError(_said(self.text, tr("division by zero"))) from None
        # one infinite or missing number spoils the sum, which is cheaper to look at than every number
        if not np.isfinite(np.sum(result)) and not np.all(np.isfinite(result)):
            raise BadInputError(_said(self.text, tr("division by zero, or a result that is no number")))
        return result


def compile_formula(text: str) -> Formula:
    """Check and compile a formula; raises BadInputError with the place of what is wrong."""
    text = " ".join(text.split())
    if not text:
        raise BadInputError(tr("A formula is missing."))
    if len(text) > MAX_LENGTH:
        raise BadInputError(tr("A formula has at most {most} characters.", most=MAX_LENGTH))
    tree = _parsed(text)
    _check_size(text, tree)
    names = frozenset(_names(text, tree))
    return Formula(text, tree, names)


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        place = min(error.offset or len(text), len(text)) or len(text)  # 0: it ends too early
        raise BadInputError(_said(text, tr("this cannot be read as a formula"), place)) from None
    except (ValueError, RecursionError, MemoryError):
        raise BadInputError(_said(text, tr("this cannot be read as a formula"))) from None


def _copy(text: str) -> ast.expr:
    """A fresh tree of a text that was checked before."""
    return ast.parse(text, mode="eval").body


def _said(text: str, reason: str, place: int | None = None) -> str:
    shown = text if len(text) <= 80 else text[:79] + "…"
    if place is None:
        return tr("Formula “{formula}”: {reason}.", formula=shown, reason=reason)
    return tr("Formula “{formula}”, character {place}: {reason}.", formula=shown, place=place, reason=reason)


def _check_size(text: str, tree: ast.expr) -> None:
    """Breadth first and without recursion, so that a hostile text cannot exhaust the stack.

    Sums and products in a row are one level, however long the row is: only brackets, functions and powers go deeper.
    """
    level: list[ast.AST] = _in_a_row(tree)
    depth = count = 0
    while level:
        depth += 1
        count += len(level)
        if depth > MAX_DEPTH:
            raise BadInputError(_said(text, tr("it is nested too deeply")))
        if count > MAX_NODES:
            raise BadInputError(_said(text, tr("it has too many parts")))
        level = [part for node in level for child in _below(node) for part in _in_a_row(child)]


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """The parts right below a part; of a row of sums or products only what stands to the right of a sign."""
    if isinstance(node, ast.BinOp):
        children: Iterable[ast.AST] = (
            [node.right] if isinstance(node.left, ast.BinOp) else [node.left, node.right]
        )
    else:
        children = ast.iter_child_nodes(node)
    kinds = ast.expr_context | ast.operator | ast.cmpop | ast.unaryop | ast.boolop
    return (child for child in children if not isinstance(child, kinds))


def _in_a_row(node: ast.AST) -> list[ast.AST]:
    """A part and, where it is a row such as a + b - c, the shorter rows that it begins with."""
    row = [node]
    while isinstance(row[-1], ast.BinOp) and isinstance(row[-1].left, ast.BinOp):
        row.append(row[-1].left)
    return row


def _names(text: str, tree: ast.expr) -> Iterator[str]:
    """The names that the formula uses; raises for the first part that is not allowed."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr):
            continue
        reason = _objection(node, id(node) in called)
        if reason:
            raise BadInputError(_said(text, reason, _place(text, node)))
        if isinstance(node, ast.Name) and id(node) not in called:
            yield node.id


def _place(text: str, node: ast.expr) -> int:
    """The character where a part begins, counted from 1; the parser counts bytes."""
    return len(text.encode()[: node.col_offset].decode(errors="ignore")) + 1


def _objection(node: ast.expr, called: bool) -> str:  # noqa: PLR0911 - one line for each kind of part
    """Why a part is refused; empty if it is fine."""
    match node:
        case ast.Constant(value=bool()):
            return ""
        case ast.Constant(value=int() | float() as number):
            return "" if abs(number) < 1e300 else tr("the number is too large")
        case ast.Name(id=name):
            return _name_objection(name, called)
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=int() | float() as number)):
            too_large = abs(number) > MAX_EXPONENT
            return tr("an exponent is at most {most}", most=int(MAX_EXPONENT)) if too_large else ""
        case ast.BinOp(op=operator):
            return "" if isinstance(operator, _OPERATORS) else tr("this operator is not allowed")
        case ast.UnaryOp(op=sign):
            return "" if isinstance(sign, _SIGNS) else tr("this operator is not allowed")
        case ast.Compare(ops=operators):
            allowed = all(isinstance(operator, _COMPARISONS) for operator in operators)
            return "" if allowed else tr("this comparison is not allowed")
        case ast.BoolOp() | ast.IfExp():
            return ""
        case ast.Call():
            return _call_objection(node)
        case ast.Constant(value=str()):
            return tr("texts are not allowed")
        case _:
            return tr("only numbers, names, arithmetic, comparisons and the listed functions are allowed")


def _name_objection(name: str, called: bool) -> str:
    if called:
        return ""  # judged with its call
    if name in FUNCTIONS:
        return tr("the function “{name}” needs its arguments in brackets", name=name)
    return tr("names do not begin with “_”") if name.startswith("_") else ""


def _call_objection(node: ast.Call) -> str:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        return tr("only these functions are known: {names}", names=", ".join(FUNCTIONS))
    name = node.func.id
    _function, few, many = FUNCTIONS[name]
    if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
        return tr("“{name}” takes plain arguments only", name=name)
    if few <= len(node.args) <= many:
        return ""
    wanted = str(few) if few == many else tr("{few} or more", few=few)
    return tr(
        "“{name}” takes {wanted} arguments, not {count}", name=name, wanted=wanted, count=len(node.args)
    )


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=list(arguments), keywords=[])


class _ScalarForm(ast.NodeTransformer):
    """Python's own operators, but for powers, whose size is watched, and and/or, which give a bool."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Numbers are floats: an integer power could grow without end."""
        return node if isinstance(node.value, bool) else ast.Constant(value=float(_number(node)))

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """A power goes through the function that limits it."""
        self.generic_visit(node)
        return _call("_power", node.left, node.right) if isinstance(node.op, ast.Pow) else node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """And/or answer True or False."""
        self.generic_visit(node)
        return _call("_bool", node)


class _ArrayForm(_ScalarForm):
    """And, or, not, conditions and chained comparisons, element by element."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """Both sides are computed; NumPy has no short cut."""
        self.generic_visit(node)
        return _call("_and" if isinstance(node.op, ast.And) else "_or", *node.values)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """Not, element by element."""
        self.generic_visit(node)
        return _call("_not", node.operand) if isinstance(node.op, ast.Not) else node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """Both branches are computed and one is chosen for each element."""
        self.generic_visit(node)
        return _call("_where", node.test, node.body, node.orelse)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """`a < b < c` is `a < b and b < c`."""
        self.generic_visit(node)
        if len(node.ops) == 1:
            return node
        sides = [node.left, *node.comparators]
        pairs = [
            ast.Compare(left=left, ops=[operator], comparators=[right])
            for left, operator, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        return _call("_and", *pairs)


def _number(node: ast.Constant) -> float:
    assert isinstance(node.value, int | float)  # the check let nothing else through
    return node.value


def _compiled(body: ast.expr, order: tuple[str, ...], functions: Mapping[str, _Function]) -> _Function:
    arguments = ast.arguments(
        posonlyargs=[], args=[ast.arg(arg=name) for name in order], kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    tree = ast.fix_missing_locations(ast.Expression(body=ast.Lambda(args=arguments, body=body)))
    code = compile(tree, "<formula>", "eval")
    compiled: _Function = eval(code, {"__builtins__": {}, **functions})
    return compiled
