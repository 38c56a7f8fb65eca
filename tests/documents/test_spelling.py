"""Spelling: what is right, what is not, what may be meant; names and own words are right."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.documents import spelling
from app.documents.spelling import Speller, find_dictionary, words
from app.errors import BadInputError


@pytest.fixture
def speller(tmp_path: Path) -> Speller:
    path = find_dictionary("en_GB")
    assert path is not None
    return Speller(path, tmp_path / "spelling" / "words.txt")


def wrong(speller: Speller, text: str) -> list[str]:
    return [word for _, word in words(text) if not speller.takes(word) and not speller.is_right(word)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We recieve 3,700 kEUR, don’t we?", ["recieve"]),
        ("The mill’s colour, modernised and well-known", []),
        ("color", ["color"]),
        ("Write to info@exmaple.com or see https://exmaple.com/recieve", []),
        ("NPV, ROI and DCS, 12kV, iPhone", []),
        ("re-enter the press-section", []),
        ("a re-recieve", ["re-recieve"]),
        ("محمد wrote 日本 and Ελλάδα", []),
        ("", []),
        ("x" * 200, []),
        ("it's John's", []),
    ],
)
def test_words_that_are_not_in_the_dictionary(speller: Speller, text: str, found: list[str]) -> None:
    assert wrong(speller, text) == found


def test_names_are_right_in_every_form(speller: Speller) -> None:
    assert wrong(speller, "Lehtonen’s mill, Kallavesi-Energy") == ["Lehtonen’s", "Kallavesi-Energy"]
    speller.know(["Marja Lehtonen", "Kallavesi Energy"])
    assert wrong(speller, "Lehtonen’s mill, Kallavesi-Energy, LEHTONEN") == []


def test_own_words_are_kept_and_ignored_ones_are_not(speller: Speller, tmp_path: Path) -> None:
    speller.add("dewatering’s")
    speller.add("flotation")
    speller.ignore("Rheo")
    assert wrong(speller, "Dewatering, flotation, rheo") == []
    path = find_dictionary("en_GB")
    assert path is not None
    again = Speller(path, tmp_path / "spelling" / "words.txt")
    assert wrong(again, "zzrheo dewatering") == ["zzrheo"]
    assert (tmp_path / "spelling" / "words.txt").read_text("utf-8") == "dewatering\nflotation\n"


def test_what_may_be_meant(speller: Speller) -> None:
    assert speller.suggest("recieve")[0] == "receive"
    assert speller.suggest("x" * 100) == []


def test_a_dictionary_is_found_by_place_then_by_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "own_folder", lambda: tmp_path)
    for locale, name in (("en_US", "en_US"), ("en_GB", "en_GB"), ("en_AU", "en_GB"), ("en", "en_GB")):
        found = find_dictionary(locale)
        assert found is not None
        assert (found.name, found.parent) == (name, paths.resource("spelling"))
    assert find_dictionary("fi_FI") is None
    (tmp_path / "fi.dic").write_text("1\nkissa\n", "utf-8")
    assert find_dictionary("fi_FI") is None
    (tmp_path / "fi.aff").write_text("SET UTF-8\n", "utf-8")
    own = find_dictionary("fi_FI")
    assert own == tmp_path / "fi"
    assert Speller(own).is_right("kissa")
    assert not Speller(own).is_right("koira")


def test_a_broken_dictionary_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "xx.aff").write_text("SFX A Y 1\nSFX A 0 [ .\n", "utf-8")
    (tmp_path / "xx.dic").write_text("what/ever", "utf-8")
    with pytest.raises(BadInputError, match="“xx” "):
        Speller(tmp_path / "xx")
    with pytest.raises(BadInputError, match="cannot be read"):
        Speller(tmp_path / "nowhere")


def test_the_licence_stands_beside_each_dictionary() -> None:
    for dictionary in paths.resource("spelling").glob("*.dic"):
        text = dictionary.with_suffix(".LICENSE.txt").read_text("utf-8")
        assert "Kevin Atkinson" in text
        assert "GNU General Public" not in text


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_no_text_confuses_it(text: str) -> None:
    path = find_dictionary("en_US")
    assert path is not None
    speller = Speller(path)
    for start, word in words(text):
        assert text[start : start + len(word)] == word
        assert speller.takes(word) or speller.is_right(word) in {True, False}


def test_a_dictionary_is_read_once() -> None:
    path = find_dictionary("en_GB")
    assert path is not None
    Speller(path)
    start = time.perf_counter()
    Speller(path)
    assert time.perf_counter() - start < 0.3
