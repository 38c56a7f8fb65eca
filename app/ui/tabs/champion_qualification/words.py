"""How the champion test is said on this page: cells, sources, needs."""

from datetime import date

from app.i18n import tr
from app.method.champion import Backing, Check
from app.method.evidence import Ageing, Freshness, freshness
from app.models.vocabulary import EvidenceClass
from app.tools.champion_qualification.rows import Board, Candidate
from app.tools.champion_qualification.rules import (
    Need,
    answer_word,
    proposal,
    short_status,
    weakest_link,
    why,
)
from app.ui.widgets.chip import Tone
from app.ui.widgets.reading import show_date
from app.ui.widgets.verdict_board import Verdict, VerdictCell, VerdictColumn

_VERDICTS: dict[bool | None, Verdict] = {True: "yes", False: "no", None: "unknown"}
_SIGNS: dict[EvidenceClass, tuple[str, str]] = {
    EvidenceClass.CONFIRMED: ("file-check", "value"),
    EvidenceClass.STATED: ("message-square", "text-2"),
    EvidenceClass.ESTIMATED: ("file-text", "text-2"),
    EvidenceClass.ASSUMED: ("lightbulb", "text-3"),
}


def verdict_key(verdict: bool | None) -> Verdict:
    """The answer as buttons and cells name it."""
    return _VERDICTS[verdict]


def verdict_of(key: object) -> bool | None:
    """The answer behind a button."""
    return {"yes": True, "no": False}.get(str(key))


def sign_of(backing: Backing) -> tuple[str, str]:
    """The icon of how well something is known, and its colour."""
    return _SIGNS[backing.evidence_class]


def source_of(backing: Backing, today: date, ageing: Ageing) -> str:
    """How well it is known, since when, and whether that is long ago."""
    age = freshness(backing.on, today, ageing.fading, ageing.old)
    parts = [backing.evidence_class.label, show_date(backing.on) if backing.on else tr("no date")]
    if age in {Freshness.FADING, Freshness.OLD}:
        parts.append(age.label.lower())
    return " · ".join(parts)


def need_word(need: Need) -> tuple[str, Tone]:
    """What is to be done about a criterion, and the tone of its chip."""
    words: dict[Need, tuple[str, Tone]] = {
        Need.FIND_OUT: (tr("Find out"), "neutral"),
        Need.DEVELOP: (tr("Develop"), "look"),
        Need.TEST_AGAIN: (tr("Test again"), "look"),
        Need.NOTHING: ("", "good"),
    }
    return words[need]


def column_of(one: Candidate, board: Board) -> VerdictColumn:
    """A person as the board shows her or him."""
    checks = one.sheet.checks
    weakest = weakest_link(one.sheet, board.today, board.ageing)
    return VerdictColumn(
        key=one.id,
        name=one.name,
        title=one.title,
        cells=tuple(_cell(check, one, board) for check in checks),
        result=short_status(one.sheet),
        good=one.sheet.qualified,
        weakest=next(at for at, check in enumerate(checks) if check.criterion is weakest)
        if one.sheet.looked_at
        else -1,
    )


def _cell(check: Check, one: Candidate, board: Board) -> VerdictCell:
    age = check.freshness(board.today, board.ageing)
    old = check.asks_again(board.today, board.ageing)
    if check.verdict is None:
        note = tr("overruled") if check.overruled else ""
    elif old:
        note = tr("old")
    elif check.overruled:
        note = tr("overruled")
    elif age is Freshness.FADING:
        note = age.label.lower()
    else:
        note = check.backing.evidence_class.label.lower()
    tip = why(check, one.facts)
    if check.overruled:
        tip = tr(
            "Overruled: {reason} The profile says: {proposal}",
            reason=tip,
            proposal=proposal(check.criterion, one.facts),
        )
    return VerdictCell(verdict_key(check.verdict), answer_word(check.verdict), note, old, tip)
