"""The picked challenge of the library: its words, what it opens, what answers it, and what says the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.challenge_menu.library import LibraryRow, Linked
from app.ui.theme import space
from app.ui.widgets.buttons import link, secondary
from app.ui.widgets.text import label

MOST_STORIES = 4


class LibraryDetail(QWidget):
    """Says by signals what is to be done with the challenge that it shows."""

    edit_wanted = Signal()
    retire_wanted = Signal()
    benefits_wanted = Signal()
    capabilities_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.place = label("", "card"), label("", "meta")
        self.ask, self.stories = label("", "body"), label("", "body")
        self.benefits, self.capabilities = label("", "body"), label("", "body")
        self.alike = label("", "look")
        self.edit = secondary(tr("Edit…"), "square-pen")
        self.retire = secondary(tr("Retire"), "archive")
        self.change_benefits = link(tr("Change…"))
        self.change_benefits.setAccessibleName(tr("Change the benefits"))
        self.change_capabilities = link(tr("Change…"))
        self.change_capabilities.setAccessibleName(tr("Change what answers it"))
        self.merge = link(tr("Make one of them…"), "merge")
        for button, signal in (
            (self.edit, self.edit_wanted),
            (self.retire, self.retire_wanted),
            (self.change_benefits, self.benefits_wanted),
            (self.change_capabilities, self.capabilities_wanted),
            (self.merge, self.merge_wanted),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def show_row(
        self, row: LibraryRow | None, linked: Linked | None, alike: Sequence[tuple[str, float]] = ()
    ) -> None:
        """Show a challenge; None while none is picked."""
        self._body.setVisible(row is not None)
        if row is None or linked is None:
            return
        self.title.setText(row.text)
        heard = plural("heard from {n} person", "heard from {n} people", row.count)
        self.place.setText(f"{row.industry_name} · {row.profile} · {heard}")
        self.ask.setText(row.ask or tr("No opening question yet."))
        self.benefits.setText(_listed([text for _, text in linked.benefits], tr("Opens no benefit yet.")))
        self.capabilities.setText(
            _listed([text for _, text in linked.capabilities], tr("Nothing of ours answers it yet."))
        )
        self.stories.setText(_listed(linked.stories[:MOST_STORIES], tr("No story proves it yet.")))
        self.alike.setText(
            "\n".join(
                tr("{percent} % like “{text}”", percent=round(100 * much), text=text) for text, much in alike
            )
        )
        self.alike.setVisible(bool(alike))
        self.merge.setVisible(bool(alike))
        self.edit.setEnabled(row.own)
        self.edit.setToolTip("" if row.own else tr("A challenge of the supplied library keeps its words."))
        self.retire.setText(tr("Bring back") if row.retired else tr("Retire"))
        self.retire.setToolTip(
            "" if row.retired else tr("Off the menu; it stays with everybody who has named it.")
        )

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        space(outer)
        scroll = QScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        outer.addWidget(scroll)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        space(column, (0, 4, 8, 0), 6)
        column.addWidget(self.title)
        column.addWidget(self.place)
        buttons = QHBoxLayout()
        space(buttons, (0, 4, 0, 4), 8)
        buttons.addWidget(self.edit)
        buttons.addWidget(self.retire)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.alike)
        column.addWidget(self.merge)
        for title, text, change in (
            (tr("The question that opens it"), self.ask, None),
            (tr("Opens"), self.benefits, self.change_benefits),
            (tr("What answers it"), self.capabilities, self.change_capabilities),
            (tr("Proved by"), self.stories, None),
        ):
            head = QHBoxLayout()
            space(head, (0, 6, 0, 0), 8)
            head.addWidget(label(title, "section"), 1)
            if change is not None:
                head.addWidget(change)
            column.addLayout(head)
            column.addWidget(text)
        column.addStretch(1)
        scroll.setWidget(self._body)


def _listed(texts: Sequence[str], none: str) -> str:
    return "\n".join(f"• {text}" for text in texts) or none
