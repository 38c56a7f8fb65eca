"""The commands that make, list, export, compute and check; what they need is imported when they are called."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from app.cli import challenges
from app.cli.answers import NO, OK, UsageError, answer, complain, table
from app.i18n import plural, tr
from app.models.vocabulary import TEAM, Audience, Onlooker

Draw = Callable[..., Any]
MOST_DRAWS = 1_000_000
_ALWAYS_SAFE = frozenset({"letter"})  # written for the customer in any case


def demo(arguments: argparse.Namespace, draw: Draw) -> int:
    """Build the sample workspace and its meeting pack."""
    from app.across.demo import build  # late, like all below: help and wrong use need no database

    written = build(arguments.to, date.today(), draw)
    answer(
        arguments,
        {"folder": str(arguments.to), "files": [str(path) for path in written]},
        "\n".join(map(str, written)),
    )
    return OK


def new(arguments: argparse.Namespace, _: Draw) -> int:
    """Make a workspace with the library in it."""
    from app.across.files import make

    make(arguments.workspace)
    answer(arguments, {"workspace": str(arguments.workspace)}, tr("Made {path}.", path=arguments.workspace))
    return OK


def list_(arguments: argparse.Namespace, _: Draw) -> int:
    """List accounts, people or opportunities."""
    from app.across.exchange import listing
    from app.across.exchange.opening import reading

    gather: Mapping[str, Callable[..., Sequence[Any]]] = {
        "accounts": listing.accounts,
        "people": listing.people,
        "opportunities": listing.opportunities,
    }
    with reading(arguments.source) as workspace, workspace.read() as session:
        rows = [asdict(row) for row in gather[arguments.what](session)]
    answer(arguments, rows, table(rows) if rows else tr("None."))
    return OK


def export_(arguments: argparse.Namespace, draw: Draw) -> int:
    """Write one document of an opportunity."""
    from app.across.exchange.exports import Job, export, format_for
    from app.across.exchange.listing import find_opportunity
    from app.across.exchange.opening import reading
    from app.errors import BadInputError

    if arguments.kind == challenges.KIND:
        challenges.export(arguments.source, arguments.output)
        told = {"kind": arguments.kind, "path": str(arguments.output)}
        answer(arguments, told, tr("Wrote {path}.", path=arguments.output))
        return OK
    if arguments.opportunity is None:
        raise UsageError(tr("Say which opportunity: --opportunity REF."))
    try:
        chosen = format_for(arguments.kind, arguments.output, arguments.format)
    except BadInputError as error:
        raise UsageError(str(error)) from error
    audience = Audience(arguments.audience)
    # a letter is read whole, so that it is held against all that must not stand in it
    onlooker = TEAM if arguments.kind in _ALWAYS_SAFE else Onlooker(audience)
    with reading(arguments.source) as workspace, workspace.read(onlooker) as session:
        deal = find_opportunity(session, arguments.opportunity)
        job = Job(
            opportunity_id=deal.id,
            path=arguments.output,
            format=chosen,
            audience=audience,
            today=date.today(),
            author=deal.owner,
            draw=draw,
        )
        remarks = export(session, arguments.kind, job)
    told = {
        "kind": arguments.kind,
        "format": chosen,
        "audience": arguments.audience,
        "opportunity": deal.uid,
        "path": str(arguments.output),
        "remarks": list(remarks),
    }
    if job.audience is Audience.INTERNAL and arguments.kind not in _ALWAYS_SAFE:
        text = tr("Wrote {path} (internal: not for the customer).", path=arguments.output)
    else:
        text = tr("Wrote {path}.", path=arguments.output)
    answer(arguments, told, text)
    for remark in () if arguments.json else remarks:
        complain(remark)
    return OK


def value_run(arguments: argparse.Namespace, _: Draw) -> int:
    """Compute a value model."""
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
    told = run.run_model(arguments.model, arguments.scenario, settings, draws, seed)
    if arguments.output is not None:
        if arguments.output.suffix.lower() != ".xlsx":
            raise UsageError(
                tr("A value model is written as .xlsx, not as “{name}”.", name=arguments.output.name)
            )
        sheet = run.compute(arguments.model, arguments.scenario, settings)
        cover = Cover(title=told["label"], scenario=told["scenario"], day=date.today())
        save_workbook(sheet, cover, arguments.output, run.scenarios_of(arguments.model, settings))
        told["workbook"] = str(arguments.output)
    answer(arguments, told, run.in_words(told))
    return OK


def check_(arguments: argparse.Namespace, _: Draw) -> int:
    """Say whether a workspace is sound and what the rules find."""
    from app import paths, settings
    from app.across.exchange.check import check
    from app.method.evidence import Ageing

    preferred = settings.load(paths.settings_file())
    ageing = Ageing(preferred.fading_days, preferred.old_days)
    report = check(arguments.workspace, date.today(), ageing)
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
    answer(arguments, asdict(report), "\n".join(lines))
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
