"""What follows from the map: how we stand with these people, and what is missing, each with a way to close it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import DecisionRole
from app.tools.relationship_map.queries import People
from app.tools.relationship_map.rules import Coverage, MapPerson, way_to
from app.ui import icons
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.text import label

MOST = 5  # gaps at once; who closes one sees the next


@dataclass(frozen=True)
class Gap:
    """Something missing: what, why it matters, and the link that closes it (`do` as in the coach's rules)."""

    icon: str
    title: str
    text: str
    fix: str
    do: str


def gaps(page: People) -> list[Gap]:
    """What is missing, the dangerous first."""
    state = page.coverage
    found = [
        *_thread(state),
        *(_unanswered(person, page) for person in state.unanswered),
        *_sides(state),
        *(_role(role) for role in state.missing_roles if role is not DecisionRole.ADVERSARY),
        *(_uncovered(person, page) for person in state.uncovered),
    ]
    unknown = [person for person in state.unrated if not person.placeholder]
    if unknown:
        found.append(_unrated(unknown))
    return found


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
        column.addWidget(self.fix)
        sign_column = QVBoxLayout()
        sign_column.addWidget(sign)
        sign_column.addStretch(1)
        row.addLayout(sign_column)
        row.addLayout(column, 1)

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


def standing(state: Coverage) -> str:
    """How we stand with the people of the deal, in words."""
    if not state.supporters and not state.opponents:
        return tr(
            "Nobody is known to be for or against you. Before the next meeting, find out where two of them stand."
        )
    sentences = [_balance(state)]
    friends = sorted(state.supporters, key=lambda one: (-(one.relationship or 0), -(one.influence or 0)))
    if friends:
        sentences.append(tr("Your best friend is {name}.", name=friends[0].name))
    if state.unrated:
        sentences.append(
            plural(
                "Of {n} person you do not know which side he or she is on.",
                "Of {n} people you do not know which side they are on.",
                len(state.unrated),
            )
        )
    return " ".join(sentences)


def _balance(state: Coverage) -> str:
    if state.outnumbered:
        return tr("More people are against you than for you.")
    if state.outweighed:
        return tr("You have more friends, but those against you have more influence together.")
    if not state.opponents:
        return tr("Nobody is known to be against you; somebody usually is.")
    return tr("Your friends outweigh those who are against you.")


def _thread(state: Coverage) -> list[Gap]:
    if not state.contacts and state.people:
        return [
            Gap(
                "unplug",
                tr("Nobody of us is in contact"),
                tr("Not one of these people has a primary contact on your side."),
                tr("Write down who knows whom"),
                "relationship_map:contacts",
            )
        ]
    if state.single_thread:
        name = state.contacts[0].name
        text = tr("When {name} changes jobs, you start anew. Ask for one introduction this month.", name=name)
        return [
            Gap(
                "spline",
                tr("All hangs on {name}", name=name),
                text,
                tr("Give somebody a contact"),
                "relationship_map:contacts",
            )
        ]
    return []


def _unanswered(person: MapPerson, page: People) -> Gap:
    way = way_to(person.id, page.players, page.lines)
    if len(way) > 1:
        text = tr(
            "The nearest friend on the way is {name}: {way}.",
            name=way[-2].name,
            way=" → ".join(one.name for one in way),
        )
    else:
        text = tr("No friend of yours influences, leads or is trusted by {name}.", name=person.name)
    title = tr("Nobody answers {name}", name=person.name)
    return Gap("shield-alert", title, text, tr("Show on the map"), f"relationship_map:person:{person.id}")


def _sides(state: Coverage) -> list[Gap]:
    if not state.outnumbered and not state.outweighed:
        return []
    named = ", ".join(person.name for person in state.opponents[:3])
    title = (
        tr("Your supporters are outnumbered") if state.outnumbered else tr("Your supporters are outweighed")
    )
    text = tr("Against you: {names}. Win one of the undecided before you ask for a decision.", names=named)
    return [
        Gap("scale", title, text, tr("Show on the map"), f"relationship_map:person:{state.opponents[0].id}")
    ]


def _role(role: DecisionRole) -> Gap:
    title = tr("No {role}", role=role.label.lower())
    return Gap(
        f"role-{role.value.replace('_', '-')}",
        title,
        _WITHOUT[role](),
        tr("Name a person"),
        f"relationship_map:add:{role.value}",
    )


def _uncovered(person: MapPerson, page: People) -> Gap:
    title = tr("{name} has influence and no contact", name=person.name)
    way = way_to(person.id, page.players, page.lines)
    if len(way) > 1:
        text = tr("{friend} could introduce you.", friend=way[-2].name)
    else:
        text = tr("Influence {n} of 5, and nobody on your side knows the person.", n=person.influence or 0)
    return Gap("user-x", title, text, tr("Name a contact"), f"relationship_map:contact:{person.id}")


def _unrated(people: list[MapPerson]) -> Gap:
    names = ", ".join(person.name for person in people[:3])
    title = plural(
        "{n} person whose side you do not know", "{n} people whose side you do not know", len(people)
    )
    return Gap(
        "circle-help",
        title,
        names,
        tr("Rate the relationship"),
        f"relationship_map:relationship:{people[0].id}",
    )


_WITHOUT = {
    DecisionRole.DECISION_MAKER: partial(tr, "You cannot say who can say yes when the others say no."),
    DecisionRole.CHAMPION: partial(tr, "Nobody sells for you when you have left the building."),
    DecisionRole.FINANCIAL_APPROVER: partial(tr, "Whose budget is it? Ask before the offer, not after."),
    DecisionRole.TECHNICAL_APPROVER: partial(tr, "Somebody checks it against a standard, and usually late."),
    DecisionRole.IMPLEMENTATION_OWNER: partial(
        tr, "Projects stall when nobody on their side owns the doing."
    ),
    DecisionRole.COACH: partial(tr, "Nobody tells you how this company really decides."),
    DecisionRole.USER: partial(tr, "Those who will live with it have no face yet."),
    DecisionRole.BENEFICIARY: partial(tr, "Who gains from it, and could ask for it?"),
    DecisionRole.ADVERSARY: partial(tr, "Who would rather see it fail?"),
}
