"""The painted widgets of the value calculator: slider, figures, table, waterfall and cash flow."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.ui.widgets.cashflow import CashFlow
from app.ui.widgets.figure_strip import Figure, FigureStrip
from app.ui.widgets.figure_table import FigureRow, FigureTable, Heading
from app.ui.widgets.picture import nice_step
from app.ui.widgets.value_slider import ValueSlider
from app.ui.widgets.waterfall import Step, Waterfall


def _slider(qtbot: QtBot, low: float = 0, high: float = 100, step: float = 1) -> ValueSlider:
    slider = ValueSlider(low, high, step)
    qtbot.addWidget(slider)
    slider.resize(218, 24)  # 200 px of track
    slider.show()
    qtbot.waitExposed(slider)
    return slider


def _at(share: float) -> QPoint:
    return QPoint(round(9 + 200 * share), 12)


def test_a_slider_tells_movements_and_the_release(qtbot: QtBot) -> None:
    slider = _slider(qtbot)
    slider.set_number(20)
    moved: list[float] = []
    kept: list[float] = []
    slider.moved.connect(moved.append)
    slider.released.connect(kept.append)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=_at(0.5))
    qtbot.mouseMove(slider, _at(0.6))
    slider.set_number(20)  # a refresh while the hand holds it changes nothing
    assert slider.number() == 60
    assert kept == []
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=_at(0.6))
    assert moved == [50, 60]
    assert kept == [60]


def test_a_slider_set_by_the_program_is_silent(qtbot: QtBot) -> None:
    slider = _slider(qtbot)
    told: list[float] = []
    slider.moved.connect(told.append)
    slider.released.connect(told.append)
    slider.set_number(40)
    slider.set_number(None)
    slider.set_number(250)
    assert told == []
    assert slider.number() == 250
    assert slider.maximum() == 250  # it has grown to hold its value


def test_a_slider_keeps_to_its_steps(qtbot: QtBot) -> None:
    slider = _slider(qtbot, 0.4, 0.8, 0.01)
    slider.set_number(0.6)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.number() == 0.61
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.number() == 0.4
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.number() == 0.8


def test_leaving_a_slider_keeps_what_the_keys_did(qtbot: QtBot) -> None:
    slider = _slider(qtbot)
    slider.set_number(10)
    kept: list[float] = []
    slider.released.connect(kept.append)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    QGuiApplication.sendEvent(slider, QFocusEvent(QEvent.Type.FocusOut))
    assert kept == [11]


def test_figures_go_on_in_the_next_row(qtbot: QtBot) -> None:
    strip = FigureStrip()
    qtbot.addWidget(strip)
    strip.set_figures(
        [Figure(f"Title {at}", "3,700 kEUR", "a convention that is rather long") for at in range(6)]
    )
    assert strip.heightForWidth(400) > 1.9 * strip.heightForWidth(1000)
    assert "Title 5: 3,700 kEUR" in strip.accessibleDescription()
    strip.resize(400, strip.heightForWidth(400))
    strip.grab()


def _table(qtbot: QtBot) -> FigureTable:
    table = FigureTable(choosable=True)
    qtbot.addWidget(table)
    rows = [FigureRow("a", ("First", "1")), FigureRow("b", ("Second", "2"), picked=True)]
    table.set_table([Heading("Name", right=False), Heading("Figure", "kEUR")], rows, ["Total", "3"])
    table.resize(400, table.sizeHint().height())
    table.show()
    qtbot.waitExposed(table)
    return table


def test_a_table_is_chosen_from_by_mouse_and_keys(qtbot: QtBot) -> None:
    table = _table(qtbot)
    chosen: list[str] = []
    table.chosen.connect(chosen.append)
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=table.row_rect("b").center().toPoint())
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == ["b", "a"]


def test_a_table_is_copied(qtbot: QtBot) -> None:
    table = _table(qtbot)
    assert table.as_table() == [["Name", "Figure (kEUR)"], ["First", "1"], ["Second", "2"], ["Total", "3"]]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "Total\t3"


def _inked(image: QImage) -> int:
    """Pixels that are not white."""
    return sum(
        image.pixelColor(x, y).lightness() < 250
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_pictures_as_files(qtbot: QtBot) -> None:
    waterfall, flow = Waterfall(), CashFlow()
    qtbot.addWidget(waterfall)
    qtbot.addWidget(flow)
    assert _inked(waterfall.to_image(scale=1)) == 0
    waterfall.set_steps(
        [
            Step("Speed", 0, 3200, "gain", "+3,200"),
            Step("Power", 3200, 3100, "loss", "−100"),
            Step("Total", 0, 3100, "total", "3,100 kEUR"),
        ]
    )
    flow.set_curve([(0, -100), (12, 50), (24, 150)], 8, "8 months", str)
    for picture, word in ((waterfall, "3,100 kEUR"), (flow, "8 months")):
        assert word in picture.to_svg()
        assert _inked(picture.to_image(scale=1)) > 50
        picture.resize(400, 220)
        picture.grab()
    assert flow.accessibleDescription() == "8 months; at the end 150"


def test_ticks_are_round() -> None:
    assert [nice_step(span, 4) for span in (24, 0.9, 9_000, 0)] == [10, 0.5, 5_000, 1]
