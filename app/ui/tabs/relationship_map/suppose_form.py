"""What may be supposed, chosen from lists: who, what happens, and who else has to do with it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.assumptions import SOMEBODY_NEW, Assumption, Turn, refusal
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.words import ended_sentence
from app.ui.tabs.relationship_map.menus import INFLUENCES, RELATIONS, relation_words
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.fields import Choice
from app.ui.widgets.text import label


class SupposeForm(QWidget):
    """Two or three lists and a button; a choice that cannot be is refused in one sentence below."""

    added = Signal(object)  # Assumption

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: People | None = None
        self.person = Choice([])
        self.person.setAccessibleName(tr("Who?"))
        self.turn = Choice(_turns())
        self.turn.setAccessibleName(tr("What happens?"))
        self.other = Choice([])
        self.other.setAccessibleName(tr("Who else?"))
        self.add_button = icon_button("plus", tr("Suppose this"))
        self.problem = label("", "look")
        self.problem.hide()
        self.turn.set_value(_turns()[0][0])
        self.person.chosen.connect(self._settle)
        self.turn.chosen.connect(self._settle)
        self.other.chosen.connect(self._forget_problem)
        self.add_button.clicked.connect(self._add)
        happening = QHBoxLayout()
        space(happening, gap=4)
        happening.addWidget(self.turn, 1)
        happening.addWidget(self.add_button)
        column = QVBoxLayout(self)
        space(column, gap=6)
        column.addWidget(self.person)
        column.addLayout(happening)
        column.addWidget(self.other)
        column.addWidget(self.problem)

    def show_people(self, page: People) -> None:
        """Offer these people as they are supposed to be already."""
        self._page = page
        people = sorted(page.players, key=lambda one: one.name.casefold())
        self.person.set_options([(one.id, one.name) for one in people])
        if self.person.value() is None and people:
            self.person.set_value(people[0].id)
        self._settle()

    def set_person(self, person: int) -> None:
        """Ask about this person, unless he or she has left."""
        if self._page is not None and self._page.player(person) is not None:
            self.person.set_value(person)
            self._settle()

    def set_turn(self, turn: Assumption) -> None:
        """Ask what follows when this happens; the person of `turn` does not count."""
        self.turn.set_value(replace(turn, person=0))
        self._settle()

    def _settle(self) -> None:
        """Offer whoever else may have to do with it."""
        turn, person = self.turn.value(), self.person.value()
        self._forget_problem()
        options: list[tuple[object, str]] = []
        if self._page is not None and isinstance(turn, Assumption):
            options = _others(self._page, turn, person)
        self.other.set_options(options)
        if options and self.other.value() not in [value for value, _words in options]:
            self.other.set_value(options[0][0])
        asked = isinstance(turn, Assumption) and (turn.of_line or turn.turn is Turn.LEAVES)
        self.other.setVisible(asked)
        nothing = asked and not options
        self.add_button.setEnabled(not nothing and person is not None)
        if nothing:
            self._tell(tr("There is no line that could end."))

    def _add(self) -> None:
        turn, person, other = self.turn.value(), self.person.value(), self.other.value()
        if self._page is None or not isinstance(turn, Assumption) or not isinstance(person, int):
            return
        one = replace(turn, person=person)
        if isinstance(other, MapLine):
            one = replace(one, person=other.from_id, other=other.to_id, kind=other.kind)
        elif turn.of_line or turn.turn is Turn.LEAVES:
            one = replace(one, other=other if isinstance(other, int) else None)
        if problem := refusal(self._page, one):
            self._tell(problem)
        else:
            self.added.emit(one)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()

    def _forget_problem(self) -> None:
        self.problem.hide()


def _others(page: People, turn: Assumption, person: object) -> list[tuple[object, str]]:
    """Who may follow, to whom a line may lead, or which lines may end."""
    people = sorted((one for one in page.players if one.id != person), key=lambda one: one.name.casefold())
    if turn.turn is Turn.PARTS:
        names = {one.id: one.name for one in page.players}
        mine = [line for line in page.lines if person in {line.from_id, line.to_id}]
        return [(line, ended_sentence(line.kind, names[line.from_id], names[line.to_id])) for line in mine]
    if turn.turn is Turn.TIES:
        return [(one.id, one.name) for one in people]
    return [
        (None, tr("and nobody follows")),
        (SOMEBODY_NEW, tr("and somebody new follows")),
        *((one.id, tr("and {name} follows", name=one.name)) for one in people),
    ]


def _turns() -> list[tuple[Assumption, str]]:
    return [
        (Assumption(Turn.LEAVES, 0), tr("leaves")),
        (Assumption(Turn.DECIDES, 0), tr("decides from now on")),
        *(
            (Assumption(Turn.INFLUENCE, 0, n), tr("has influence {n} of 5", n=n))
            for n in reversed(INFLUENCES)
        ),
        *((Assumption(Turn.SIDE, 0, value), relation_words(value)) for value in RELATIONS),
        (Assumption(Turn.TIES, 0, kind=Link.TRUST), tr("begins to trust…")),
        (Assumption(Turn.TIES, 0, kind=Link.INFLUENCE), tr("begins to influence…")),
        (Assumption(Turn.TIES, 0, kind=Link.CONFLICT), tr("falls out with…")),
        (Assumption(Turn.TIES, 0, kind=Link.REPORTS), tr("gets as boss…")),
        (Assumption(Turn.PARTS, 0), tr("loses a line…")),
    ]
