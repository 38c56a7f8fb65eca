"""An import in words, for the command line and the dialog."""

from collections.abc import Iterator

from app.across.exchange.columns import Kind
from app.across.exchange.imports import FileReport
from app.i18n import plural, tr
from app.models.vocabulary import Link

_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def summary(report: FileReport, most: int) -> Iterator[str]:
    """A few lines on a file: where it goes, what it makes, at most so many findings."""
    yield tr("{file}: {rows} into {place}.", file=report.file, rows=rows(report), place=place(report))
    yield f"  {outcome(report)}"
    for finding in report.findings[:most]:
        where = "" if finding.line is None else tr("line {n}: ", n=finding.line)
        yield f"  - {where}{finding.text}"
    if (rest := len(report.findings) - most) > 0:
        yield plural("  and {n} more finding", "  and {n} more findings", rest)


def rows(report: FileReport) -> str:
    """How many rows of what."""
    if report.kind is Kind.PEOPLE:
        return plural("{n} person", "{n} people", report.rows)
    return plural("{n} line", "{n} lines", report.rows)


def place(report: FileReport) -> str:
    """Account and opportunity, and which of them are new."""
    account, deal = f"“{report.account}”", f"“{report.opportunity}”"
    if report.account_made:
        account = tr("{name} (new)", name=account)
    if report.opportunity_made:
        deal = tr("{name} (new)", name=deal)
    return tr("opportunity {deal} of account {account}", deal=deal, account=account)


def outcome(report: FileReport) -> str:
    """What is made, changed and left as it is, in one sentence."""
    said = [*_people(report), *_lines(report)]
    if not report.changes:
        return tr("Nothing new: all of it is there already.")
    return ", ".join(said) + "."


def reading(report: FileReport) -> str:
    """How the file was read."""
    encoding = _ENCODINGS.get(report.encoding, report.encoding.upper())
    return tr(
        "{encoding}, columns divided by {delimiter}",
        encoding=encoding,
        delimiter=tr(_DELIMITERS[report.delimiter]),
    )


def _people(report: FileReport) -> Iterator[str]:
    if report.people_made:
        yield plural("{n} person is new", "{n} people are new", report.people_made)
    if report.people_changed:
        yield plural(
            "{n} person is brought up to date", "{n} people are brought up to date", report.people_changed
        )
    if report.people_joined:
        yield plural(
            "{n} known person joins the opportunity",
            "{n} known people join the opportunity",
            report.people_joined,
        )
    if report.people_same:
        yield plural("{n} person stays as is", "{n} people stay as they are", report.people_same)


def _lines(report: FileReport) -> Iterator[str]:
    texts = {
        Link.REPORTS: ("{n} new reporting line", "{n} new reporting lines"),
        Link.INFLUENCE: ("{n} new line of influence", "{n} new lines of influence"),
        Link.TRUST: ("{n} new line of trust", "{n} new lines of trust"),
        Link.CONFLICT: ("{n} new line of conflict", "{n} new lines of conflict"),
    }
    for kind, count in report.lines_made.items():
        yield plural(*texts[Link(kind)], count)
    if report.second_bosses:
        yield plural("{n} second boss (dotted)", "{n} second bosses (dotted)", report.second_bosses)
    if report.lines_changed:
        yield plural("{n} line gets another strength", "{n} lines get another strength", report.lines_changed)
    if report.lines_same:
        yield plural("{n} line was there already", "{n} lines were there already", report.lines_same)
