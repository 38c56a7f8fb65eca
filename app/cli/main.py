"""The command line: everything that needs no screen. Rows printed for people, or as JSON for machines.

Exit code 0 is success, 1 a 'no' or bad data, 2 wrong use. An error is one sentence on stderr.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from app.cli import challenges, commands
from app.cli.answers import NO, OK, WRONG_USE, UsageError, complain
from app.cli.importing import import_
from app.errors import WorkbenchError
from app.i18n import tr
from app.models.vocabulary import Audience

Draw = Callable[..., Any]
KINDS = ("letter", "map", "plan", "value", "checklist")
LISTS = ("accounts", "people", "opportunities")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence instead of printing its whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(tr("{message} (see {program} --help).", message=_begun(message), program=self.prog))


def main(argv: Sequence[str], draw: Draw) -> int:
    """Run one command; the answer is the exit code. `draw` is called only when a picture is asked for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that lacks a sign must not stop the command
    try:
        arguments = _parser().parse_args(list(argv))
        return int(arguments.run(arguments, draw))
    except SystemExit as done:  # --help
        return done.code if isinstance(done.code, int) else OK
    except UsageError as error:
        complain(error)
        return WRONG_USE
    except WorkbenchError as error:
        complain(error)
        return NO
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has had enough
        return OK
    except OSError as error:
        complain(tr("“{name}”: {why}.", name=error.filename or "-", why=error.strerror or error))
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
    known = parser.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=_Parser)

    def command(name: str, text: str, run: Callable[[argparse.Namespace, Draw], int]) -> _Parser:
        added = known.add_parser(name, help=text, description=text, parents=[common])
        added.set_defaults(run=run)
        return added

    demo = command("demo", tr("build the sample workspace and its whole meeting pack"), commands.demo)
    demo.add_argument(
        "--to", type=Path, default=Path("dealwright-demo"), metavar="DIR", help=tr("the folder")
    )

    new = command("new", tr("make a new workspace with the library in it"), commands.new)
    new.add_argument("workspace", type=Path, metavar="W")

    supply = command(
        "library", tr("add what the supplied libraries have and a workspace lacks"), challenges.supply
    )
    supply.add_argument("workspace", type=Path, metavar="W")
    supply.add_argument("--dry-run", action="store_true", help=tr("say what is lacking, and change nothing"))

    listing = command("list", tr("list what a workspace holds"), commands.list_)
    listing.add_argument("what", choices=LISTS)
    listing.add_argument("--from", dest="source", type=Path, required=True, metavar="W")

    bring = command("import", tr("bring in people, connections or challenges from CSV files"), import_)
    bring.add_argument("files", type=Path, nargs="+", metavar="FILE")
    bring.add_argument("--into", dest="target", type=Path, required=True, metavar="W")
    bring.add_argument(
        "--as",
        dest="kind",
        choices=("people", "connections", challenges.KIND),
        help=tr(
            "people: id, name, title, unit, reports_to; connections: from, to, kind, strength;"
            " challenges: industry, profile, text, question, heard, benefits, capabilities"
        ),
    )
    bring.add_argument("--account", default="", metavar="NAME", help=tr("made when there is none"))
    bring.add_argument("--opportunity", default="", metavar="TITLE", help=tr("made when there is none"))
    bring.add_argument(
        "--map", type=Path, metavar="FILE", help=tr('which column is what, in TOML: name = "Full name"')
    )
    bring.add_argument("--dry-run", action="store_true", help=tr("say what would happen, and change nothing"))

    export = command("export", tr("write a document of one opportunity, or the challenges"), commands.export_)
    export.add_argument("kind", choices=(*KINDS, challenges.KIND))
    export.add_argument("--from", dest="source", type=Path, required=True, metavar="W")
    export.add_argument("--opportunity", metavar="REF", help=tr("of all but the challenges"))
    export.add_argument("--format", metavar="F", help=tr("by default what the name of the file says"))
    export.add_argument(
        "--audience",
        choices=[one.value for one in Audience],
        default=Audience.INTERNAL.value,
        help=tr("customer leaves out our opinions, internal notes and actions; internal is the default"),
    )
    export.add_argument("-o", "--output", type=Path, required=True, metavar="PATH")

    value = known.add_parser(
        "value", help=tr("work with a value model"), description=tr("work with a value model")
    )
    runs = value.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=_Parser)
    text = tr("compute a value model")
    run = runs.add_parser("run", help=text, description=text, parents=[common])
    run.set_defaults(run=commands.value_run)
    run.add_argument("model", type=Path, metavar="MODEL.toml")
    run.add_argument("--scenario", default="", metavar="S")
    run.add_argument("--set", dest="settings", action="append", default=[], metavar="NAME=VALUE")
    run.add_argument(
        "--monte-carlo", dest="draws", type=int, metavar="N", help=tr("draw N times from the ranges")
    )
    run.add_argument("--seed", type=int, metavar="K", help=tr("the same seed gives the same answer"))
    run.add_argument("-o", "--output", type=Path, metavar="OUT.xlsx", help=tr("also write a live workbook"))

    check = command(
        "check", tr("check a workspace: is the file sound, what do the rules say"), commands.check_
    )
    check.add_argument("workspace", type=Path, metavar="W")
    return parser


def _begun(message: str) -> str:
    text = message.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dealwright")
    except PackageNotFoundError:
        return "0.1.0"
