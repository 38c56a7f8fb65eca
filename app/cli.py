"""The command line: everything that needs no screen. Rows printed for people, or as JSON for machines.

Exit code 0 is success, 1 a 'no' or bad data, 2 wrong use. An error is one sentence on stderr.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from app.errors import WorkbenchError
from app.i18n import plural, tr
from app.models.vocabulary import Audience

DrawMap = Callable[..., Any]
KINDS = ("letter", "map", "plan", "value", "checklist")
LISTS = ("accounts", "people", "opportunities")
OK, NO, WRONG_USE = 0, 1, 2
MOST_DRAWS = 1_000_000
_ALWAYS_SAFE = frozenset({"letter"})  # written for the customer in any case


class UsageError(WorkbenchError):
    """The command was put together wrongly."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence instead of printing its whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(tr("{message} (see {program} --help).", message=_begun(message), program=self.prog))


def main(argv: Sequence[str], draw_map: DrawMap) -> int:
    """Run one command; the answer is the exit code. `draw_map` is called only when a picture is asked for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that lacks a sign must not stop the command
    try:
        arguments = _parser().parse_args(list(argv))
        return int(arguments.run(arguments, draw_map))
    except SystemExit as done:  # --help
        return done.code if isinstance(done.code, int) else OK
    except UsageError as error:
        _complain(error)
        return WRONG_USE
    except WorkbenchError as error:
        _complain(error)
        return NO
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has had enough
        return OK
    except OSError as error:
        _complain(tr("“{name}”: {why}.", name=error.filename or "-", why=error.strerror or error))
        return NO


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help=tr("answer as JSON, for machines"))
    parser = _Parser(
        prog="dealwright",
        description=tr("Without a command it opens the window: dealwright [WORKSPACE]."),
        epilog=tr("REF is a uid, a number or a title that occurs once."),
    )
    parser.add_argument("--version", action="version", version=f"dealwright {_version()}")
    commands = parser.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=_Parser)

    def command(name: str, text: str, run: Callable[[argparse.Namespace, DrawMap], int]) -> _Parser:
        added = commands.add_parser(name, help=text, description=text, parents=[common])
        added.set_defaults(run=run)
        return added

    demo = command("demo", tr("build the sample workspace and its whole meeting pack"), _demo)
    demo.add_argument(
        "--to", type=Path, default=Path("dealwright-demo"), metavar="DIR", help=tr("the folder")
    )

    new = command("new", tr("make a new workspace with the library in it"), _new)
    new.add_argument("workspace", type=Path, metavar="W")

    listing = command("list", tr("list what a workspace holds"), _list)
    listing.add_argument("what", choices=LISTS)
    listing.add_argument("--from", dest="source", type=Path, required=True, metavar="W")

    export = command("export", tr("write a document of one opportunity"), _export)
    export.add_argument("kind", choices=KINDS)
    export.add_argument("--from", dest="source", type=Path, required=True, metavar="W")
    export.add_argument("--opportunity", required=True, metavar="REF")
    export.add_argument("--format", metavar="F", help=tr("by default what the name of the file says"))
    export.add_argument(
        "--audience",
        choices=[one.value for one in Audience],
        default=Audience.INTERNAL.value,
        help=tr("customer leaves out our opinions, internal notes and actions; internal is the default"),
    )
    export.add_argument("-o", "--output", type=Path, required=True, metavar="PATH")

    value = commands.add_parser(
        "value", help=tr("work with a value model"), description=tr("work with a value model")
    )
    runs = value.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=_Parser)
    text = tr("compute a value model")
    run = runs.add_parser("run", help=text, description=text, parents=[common])
    run.set_defaults(run=_value_run)
    run.add_argument("model", type=Path, metavar="MODEL.toml")
    run.add_argument("--scenario", default="", metavar="S")
    run.add_argument("--set", dest="settings", action="append", default=[], metavar="NAME=VALUE")
    run.add_argument(
        "--monte-carlo", dest="draws", type=int, metavar="N", help=tr("draw N times from the ranges")
    )
    run.add_argument("--seed", type=int, metavar="K", help=tr("the same seed gives the same answer"))
    run.add_argument("-o", "--output", type=Path, metavar="OUT.xlsx", help=tr("also write a live workbook"))

    check = command("check", tr("check a workspace: is the file sound, what do the rules say"), _check)
    check.add_argument("workspace", type=Path, metavar="W")
    return parser


def _demo(arguments: argparse.Namespace, draw_map: DrawMap) -> int:
    from app.across.demo import build  # late, like all below: help and wrong use need no database

    written = build(arguments.to, date.today(), draw_map)
    _answer(
        arguments,
        {"folder": str(arguments.to), "files": [str(path) for path in written]},
        "\n".join(map(str, written)),
    )
    return OK


def _new(arguments: argparse.Namespace, _: DrawMap) -> int:
    from app.across.files import make

    make(arguments.workspace)
    _answer(arguments, {"workspace": str(arguments.workspace)}, tr("Made {path}.", path=arguments.workspace))
    return OK


def _list(arguments: argparse.Namespace, _: DrawMap) -> int:
    from app.across.exchange import listing
    from app.across.exchange.opening import reading

    gather: Mapping[str, Callable[..., Sequence[Any]]] = {
        "accounts": listing.accounts,
        "people": listing.people,
        "opportunities": listing.opportunities,
    }
    with reading(arguments.source) as workspace, workspace.read() as session:
        rows = [asdict(row) for row in gather[arguments.what](session)]
    _answer(arguments, rows, _table(rows) if rows else tr("None."))
    return OK


def _export(arguments: argparse.Namespace, draw_map: DrawMap) -> int:
    from app.across.exchange.exports import Job, export, format_for
    from app.across.exchange.listing import find_opportunity
    from app.across.exchange.opening import reading
    from app.errors import BadInputError

    try:
        chosen = format_for(arguments.kind, arguments.output, arguments.format)
    except BadInputError as error:
        raise UsageError(str(error)) from error
    with reading(arguments.source) as workspace, workspace.read() as session:
        deal = find_opportunity(session, arguments.opportunity)
        job = Job(
            opportunity_id=deal.id,
            path=arguments.output,
            format=chosen,
            audience=Audience(arguments.audience),
            today=date.today(),
            author=deal.owner,
            draw_map=draw_map,
        )
        export(session, arguments.kind, job)
    answer = {
        "kind": arguments.kind,
        "format": chosen,
        "audience": arguments.audience,
        "opportunity": deal.uid,
        "path": str(arguments.output),
    }
    if job.audience is Audience.INTERNAL and arguments.kind not in _ALWAYS_SAFE:
        text = tr("Wrote {path} (internal: not for the customer).", path=arguments.output)
    else:
        text = tr("Wrote {path}.", path=arguments.output)
    _answer(arguments, answer, text)
    return OK


def _value_run(arguments: argparse.Namespace, _: DrawMap) -> int:
    from app.tools.value_calculator import run
    from app.tools.value_calculator.export import save_workbook
    from app.tools.value_calculator.export_layout import Cover

    settings = dict(_setting(text) for text in arguments.settings)
    draws = arguments.draws or 0
    if arguments.draws is not None and not 1 <= draws <= MOST_DRAWS:
        raise UsageError(tr("--monte-carlo takes a number from 1 to {most}.", most=MOST_DRAWS))
    if arguments.seed is not None and not draws:
        raise UsageError(tr("--seed goes with --monte-carlo."))
    if arguments.seed is not None and arguments.seed < 0:
        raise UsageError(tr("--seed takes a whole number from 0 on."))
    seed = run.DEFAULT_SEED if arguments.seed is None else arguments.seed
    answer = run.run_model(arguments.model, arguments.scenario, settings, draws, seed)
    if arguments.output is not None:
        if arguments.output.suffix.lower() != ".xlsx":
            raise UsageError(
                tr("A value model is written as .xlsx, not as “{name}”.", name=arguments.output.name)
            )
        sheet = run.compute(arguments.model, arguments.scenario, settings)
        cover = Cover(title=answer["label"], scenario=answer["scenario"], day=date.today())
        save_workbook(sheet, cover, arguments.output)
        answer["workbook"] = str(arguments.output)
    _answer(arguments, answer, run.in_words(answer))
    return OK


def _check(arguments: argparse.Namespace, _: DrawMap) -> int:
    from app.across.exchange.check import check

    report = check(arguments.workspace, date.today())
    verdict = tr("{path}: sound.") if report.sound else tr("{path}: not sound.")
    lines = [verdict.format(path=report.workspace)]
    lines += [f"  {problem}" for problem in report.problems]
    lines.append(
        plural("{n} opportunity", "{n} opportunities", report.opportunities)
        + ", "
        + plural("{n} person", "{n} people", report.people)
        + ", "
        + plural("{n} finding of the rules", "{n} findings of the rules", len(report.findings))
        + "."
    )
    lines += [f"  {one.opportunity} · {one.title}: {one.text}" for one in report.findings]
    _answer(arguments, asdict(report), "\n".join(lines))
    return OK if report.sound else NO


def _setting(text: str) -> tuple[str, float]:
    """NAME=VALUE as a pair; the decimal sign is a point."""
    name, equals, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not equals or not name.strip() or not abs(number) < float("inf"):
        raise UsageError(tr("“{text}” is no setting; write it as speed=700.", text=text))
    return name.strip(), number


def _answer(arguments: argparse.Namespace, answer: object, text: str) -> None:
    """The answer as JSON where it was asked for, else in words."""
    if arguments.json:
        text = json.dumps(answer, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def _table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows under their titles, in columns as wide as they need; the uid is for machines."""
    names = [name for name in rows[0] if name != "uid"]
    cells = [
        [name.replace("_", " ") for name in names],
        *([_cell(row[name]) for name in names] for row in rows),
    ]
    widths = [max(len(line[at]) for line in cells) for at in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    return " ".join(str(value).split())


def _begun(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}"


def _complain(error: object) -> None:
    sys.stderr.write(f"{' '.join(str(error).split())}\n")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dealwright")
    except PackageNotFoundError:
        return "0.1.0"
