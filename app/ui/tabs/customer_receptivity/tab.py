"""The page of customer receptivity, bound to its tool."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import AssessmentKind
from app.tools.customer_receptivity import export, portfolio, queries
from app.tools.customer_receptivity.portfolio import Portfolio
from app.tools.customer_receptivity.rows import Standing
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.customer_receptivity.edits import StandingEdits
from app.ui.tabs.customer_receptivity.portfolio_view import PortfolioView
from app.ui.tabs.customer_receptivity.view import StandingView
from app.ui.widgets.empty_state import EmptyState


class CustomerReceptivityTab(Tab):
    """Where category management puts us, on what evidence, and what moves us on."""

    name = "customer_receptivity"
    group = Group.RELATIONSHIP
    icon = "grid-2x2"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Customer receptivity")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._standing: Standing | None = None
        self._begun_for: int | None = None  # the account whose empty matrix the user opened
        self._portfolio: Portfolio | None = None  # all customers, while they are shown
        self.view = StandingView(self)
        self.all = PortfolioView(self.view.pages, self.view.selection, self)
        self.nobody = EmptyState(
            "building-2",
            tr("No account is selected"),
            tr("Choose a customer on the left, or add one there."),
            second=tr("All customers on one matrix"),
        )
        self.nobody.second_chosen.connect(self._show_all)
        self.start = EmptyState(
            "grid-2x2",
            tr("Where does this customer put you?"),
            tr(
                "Category management sorts suppliers by two questions: how critical they are, and how hard to"
                " replace. The answer decides whom you get to see."
            ),
            tr("Place us on the matrix"),
        )
        self.start.started.connect(self._begin)
        self.set_content(self.nobody, self.start, self.view, self.all)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        self._edits = StandingEdits(self, view, self._current)
        view.matrix.copy_button.clicked.connect(self._copy)
        view.matrix.portfolio_wanted.connect(self._show_all)
        self.all.picked.connect(self._select)
        self.all.opened.connect(self._open_customer)
        self.all.left.connect(self._leave_all)
        self.all.copy_button.clicked.connect(self._copy)
        view.so_what.compared.connect(self._compare)
        view.so_what.action_wanted.connect(self._plan_first_move)
        view.players.map_wanted.connect(self._open_map)
        view.players.opened.connect(self._open_person)
        view.players.role_wanted.connect(self._name_role)
        view.players.started.connect(self._name_first)

    def refresh(self) -> None:
        """Read the selected account and show it."""
        selection = self.desk.selection
        today, audience = self.desk.today(), self.desk.audience
        self._standing = None
        with self.desk.workspace.read() as session:
            if self._portfolio is not None:
                self._portfolio = portfolio.portfolio(session, today, self.desk.ageing, audience)
            if selection.account_id is not None:
                self._standing = queries.standing(
                    session, selection.account_id, selection.opportunity_id, today, audience, self.desk.ageing
                )
        if self._portfolio is not None and self._portfolio.rows:
            self.all.show_portfolio(self._portfolio, selection.account_id, self.desk.settings.currency)
            self.show_page(self.all)
            return
        self._portfolio = None
        if self._standing is None:
            self.show_page(self.nobody)
            return
        self.view.show_standing(self._standing, today, audience, deal=selection.opportunity_id is not None)
        opened = self._standing.begun or self._begun_for == self._standing.account_id
        self.show_page(self.view if opened else self.start)

    def focus_on(self, what: str) -> None:
        """Show a part of the page: "statement", "aim", "evidence", "history", "ours"; or "all" customers."""
        if what == "all":
            self._show_all()
            return
        self._leave_all()
        if self._standing is None:
            self.refresh()
        if self._standing is None:
            return
        self._begin()
        if what == "statement":
            self._edits.ask_statement()
        elif what == "evidence":
            self.view.ensureWidgetVisible(self.view.notes)
            self.view.notes.add_button.setFocus()
        elif what == "history":
            self._compare()
        elif what == "ours":
            self.view.ensureWidgetVisible(self.view.ours)
            next(iter(self.view.ours.rows.values())).score.button(0).setFocus()
        elif what in {kind.value for kind in AssessmentKind}:
            self.view.matrix.matrix.pick(what)
            self.view.matrix.matrix.setFocus()

    def new(self) -> None:
        """Ctrl+N: a note of evidence."""
        if self.shown_page() is self.view:
            self._edits.add_note()

    def exports(self) -> tuple[Export, ...]:
        """The picture as it is shown with its table, and a page in Word on one customer."""
        if self._portfolio is not None:
            return (
                Export(tr("Picture (SVG or PNG)…"), "image", self._save_picture),
                Export(tr("Copy the picture"), "copy", self._copy),
            )
        if self._standing is None:
            return ()
        return (
            Export(tr("Word…"), "file-text", self._export_word),
            Export(tr("Picture (SVG or PNG)…"), "image", self._save_picture),
            Export(tr("Copy the picture"), "copy", self._copy),
        )

    def _copy(self) -> None:
        if self._portfolio is not None:
            pictures.copy_drawn(self.all.matrix, portfolio.table(self._portfolio))
        elif self._standing is not None:
            pictures.copy_drawn(self.view.matrix.matrix, export.table(self._standing))
        else:
            return
        self.desk.say(tr("Copied."))

    def _save_picture(self) -> None:
        shown = self.view.matrix.matrix if self._portfolio is None else self.all.matrix
        pattern = tr("Pictures (*.svg *.png)")
        self._save(tr("Save the picture"), "svg", pattern, partial(pictures.save, shown))

    def _export_word(self) -> None:
        if self._standing is not None:
            write = partial(self._write_word, self._standing)
            self._save(tr("A page in Word"), "docx", tr("Word (*.docx)"), write)

    def _write_word(self, standing: Standing, path: Path) -> None:
        export.write_word(
            standing,
            self.view.page_of(standing.category),
            path,
            self.desk.today(),
            self.desk.settings.me,
            self.desk.audience,
            self.view.selection,
        )

    def _save(self, title: str, ending: str, pattern: str, write: Callable[[Path], None]) -> None:
        account = self._standing.account if self._standing is not None else ""
        name = f"{file_stem(account)}-{file_stem(self.title())}.{ending}"
        self.desk.save_as(self, title, name, pattern, write)

    # All customers

    def _show_all(self) -> None:
        """Turn to the matrix of all customers, unless a customer looks on."""
        self._portfolio = Portfolio((), ())
        self.refresh()
        self.all.matrix.setFocus()

    def _leave_all(self) -> None:
        if self._portfolio is not None:
            self._portfolio = None
            self.refresh()

    def _select(self, account_id: int) -> None:
        if self.desk.selection.account_id != account_id:
            self.desk.select(account_id, None)

    def _open_customer(self, account_id: int) -> None:
        self._select(account_id)
        self._portfolio = None
        self.refresh()

    # Marks

    def _begin(self) -> None:
        if self._standing is not None:
            self._begun_for = self._standing.account_id
            self.show_page(self.view)

    # So what

    def _compare(self) -> None:
        self.view.matrix.show_table(True)
        self.view.matrix.table.setFocus()

    def _plan_first_move(self) -> None:
        self.view.ensureWidgetVisible(self.view.routines)
        if self.view.routines.moves:
            self.view.routines.moves[0].plan.setFocus()

    def _current(self) -> Standing | None:
        return self._standing

    # Players

    def _open_map(self) -> None:
        self.desk.open_tool("relationship_map")

    def _open_person(self, stakeholder_id: int) -> None:
        self.desk.open_tool("key_persons", f"person:{stakeholder_id}")

    def _name_role(self, role: str) -> None:
        self.desk.open_tool("key_persons", f"add:{role}")

    def _name_first(self) -> None:
        self.desk.open_tool("key_persons", "add")
