"""The plane of wish against present: where each person stands, and which mode that means."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import ModePage
from app.method.receptivity import Levels, Marks, areas, mode
from app.models.vocabulary import Aspect, Receptivity
from app.tools.key_persons.rows import People, PersonFacts, PersonRow
from app.tools.key_persons.rules import short_name, token_size
from app.ui.widgets.avatar import initials
from app.ui.widgets.bars import relation_token
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.matrix import Matrix, Quadrant, Token, Zones
from app.ui.widgets.text import label

_PLACES = {
    Receptivity.TROUBLE: "tl",
    Receptivity.GROWTH: "tr",
    Receptivity.OVERCONFIDENT: "br",
    Receptivity.INDIFFERENT: "diagonal",
}


_COACH = "coach"  # the key of the coach's token


def zones(levels: Levels | None = None) -> Zones:
    """The plane as the levels divide it among the modes."""
    outlines = {one.value: corners for one, corners in areas(levels).items()}
    return Zones(partial(_mode_at, levels=levels or Levels()), outlines)


def _mode_at(perceived: float, wished: float, levels: Levels) -> str:
    return mode(Marks(wished=wished, perceived=perceived), *levels).value


class PlaneCard(Card):
    """Everybody as a token: size by influence, colour by relationship; a drop tells both marks."""

    picked = Signal(int)
    marked = Signal(int, float, float)  # stakeholder, wished, perceived
    levels_wanted = Signal()

    def __init__(self, pages: dict[Receptivity, ModePage], parent: QWidget | None = None) -> None:
        super().__init__(tr("How they see it, against how they want it"), parent=parent)
        self.matrix = Matrix(
            (tr("How it is now, in their eyes"), tr("Badly"), tr("Well")),
            (tr("How it should be"), tr("Modest"), tr("High")),
            [
                Quadrant(one.value, pages[one].title, pages[one].subtitle, place)  # type: ignore[arg-type]
                for one, place in _PLACES.items()
            ],
            zones=zones(),
            desired=(Receptivity.GROWTH.value, Receptivity.TROUBLE.value),
        )
        self._levels = Levels()
        self.levels_button = icon_button("sliders-horizontal", tr("Set where the modes begin"))
        self.levels_button.clicked.connect(self._want_levels)
        self.copy_button = icon_button("copy", tr("Copy the picture"), "Ctrl+C")
        self.add_tool(self.levels_button)
        self.add_tool(self.copy_button)
        self.hint = label("", "meta")
        self.add(self.matrix, 1)
        self.add(self.hint)
        self.matrix.picked.connect(self._pick)
        self.matrix.moved.connect(self._mark)

    def show_people(self, page: People, picked: int | None, facts: PersonFacts | None) -> None:
        """Show everybody; those without marks wait in the tray. Of the picked one, the coach's place as well."""
        people = page.people
        if page.levels != self._levels:
            self._levels = page.levels
            self.matrix.set_zones(zones(page.levels))
        names = [row.name for row in people]
        self.matrix.set_scene([*(_token(row, names) for row in people), *_coach_token(facts)])
        if picked is not None:
            self.matrix.pick(str(picked))
        self.hint.setText(self._say(people))

    def _say(self, people: Sequence[PersonRow]) -> str:
        said = [tr("Size is influence, colour is relationship: orange against us, blue for us.")]
        if any(row.influence is None for row in people):
            said.append(tr("“?” at a disc: influence unknown."))
        if any(row.wished is None or row.perceived is None for row in people):
            said.append(tr("Who is in the tray has not been asked yet. Unknown is not neutral."))
        if self._levels != Levels():
            levels = self._levels
            said.append(
                tr(
                    "No gap within {gap:g}, acceptable from {acceptable:g}.",
                    gap=levels.tolerance,
                    acceptable=levels.acceptable,
                )
            )
        return " ".join(said)

    def _pick(self, key: str) -> None:
        if key != _COACH:
            self.picked.emit(int(key))

    def _want_levels(self) -> None:
        self.levels_wanted.emit()

    def _mark(self, key: str, perceived: float, wished: float) -> None:
        self.marked.emit(int(key), wished, perceived)


def _token(row: PersonRow, names: Sequence[str]) -> Token:
    placed = row.wished is not None and row.perceived is not None
    return Token(
        str(row.id),
        "?" if row.placeholder else initials(row.name),
        row.perceived if placed else None,
        row.wished if placed else None,
        shape="hollow" if row.placeholder else "disc" if row.relationship is not None else "ring",
        tone=relation_token(row.relationship),
        size=token_size(row.influence),
        draggable=True,
        caption=row.name if row.placeholder else short_name(row.name, names),
        badge="?" if row.influence is None else "",
    )


def _coach_token(facts: PersonFacts | None) -> tuple[Token, ...]:
    """Where the coach puts the picked person; nowhere without both marks."""
    if facts is None:
        return ()
    wished, perceived = facts.coach.get(Aspect.WISHED), facts.coach.get(Aspect.PERCEIVED)
    if wished is None or perceived is None or wished.value is None or perceived.value is None:
        return ()
    if (wished.value, perceived.value) == (facts.row.wished, facts.row.perceived):
        return ()
    name = short_name(facts.row.name, ())
    return (
        Token(
            _COACH,
            tr("C"),
            perceived.value,
            wished.value,
            shape="hollow",
            size=0.75,
            caption=tr("{name}, says the coach", name=name),
        ),
    )
