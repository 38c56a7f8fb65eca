"""Whether a workspace is sound, and what the coach's rules say of each open deal."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import driver
from app.across.coach.queries import advice
from app.across.exchange.listing import OpportunityRow, opportunities
from app.errors import WorkbenchError
from app.i18n import plural, tr
from app.method.evidence import USUAL, Ageing
from app.models import files, schema
from app.models.people import Person
from app.models.trash import living
from app.models.value import ValueCase
from app.models.vocabulary import OpportunityStatus
from app.tools.value_calculator import queries as value_queries
from app.workspace import Workspace


@dataclass(frozen=True)
class Said:
    """A finding of a rule on one deal. Weight 3 blocks, 2 matters, 1 would be nice."""

    rule: str
    tool: str
    opportunity: str
    about: str
    title: str
    text: str
    weight: int


@dataclass(frozen=True)
class Report:
    """What the check found; `problems` are faults of the data, `findings` are advice on the deals."""

    workspace: str
    schema_version: int
    sound: bool
    problems: tuple[str, ...]
    opportunities: int
    people: int
    findings: tuple[Said, ...]


def check(path: Path, today: date, ageing: Ageing = USUAL) -> Report:
    """Check pages, references and value models of a workspace, then run all rules on its open deals.

    Raises WorkspaceError when the file is no workspace, newer, or its pages are damaged.
    """
    marks = files.read_marks(path)
    files.check(path, full=True)
    problems = _dangling(path)
    if marks.version < schema.VERSION:
        older = tr("The file is of an older version; open it once in the window to bring it up to date.")
        return Report(str(path), marks.version, False, (*problems, older), 0, 0, ())
    with Workspace(path, read_only=True) as workspace, workspace.read() as session:
        deals = opportunities(session)
        problems += [text for deal in deals for text in _broken_values(session, deal)]
        findings = [one for deal in deals for one in _findings(session, deal, today, ageing)]
        people = session.scalar(living(select(func.count(Person.id)), Person)) or 0
    return Report(
        workspace=str(path),
        schema_version=marks.version,
        sound=not problems,
        problems=tuple(problems),
        opportunities=len(deals),
        people=people,
        findings=tuple(sorted(findings, key=lambda one: -one.weight)),
    )


def _dangling(path: Path) -> list[str]:
    """Rows that point at rows that are not there."""
    with closing(driver.connect_readonly(path)) as connection:
        rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    tables = sorted({str(row[0]) for row in rows})
    if not rows:
        return []
    return [
        plural(
            "{n} row points at nothing (in {tables}).",
            "{n} rows point at nothing (in {tables}).",
            len(rows),
            tables=", ".join(tables),
        )
    ]


def _broken_values(session: Session, deal: OpportunityRow) -> list[str]:
    if session.scalar(select(ValueCase.id).where(ValueCase.opportunity_id == deal.id).limit(1)) is None:
        return []
    broken = []
    for case in value_queries.cases(session, deal.id):
        try:
            case.sheet()
        except WorkbenchError as error:
            broken.append(
                tr(
                    "{deal}: the value case “{case}” cannot be computed ({why})",
                    deal=deal.title,
                    case=case.title,
                    why=error,
                )
            )
    return broken


def _findings(session: Session, deal: OpportunityRow, today: date, ageing: Ageing) -> list[Said]:
    if deal.status != OpportunityStatus.OPEN.value:
        return []
    return [
        Said(one.rule, one.tool, deal.title, one.name, one.title, one.says, one.weight)
        for one in advice(session, deal.id, today, ageing).findings
    ]
