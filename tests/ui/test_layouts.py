"""Pages, cards, forms and wrapping rows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.buttons import icon_button, primary, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.fields import TextField
from app.ui.widgets.flow import Flow
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import Elided, label
from tests.ui.active import make_active

LONG = "You sit in Leverage: important, but replaceable. Expect price pressure until you show what only you can do."


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_cards_side_by_side_stack_where_it_is_narrow(qtbot: QtBot) -> None:
    page = Page()
    left, right = Card("Left"), Card("Right")
    page.add_row(left, right)
    shown(qtbot, page, 1000, 600)
    assert left.y() == right.y()
    assert left.width() > right.width()
    assert left.height() == right.height()
    page.resize(600, 600)
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert left.width() == right.width()


def test_a_card_keeps_its_height_and_its_texts_together(qtbot: QtBot) -> None:
    page, card, words = Page(), Card("So what"), label(LONG)
    button = secondary("Add an action", "plus")
    card.add(words)
    card.add(button)
    page.add(card)
    shown(qtbot, page, 420, 900)
    assert card.height() < 250
    assert words.height() <= words.heightForWidth(words.width()) + 2
    assert button.y() - words.geometry().bottom() < 20
    assert button.width() < 200


def test_the_body_of_a_card_may_take_the_room(qtbot: QtBot) -> None:
    page, card = Page(), Card("Picture")
    picture = QWidget()
    card.body.addWidget(picture, 1)
    page.add(card, stretch=1)
    shown(qtbot, page, 600, 700)
    assert picture.height() > 500


def test_the_header_of_a_card(qtbot: QtBot) -> None:
    card = Card("Key players", "5 of 6")
    shown(qtbot, card, 400, 200)
    assert card._note.isVisible()
    card.set_note("")
    assert not card._note.isVisible()
    bare = Card()
    shown(qtbot, bare, 400, 200)
    assert not bare._head.isVisible()
    bare.add_tool(icon_button("copy", "Copy"))
    assert bare._head.isVisible()


def test_page_is_cleared(qtbot: QtBot) -> None:
    page = Page()
    page.add(Card("One"), stretch=1)
    page.clear()
    page.add(Card("Two"))
    shown(qtbot, page, 500, 500)
    titles = [card._title.text() for card in page.findChildren(Card) if card.isVisible()]
    assert titles == ["Two"]


def test_chips_do_not_stretch_and_wrap(qtbot: QtBot) -> None:
    row = ChipRow((Chip("Stage 3 · Evaluate", "flag", "accent"), Chip("€4.0m"), Chip("Decision 18 Dec 2026")))
    shown(qtbot, row, 600, 40)
    chips = row.findChildren(Chip)
    assert all(chip.width() == chip.sizeHint().width() for chip in chips)
    assert row.heightForWidth(600) < row.heightForWidth(200)
    row.set_chips((Chip("One"),))
    qtbot.waitUntil(lambda: [chip.text() for chip in row.findChildren(Chip) if chip.isVisible()] == ["One"])


def test_a_flow_never_puts_two_widgets_over_each_other(qtbot: QtBot) -> None:
    flow = Flow()
    buttons = [primary(f"Button {at}") for at in range(9)]
    for button in buttons:
        flow.add(button)
    shown(qtbot, flow, 250, 400)
    for at, one in enumerate(buttons):
        for other in buttons[at + 1 :]:
            assert not one.geometry().intersects(other.geometry())


def test_a_form_has_two_columns_where_there_is_room(qtbot: QtBot) -> None:
    form = Form()
    name, title, notes = TextField(), TextField(), TextField()
    form.add("Name", name)
    form.add("Title", title, "As on the card")
    form.add_wide("Notes", notes)
    shown(qtbot, form, 700, 300)
    assert _y(name, form) == _y(title, form)
    assert notes.width() > 1.5 * name.width()
    assert title.editor.accessibleName() == "Title"
    form.resize(400, 400)
    qtbot.waitUntil(lambda: _y(title, form) > _y(name, form))


def _y(widget: QWidget, form: Form) -> int:
    return widget.mapTo(form, widget.rect().topLeft()).y()


def test_empty_state_starts(qtbot: QtBot) -> None:
    empty = EmptyState(
        "users", "Who will feel this decision?", LONG, "Name the first person", "See the sample"
    )
    shown(qtbot, empty, 700, 500)
    with qtbot.waitSignal(empty.started):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.second_chosen):
        qtbot.mouseClick(empty.second, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("clearable", [True, False])
def test_segmented_by_mouse_and_keyboard(qtbot: QtBot, clearable: bool) -> None:
    field = Segmented([(step, str(step)) for step in range(1, 6)], clearable)
    shown(qtbot, field, 300, 40)
    told: list[object] = []
    field.chosen.connect(told.append)
    field.set_value(2)
    assert told == []
    qtbot.mouseClick(field.button(4), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.button(4), Qt.MouseButton.LeftButton)
    assert told == ([4, None] if clearable else [4])
    make_active(qtbot, field)
    field.button(4).setFocus()
    qtbot.keyClick(field.button(4), Qt.Key.Key_Right)
    assert field.button(5).hasFocus()
    qtbot.keyClick(field.button(5), Qt.Key.Key_Space)
    assert field.value() == 5
    field.set_value(None)
    assert not any(field.button(step).isChecked() for step in range(1, 6))


def test_segments_are_read_with_their_question(qtbot: QtBot) -> None:
    field = Segmented([("y", "Yes"), ("n", "No")])
    qtbot.addWidget(field)
    field.setAccessibleName("Goal written")
    assert field.button("y").accessibleName() == "Goal written: Yes"


def test_icon_buttons_have_names_and_keys_in_their_tips(qtbot: QtBot) -> None:
    button = icon_button("copy", "Copy", "Ctrl+C")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Copy"
    assert button.toolTip() == "Copy (Ctrl+C)"


def test_the_ring_is_for_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    one, two = secondary("One"), secondary("Two")
    column.addWidget(one)
    column.addWidget(two)
    shown(qtbot, window, 200, 100)
    make_active(qtbot, window)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert one.hasFocus()
    assert not one.ringed
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert two.ringed


def test_what_users_typed_is_never_read_as_markup(qtbot: QtBot) -> None:
    plain = label("<b>Kari</b>")
    qtbot.addWidget(plain)
    assert plain.textFormat() == Qt.TextFormat.PlainText


def test_elided_text_says_the_rest_in_its_tip(qtbot: QtBot) -> None:
    line = Elided(LONG)
    shown(qtbot, line, 100, 20)
    qtbot.waitUntil(lambda: line.toolTip() == LONG)


def test_what_one_works_at_stays_under_the_hand_while_the_page_grows_above_it(qtbot: QtBot) -> None:
    page, above, field = Page(), Card("So what"), TextField()
    words = label(LONG)
    above.add(words)
    page.add(above)
    page.add(field)
    page.add(label(LONG * 20))
    shown(qtbot, page, 500, 300)
    make_active(qtbot, page)
    field.setFocus()
    page.verticalScrollBar().setValue(40)
    before, low = field.mapTo(page, QPoint()).y(), above.height()
    page.hold_still()
    words.setText(LONG * 3)
    qtbot.waitUntil(lambda: above.height() > low)
    assert field.mapTo(page, QPoint()).y() == before
    page.hold_still()
    words.setText("Short.")
    qtbot.waitUntil(lambda: above.height() < low)
    assert field.mapTo(page, QPoint()).y() == before
    page.hold_still()
    page.verticalScrollBar().setValue(10)  # the user scrolls on, and stays there
    words.setText(LONG)
    qtbot.waitUntil(lambda: above.height() == low)
    assert page.verticalScrollBar().value() == 10
