"""The supplier matrix: our guess, the customer's words, our aim, and the way so far; or the same as a table."""

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import plural, tr
from app.method.evidence import age_in_words
from app.method.packs import CategoryPage
from app.models.vocabulary import AssessmentKind, Audience, SupplierCategory
from app.tools.customer_receptivity.rows import AssessmentRow, Standing
from app.ui.icons import icon
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.matrix import Arrow, Matrix, Quadrant, Token, Trail
from app.ui.widgets.reading import show_date
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label

Pages = dict[SupplierCategory, CategoryPage]
_CORNERS = {
    SupplierCategory.BOTTLENECK: "tl",
    SupplierCategory.STRATEGIC: "tr",
    SupplierCategory.COMMODITY: "bl",
    SupplierCategory.LEVERAGE: "br",
}


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


def history_columns() -> tuple[Column[AssessmentRow], ...]:
    """The matrix in words: one line a dated mark."""
    return (
        Column(tr("Date"), lambda row: show_date(row.on), width=96, sort=lambda row: row.on),
        Column(tr("Mark"), lambda row: row.kind.label, width=150),
        Column(
            tr("Critical"), lambda row: _number(row.criticality), width=72,
            sort=lambda row: row.criticality, align="right",
        ),
        Column(
            tr("Hard to replace"), lambda row: _number(row.hardness), width=116,
            sort=lambda row: row.hardness, align="right",
        ),
        Column(tr("Category"), lambda row: row.category.label, width=100),
        Column(tr("By"), lambda row: row.informant or row.judged_by, width=130),
        Column(
            tr("Based on"), lambda row: row.evidence, minimum=140, tip=lambda row: row.evidence_class.label
        ),
    )  # fmt: skip


def category_matrix(pages: Pages) -> Matrix:
    """The plane of the supplier categories; hard to replace is at the top."""
    return Matrix(
        (tr("How critical we are to their success"), tr("Low"), tr("High")),
        (tr("How hard we are to replace"), tr("Easy"), tr("Hard")),
        [
            Quadrant(category.value, pages[category].title, pages[category].subtitle, corner)  # type: ignore[arg-type]
            for category, corner in _CORNERS.items()
        ],
        desired=SupplierCategory.STRATEGIC.value,
    )


class MatrixCard(Card):
    """Tells a drop as criticality and hardness; a line of the table can be opened or taken away."""

    moved = Signal(object, float, float)  # AssessmentKind, criticality, hardness
    opened = Signal(int)
    dropped = Signal(int)
    statement_wanted = Signal()
    portfolio_wanted = Signal()
    turned = Signal(bool)  # into the table

    def __init__(self, pages: dict[SupplierCategory, CategoryPage], parent: QWidget | None = None) -> None:
        super().__init__(tr("Where the customer puts us"), parent=parent)
        self.matrix = category_matrix(pages)
        self.table = RowTable(history_columns(), row_height=40, visible_rows=8)
        self.table.setAccessibleName(tr("All dated marks"))
        self.table.hide()
        self.hint = label(tr("Drag the dots out of the tray to where they belong."), "meta")
        self.as_table = icon_button("table-2", tr("Show as table"))
        self.as_table.setCheckable(True)
        self.copy_button = icon_button("copy", tr("Copy the picture"), "Ctrl+C")
        self.ask_button = icon_button("message-square-quote", tr("Add the customer's view"))
        self.all_button = icon_button("boxes", tr("All customers on one matrix"))
        self.all_button.clicked.connect(self._want_portfolio)
        for tool in (self.ask_button, self.copy_button, self.as_table, self.all_button):
            self.add_tool(tool)
        self.add(self.matrix, 1)
        self.add(self.table)
        self.add(self.hint)
        self.matrix.moved.connect(self._tell_move)
        self.as_table.toggled.connect(self.show_table)
        self.ask_button.clicked.connect(self._want_statement)
        self.table.opened.connect(self.opened)
        self.table.delete_wanted.connect(self.dropped)
        self.table.menu_wanted.connect(self._offer)
        self._in_tray = False
        self._menu_row = 0

    def show_standing(self, standing: Standing, today: date, audience: Audience) -> None:
        """Show the marks of one customer; to a customer only what the customer said."""
        self.table.set_rows(standing.history)
        tokens = _tokens(standing, today)
        if audience is Audience.CUSTOMER:
            tokens = [token for token in tokens if token.key == AssessmentKind.STATEMENT.value]
        self.matrix.set_scene(tokens, _trails(standing), _arrows(standing))
        self.all_button.setVisible(audience is Audience.INTERNAL)
        self._in_tray = any(not token.placed for token in tokens)
        self.hint.setVisible(self._in_tray and not self.as_table.isChecked())
        self.set_note("" if standing.counting is None else standing.category.label)

    def show_table(self, on: bool) -> None:
        """The same in words, or the picture again."""
        self.as_table.setChecked(on)
        self.matrix.setHidden(on)
        self.table.setVisible(on)
        self.hint.setVisible(self._in_tray and not on)
        self.turned.emit(on)

    def _tell_move(self, key: str, criticality: float, hardness: float) -> None:
        self.moved.emit(AssessmentKind(key), criticality, hardness)

    def _want_portfolio(self) -> None:
        self.portfolio_wanted.emit()

    def _want_statement(self) -> None:
        self.statement_wanted.emit()

    def _offer(self, row_id: int, spot: QPoint) -> None:
        self._menu_row = row_id
        menu = QMenu(self)
        menu.addAction(icon("pencil"), tr("Change this mark …")).triggered.connect(self._open_row)
        menu.addAction(icon("trash-2"), tr("Delete this mark")).triggered.connect(self._drop_row)
        menu.exec(spot)
        menu.deleteLater()

    def _open_row(self) -> None:
        self.opened.emit(self._menu_row)

    def _drop_row(self) -> None:
        self.dropped.emit(self._menu_row)


def _tokens(standing: Standing, today: date) -> list[Token]:
    guess, statement, aim = standing.guess, standing.statement, standing.aim
    return [
        _token(AssessmentKind.AIM, tr("Aim"), aim, "ring", _aim_caption(aim)),
        _token(AssessmentKind.STATEMENT, tr("They"), statement, "hollow", _said_caption(statement)),
        _token(AssessmentKind.GUESS, tr("Us"), guess, "disc", _us_caption(standing, today)),
    ]


def _token(kind: AssessmentKind, text: str, row: AssessmentRow | None, shape: str, caption: str) -> Token:
    placed = row is not None and row.mark.complete
    return Token(
        kind.value,
        text,
        row.criticality if placed and row is not None else None,
        row.hardness if placed and row is not None else None,
        shape=shape,  # type: ignore[arg-type]
        tone="text-2" if kind is AssessmentKind.STATEMENT else "accent",
        draggable=True,
        caption=caption,
    )


def _us_caption(standing: Standing, today: date) -> str:
    if standing.guess is None:
        return tr("Our guess")
    notes = standing.notes()
    when = age_in_words(standing.guess.on, today)
    if not notes:
        return tr("{when} · no source", when=when[:1].upper() + when[1:])
    sources = plural("{n} source", "{n} sources", notes)
    return tr("{when} · {sources}", when=when[:1].upper() + when[1:], sources=sources)


def _said_caption(row: AssessmentRow | None) -> str:
    if row is None:
        return tr("Their view")
    if row.informant:
        first = row.informant.split()[
            0
        ]  # the whole name stands with the evidence; a long tag would cover the arrow
        return tr("{name}, {date}", name=first, date=show_date(row.on))
    return tr("They, {date}", date=show_date(row.on))


def _aim_caption(row: AssessmentRow | None) -> str:
    if row is None or row.due_on is None:
        return tr("Our aim")
    return f"{row.due_on:%b %Y}"


def _trails(standing: Standing) -> list[Trail]:
    kinds = (AssessmentKind.GUESS, AssessmentKind.STATEMENT)
    return [Trail(points, kind.value) for kind in kinds if (points := standing.trail(kind))]


def _arrows(standing: Standing) -> list[Arrow]:
    aim, now = standing.aim, standing.counting
    if aim is None or now is None or not aim.mark.complete:
        return []
    from_kind = AssessmentKind.GUESS if standing.guess and standing.guess.mark.complete else now.kind
    return [Arrow(from_kind.value, AssessmentKind.AIM.value)]
