"""Where the modes begin: the gap that counts as none, and the level from which the present is acceptable."""

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.receptivity import ACCEPTABLE, TOLERANCE, Levels
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import NumberField


def ask_levels(parent: QWidget | None, levels: Levels) -> Levels | None:
    """The levels as the user wants them; None when the user thinks better of it."""
    question = LevelsQuestion(parent, levels)
    return question.answer() if question.run() else None


class LevelsQuestion(Ask):
    """The question behind `ask_levels`."""

    def __init__(self, parent: QWidget | None, levels: Levels) -> None:
        super().__init__(
            parent,
            tr("Where do the modes begin?"),
            tr("Set"),
            tr("This holds for all opportunities of this workspace; every mode is worked out anew."),
        )
        self.levels = LevelRows(self, levels)

    def answer(self) -> Levels:
        """The levels as the fields say now."""
        return self.levels.value()


class LevelRows:
    """Both figures as rows of a question."""

    def __init__(self, question: Ask, levels: Levels) -> None:
        self.tolerance = question.row(
            tr("Gap that counts as none, 0 to 3"),
            NumberField(0, 3, decimals=1, empty=False),
            tr("Usually {value:g}. Wish and present this close together are indifferent.", value=TOLERANCE),
        )
        self.acceptable = question.row(
            tr("Present that is acceptable, 1 to 9"),
            NumberField(1, 9, decimals=1, empty=False),
            tr("Usually {value:g}. Below it a gap is trouble, from it on growth.", value=ACCEPTABLE),
        )
        self.tolerance.set_value(levels.tolerance)
        self.acceptable.set_value(levels.acceptable)

    def value(self) -> Levels:
        """The levels as the fields say now."""
        tolerance, acceptable = self.tolerance.value(), self.acceptable.value()
        return Levels(
            TOLERANCE if tolerance is None else tolerance, ACCEPTABLE if acceptable is None else acceptable
        )
