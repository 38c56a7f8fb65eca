"""The library of challenges: from and to CSV files, and what is supplied with the program."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.answers import OK, answer
from app.errors import BadInputError
from app.i18n import language, plural, tr

KIND = "challenges"
MOST_FINDINGS = 12  # of a file, for people; JSON has all


def meant(arguments: argparse.Namespace) -> bool:
    """Whether the files are to be taken as challenges: it is said so, or their titles say it."""
    from app.documents import csv_sheet  # late, like all below: help and wrong use need no database
    from app.tools.challenge_menu.importing import holds_challenges

    if arguments.kind is None and arguments.map is None:
        return all(holds_challenges(csv_sheet.read(path)) for path in arguments.files)
    return bool(arguments.kind == KIND)


def import_(arguments: argparse.Namespace) -> int:
    """Take in files, all of them or none."""
    from app.across.exchange.opening import reading, writing
    from app.documents import csv_sheet
    from app.tools.challenge_menu import storing
    from app.tools.challenge_menu.importing import Draft, draft
    from app.tools.challenge_menu.telling import findings, summary

    sheets = [csv_sheet.read(path) for path in arguments.files]
    drafts: list[Draft] = []
    if arguments.dry_run:
        with reading(arguments.target) as workspace, workspace.read() as session:
            drafts = [draft(sheet, storing.here(session)) for sheet in sheets]
    else:
        with writing(arguments.target) as workspace, workspace.edit(tr("Import challenges")) as session:
            for sheet in sheets:  # each is compared with what those before brought
                drafts.append(draft(sheet, storing.here(session)))
                _refuse(drafts[-1])
                storing.store(session, drafts[-1])
    lines = [line for one in drafts for line in summary(one, MOST_FINDINGS)]
    if arguments.dry_run:
        lines.append(tr("Nothing was changed: this was a dry run."))
    told: dict[str, Any] = {
        "workspace": str(arguments.target),
        "dry_run": arguments.dry_run,
        "files": [_told(one, list(findings(one))) for one in drafts],
    }
    answer(arguments, told, "\n".join(lines))
    for one in drafts:
        _refuse(one)
    return OK


def supply(arguments: argparse.Namespace, _: Any) -> int:
    """Add the supplied challenges, value propositions and stories that the workspace lacks; what is there stays."""
    from app.across.exchange.opening import reading, writing
    from app.across.starter import fill_library, missing

    path, added = arguments.workspace, 0
    if arguments.dry_run:
        with reading(path) as workspace, workspace.read() as session:
            lacking = missing(session, language())
    else:
        with writing(path) as workspace, workspace.edit(tr("Add supplied libraries")) as session:
            lacking = missing(session, language())
            added = fill_library(session, language())
    names = ", ".join(lacking)
    if not lacking:
        said = tr("Nothing is lacking: the supplied libraries are there.")
    elif arguments.dry_run:
        said = tr("Something is lacking of: {names}. Nothing was changed: this was a dry run.", names=names)
    else:
        said = plural(
            "Added what was lacking of: {names}. {n} challenge is new.",
            "Added what was lacking of: {names}. {n} challenges are new.",
            added,
            names=names,
        )
    told = {"workspace": str(path), "dry_run": arguments.dry_run, "lacking": lacking, "challenges": added}
    answer(arguments, told, said)
    return OK


def export(source: Path, output: Path) -> None:
    """Write the library as a file that `import_` reads."""
    from app.across.exchange.opening import reading
    from app.documents import files
    from app.tools.challenge_menu import storing

    with reading(source) as workspace, workspace.read() as session:
        files.write(output, storing.csv(session))


def _refuse(draft: Any) -> None:
    """Raises BadInputError that names the first wrong line."""
    if draft.refused:
        first = draft.problems[0]
        raise BadInputError(
            tr(
                "“{file}”, line {line}: {what} Nothing was changed.",
                file=draft.file,
                line=first.line,
                what=first.sentence,
            )
        )


def _told(draft: Any, findings: list[str]) -> dict[str, Any]:
    from app.tools.challenge_menu.importing import Fate

    return {
        "file": draft.file,
        "kind": KIND,
        "encoding": draft.encoding,
        "delimiter": draft.delimiter,
        "rows": len(draft.entries) + len(draft.problems),
        **{fate.value: draft.count(fate) for fate in Fate},
        "industries_made": list(draft.industries.values()),
        "profiles_made": list(draft.profiles.values()),
        "findings": findings,
    }
