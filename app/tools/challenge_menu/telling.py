"""An import of challenges in words, for the command line and the dialog."""

from collections.abc import Iterator

from app.i18n import plural, tr
from app.method.figures import figure
from app.tools.challenge_menu.importing import Draft, Fate


def outcome(draft: Draft) -> str:
    """What is new, fuller and as it was, in one sentence."""
    if draft.refused:
        return tr("Nothing is taken while a line is wrong. Mend the file and import it again.")
    if not draft.changes:
        return tr("Nothing new: all of it is there already.")
    return ", ".join(_counts(draft)) + "."


def findings(draft: Draft) -> Iterator[str]:
    """What to look at: wrong lines, and what the file makes beside challenges."""
    for problem in draft.problems:
        yield tr("line {n}: {what}", n=problem.line, what=problem.sentence)
    if draft.refused:
        return
    if draft.industries:
        yield tr("New industries: {names}.", names=", ".join(draft.industries.values()))
    if draft.profiles:
        yield tr("New profiles: {names}.", names=_short(list(_profiles(draft))))
    if draft.ignored:
        yield tr("Columns without meaning here: {names}.", names=", ".join(draft.ignored))


def summary(draft: Draft, most: int) -> Iterator[str]:
    """A few lines on a file, with at most so many findings."""
    lines = len(draft.entries) + len(draft.problems)
    rows = plural("{count} line", "{count} lines", lines, count=figure(lines))
    yield tr("{file}: {rows} into the library of challenges.", file=draft.file, rows=rows)
    yield f"  {outcome(draft)}"
    found = list(findings(draft))
    yield from (f"  - {one}" for one in found[:most])
    if (rest := len(found) - most) > 0:
        yield plural("  and {n} more finding", "  and {n} more findings", rest)


def _profiles(draft: Draft) -> Iterator[str]:
    """The new profiles by name; where more than one industry is in the file, with theirs."""
    several = len({industry for industry, _profile in draft.names}) > 1
    for place, profile in draft.profiles.items():
        yield f"{profile} ({draft.names[place][0]})" if several else profile


def _counts(draft: Draft) -> Iterator[str]:
    if new := draft.count(Fate.NEW):
        yield plural("{count} challenge is new", "{count} challenges are new", new, count=figure(new))
    if fuller := draft.count(Fate.FULLER):
        yield plural(
            "{count} known challenge is filled up",
            "{count} known challenges are filled up",
            fuller,
            count=figure(fuller),
        )
    if same := draft.count(Fate.SAME):
        yield plural("{count} stays as it is", "{count} stay as they are", same, count=figure(same))


def _short(names: list[str], most: int = 8) -> str:
    shown = ", ".join(names[:most])
    rest = len(names) - most
    return shown if rest <= 0 else shown + plural(" and {n} more", " and {n} more", rest)
