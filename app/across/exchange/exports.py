"""One way out for each kind of document: reads the tool's rows and hands them to the tool's own export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from sqlalchemy.orm import Session

from app.documents import files
from app.errors import BadInputError, NotFoundError
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.activity_plan import export as plan_export
from app.tools.activity_plan import queries as plan_queries
from app.tools.champion_letter import export as letter_export
from app.tools.champion_letter import queries as letter_queries
from app.tools.champion_letter.rows import LetterPage
from app.tools.champion_letter.templates import look_of
from app.tools.closing_checklist import export as checklist_export
from app.tools.closing_checklist import queries as checklist_queries
from app.tools.relationship_map import export as map_export
from app.tools.relationship_map import queries as map_queries
from app.tools.relationship_map.rows import People
from app.tools.value_calculator import export as value_export
from app.tools.value_calculator import export_word as value_word
from app.tools.value_calculator import queries as value_queries
from app.tools.value_calculator.export_layout import Cover

Draw = Callable[[People | LetterPage, Path, str], None]
"""Draws people as "svg", "png" or "pdf", or prints a letter as "pdf"; it needs Qt, so it is handed in."""


@dataclass(frozen=True)
class Job:
    """What to export: from which deal, for whom, in which format, where to."""

    opportunity_id: int
    path: Path
    format: str
    audience: Audience
    today: date
    author: str = ""
    draw: Draw | None = None


FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "letter": ("docx", "eml", "pdf"),
        "map": ("svg", "png", "pdf", "json", "docx", "xlsx"),
        "plan": ("docx", "xlsx", "ics"),
        "value": ("xlsx", "docx"),
        "checklist": ("docx",),
    }
)
"""The kinds of documents and their formats, the usual one first."""


def format_for(kind: str, path: Path, wanted: str | None) -> str:
    """The format: the one asked for, else that of the file's name, else the usual one.

    Raises BadInputError when the kind has no such format.
    """
    known = FORMATS[kind]
    suffix = path.suffix.lower().lstrip(".")
    chosen = (wanted or suffix or known[0]).lower()
    if chosen not in known:
        raise BadInputError(
            tr(
                "A {kind} is written as {formats}, not as {chosen}.",
                kind=kind,
                formats=", ".join(known),
                chosen=chosen,
            )
        )
    return chosen


def export(session: Session, kind: str, job: Job) -> tuple[str, ...]:
    """Write one document; answers what whoever sends it should look at first.

    Raises WorkbenchError when there is nothing to write or the place is not writable.
    """
    return _WRITERS[kind](session, job) or ()


def _letter(session: Session, job: Job) -> tuple[str, ...]:
    found = letter_queries.letters(session, job.opportunity_id)
    if not found:
        raise NotFoundError(tr("This opportunity has no letter yet; draft one after a meeting."))
    page = letter_queries.letter_page(session, found[0].id)
    if job.format == "eml":
        letter_export.write_eml(page, job.path)
    elif job.format == "pdf" and job.draw is not None:
        job.draw(page, job.path, job.format)
    else:
        letter_export.write_docx(page, job.path, look_of(session, page.id))
    return tuple(f"{check.text}. {check.do}" for check in page.checks if not check.good)


def _map(session: Session, job: Job) -> None:
    page = map_queries.people(session, job.opportunity_id, job.audience)
    if page is None or not page.players:
        raise NotFoundError(tr("This opportunity has no people yet; there is nothing to draw."))
    if job.format == "json":
        files.write(job.path, map_export.map_json(page).encode())
    elif job.format == "docx":
        map_export.write_word(page, job.path, job.today, job.author)
    elif job.format == "xlsx":
        map_export.write_excel(page, job.path)
    elif job.draw is not None:
        job.draw(page, job.path, job.format)


def _plan(session: Session, job: Job) -> None:
    plan = plan_queries.plan(session, job.opportunity_id, job.audience)
    if plan is None or not plan.steps:
        raise NotFoundError(tr("This opportunity has no plan yet."))
    if job.format == "ics":
        plan_export.save_calendar(job.path, plan, job.audience)
    elif job.format == "xlsx":
        plan_export.save_excel(job.path, plan, job.audience, job.today)
    else:
        plan_export.save_word(job.path, plan, job.audience, job.today, job.author)


def _value(session: Session, job: Job) -> None:
    page = value_queries.opportunity_cases(session, job.opportunity_id, job.audience)
    if not page.cases:
        raise NotFoundError(tr("This opportunity has no value case yet."))
    case = page.cases[0]
    scenario = value_queries.scenario_or_base(case)
    cover = Cover(
        account=page.account,
        opportunity=page.opportunity,
        title=case.title,
        goal=case.goal,
        solution=case.solution,
        compared_with=case.compared_with,
        scenario=case.all_scenarios().get(scenario, scenario),
        author=job.author,
        day=job.today,
    )
    if job.format == "docx":
        value_word.save_sheet(case.sheet(scenario), cover, job.path)
    else:
        value_export.save_workbook(case.sheet(scenario), cover, job.path, case.sheets())


def _checklist(session: Session, job: Job) -> None:
    page = checklist_queries.page(session, job.opportunity_id, job.today, audience=job.audience)
    checklist_export.save_word(job.path, page, job.today, job.author)


_WRITERS: Mapping[str, Callable[[Session, Job], tuple[str, ...] | None]] = MappingProxyType(
    {"letter": _letter, "map": _map, "plan": _plan, "value": _value, "checklist": _checklist}
)
