"""The timeline: where days lie, what is far away, and pictures of any plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.method.calendar_spans import Window, moved_by, stepped
from app.ui.theme import load
from app.ui.widgets.timeline import Bar, Timeline
from app.ui.widgets.timeline_paint import Highlight, paint_timeline
from app.ui.widgets.timeline_scene import LONGEST, Scene, lay_out, span_of, ticks
from tests.build import TODAY

DAYS = st.dates(date(1995, 1, 1), date(2095, 12, 31))
WINDOWS = st.builds(
    lambda start, length: Window(start, start + timedelta(days=length)), DAYS, st.integers(0, 1500)
)


def a_bar(key: int, start: int, end: int | None = None, **more: object) -> Bar:
    last = start if end is None else end
    days = Window(TODAY + timedelta(days=start), TODAY + timedelta(days=last))
    return Bar(key, f"Step {key}", days, **more)  # type: ignore[arg-type]


@given(st.lists(st.none() | WINDOWS, max_size=5), DAYS, st.none() | DAYS)
def test_any_plan_has_a_span_of_at_most_some_years(
    windows: list[Window | None], today: date, decision: date | None
) -> None:
    bars = tuple(Bar(key, "x", days) for key, days in enumerate(windows))
    scene = Scene(bars, today, decision)
    first, last = span_of(scene)
    assert 41 <= (last - first).days <= 2 * LONGEST
    layout = lay_out(QRectF(0, 0, 900, 400), scene, 1.0)
    for bar in bars:
        span = layout.span(bar)
        assert span.isEmpty() or span.right() <= layout.scale.right + 7
    assert [text for _first, _last, text in ticks(layout.scale, 42)]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_kind_of_row_is_drawn(look: str, qtbot: QtBot) -> None:
    bars = (
        a_bar(1, -20, done=True),
        a_bar(2, -9, caption="Kari"),
        a_bar(3, 2, 30, gate="pending", after=(2,)),
        a_bar(4, 3, gate="go", done=True),
        a_bar(5, 3, gate="no_go", hollow=True, after=(3,)),
        Bar(6, "No time", None),
        a_bar(7, -4000, caption="far"),
        a_bar(8, 4000),
        a_bar(9, 20, starred=True, after=(3,), caption="a very long name " * 9),
    )
    scene = Scene(bars, TODAY, TODAY + timedelta(days=12), (date(2026, 11, 30),), (("void", "Nothing"),))
    image = QImage(900, 500, QImage.Format.Format_ARGB32_Premultiplied)
    style = load(look, 1.0)
    for at in (Highlight(), Highlight(3, 9, True, Window(TODAY, TODAY), "held")):
        image.fill(style.color("surface"))
        painter = QPainter(image)
        paint_timeline(painter, style, scene, lay_out(QRectF(0, 0, 900, 500), scene, 1.0), at)
        assert painter.end()


def test_a_time_far_away_does_not_press_the_rest_together(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(900, 300)
    line.set_scene([a_bar(1, -4400), a_bar(2, 3), a_bar(3, 30)], TODAY)
    assert line.pixels(7) > 40
    assert line.bar_center(1).isNull()


@pytest.mark.parametrize(
    ("start", "end", "by", "moved"),
    [
        ("2027-04-01", "2027-04-30", 25, ("2027-05-01", "2027-05-31")),
        ("2027-04-01", "2027-04-30", 10, ("2027-04-01", "2027-04-30")),
        ("2027-04-01", "2027-06-30", -80, ("2027-01-01", "2027-03-31")),
        ("2026-11-23", "2026-11-27", 5, ("2026-11-30", "2026-12-04")),
        ("2026-11-24", "2026-11-25", 5, ("2026-11-29", "2026-11-30")),
    ],
)
def test_a_time_moves_in_its_kind(start: str, end: str, by: int, moved: tuple[str, str]) -> None:
    days = Window(date.fromisoformat(start), date.fromisoformat(end))
    assert moved_by(days, by) == Window(*map(date.fromisoformat, moved))


def test_steps_by_keyboard_are_weeks_and_for_months_months() -> None:
    assert stepped(Window(TODAY, TODAY), -1) == Window(date(2026, 11, 15), date(2026, 11, 15))
    april = Window(date(2027, 4, 1), date(2027, 4, 30))
    assert stepped(april, 1) == Window(date(2027, 5, 1), date(2027, 5, 31))


def test_tips_name_the_step_and_the_empty_week(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(900, 300)
    line.set_scene([a_bar(1, 3, tip="Everything about it")], TODAY, voids=[date(2026, 12, 7)])
    assert line._tip_at(line.bar_center(1)) == "Everything about it"
    week = line.bar_center(1) + QPoint(round(line.pixels(14)), 0)
    assert "Week 50" in line._tip_at(week)


def test_a_click_picks_and_a_double_click_opens(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(900, 300)
    line.set_scene([a_bar(1, 3), a_bar(2, 5)], TODAY)
    line.show()
    with qtbot.waitSignals([line.picked, line.opened]):
        qtbot.mouseDClick(line, Qt.MouseButton.LeftButton, pos=line.bar_center(2).toPoint())
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.bar_center(2).toPoint())
    assert line.current() == 2
