"""The observable questions as a file: loaded whole, and a broken one is named with its line and reason."""

from pathlib import Path

import pytest

from app.errors import ContentError
from app.method.signs import POINTS, load_signs
from app.models.vocabulary import Aspect

GOOD = """
[[sign]]
key = "asked"
about = "influence"
question = "Who asks?"
keys = ["all", "none"]
answers = ["Everybody asks", "Nobody asks"]
points = [4, 0]
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "en").mkdir(parents=True)
    (tmp_path / "en" / "signs.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("aspect", [Aspect.INFLUENCE, Aspect.RELATIONSHIP, Aspect.PERCEIVED])
def test_answers_speak_for_both_halves_of_a_scale(aspect: Aspect) -> None:
    """Nobody wishes for less than the middle, but all else may be seen to be low or high."""
    points = [point for sign in load_signs() if sign.about is aspect for point in sign.points]
    low, high = POINTS[aspect]
    assert min(points) < (low + high) / 2 < max(points)


def test_a_language_without_signs_gets_the_english_ones(tmp_path: Path) -> None:
    (sign,) = load_signs("fi", written(tmp_path, GOOD))
    assert (sign.key, sign.about, sign.weight) == ("asked", Aspect.INFLUENCE, 1)
    assert (sign.place("none"), sign.place("some"), sign.place("")) == (1, None, None)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('"Everybody asks", "Nobody asks"', '"Everybody asks"', "equally many"),
        ("[4, 0]", "[4, 0, 1]", "equally many"),
        ("[4, 0]", "[5, 0]", "between 0 and 4"),
        ('["all", "none"]', '["all", "all"]', "same key"),
        ('"influence"', '"fame"', "use one of"),
        ('question = "Who asks?"', "", "question"),
        ("points", "weight = 0\npoints", "1 or more"),
    ],
)
def test_a_broken_sign_is_named(tmp_path: Path, before: str, after: str, reason: str) -> None:
    assert before in GOOD
    with pytest.raises(ContentError, match=reason):
        load_signs(folder=written(tmp_path, GOOD.replace(before, after)))


def test_a_sign_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="second time"):
        load_signs(folder=written(tmp_path, GOOD + GOOD))
