"""The head of the page: where we are, what the deal is, and what can be done with it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.glance import AccountGlance, OpportunityGlance
from app.i18n import tr
from app.method.figures import day_text
from app.models.vocabulary import Audience, BuyingStage, OpportunityStatus
from app.ui.theme import restyle, space
from app.ui.widgets.buttons import icon_button, primary, secondary
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.reading import show_money
from app.ui.widgets.text import Elided


class Head(QWidget):
    """Breadcrumb, title, chips; at the right the meeting, the exports and the rest."""

    meeting_asked = Signal()
    edit_asked = Signal()
    next_step_asked = Signal()
    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = Elided("", "field")
        self._title = Elided("", "title")
        self._chips = ChipRow()
        self._place = ""
        self._facts: tuple[Chip, ...] = ()
        self._low = False
        self._customer = False
        self._editable = False
        self.where = ""  # account and opportunity in one line
        self.add_deal = primary(tr("Add an opportunity"), "plus")
        self.add_deal.hide()
        self.meeting = secondary(tr("Meetings"), "notebook-pen")
        self.meeting.setToolTip(tr("Prepare a meeting, or write down what was said"))
        self.export = secondary(tr("Export"), "file-down")
        self.more = icon_button("ellipsis", tr("More"))
        self.more.setProperty("kind", "secondary")
        self._lay_out()
        self.meeting.clicked.connect(self.meeting_asked)

    def add_menus(self) -> QMenu:
        """Put the menus on, once the workspace is open; the answer is the menu of exports."""
        exports = QMenu(self)
        self.export.setMenu(exports)
        self.more.setMenu(self._more_menu())
        return exports

    def show_for(self, audience: Audience) -> None:
        """Whether a customer reads the chips that are shown from now on."""
        self._customer = audience is Audience.CUSTOMER

    def set_editable(self, editable: bool) -> None:
        """Offer what changes something, once the workspace is open for writing."""
        self._editable = editable

    def show_opportunity(self, deal: OpportunityGlance) -> None:
        """Show the head of an opportunity."""
        self._title.setText(deal.title)
        self.where = f"{deal.account} · {deal.title}"
        stage = BuyingStage(deal.buying_stage)
        number = list(BuyingStage).index(stage) + 1
        chips = [Chip(tr("Stage {n} · {stage}", n=number, stage=stage.short), "flag", "accent")]
        if deal.status != OpportunityStatus.OPEN:
            chips.append(Chip(OpportunityStatus(deal.status).label, "circle-check", "good"))
        if deal.value_minor is not None:
            chips.append(Chip(show_money(deal.value_minor, deal.currency)))
        if deal.decision_on is not None:
            chips.append(Chip(tr("Decision {day}", day=day_text(deal.decision_on)), "calendar"))
        if deal.next_step or not self._customer:
            chips.append(self._next_step(deal))
        self._tell(tr("{account}  /  Opportunity", account=deal.account), tuple(chips))
        self._show(deal=True)

    def show_account(self, account: AccountGlance) -> None:
        """Show the head of an account without a chosen opportunity."""
        self._title.setText(account.name)
        self.where = account.name
        chips = [Chip(text) for text in (account.industry, account.country) if text]
        self._tell(tr("Account"), tuple(chips))
        self._show(deal=False)

    def set_low(self, low: bool) -> None:
        """Leave the height to the page where the window has little: what the chips say goes into one line."""
        if low != self._low:
            self._low = low
            restyle(self._title, role="panel" if low else "title")
            self._space()
            self._tell(self._place, self._facts)

    def _tell(self, place: str, facts: tuple[Chip, ...]) -> None:
        self._place, self._facts = place, facts
        words = [place, *(chip.text() for chip in facts)] if self._low else [place]
        self._where.setText("  ·  ".join(words))
        self._chips.set_chips(facts)
        self._chips.setVisible(not self._low)

    @staticmethod
    def _next_step(deal: OpportunityGlance) -> Chip:
        if not deal.next_step:
            return Chip(tr("No next step agreed"), "arrow-right", "look")
        when = f" {_weekday(deal.next_step_on)}" if deal.next_step_on else ""
        return Chip(tr("Next: {step}", step=_shortened(deal.next_step) + when), "arrow-right")

    def _show(self, *, deal: bool) -> None:
        self.meeting.setVisible(deal)
        self.add_deal.setVisible(not deal and self._editable and not self._customer)

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Edit…"), self.edit_asked.emit)
        menu.addAction(tr("Move to the trash"), self.delete_asked.emit)
        return menu

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        space(row, gap=8)
        words = QVBoxLayout()
        space(words, gap=3)
        words.addWidget(self._where)
        words.addWidget(self._title)
        row.addLayout(words, 1)
        for widget in (self.add_deal, self.meeting, self.export, self.more):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self._chips)
        self._space()

    def _space(self) -> None:
        layout = self.layout()
        if layout is not None:
            space(layout, (24, 8, 24, 2) if self._low else (24, 16, 24, 10), 8)


def _weekday(day: date) -> str:
    return f"{day.strftime('%a')} {day.day} {day.strftime('%b')}"


def _shortened(text: str, limit: int = 44) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
