"""The seven criteria of choosing customers, and both views against each other in every combination."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.errors import BadInputError, ContentError
from app.method.selection import OurView, Tilt, checked_score, checked_weight, fit, tilt
from app.method.selection_pack import CRITERIA, load_selection
from app.models.vocabulary import SupplierCategory

EVEN = dict.fromkeys(CRITERIA, 1.0)
STRATEGIC, LEVERAGE = SupplierCategory.STRATEGIC, SupplierCategory.LEVERAGE
BOTTLENECK, COMMODITY = SupplierCategory.BOTTLENECK, SupplierCategory.COMMODITY
NOBODY_ASKED = SupplierCategory.UNKNOWN
KEY, WORTHWHILE, MARGINAL, NOT_SCORED = OurView.KEY, OurView.WORTHWHILE, OurView.MARGINAL, OurView.UNKNOWN


def scored(*scores: int | None) -> dict[str, int | None]:
    return dict(zip(CRITERIA, scores, strict=False))


@pytest.mark.parametrize(
    ("scores", "share", "view"),
    [
        (scored(), None, NOT_SCORED),
        (scored(None, None, None, None, None, None, None), None, NOT_SCORED),
        (scored(2, 2, 2), 1.0, NOT_SCORED),  # three of seven: less than half of the weight
        (scored(2, 2, 2, 2), 1.0, KEY),
        (scored(0, 0, 0, 0), 0.0, MARGINAL),  # scored nought is known, unlike not scored
        (scored(2, 2, 2, 2, None, None, 0), 0.8, KEY),
        (scored(2, 2, 2, 2, 0, 0, None), 2 / 3, KEY),  # exactly two thirds
        (scored(2, 2, 2, 1, 0, 0, None), 7 / 12, WORTHWHILE),
        (scored(2, 2, 0, 0, 0, 0, None), 1 / 3, WORTHWHILE),  # exactly a third
        (scored(2, 1, 0, 0, 0, 0, None), 0.25, MARGINAL),
        (scored(2, 2, 2, 2, 2, 2, 2), 1.0, KEY),
    ],
)
def test_what_the_scores_add_up_to(scores: dict[str, int | None], share: float | None, view: OurView) -> None:
    found = fit(scores, EVEN)
    assert found.view is view
    assert found.share == (None if share is None else pytest.approx(share))
    assert found.scored == sum(score is not None for score in scores.values())
    assert found.criteria == 7


def test_weights_count_and_nought_leaves_a_criterion_out() -> None:
    scores = scored(2, 0, 0, 0, 0, 0, 0)
    assert fit(scores, EVEN).view is MARGINAL
    assert fit(scores, EVEN | {"access": 5.0}).view is WORTHWHILE
    assert fit(scores, dict.fromkeys(CRITERIA, 0.0)).view is NOT_SCORED
    alone = dict.fromkeys(CRITERIA, 0.0) | {"access": 1.0}
    assert fit(scored(2), alone).view is KEY
    assert fit({"own": 2}, EVEN).share is None


@given(
    st.lists(st.sampled_from([None, 0, 1, 2]), min_size=7, max_size=7),
    st.lists(st.floats(0, 5), min_size=7, max_size=7),
)
def test_a_share_lies_between_nought_and_one(scores: list[int | None], weights: list[float]) -> None:
    found = fit(scored(*scores), dict(zip(CRITERIA, weights, strict=True)))
    assert found.share is None or -1e-9 <= found.share <= 1 + 1e-9
    assert (found.share is None) <= (found.view is NOT_SCORED)


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        (STRATEGIC, KEY, Tilt.EVEN),
        (STRATEGIC, WORTHWHILE, Tilt.THEY_MORE),
        (STRATEGIC, MARGINAL, Tilt.THEY_MORE),
        (STRATEGIC, NOT_SCORED, Tilt.UNKNOWN),
        (LEVERAGE, KEY, Tilt.WE_MORE),
        (LEVERAGE, WORTHWHILE, Tilt.EVEN),
        (LEVERAGE, MARGINAL, Tilt.THEY_MORE),
        (LEVERAGE, NOT_SCORED, Tilt.UNKNOWN),
        (BOTTLENECK, KEY, Tilt.WE_MORE),
        (BOTTLENECK, WORTHWHILE, Tilt.EVEN),
        (BOTTLENECK, MARGINAL, Tilt.THEY_MORE),
        (BOTTLENECK, NOT_SCORED, Tilt.UNKNOWN),
        (COMMODITY, KEY, Tilt.WE_MORE),
        (COMMODITY, WORTHWHILE, Tilt.WE_MORE),
        (COMMODITY, MARGINAL, Tilt.EVEN),
        (COMMODITY, NOT_SCORED, Tilt.UNKNOWN),
        (NOBODY_ASKED, KEY, Tilt.UNKNOWN),
        (NOBODY_ASKED, WORTHWHILE, Tilt.UNKNOWN),
        (NOBODY_ASKED, MARGINAL, Tilt.UNKNOWN),
        (NOBODY_ASKED, NOT_SCORED, Tilt.UNKNOWN),
    ],
)
def test_who_makes_more_of_whom(theirs: SupplierCategory, ours: OurView, expected: Tilt) -> None:
    assert tilt(theirs, ours) is expected
    page = load_selection().asymmetry(theirs, ours)
    assert (page.theirs, page.ours) == (theirs, ours)
    assert len(page.says) > 40
    assert len(page.do) < 200


def test_no_two_combinations_are_said_alike() -> None:
    pages = load_selection().asymmetries.values()
    assert len({page.says for page in pages}) == len(pages) == 20
    assert (
        "leverage, we treat them as our most important account:"
        in load_selection().asymmetry(LEVERAGE, KEY).says
    )


@pytest.mark.parametrize("wrong", [-1, 3])
def test_a_score_is_nought_one_or_two(wrong: int) -> None:
    with pytest.raises(BadInputError, match="0, 1 or 2"):
        checked_score(wrong)


@pytest.mark.parametrize("wrong", [-0.1, 5.1, float("nan"), float("inf")])
def test_a_weight_lies_between_nought_and_five(wrong: float) -> None:
    with pytest.raises(BadInputError, match="from 0 to 5"):
        checked_weight(wrong)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('"Steady", ', "", "three sentences"),
        ('ours = "key"', 'ours = "queen"', "queen"),
        ('key = "growth"', 'key = "mood"', "growth"),
    ],
)
def test_a_broken_pack_is_named(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    text = paths.content("en/selection.toml").read_text("utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "selection.toml").write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ContentError, match=sentence):
        load_selection(folder=tmp_path)
