"""The page of success stories as it is used: find, tell, write, import, hand out; each with its undo."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.library import StoryTold, SuccessStory
from app.models.vocabulary import CUSTOMER, TEAM, Permission, Reception
from app.tools.success_stories.rows import StoryRow
from app.ui.desk import Desk
from app.ui.tabs.success_stories.asking import ChallengesQuestion, ImportQuestion, ToldQuestion
from app.ui.tabs.success_stories.tab import SuccessStoriesTab
from app.workspace import Workspace
from tests.build import TODAY, an_account, an_opportunity
from tests.ui.answer import answer, in_dialog, typed

KETTULA = "From nine stops a month to two"
BREAKS = "Every break gets a name"
RELEASES = "From four release nights a year to 46 release afternoons"


@pytest.fixture
def tab(filled: Workspace, desk: Desk, qtbot: QtBot) -> SuccessStoriesTab:
    desk.select(1, 1)
    return _shown(desk, qtbot)


def _shown(desk: Desk, qtbot: QtBot) -> SuccessStoriesTab:
    tab = SuccessStoriesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1500)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def _titles(tab: SuccessStoriesTab) -> list[str]:
    return [row.title for row in tab.view.shelf.table.rows()]


def _pick(tab: SuccessStoriesTab, title: str) -> StoryRow:
    assert tab._shelf is not None
    story = next(one for one in tab._shelf.stories if one.title == title)
    tab.view.pick(story.id)
    return story


def _stored(tab: SuccessStoriesTab, title: str) -> SuccessStory | None:
    with tab.desk.workspace.read(TEAM) as session:
        found = session.scalar(
            select(SuccessStory).where(SuccessStory.title == title, SuccessStory.deleted_at.is_(None))
        )
        if found is not None:
            session.expunge(found)
        return found


def _undo_redo(
    tab: SuccessStoriesTab, qtbot: QtBot, before: Callable[[], bool], after: Callable[[], bool]
) -> None:
    assert after()
    tab.desk.workspace.undo()
    qtbot.waitUntil(before)
    tab.desk.workspace.redo()
    qtbot.waitUntil(after)


def test_the_best_story_is_shown_with_its_reasons(tab: SuccessStoriesTab) -> None:
    story = tab.view.picked_story()
    assert story is not None
    assert story.title == _titles(tab)[0]
    assert tab.view.why.isVisible()
    assert f"{story.match.score} of 100" in tab.view.why.accessibleName() or story.match.score > 50
    assert tab.view.telling.time.text().endswith("seconds")


def test_the_person_changes_what_fits_best(tab: SuccessStoriesTab) -> None:
    assert tab._shelf is not None
    person = next(one for one in tab._shelf.people if one.name.startswith("Kari"))
    tab.view.filters.person.chosen.emit(person.id)
    assert tab._shelf is not None
    assert {one.person for one in tab._shelf.listener.heard} == {person.name}
    story = tab.view.picked_story()
    assert story is not None
    assert story.title == _titles(tab)[0]


@pytest.mark.parametrize(
    ("typed_words", "found"),
    [
        ("sticki cam", [BREAKS]),
        ("KETTULA", [KETTULA]),
        ("unplanned downt", [KETTULA]),
        ("nothing like it", []),
    ],
)
def test_words_find_stories_as_they_are_typed(
    tab: SuccessStoriesTab, qtbot: QtBot, typed_words: str, found: list[str]
) -> None:
    everything = len(_titles(tab))
    qtbot.keyClicks(tab.view.shelf.search, typed_words)
    assert _titles(tab) == found
    if not found:
        qtbot.mouseClick(tab.view.shelf.all, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(tab.view.shelf.search, Qt.Key.Key_Escape)
    assert len(_titles(tab)) == everything


def test_the_shelf_is_browsed_by_industry_challenge_region_and_line(tab: SuccessStoriesTab) -> None:
    filters = tab.view.filters
    for choice, field, value in (
        (filters.industry, "industry", "mining"),
        (filters.region, "region", "Nordics"),
        (filters.line, "business_line", "Board"),
    ):
        choice.set_value(value)
        choice.chosen.emit(value)
        rows = tab.view.shelf.table.rows()
        assert rows
        assert {getattr(story.words, field) for story in rows} == {value}
        filters.clear()
        filters.changed.emit()
    assert tab._shelf is not None
    answer_id = next(one for one in tab._shelf.stories if one.title == BREAKS).answers[0].id
    filters.challenge.set_value(answer_id)
    filters.challenge.chosen.emit(answer_id)
    assert _titles(tab) == [BREAKS]


def test_down_leads_from_the_search_into_the_list(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    qtbot.keyClick(tab.view.shelf.search, Qt.Key.Key_Down)
    qtbot.keyClick(tab.view.shelf.table, Qt.Key.Key_Down)
    story = tab.view.picked_story()
    assert story is not None
    assert story.title == _titles(tab)[1]
    qtbot.keyClick(tab.view.shelf.table, Qt.Key.Key_Return)
    assert tab.view.story.editing


def test_a_story_is_begun_and_written_in_place(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    answer(qtbot, typed(qtbot, "Half the stops", "Testmill Oy"))
    tab.new()
    assert tab.view.story.editing
    field = tab.view.story.editor.field("impact")
    qtbot.keyClicks(field.editor, "Stops down")
    field.commit()
    qtbot.keyClicks(field.editor, " by half")
    field.commit()
    stored = _stored(tab, "Half the stops")
    assert stored is not None
    assert (stored.impact, stored.permission) == ("Stops down by half", Permission.INTERNAL)
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: getattr(_stored(tab, "Half the stops"), "impact", None) == "")
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _stored(tab, "Half the stops") is None)
    qtbot.waitUntil(lambda: "Half the stops" not in _titles(tab))


def test_permission_industry_and_sample_are_chosen(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    _pick(tab, KETTULA)
    tab.view.story.edit()
    editor = tab.view.story.editor
    qtbot.mouseClick(editor.permission.button(Permission.ANONYMOUS), Qt.MouseButton.LeftButton)
    _undo_redo(
        tab,
        qtbot,
        lambda: getattr(_stored(tab, KETTULA), "permission", None) is Permission.NAMED,
        lambda: getattr(_stored(tab, KETTULA), "permission", None) is Permission.ANONYMOUS,
    )
    editor.sample.click()
    _undo_redo(
        tab,
        qtbot,
        lambda: getattr(_stored(tab, KETTULA), "sample", None) is True,
        lambda: getattr(_stored(tab, KETTULA), "sample", None) is False,
    )
    editor.industry.chosen.emit("energy")
    assert getattr(_stored(tab, KETTULA), "profile_key", None) == ""
    editor.profile.chosen.emit("plant_manager")
    assert getattr(_stored(tab, KETTULA), "profile_key", None) == "plant_manager"


def test_challenges_are_chosen_from_the_whole_library(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    before = {one.text for one in _pick(tab, KETTULA).answers}
    tab.view.story.edit()

    def tick(question: ChallengesQuestion) -> None:
        qtbot.keyClicks(question.search.editor, "uneven qual")
        question.search.commit()
        row = question.table.rows()[0]
        assert row.text == "Uneven quality"
        question.table.pick(row.id)
        qtbot.keyClick(question.table, Qt.Key.Key_Space)
        question.accept_button.click()

    in_dialog(ChallengesQuestion, tick)
    qtbot.mouseClick(tab.view.story.editor.choose, Qt.MouseButton.LeftButton)

    def answers() -> set[str]:
        assert tab._shelf is not None
        return {a.text for one in tab._shelf.stories if one.title == KETTULA for a in one.answers}

    _undo_redo(tab, qtbot, lambda: answers() == before, lambda: answers() == before | {"Uneven quality"})


def test_a_telling_is_noted_changed_and_taken_back(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    story = _pick(tab, BREAKS)
    assert not story.told

    def note(question: ToldQuestion) -> None:
        question.person.set_value(question_person(question))
        qtbot.mouseClick(question.reception.button(Reception.ASKED_MORE), Qt.MouseButton.LeftButton)
        qtbot.keyClicks(question.received.editor, "Who put the cameras up?")
        question.accept_button.click()

    def question_person(question: ToldQuestion) -> object:
        assert tab._shelf is not None
        return tab._shelf.people[0].person_id

    in_dialog(ToldQuestion, note)
    qtbot.mouseClick(tab.view.story.tell, Qt.MouseButton.LeftButton)

    def told() -> list[StoryTold]:
        with tab.desk.workspace.read() as session:
            found = list(session.scalars(select(StoryTold).where(StoryTold.story_id == story.id)))
            session.expunge_all()
            return found

    _undo_redo(tab, qtbot, lambda: told() == [], lambda: len(told()) == 1)
    (row,) = told()
    assert (row.told_on, row.reception, row.received) == (
        TODAY,
        Reception.ASKED_MORE,
        "Who put the cameras up?",
    )
    _pick(tab, BREAKS)
    assert len(tab.view.told.table.rows()) == 1

    def change(question: ToldQuestion) -> None:
        assert question.received.value() == "Who put the cameras up?"
        qtbot.mouseClick(question.reception.button(Reception.ASKED_MORE), Qt.MouseButton.LeftButton)
        question.accept_button.click()

    in_dialog(ToldQuestion, change)
    tab.view.told.table.opened.emit(row.id)
    assert told()[0].reception is None
    tab.view.told.table.pick(row.id)
    qtbot.keyClick(tab.view.told.table, Qt.Key.Key_Delete)
    _undo_redo(tab, qtbot, lambda: len(told()) == 1, lambda: told() == [])


def test_an_internal_story_cannot_be_told_or_copied(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    _pick(tab, RELEASES)
    assert not tab.view.story.tell.isEnabled()
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(tab.desk.said) as said:
        qtbot.mouseClick(tab.view.telling.copy, Qt.MouseButton.LeftButton)
    assert "for us only" in said.args[0]
    assert QGuiApplication.clipboard().text() == "before"


def test_the_telling_is_copied_as_it_may_be_told(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    story = _pick(tab, BREAKS)
    qtbot.mouseClick(tab.view.telling.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert story.words.impact in text
    assert story.words.customer not in text
    assert "A mill running on recycled fibre." in text


def test_a_retired_story_is_gone_and_comes_back(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    _pick(tab, KETTULA)
    qtbot.keyClick(tab.view.shelf.table, Qt.Key.Key_Delete)
    _undo_redo(tab, qtbot, lambda: KETTULA in _titles(tab), lambda: KETTULA not in _titles(tab))


def test_a_challenge_without_a_story_gets_one(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    row = tab.view.unproved.table.rows()[0]
    answer(qtbot, typed(qtbot, "Now there is one"))
    qtbot.mouseClick(tab.view.unproved.add_button, Qt.MouseButton.LeftButton)
    story = tab.view.picked_story()
    assert story is not None
    assert [one.text for one in story.answers] == [row.text]
    assert story.words.industry == "board_paper"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: "Now there is one" not in _titles(tab))


# Import


def test_a_file_is_shown_before_it_is_taken(tab: SuccessStoriesTab, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("Title;Result;Permission\nOne more;Up by 4 %;named\nTwo more;;\n", "utf-8")
    before = _titles(tab)
    in_dialog(ImportQuestion, lambda question: question.reject())
    tab.import_file(path)
    assert _titles(tab) == before

    def take(question: ImportQuestion) -> None:
        assert question.accept_button.text() == "Add 2 stories"
        question.accept_button.click()

    in_dialog(ImportQuestion, take)
    tab.import_file(path)
    assert {"One more", "Two more"} <= set(_titles(tab))
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _titles(tab) == before)


def test_a_wrong_line_keeps_the_whole_file_out(tab: SuccessStoriesTab, tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("Title;Permission\nGood;named\nBad;perhaps\n", "utf-8")
    before = _titles(tab)

    def close(question: ImportQuestion) -> None:
        assert question.accept_button.text() == "Close"
        question.accept_button.click()

    in_dialog(ImportQuestion, close)
    tab.import_file(path)
    assert _titles(tab) == before


def test_a_file_that_is_no_list_of_stories_is_said(
    tab: SuccessStoriesTab, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Given,Family\nA,B\n", "utf-8")
    with qtbot.waitSignal(tab.desk.failed) as failed:
        tab.import_file(path)
    assert "has no column “title”" in str(failed.args[0])


# Out


def _export(tab: SuccessStoriesTab, words: str) -> Callable[[], None]:
    return next(one.handler for one in tab.exports() if words in one.text)


@pytest.mark.parametrize(("words", "ending"), [("Word", "docx"), ("PDF", "pdf"), ("PowerPoint", "pptx")])
def test_one_page_leaves_as_it_may_be_told(
    tab: SuccessStoriesTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, ending: str
) -> None:
    path = tmp_path / f"story.{ending}"
    monkeypatch.setattr(tab.desk, "ask_save_path", lambda *_: path)
    story = _pick(tab, BREAKS)
    _export(tab, words)()
    data = path.read_bytes()
    if ending == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    elif ending == "pptx":
        shapes = pptx.Presentation(BytesIO(data)).slides[0].shapes
        text = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    else:
        assert data.startswith(b"%PDF")
        return
    assert story.words.impact in text
    assert story.words.customer not in text
    assert "firm and figures are invented" in text


def test_an_internal_story_is_not_exported(
    tab: SuccessStoriesTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab.desk, "ask_save_path", lambda *_: tmp_path / "story.docx")
    _pick(tab, RELEASES)
    with qtbot.waitSignal(tab.desk.failed) as failed:
        _export(tab, "Word")()
    assert "for us only" in str(failed.args[0])
    assert not (tmp_path / "story.docx").exists()


def test_the_table_holds_nothing_that_may_not_be_told(tab: SuccessStoriesTab) -> None:
    _export(tab, "table")()
    mime = QGuiApplication.clipboard().mimeData()
    assert KETTULA in mime.text()
    assert RELEASES not in mime.text()
    assert "Sarvikas" not in mime.text() + mime.html()


# Audience and empty shelves


def test_a_customer_sees_the_shelf_and_the_story_alone(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    tab.desk.show_to(CUSTOMER)
    qtbot.waitUntil(lambda: RELEASES not in _titles(tab))
    view = tab.view
    for card in (view.telling, view.why, view.told, view.unproved, view.story.tell, view.story.change):
        assert not card.isVisible()
    assert not view.shelf.new.isVisible()
    assert list(view.shelf.table.as_table()[0]) == ["Story", "Industry"]
    tab.desk.show_to(TEAM)
    qtbot.waitUntil(lambda: RELEASES in _titles(tab))
    assert view.why.isVisible()


def test_an_empty_shelf_invites_to_write_or_to_load_samples(desk: Desk, qtbot: QtBot) -> None:
    with desk.workspace.edit("Deal") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
    desk.select(account, deal)
    tab = _shown(desk, qtbot)
    assert tab.shown_page() is tab.start
    qtbot.mouseClick(tab.start.second, Qt.MouseButton.LeftButton)
    assert tab.shown_page() is tab.view
    assert len(_titles(tab)) >= 12
    desk.workspace.undo()
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    answer(qtbot, typed(qtbot, "The first one"))
    qtbot.mouseClick(tab.start.button, Qt.MouseButton.LeftButton)
    assert _titles(tab) == ["The first one"]


def test_a_finding_leads_to_its_place(tab: SuccessStoriesTab, qtbot: QtBot) -> None:
    assert tab._shelf is not None
    told = next(one for story in tab._shelf.stories for one in story.told if one.here)
    tab.focus_on(f"told:{told.id}")
    assert tab.view.told.table.picked_id() == told.id
    story = _pick(tab, BREAKS)
    qtbot.keyClicks(tab.view.shelf.search, "kettula")
    tab.focus_on(f"edit:{story.id}")
    assert tab.view.picked_story() == tab._shelf.story(story.id)
    assert tab.view.story.editing
    tab.focus_on("story:999999")
    tab.focus_on("nonsense")
    assert tab.view.picked_story() == tab._shelf.story(story.id)
