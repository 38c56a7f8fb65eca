"""The matrix: drag, keyboard, tray, tags and the pictures made of it."""

from itertools import combinations

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.matrix import Arrow, Matrix, Quadrant, Token, Trail, Zones
from app.ui.widgets.matrix_labels import Surroundings, crosses, place_tag, place_tags
from app.ui.widgets.matrix_scene import Scene, lay_out

QUADRANTS = (
    Quadrant("bottleneck", "Bottleneck", "Hard to replace, low priority", "tl"),
    Quadrant("strategic", "Strategic", "Critical and hard to replace", "tr"),
    Quadrant("commodity", "Commodity", "Easy to replace", "bl"),
    Quadrant("leverage", "Leverage", "Critical, but they can switch", "br"),
)
US = Token("us", "Us", 6.0, 3.0, draggable=True, caption="Today")
AIM = Token("aim", "Aim", 8.0, 8.0, "ring", caption="2026")
LOOSE = Token("new", "RN", None, None, draggable=True, caption="Risto Niemi")


def _side(right: float, up: float) -> str:
    return "upper" if up > right else "lower"


HALVES = Zones(_side, {"upper": ((0, 0), (10, 10), (0, 10)), "lower": ((0, 0), (10, 0), (10, 10))})


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    matrix = Matrix(
        ("Critical", "Low", "High"), ("Hard to replace", "Easy", "Hard"), QUADRANTS, desired="strategic"
    )
    qtbot.addWidget(matrix)
    matrix.resize(560, 420)
    matrix.set_scene([US, AIM, LOOSE], [Trail(((2, 3, "2024"),), "us")], [Arrow("us", "aim")])
    with qtbot.waitActive(matrix):
        matrix.show()
        matrix.activateWindow()
    matrix.clearFocus()
    return matrix


def drag(qtbot: QtBot, matrix: Matrix, start: QPointF, end: QPointF) -> None:
    qtbot.mousePress(matrix, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(matrix, ((start + end) / 2).toPoint())
    qtbot.mouseMove(matrix, end.toPoint())
    qtbot.mouseRelease(matrix, Qt.MouseButton.LeftButton, pos=end.toPoint())


def test_a_drop_tells_the_place(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.moved) as told:
        drag(qtbot, matrix, matrix.token_center("us"), matrix.point_at(8, 6))
    key, x, y = told.args
    assert key == "us"
    assert (x, y) == (pytest.approx(8, abs=0.1), pytest.approx(6, abs=0.1))


def test_a_token_is_dragged_out_of_the_tray(matrix: Matrix, qtbot: QtBot) -> None:
    assert not matrix._layout().plane.contains(matrix.token_center("new"))
    with qtbot.waitSignal(matrix.moved) as told:
        drag(qtbot, matrix, matrix.token_center("new"), matrix.point_at(2, 2))
    assert told.args[0] == "new"
    assert matrix._layout().plane.contains(matrix.token_center("new"))


def test_a_drop_beyond_the_edge_stays_on_the_plane(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.moved) as told:
        drag(qtbot, matrix, matrix.token_center("us"), QPointF(2, 2))
    assert told.args == ["us", 0.0, 10.0]


def test_a_click_only_picks(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(matrix.moved, wait=20), qtbot.waitSignal(matrix.picked) as told:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.token_center("us").toPoint())
    assert told.args == ["us"]


def test_what_is_not_draggable_stays(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(matrix.moved, wait=20):
        drag(qtbot, matrix, matrix.token_center("aim"), matrix.point_at(2, 2))


def test_arrow_keys_move_and_enter_tells(matrix: Matrix, qtbot: QtBot) -> None:
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    assert matrix.current() == "us"
    with qtbot.assertNotEmitted(matrix.moved, wait=20):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
        qtbot.keyClick(matrix, Qt.Key.Key_Up)
    with qtbot.waitSignal(matrix.moved) as told:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert told.args == ["us", 6.5, 3.5]


def test_escape_takes_the_move_back(matrix: Matrix, qtbot: QtBot) -> None:
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    before = matrix.token_center("us")
    with qtbot.assertNotEmitted(matrix.moved, wait=20):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
        assert matrix.token_center("us") != before
        qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert matrix.token_center("us") == before


def test_tab_walks_over_the_tokens_and_tells_a_move(matrix: Matrix, qtbot: QtBot) -> None:
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    with qtbot.waitSignal(matrix.moved) as told:
        qtbot.keyClick(matrix, Qt.Key.Key_Tab)
    assert told.args == ["us", 6.0, 2.5]
    assert matrix.current() == "aim"
    qtbot.keyClick(matrix, Qt.Key.Key_Tab)
    assert matrix.current() == "new"
    with qtbot.waitSignal(matrix.moved) as told:
        qtbot.keyClick(matrix, Qt.Key.Key_Left)
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert told.args == ["new", 4.5, 5.0], "an unknown one starts in the middle"


def test_double_click_on_the_empty_plane(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.placed) as told:
        qtbot.mouseDClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.point_at(1, 9).toPoint())
    assert told.args == [pytest.approx(1, abs=0.1), pytest.approx(9, abs=0.1)]


def test_setting_a_scene_is_silent(matrix: Matrix, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(matrix.moved, wait=20), qtbot.assertNotEmitted(matrix.picked, wait=20):
        matrix.set_scene([Token("us", "Us", 1, 1)])
        matrix.pick("us")


def test_twin_in_words(matrix: Matrix) -> None:
    assert matrix.as_table() == [
        ["Name", "Critical", "Hard to replace", "Where"],
        ["Today", "6.0", "3.0", "Leverage"],
        ["2026", "8.0", "8.0", "Strategic"],
        ["Risto Niemi", "", "", "Unknown"],
    ]
    assert matrix.accessibleDescription() == "Today: Leverage; 2026: Strategic; Risto Niemi: Unknown"


def test_a_screen_reader_hears_where_the_token_is(matrix: Matrix, qtbot: QtBot) -> None:
    heard = QAccessible.queryAccessibleInterface(matrix)
    assert heard.text(QAccessible.Text.Name) == "Critical against Hard to replace"
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    assert heard.text(QAccessible.Text.Value) == "Today: Leverage, Critical 6.0, Hard to replace 3.0"
    for _ in range(5):
        qtbot.keyClick(matrix, Qt.Key.Key_Up)
    assert heard.text(QAccessible.Text.Value) == "Today: Strategic, Critical 6.0, Hard to replace 5.5"
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    qtbot.keyClick(matrix, Qt.Key.Key_Tab)
    qtbot.keyClick(matrix, Qt.Key.Key_Tab)
    assert heard.text(QAccessible.Text.Value) == "Risto Niemi: Unknown"


def test_pictures_are_light_in_any_theme(matrix: Matrix, qapp: QApplication) -> None:
    svg = matrix.to_svg()
    assert "<svg" in svg
    assert "Strategic" in svg
    image = matrix.to_image(400, 300)
    assert (image.width(), image.height()) == (800, 600)
    assert image.pixelColor(0, 0).name() == "#ffffff"


def test_tokens_of_one_place_are_drawn_apart() -> None:
    tokens = tuple(Token(str(at), str(at), 5, 5) for at in range(4))
    layout = lay_out(QRectF(0, 0, 500, 400), Scene(tokens), 1.0)
    for one, other in combinations(tokens, 2):
        between = QLineF(layout.places[one.key], layout.places[other.key]).length()
        assert between > 1.5 * layout.radius(one)


def around(blocked: list[QRectF], lines: list[QLineF]) -> Surroundings:
    return Surroundings(QRectF(0, 0, 400, 300), blocked, lines, 1)


def test_a_tag_goes_to_the_free_side() -> None:
    body = QRectF(100, 100, 32, 32)
    _, right = place_tag(body, 80, 24, around([], []))
    assert right is not None
    assert right.left() > body.right()
    _, left = place_tag(body, 80, 24, around([QRectF(140, 90, 100, 50)], []))
    assert left is not None
    assert left.right() < body.left()
    _, at_edge = place_tag(QRectF(360, 100, 32, 32), 80, 24, around([], []))
    assert at_edge is not None
    assert QRectF(0, 0, 400, 300).contains(at_edge)
    _, nowhere = place_tag(body, 80, 24, around([QRectF(0, 0, 400, 300)], []))
    assert nowhere is None


def test_a_tag_does_not_lie_over_an_arrow() -> None:
    arrow = QLineF(134, 116, 300, 116)
    _, tag = place_tag(QRectF(100, 100, 32, 32), 80, 24, around([], [arrow]))
    assert tag is not None
    assert not crosses(arrow, tag)


def test_a_tag_does_not_seem_to_belong_to_another_token() -> None:
    other = QRectF(60, 76, 32, 32)  # above and to the left, in line with the place above the body
    near = Surroundings(QRectF(0, 0, 400, 300), [other, QRectF(136, 100, 200, 32)], [], 1, [other])
    _, tag = place_tag(QRectF(100, 100, 32, 32), 80, 24, near)
    assert tag is not None
    assert not (tag.top() < other.center().y() < tag.bottom() and abs(tag.left() - other.right()) < 14)


def test_neighbours_choose_in_the_order_that_serves_both() -> None:
    bodies = [QRectF(200, 140, 30, 30), QRectF(228, 128, 30, 30)]
    arrow = QLineF(220, 136, 260, 20)
    tags = place_tags(bodies, [140, 160], 24, around(bodies, [arrow]))
    first, second = tags
    assert first is not None
    assert second is not None
    assert not first.intersects(second)
    assert not any(crosses(arrow, tag) for tag in (first, second))


def test_regions_that_are_no_quadrants_are_painted(qtbot: QtBot) -> None:
    regions = (Quadrant("upper", "Wants more", "", (9, 9.5)), Quadrant("lower", "Wants less", "", "br"))
    matrix = Matrix(("Now", "Bad", "Good"), ("Wished", "Low", "High"), regions, HALVES, "upper")
    qtbot.addWidget(matrix)
    matrix.resize(500, 400)
    matrix.set_scene([Token("1", "ML", 8, 3, tone="relation-2", badge="2", ring="value")])
    image = matrix.grab().toImage()
    upper, lower = matrix.point_at(2, 8).toPoint(), matrix.point_at(5, 1).toPoint()
    assert _color(image, upper) != _color(image, lower)
    assert matrix.as_table()[1][3] == "Wants less"


def test_a_word_along_the_diagonal_makes_room_for_a_token(qtbot: QtBot) -> None:
    everywhere = Zones(lambda _right, _up: "calm", {"calm": ((0, 0), (10, 0), (10, 10), (0, 10))})
    matrix = Matrix(
        ("Now", "Bad", "Good"),
        ("Wished", "Low", "High"),
        (Quadrant("calm", "Indifferent", "", "diagonal"),),
        everywhere,
        (),
    )
    qtbot.addWidget(matrix)
    matrix.resize(500, 400)

    def inked(place: float) -> bool:
        """Whether the word, or anything else, is painted around a place of the diagonal."""
        image, middle = matrix.grab().toImage(), matrix.point_at(place, place).toPoint()
        around = [_color(image, middle + QPoint(x, y)) for x in range(-6, 7) for y in range(-6, 7)]
        return len(set(around)) > 2

    matrix.set_scene([])
    assert (inked(2.6), inked(4.0)) == (True, False)
    matrix.set_scene([Token("1", "EV", 2.4, 2.4, caption="Elina")])
    assert inked(4.0)


def _color(image: object, point: QPoint) -> str:
    return str(image.pixelColor(point).name())  # type: ignore[attr-defined]
