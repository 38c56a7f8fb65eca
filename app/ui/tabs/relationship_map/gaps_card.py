"""What follows from the map: how we stand with these people, and what is missing, each with a way to close it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.relationship_map.gaps import Gap, gaps, standing
from app.tools.relationship_map.rows import People
from app.ui import icons
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.text import label

MOST = 5  # gaps at once; who closes one sees the next


class StandingCard(Card):
    """In a sentence or two: who is with us, who is not, and whom nobody of us knows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self.sentences = label("", "body")
        self.figures = _Figures()
        self.add(self.figures)
        self.add(self.sentences)
        self.body.addStretch(1)

    def show_people(self, page: People) -> None:
        """Say how we stand."""
        state = page.coverage
        self.figures.show_figures(
            (
                (str(len(state.supporters)), tr("for us")),
                (str(len(state.opponents)), tr("against us")),
                (str(len(state.unrated)), tr("not known")),
                (f"{len(state.contacts)}/{state.people}", tr("in contact")),
            )
        )
        self.sentences.setText(standing(state))


class GapsCard(Card):
    """The gaps, each with its link."""

    fix_wanted = Signal(str)
    role_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close these first"), parent=parent)
        self.rows: list[GapRow] = []
        self._shown: list[Gap] | None = None
        self._list = QVBoxLayout()
        space(self._list, gap=10)
        self.body.addLayout(self._list)
        self._more = label("", "meta")
        self.add(self._more)
        self.body.addStretch(1)

    def show_people(self, page: People) -> None:
        """Show what is missing now."""
        found = gaps(page)
        if found == self._shown:
            return
        self._shown = found
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [GapRow(gap) for gap in found[:MOST]]
        for row in self.rows:
            row.wanted.connect(self.fix_wanted)
            row.role_wanted.connect(self.role_wanted)
            self._list.addWidget(row)
        if not found:
            self._list.addWidget(
                label(
                    tr("Every role has a person and every important person has a contact. Keep it warm."),
                    "muted",
                )
            )
        rest = len(found) - len(self.rows)
        self._more.setText(plural("and {n} more", "and {n} more", rest) if rest else "")
        self._more.setVisible(rest > 0)
        self.set_note(str(len(found)) if found else "")


class GapRow(QWidget):
    """One gap: icon, title, why, link."""

    wanted = Signal(str)
    role_wanted = Signal(object)

    def __init__(self, gap: Gap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gap = gap
        row = QHBoxLayout(self)
        space(row, gap=10)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(gap.icon, theme().px(18), "control"))
        sign.setFixedWidth(theme().px(20))
        sign.setContentsMargins(0, 2, 0, 0)
        column = QVBoxLayout()
        space(column, gap=1)
        column.addWidget(label(gap.title, "strong"))
        column.addWidget(label(gap.text, "muted"))
        self.fix = link(gap.fix)
        self.fix.setAccessibleName(f"{gap.title}: {gap.fix}")
        self.fix.clicked.connect(self._want)
        links = QHBoxLayout()
        space(links, gap=16)
        links.addWidget(self.fix)
        if gap.role is not None:
            self.about = link(tr("Who is that?"))
            self.about.setAccessibleName(f"{gap.title}: {self.about.text()}")
            self.about.clicked.connect(self._ask)
            links.addWidget(self.about)
        links.addStretch(1)
        column.addLayout(links)
        sign_column = QVBoxLayout()
        sign_column.addWidget(sign)
        sign_column.addStretch(1)
        row.addLayout(sign_column)
        row.addLayout(column, 1)

    def _ask(self) -> None:
        self.role_wanted.emit(self.gap.role)

    def _want(self) -> None:
        self.wanted.emit(self.gap.do)


class _Figures(QWidget):
    """A few numbers side by side, each with a word below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        space(row, (0, 0, 0, 4), 22)
        self._pairs: list[tuple[QLabel, QLabel]] = []
        for _ in range(4):
            column = QVBoxLayout()
            space(column, gap=0)
            number, words = label("", "figure"), label("", "meta")
            words.setWordWrap(False)
            column.addWidget(number)
            column.addWidget(words)
            row.addLayout(column)
            self._pairs.append((number, words))
        row.addStretch(1)

    def show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        for (number, words), (value, meaning) in zip(self._pairs, figures, strict=True):
            number.setText(value)
            words.setText(meaning)
            number.setAccessibleName(f"{value} {meaning}")
