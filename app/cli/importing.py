"""Bringing in people, connections and challenges: what was done, or would be, file by file."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from app.cli import challenges
from app.cli.answers import OK, answer
from app.i18n import tr

MOST_FINDINGS = 12  # of a file, for people; JSON has all


def import_(arguments: argparse.Namespace, _: Callable[..., Any]) -> int:
    """Take in files, all of them or none."""
    from app.across.exchange import imports  # late, like all below: help and wrong use need no database
    from app.across.exchange.columns import Kind, mapped
    from app.across.exchange.opening import reading, writing
    from app.across.exchange.target import Wanted
    from app.across.exchange.telling import summary

    if challenges.meant(arguments):
        return challenges.import_(arguments)
    own = mapped(arguments.map) if arguments.map is not None else None
    files = imports.read(arguments.files, Kind(arguments.kind) if arguments.kind else None, own)
    wanted = Wanted(arguments.account, arguments.opportunity)
    if arguments.dry_run:
        with reading(arguments.target) as workspace, workspace.read() as session:
            drafted = imports.draft(session, files, wanted)
    else:
        with writing(arguments.target) as workspace, workspace.edit(tr("Import")) as session:
            drafted = imports.draft(session, files, wanted)
            imports.store(session, drafted, date.today())
    told = {
        "workspace": str(arguments.target),
        "dry_run": arguments.dry_run,
        "files": [asdict(report) for report in drafted.reports],
    }
    lines = [line for report in drafted.reports for line in summary(report, MOST_FINDINGS)]
    if arguments.dry_run:
        lines.append(tr("Nothing was changed: this was a dry run."))
    answer(arguments, told, "\n".join(lines))
    return OK
