"""All customers on one matrix, as large as their open deals, beside the same as a list."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.packs import CategoryPage
from app.method.selection_pack import SelectionPack
from app.models.vocabulary import AssessmentKind, SupplierCategory
from app.tools.customer_receptivity.portfolio import Portfolio, PortfolioRow
from app.ui.tabs.customer_receptivity.matrix_card import category_matrix
from app.ui.theme import space
from app.ui.widgets.avatar import firm_initials
from app.ui.widgets.buttons import icon_button, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.matrix import Token
from app.ui.widgets.page import Page
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


def portfolio_columns() -> tuple[Column[PortfolioRow], ...]:
    """The matrix in words, one line a customer."""
    return (
        Column(tr("Customer"), lambda row: row.name, minimum=120, sort=lambda row: row.name.casefold()),
        Column(tr("Their view"), lambda row: row.category.label, width=92),
        Column(
            tr("Our view"), lambda row: row.fit.view.label, width=124,
            sort=lambda row: row.fit.share,
        ),
        Column(
            tr("Open value"), lambda row: row.value_words(QLocale().decimalPoint()) or "–", width=80, align="right",
            sort=lambda row: (row.values[0][1] if row.values else 0), tip=_deals,
        ),
    )  # fmt: skip


class PortfolioView(Page):
    """Tells which customer is picked, and which one is to be opened."""

    picked = Signal(int)
    opened = Signal(int)
    left = Signal()

    def __init__(
        self,
        pages: dict[SupplierCategory, CategoryPage],
        selection: SelectionPack,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._portfolio = Portfolio((), ())
        self._offered: tuple[str, ...] = ()
        self._picked: int | None = None
        self.matrix = category_matrix(pages)
        self.card = Card(tr("All customers"))
        self.currency = Segmented([])
        self.copy_button = icon_button("copy", tr("Copy the picture"), "Ctrl+C")
        self.back = quiet(tr("This customer"), "arrow-left")
        self.card.add_tool(self.copy_button)
        self.card.add_tool(self.back)
        self.hint = label("", "meta")
        self.card.add(self.matrix, 1)
        self.card.add(self.currency)
        self.card.add(self.hint)
        self.table = RowTable(portfolio_columns(), row_height=40, visible_rows=12)
        self.table.setAccessibleName(tr("All customers"))
        self.list = Card(tr("The same as a list"))
        self.list.add(self.table)
        self.about = Card("")
        self.sentence = label("", "body")
        self.open_button = secondary(tr("Open"), "arrow-up-right")
        self.about.add(self.sentence)
        self.about.add(self.open_button)
        side = QWidget()
        column = QVBoxLayout(side)
        space(column, gap=12)
        column.addWidget(self.list)
        column.addWidget(self.about, 1)
        self.add_row(self.card, side, (1, 1))
        self.matrix.picked.connect(self._pick_token)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self.opened)
        self.open_button.clicked.connect(self._open)
        self.back.clicked.connect(self._leave)

    def show_portfolio(self, portfolio: Portfolio, picked: int | None, currency: str) -> None:
        """Show all customers; sizes are in the currency of most deals, or the one that was chosen before."""
        self._portfolio, self._picked = portfolio, picked
        self._offer_currencies(portfolio, currency)
        self.table.set_rows(portfolio.rows)
        self._show_bubbles()
        if picked is not None:
            self.table.pick(picked)
            self.matrix.pick(str(picked))
        self._show_about()
        self.card.set_note(str(len(portfolio.rows)))
        self.back.setVisible(picked is not None)

    def _offer_currencies(self, portfolio: Portfolio, usual: str) -> None:
        chosen = self.currency.value()
        if portfolio.currencies != self._offered:
            self._offered = portfolio.currencies
            fresh = Segmented([(code, code) for code in portfolio.currencies])
            fresh.setAccessibleName(tr("Size by open value in"))
            fresh.chosen.connect(self._size_by)
            self.card.put_instead(self.currency, fresh)
            self.currency = fresh
        if chosen not in portfolio.currencies:
            chosen = usual if usual in portfolio.currencies else next(iter(portfolio.currencies), None)
        self.currency.set_value(chosen)
        self.currency.setVisible(len(portfolio.currencies) > 1)

    def _show_bubbles(self) -> None:
        currency = str(self.currency.value() or "")
        self.matrix.set_scene([_token(row, self._portfolio, currency) for row in self._portfolio.rows])
        if self._picked is not None:
            self.matrix.pick(str(self._picked))
        words = tr("Filled: in the customer's words; a ring: our guess.")
        if currency:
            words += " " + tr("The area is the open value in {currency}.", currency=currency)
        if len(self._portfolio.currencies) > 1:
            words += " " + tr("Other currencies are not converted; the list has every sum.")
        self.hint.setText(words)

    def _show_about(self) -> None:
        row = next((one for one in self._portfolio.rows if one.id == self._picked), None)
        self.about.setVisible(row is not None)
        if row is not None:
            self.about.set_title(row.name)
            self.about.set_note(row.value_words(QLocale().decimalPoint()))
            self.sentence.setText(self._selection.asymmetry(row.category, row.fit.view).says)
            self.open_button.setAccessibleName(tr("Open {name}", name=row.name))

    def _size_by(self, _currency: object) -> None:
        self._show_bubbles()

    def _pick_token(self, key: str) -> None:
        self._pick(int(key))

    def _pick(self, account_id: int) -> None:
        self._picked = account_id
        self.table.pick(account_id)
        self.matrix.pick(str(account_id))
        self._show_about()
        self.picked.emit(account_id)

    def _open(self) -> None:
        if self._picked is not None:
            self.opened.emit(self._picked)

    def _leave(self) -> None:
        self.left.emit()


def _token(row: PortfolioRow, portfolio: Portfolio, currency: str) -> Token:
    placed = row.criticality is not None and row.hardness is not None
    return Token(
        str(row.id),
        firm_initials(row.name),
        row.criticality if placed else None,
        row.hardness if placed else None,
        shape="disc" if row.kind is AssessmentKind.STATEMENT else "ring",
        size=portfolio.bubble(row, currency),
        caption=row.name,
    )


def _deals(row: PortfolioRow) -> str:
    return plural("{n} open deal", "{n} open deals", row.deals)
