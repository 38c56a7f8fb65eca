"""The library of challenges in a window of its own: a table to search and sort, and what hangs on the picked one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.typed_words import finds, folded, searched
from app.tools.challenge_menu.library import LibraryRow, Linked
from app.tools.challenge_menu.likeness import Pair
from app.ui.dialogs.base import LEAST_TABLE, Dialog
from app.ui.icons import icon
from app.ui.tabs.challenge_menu.library_detail import LibraryDetail
from app.ui.theme import space, theme
from app.ui.widgets.buttons import primary, secondary
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.reading import show_number
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

ALL, OWN, UNPROVED, FRUITLESS, ALIKE, RETIRED = "", "own", "unproved", "fruitless", "alike", "retired"


@dataclass(frozen=True)
class _Line:
    """A challenge as the table shows it."""

    id: int
    row: LibraryRow
    ticked: bool
    group: int  # of those that are alike; 0 for none
    placed: bool  # whether its industry is told, because all of them are shown


class LibraryDialog(Dialog):
    """Says what is wanted by the ids of challenges; whoever opened it does it and shows the rows anew."""

    place_chosen = Signal(object, object)  # industry key and profile id, None for all
    alike_wanted = Signal()
    picked = Signal(int)
    merge_wanted = Signal(object)  # ids
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Library of challenges"), width=1120, height=720)
        self._rows: dict[int, LibraryRow] = {}
        self._words: dict[int, str] = {}
        self._groups: Mapping[int, int] = {}
        self._pairs: Sequence[Pair] = ()
        self._ticked: set[int] = set()
        self.industry, self.profile = Choice(()), Choice(())
        self.search = Line(tr("Search"))
        self.search.addAction(icon("search", "text-3"), Line.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search the library"))
        self.filter = Segmented(
            [
                (ALL, tr("All")),
                (OWN, tr("Own")),
                (UNPROVED, tr("No story")),
                (FRUITLESS, tr("No benefit")),
                (ALIKE, tr("Alike")),
                (RETIRED, tr("Retired")),
            ]
        )
        self.filter.set_value(ALL)
        self.table = RowTable(_columns(), row_height=44, visible_rows=11)
        self.table.setAccessibleName(tr("Challenges of the library"))
        self.table.setMinimumHeight(theme().px(LEAST_TABLE))
        self.detail = LibraryDetail()
        self.counted = label("", "muted")
        self.bring = secondary(tr("Import…"), "file-up")
        self.send = secondary(tr("Export as CSV…"), "file-down")
        self.merge = secondary(tr("Make one of them…"), "merge")
        self.close_button = primary(tr("Close"))
        self._lay_out()
        self._connect()

    def show_places(self, rows: Sequence[LibraryRow], industry: str | None, profile: int | None) -> None:
        """Offer the industries and profiles of the library, with one of them chosen."""
        names = dict(
            sorted({row.industry: row.industry_name for row in rows}.items(), key=lambda one: one[1])
        )
        self.industry.set_options([(None, tr("All industries")), *names.items()])
        self.industry.set_value(industry)
        people = {row.profile_id: row.profile for row in rows if row.industry == industry}
        self.profile.set_options([(None, tr("All profiles")), *people.items()])
        self.profile.set_value(profile)

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show the challenges of the chosen place; what is ticked and gone is ticked no more."""
        self._rows = {row.id: row for row in rows}
        self._words = {row.id: searched(f"{row.text} {row.profile}") for row in rows}
        self._ticked &= self._rows.keys()
        self._narrow()

    def show_pairs(self, pairs: Sequence[Pair], groups: Sequence[Sequence[int]]) -> None:
        """Which of them are alike, and which hang together."""
        self._pairs = pairs
        self._groups = {one: n for n, group in enumerate(groups, 1) for one in group}
        self._narrow()

    def show_linked(self, linked: Linked | None) -> None:
        """What hangs on the picked challenge."""
        row = self.picked_row()
        alike = [
            (self._rows[other].text, pair.likeness)
            for pair in self._pairs
            if row is not None and row.id in {pair.one, pair.other}
            for other in ({pair.one, pair.other} - {row.id})
            if other in self._rows
        ]
        self.detail.show_row(row, linked, alike)

    def picked_row(self) -> LibraryRow | None:
        """The challenge that is looked at."""
        return self._rows.get(self.table.picked_id() or 0)

    def pick(self, challenge_id: int) -> None:
        """Look at a challenge, also one that the filter hides."""
        if challenge_id not in {line.id for line in self.table.rows()}:
            self.search.clear()
            self.filter.set_value(ALL)
            self._narrow()
        self.table.pick(challenge_id)
        self.table.scrollTo(self.table.currentIndex())
        self.picked.emit(challenge_id)

    def ticked(self) -> tuple[int, ...]:
        """What is to become one: the ticked ones; without any, the group of the picked one."""
        if len(self._ticked) > 1:
            return tuple(one for one in self._rows if one in self._ticked)
        group = self._groups.get(self.table.picked_id() or 0)
        return tuple(one for one in self._rows if self._groups.get(one) == group) if group else ()

    def untick(self) -> None:
        """Begin anew with what is to become one."""
        self._ticked.clear()

    def _connect(self) -> None:
        self.industry.chosen.connect(self._choose_industry)
        self.profile.chosen.connect(self._choose_profile)
        self.search.textChanged.connect(self._narrow)
        self.filter.chosen.connect(self._narrow)
        self.table.picked.connect(self._pick)
        self.table.edited.connect(self._tick)
        self.table.opened.connect(self._open)
        self.merge.clicked.connect(self._merge)
        self.detail.merge_wanted.connect(self._merge)
        self.bring.clicked.connect(self.import_wanted)
        self.send.clicked.connect(self.export_wanted)
        self.close_button.clicked.connect(self.accept)

    def _choose_industry(self, industry: object) -> None:
        self.place_chosen.emit(industry, None)

    def _choose_profile(self, profile: object) -> None:
        self.place_chosen.emit(self.industry.value(), profile)

    def _narrow(self, *_: object) -> None:
        wanted, fits = str(self.filter.value() or ALL), finds(self.search.text())
        if wanted == ALIKE and not self._pairs:
            self.alike_wanted.emit()
        belongs = self._belongs(wanted)
        rows = [row for one, row in self._rows.items() if fits(self._words[one]) and belongs(row)]
        if wanted == ALIKE:
            rows.sort(key=lambda row: self._groups[row.id])
        self.table.hide_columns(() if wanted == ALIKE else ("group",))
        everywhere = self.industry.value() is None
        self.table.set_rows(
            [
                _Line(row.id, row, row.id in self._ticked, self._groups.get(row.id, 0), everywhere)
                for row in rows
            ]
        )
        self.counted.setText(_counted(len(rows), wanted))
        if rows and self.table.picked_id() is None:
            self.table.pick(self.table.rows()[0].id)
        self._pick()

    def _belongs(self, wanted: str) -> Callable[[LibraryRow], bool]:
        """Which challenges a filter shows."""
        groups = self._groups
        tests: dict[str, Callable[[LibraryRow], bool]] = {
            OWN: lambda row: row.own and not row.retired,
            UNPROVED: lambda row: not row.stories and not row.retired,
            FRUITLESS: lambda row: not row.benefits and not row.retired,
            ALIKE: lambda row: row.id in groups and not row.retired,
            RETIRED: lambda row: row.retired,
        }
        return tests.get(wanted, lambda row: not row.retired)

    def _pick(self, *_: object) -> None:
        row = self.picked_row()
        if row is None:
            self.show_linked(None)
        else:
            self.picked.emit(row.id)
        count = len(self.ticked())
        self.merge.setEnabled(count > 1)
        self.merge.setText(tr("Make one of {n}…", n=count) if count > 1 else tr("Make one of them…"))

    def _tick(self, challenge: int, _key: str, ticked: object) -> None:
        (self._ticked.add if ticked else self._ticked.discard)(challenge)
        self._narrow()

    def _open(self, challenge: int) -> None:
        self._tick(challenge, "ticked", challenge not in self._ticked)

    def _merge(self) -> None:
        if len(ids := self.ticked()) > 1:
            self.merge_wanted.emit(ids)

    def _lay_out(self) -> None:
        hint = tr(
            "What people of a profile are known to struggle with. The more it is used, the better it is ranked."
        )
        self.body.addWidget(label(hint, "muted"))
        places = Form(columns=3)
        places.add(tr("Industry"), self.industry)
        places.add(tr("Profile"), self.profile)
        places.add(tr("Search"), self.search)
        self.body.addWidget(places)
        across = QHBoxLayout()
        space(across, gap=20)
        left = QVBoxLayout()
        space(left, gap=8)
        row = QHBoxLayout()
        space(row, gap=8)
        row.addWidget(self.filter)
        row.addStretch(1)
        left.addLayout(row)
        left.addWidget(self.table, 1)
        left.addWidget(self.counted)
        across.addLayout(left, 7)
        across.addWidget(self.detail, 4)
        self.body.addLayout(across, 1)
        for button in (self.bring, self.send, self.merge):
            self.feet.addWidget(button)
        self.feet.addStretch(1)
        self.feet.addWidget(self.close_button)


def _columns() -> tuple[Column[_Line], ...]:
    return (
        Column(
            "",
            lambda line: tr("yes") if line.ticked else tr("no"),
            key="ticked",
            width=40,
            delegate="tick",
            value=lambda line: line.ticked,
        ),
        Column(
            tr("Challenge"),
            lambda line: f"{line.row.text}\n{_under(line)}",
            key="text",
            minimum=240,
            tip=lambda line: line.row.text,
            sort=lambda line: folded(line.row.text),
        ),
        Column(
            tr("Heard"),
            lambda line: str(line.row.count),
            "count",
            72,
            sort=lambda line: line.row.count,
            align="right",
        ),
        Column(
            tr("Stories"),
            lambda line: str(line.row.stories),
            "stories",
            76,
            sort=lambda line: line.row.stories,
            align="right",
        ),
        Column(
            tr("Benefits"),
            lambda line: str(line.row.benefits),
            "benefits",
            80,
            sort=lambda line: line.row.benefits,
            align="right",
        ),
        Column(
            tr("Group"),
            lambda line: str(line.group),
            "group",
            68,
            sort=lambda line: line.group,
            align="right",
        ),
    )


def _under(line: _Line) -> str:
    row = line.row
    signs = [f"{row.industry_name}, {row.profile}" if line.placed else row.profile]
    if row.own:
        signs.append(tr("own"))
    if row.retired:
        signs.append(tr("retired"))
    return " · ".join(signs)


def _counted(count: int, wanted: str) -> str:
    if count:
        text = plural("{shown} challenge", "{shown} challenges", count, shown=show_number(count))
        told = tr("{text}. Tick two or more to make one of them.", text=text)
        return tr("{text} that say nearly the same; you decide.", text=text) if wanted == ALIKE else told
    return {
        OWN: tr("None of your own here yet: add one on the menu, or import a list."),
        UNPROVED: tr("Each challenge here has a story."),
        FRUITLESS: tr("Each challenge here opens a benefit."),
        ALIKE: tr("No two challenges of a profile say the same here."),
        RETIRED: tr("Nothing was taken off the menu here."),
    }.get(wanted, tr("Nothing here."))
