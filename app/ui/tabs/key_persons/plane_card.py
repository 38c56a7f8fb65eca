"""The plane of wish against present: where each person stands, and which mode that means."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import ModePage
from app.method.receptivity import Marks, mode
from app.models.vocabulary import Receptivity
from app.tools.key_persons.rows import PersonRow
from app.tools.key_persons.rules import short_name, token_size
from app.ui.widgets.avatar import initials
from app.ui.widgets.bars import relation_token
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.matrix import Matrix, Quadrant, Token
from app.ui.widgets.text import label

_PLACES = {
    Receptivity.TROUBLE: "tl",
    Receptivity.GROWTH: "tr",
    Receptivity.OVERCONFIDENT: "br",
    Receptivity.INDIFFERENT: "diagonal",
}


def zone(perceived: float, wished: float) -> str:
    """The mode at a place of the plane."""
    return mode(Marks(wished=wished, perceived=perceived)).value


class PlaneCard(Card):
    """Everybody as a token: size by influence, colour by relationship; a drop tells both marks."""

    picked = Signal(int)
    marked = Signal(int, float, float)  # stakeholder, wished, perceived

    def __init__(self, pages: dict[Receptivity, ModePage], parent: QWidget | None = None) -> None:
        super().__init__(tr("How they see it, against how they want it"), parent=parent)
        self.matrix = Matrix(
            (tr("How it is now, in their eyes"), tr("Badly"), tr("Well")),
            (tr("How it should be"), tr("Modest"), tr("High")),
            [
                Quadrant(one.value, pages[one].title, pages[one].subtitle, place)  # type: ignore[arg-type]
                for one, place in _PLACES.items()
            ],
            zones=zone,
            desired=(Receptivity.GROWTH.value, Receptivity.TROUBLE.value),
        )
        self.copy_button = icon_button("copy", tr("Copy the picture"), "Ctrl+C")
        self.add_tool(self.copy_button)
        self.hint = label("", "meta")
        self.add(self.matrix, 1)
        self.add(self.hint)
        self.matrix.picked.connect(self._pick)
        self.matrix.moved.connect(self._mark)

    def show_people(self, people: Sequence[PersonRow], picked: int | None) -> None:
        """Show everybody; those without marks wait in the tray."""
        names = [row.name for row in people]
        self.matrix.set_scene([_token(row, names) for row in people])
        if picked is not None:
            self.matrix.pick(str(picked))
        unknown = sum(row.wished is None or row.perceived is None for row in people)
        if unknown:
            self.hint.setText(tr("Who is in the tray has not been asked yet. Unknown is not neutral."))
        else:
            self.hint.setText(
                tr("Size is influence, colour is relationship: orange against us, blue for us.")
            )

    def _pick(self, key: str) -> None:
        self.picked.emit(int(key))

    def _mark(self, key: str, perceived: float, wished: float) -> None:
        self.marked.emit(int(key), wished, perceived)


def _token(row: PersonRow, names: Sequence[str]) -> Token:
    placed = row.wished is not None and row.perceived is not None
    return Token(
        str(row.id),
        "?" if row.placeholder else initials(row.name),
        row.perceived if placed else None,
        row.wished if placed else None,
        shape="disc" if row.relationship is not None else "ring",
        tone=relation_token(row.relationship),
        size=token_size(row.influence),
        draggable=True,
        caption=row.name if row.placeholder else short_name(row.name, names),
    )
