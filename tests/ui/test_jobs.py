"""Work off the GUI thread: its answer finds who asked, or nobody."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.ui.jobs import Jobs


class Asker(QObject):
    def __init__(self, heard: list[int]) -> None:
        super().__init__()
        self._heard = heard

    def take(self, value: int) -> None:
        self._heard.append(value)


def test_nothing_is_begun_after_the_end() -> None:
    jobs, begun = Jobs(), list[int]()
    jobs.close()
    jobs.run(lambda: begun.append(1), begun.append)
    jobs.close()
    assert begun == []
    assert not jobs.busy


def test_an_answer_is_handed_back_unless_who_asked_is_gone(qtbot: QtBot) -> None:
    jobs, heard = Jobs(), list[int]()
    here, closed = Asker(heard), Asker(heard)
    jobs.run(lambda: 1, closed.take)
    jobs.run(lambda: 2, here.take)
    delete(closed)
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()
    assert heard == [2]
