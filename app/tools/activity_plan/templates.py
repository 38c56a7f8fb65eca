"""Plans to start from: `data/<language>/plan_templates.toml`, and how one is laid between today and the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app import paths
from app.i18n import tr
from app.method.calendar_spans import FRIDAY, Window, week_of
from app.method.content_file import read
from app.models.vocabulary import ActionPurpose, Side


@dataclass(frozen=True)
class TemplateStep:
    """A step of a template; `week` counts from the start, `after` are keys of predecessors."""

    template: str
    key: str
    title: str
    week: int
    side: Side
    purpose: ActionPurpose = ActionPurpose.OTHER
    gate: bool = False
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A plan to start from."""

    key: str
    title: str
    says: str
    steps: tuple[TemplateStep, ...] = ()


def load_templates(language: str = "en", folder: Path | None = None) -> tuple[Template, ...]:
    """The templates of a language; raises ContentError naming file, line and reason."""
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> tuple[Template, ...]:
    path = folder / language / "plan_templates.toml"
    if not path.is_file():
        path = folder / "en" / "plan_templates.toml"
    file = read(path)
    file.only("template", "step")
    heads = {entry.read_as(_Head).key: entry for entry in file.entries("template")}
    steps: dict[str, list[TemplateStep]] = {key: [] for key in heads}
    for entry in file.entries("step"):
        step = entry.read_as(TemplateStep)
        if step.template not in steps:
            raise entry.error(tr("there is no template “{key}”.", key=step.template), "template")
        known = {earlier.key for earlier in steps[step.template]}
        for earlier in step.after:
            if earlier not in known:
                raise entry.error(tr("“{key}” is no step above this one.", key=earlier), "after")
        if step.key in known:
            raise entry.error(tr("“{key}” stands here a second time.", key=step.key), "key")
        steps[step.template].append(step)
    for key, entry in heads.items():
        if not steps[key]:
            raise entry.error(tr("has no step."))
    return tuple(
        Template(head.key, head.title, head.says, tuple(steps[head.key]))
        for head in (entry.read_as(_Head) for entry in heads.values())
    )


@dataclass(frozen=True)
class _Head:
    key: str
    title: str
    says: str


def schedule(template: Template, today: date, decision_on: date | None) -> Mapping[str, Window]:
    """The week of each step, by its key.

    Where the decision has a date ahead, the steps up to the decision are spread over the time until it, so that
    the last of them falls into its week; what follows the decision keeps its distance to it.
    """
    decisive = max(
        (step.week for step in template.steps if step.purpose is ActionPurpose.DECISION),
        default=max(step.week for step in template.steps),
    )
    decided = today + timedelta(weeks=decisive)
    if decision_on is not None and decision_on > today:
        decided = decision_on
    ahead = (decided - today).days
    found = {}
    for step in template.steps:
        if step.week < decisive:
            days = _working_week(today + timedelta(days=round(ahead * step.week / decisive)))
            found[step.key] = min(days, week_of(decided))
        else:
            found[step.key] = week_of(decided).shifted(7 * (step.week - decisive))
    return found


def _working_week(day: date) -> Window:
    """The week of a day; at the weekend the next one."""
    return week_of(day + timedelta(days=2) if day.weekday() > FRIDAY else day)
