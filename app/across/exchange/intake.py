"""What the rows of a file say, before it is known whom they mean."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.across.exchange.columns import Kind, Mapped, check
from app.across.exchange.played import roles_in, told
from app.documents.csv_sheet import Row, Sheet
from app.documents.text import one_line
from app.errors import BadInputError
from app.i18n import plural, tr
from app.models.vocabulary import Link, Role

LONGEST = {
    "id": 120,
    "name": 200,
    "title": 200,
    "unit": 200,
    "email": 200,
    "phone": 60,
}  # characters that are stored
NOBODY = frozenset({"", "-", "–", "—", "none", "null", "nan", "n/a", "na", "nobody"})  # no boss, in words
USUAL = 2  # strength
_STRENGTHS = {"weak": 1, "usual": 2, "medium": 2, "strong": 3}


@dataclass(frozen=True)
class Finding:
    """Something that the user should know of a file; `line` is None where it is about the whole."""

    file: str
    text: str
    line: int | None = None

    @property
    def sentence(self) -> str:
        """With file and line."""
        if self.line is None:
            return f"{self.file}: {self.text}"
        return tr("{file}, line {line}: {text}", file=self.file, line=self.line, text=self.text)


@dataclass(frozen=True)
class PersonRow:
    """A person as a file tells of him or her; `bosses` is the cell as it stands."""

    line: int
    key: str
    name: str
    title: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    bosses: str = ""
    placeholder: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class LineRow:
    """A line between two people as a file tells of it; `strength` is None where it does not say."""

    line: int
    start: str
    end: str
    kind: Link
    strength: int | None = None


@dataclass(frozen=True)
class Intake:
    """All that one file says."""

    file: str
    kind: Kind
    encoding: str
    delimiter: str
    rows: int
    people: tuple[PersonRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def intake(sheet: Sheet, kind: Kind, own: Mapped | None = None) -> Intake:
    """What a sheet says; raises BadInputError when a column is missing or a text is too long to be one."""
    at = check(sheet, kind, own)
    findings: list[Finding] = []
    people: list[PersonRow] = []
    lines: list[LineRow] = []
    if kind is Kind.PEOPLE:
        people = _people(sheet, at, findings)
    else:
        lines = _lines(sheet, at, own or Mapped(), findings)
    return Intake(
        sheet.name,
        kind,
        sheet.encoding,
        sheet.delimiter,
        len(sheet.rows),
        tuple(people),
        tuple(lines),
        tuple(findings),
    )


def _people(sheet: Sheet, at: Mapping[str, int], findings: list[Finding]) -> list[PersonRow]:
    """Everybody whom a sheet names, and below the findings on single rows what its words for roles were taken for."""
    found = [one for row in sheet.rows if (one := _person(sheet.name, row, at, findings)) is not None]
    if "roles" in at:
        strange: Counter[str] = Counter()
        cells = {row.line: row.cells[at["roles"]] for row in sheet.rows}
        found = [replace(one, roles=roles_in(cells[one.line], strange)) for one in found]
        findings += [Finding(sheet.name, text) for text in told(strange)]
    return found


def _person(file: str, row: Row, at: Mapping[str, int], findings: list[Finding]) -> PersonRow | None:
    def text(name: str) -> str:
        return _checked(file, row, name, one_line(row.cells[at[name]])) if name in at else ""

    name = text("name") or " ".join(part for part in (text("first_name"), text("last_name")) if part)
    key, title = text("id"), text("title")
    if not name and not title:
        findings.append(Finding(file, tr("neither name nor title; this row was left out."), row.line))
        return None
    if not name:
        findings.append(
            Finding(file, tr("no name; “{title}” stands in until it is known.", title=title), row.line)
        )
    bosses = row.cells[at["reports_to"]] if "reports_to" in at else ""
    return PersonRow(
        line=row.line,
        key=key,
        name=name or title,
        title=title,
        unit=text("unit"),
        email=text("email"),
        phone=text("phone"),
        bosses=bosses,
        placeholder=not name,
    )


def _checked(file: str, row: Row, name: str, text: str) -> str:
    most = LONGEST.get(name, 200)
    if len(text) > most:
        raise BadInputError(
            tr(
                "“{file}”, line {line}: the {field} has {n} characters, and {most} are the most;"
                " is a quotation mark missing?",
                file=file,
                line=row.line,
                field=name.replace("_", " "),
                n=f"{len(text):,}",
                most=most,
            )
        )
    return text


def _lines(sheet: Sheet, at: Mapping[str, int], own: Mapped, findings: list[Finding]) -> list[LineRow]:
    known = {
        **{kind.value: kind for kind in Link},
        **{kind.label.casefold(): kind for kind in Link},
        **own.kinds,
    }
    strange: Counter[str] = Counter()
    odd: Counter[str] = Counter()
    lines = []
    for row in sheet.rows:
        start, end = (one_line(row.cells[at[name]]) for name in ("from", "to"))
        if not start or not end:
            findings.append(Finding(sheet.name, tr("a line needs two ends; it was left out."), row.line))
            continue
        word = one_line(row.cells[at["kind"]]) if "kind" in at else ""
        kind = known.get(word.replace("_", " ").casefold())
        if kind is None:
            strange[word] += 1
        strength, clear = _strength(row.cells[at["strength"]]) if "strength" in at else (None, True)
        if not clear:
            odd[one_line(row.cells[at["strength"]])] += 1
        lines.append(LineRow(row.line, start, end, kind or Link.INFLUENCE, strength))
    findings += [Finding(sheet.name, _told(word, count)) for word, count in strange.items()]
    if odd:
        words = ", ".join(f"“{word[:30]}”" for word in list(odd)[:5])
        text = plural(
            "{n} strength is not 1, 2 or 3 ({words}); the nearest was taken, or 2.",
            "{n} strengths are not 1, 2 or 3 ({words}); the nearest was taken, or 2.",
            odd.total(),
            words=words,
        )
        findings.append(Finding(sheet.name, text))
    return lines


def _told(word: str, count: int) -> str:
    if not word:
        return plural(
            "{n} line without a kind is taken as influence.",
            "{n} lines without a kind are taken as influence.",
            count,
        )
    return plural(
        "{n} line of the kind “{word}” is taken as influence.",
        "{n} lines of the kind “{word}” are taken as influence.",
        count,
        word=word[:60],
    )


def _strength(cell: str) -> tuple[int | None, bool]:
    """A strength of 1 to 3, and whether the cell said exactly that; None where it is empty."""
    text = cell.strip().casefold()
    if not text:
        return None, True
    if text in _STRENGTHS:
        return _STRENGTHS[text], True
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return USUAL, False
    if not abs(number) < float("inf"):
        return USUAL, False
    nearest = max(1, min(3, round(number)))
    return nearest, nearest == number
