"""What the coach is told of how a customer sees us, and how we see the customer."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.method.coaching import Fact, Subject
from app.method.evidence import Freshness, age, from_customer
from app.method.selection import OurView, Tilt
from app.models.accounts import Account
from app.models.opportunities import Opportunity
from app.models.vocabulary import SupplierCategory
from app.tools.customer_receptivity.queries import standing
from app.tools.customer_receptivity.rows import AssessmentRow, Standing, mark_of
from app.tools.customer_receptivity.rules import too_rosy


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """The opportunity, with what is known of its customer's view of us; ages in days, -1 where nothing is dated."""
    found = session.execute(
        select(Opportunity.uid, Opportunity.title, Opportunity.account_id, Account.name)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == opportunity_id)
    ).one_or_none()
    if found is None:
        return []
    uid, title, account_id, account = found
    page = standing(session, account_id, None, today)
    if page is None:
        return []
    words = {
        "customer": account,
        "category": page.category.label,
        "our_view": "" if page.ours is None else page.ours.fit.view.label.lower(),
        "first_question": _first_question(page),
    }
    return [Subject("opportunity", uid, title, _facts(page, today), words)]


def _facts(page: Standing, today: date) -> dict[str, Fact]:
    notes = [note for note in page.evidence if not note.question]
    latest = max((row.on for row in (page.guess, page.statement) if row is not None), default=None)
    days = age(latest, today)
    return {
        "standing_known": page.category is not SupplierCategory.UNKNOWN,
        "standing_stated": _stated(page.statement),
        "standing_assumed_only": page.counting is not None and not _stated(page.statement),
        "standing_differs": page.differ,
        "standing_rosy": too_rosy(mark_of(page.guess), mark_of(page.statement)),
        "standing_age": -1 if days is None else days,
        "standing_notes": len(notes),
        "standing_old_notes": sum(note.freshness is Freshness.OLD for note in notes),
        "standing_questions": sum(note.question for note in page.evidence),
        "standing_aim": page.aim is not None and page.aim.mark.complete,
        "standing_commodity": page.category is SupplierCategory.COMMODITY,
        "standing_leverage": page.category is SupplierCategory.LEVERAGE,
        "standing_bottleneck": page.category is SupplierCategory.BOTTLENECK,
        "standing_strategic": page.category is SupplierCategory.STRATEGIC,
        **_own_facts(page),
    }


def _own_facts(page: Standing) -> dict[str, Fact]:
    """How we see the customer; the share in per cent, -1 while nothing is scored."""
    if page.ours is None:
        return {}
    share = page.ours.fit.share
    return {
        "fit_scored": page.ours.fit.scored,
        "fit_unscored": page.ours.fit.criteria - page.ours.fit.scored,
        "fit_percent": -1 if share is None else round(100 * share),
        "fit_known": page.ours.fit.view is not OurView.UNKNOWN,
        "fit_unbacked": sum(row.score is not None and not row.evidence for row in page.ours.scores),
        "we_make_more_of_them": page.tilt is Tilt.WE_MORE,
        "they_make_more_of_us": page.tilt is Tilt.THEY_MORE,
    }


def _stated(row: AssessmentRow | None) -> bool:
    return row is not None and row.mark.complete and from_customer(row.evidence_class)


def _first_question(page: Standing) -> str:
    return next((note.text for note in page.evidence if note.question), "")
