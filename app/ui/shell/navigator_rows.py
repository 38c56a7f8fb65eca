"""How a row of the navigator looks: an account with its initials, an opportunity with its stage and value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.glance import AccountGlance, OpportunityGlance
from app.i18n import tr
from app.models.vocabulary import BuyingStage, OpportunityStatus
from app.ui.theme import Theme, theme
from app.ui.widgets.avatar import firm_initials
from app.ui.widgets.reading import show_money

STAGES = list(BuyingStage)
STILL_DAYS = 30  # a deal that has stood this long in one stage is worth a look


@dataclass(frozen=True)
class Row:
    """One line of the navigator."""

    kind: str
    id: int
    account_id: int
    title: str
    detail: str
    value: str = ""
    stage: int = 0  # 1..6
    hint: str = ""
    warn: bool = False
    tip: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.value, self.detail, self.hint) if part)

    @classmethod
    def of_account(cls, account: AccountGlance) -> Row:
        """The line of an account."""
        detail = " · ".join(part for part in (account.industry, account.country) if part)
        return cls("account", account.id, account.id, account.name, detail, tip=account.name)

    @classmethod
    def of_opportunity(cls, deal: OpportunityGlance, today: date) -> Row:
        """The line of an opportunity, with what is ahead or how long it has stood still."""
        stage = BuyingStage(deal.buying_stage)
        still = (today - deal.stage_entered_on).days if deal.stage_entered_on else 0
        hint, warn = "", False
        if deal.status != OpportunityStatus.OPEN:
            hint = OpportunityStatus(deal.status).label
        elif deal.meeting_on is not None and 0 <= (deal.meeting_on - today).days <= 7:
            day = tr("today") if deal.meeting_on == today else deal.meeting_on.strftime("%a")
            hint = tr("Meeting {day}", day=day)
        elif still > STILL_DAYS:
            hint, warn = tr("{days} d still", days=still), True
        return cls(
            "opportunity", deal.id, deal.account_id, deal.title, stage.short,
            show_money(deal.value_minor, deal.currency), STAGES.index(stage) + 1, hint, warn,
            tip=f"{deal.title} · {stage.label}",
        )  # fmt: skip


class RowDelegate(QStyledItemDelegate):
    """Paints rows; 44 px high, the selected one on a soft field."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, theme().px(48 if row.kind == "account" else 44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        style = theme()
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room: QRect = option.rect.adjusted(style.px(8), 1, -style.px(8), -1)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("select" if selected else "sunken"))
            painter.drawRoundedRect(room, style.px(8), style.px(8))
        if row.kind == "account":
            self._account(painter, style, room, row)
        else:
            self._opportunity(painter, style, room, row, selected=selected)
        painter.restore()

    def _account(self, painter: QPainter, style: Theme, room: QRect, row: Row) -> None:
        side = style.px(28)
        box = QRectF(room.left() + style.px(4), room.center().y() - side / 2 + 1, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("sunken"))
        painter.drawRoundedRect(box, style.px(6), style.px(6))
        painter.setPen(style.color("text-2"))
        painter.setFont(style.font("meta", 650))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, firm_initials(row.title))
        left = room.left() + style.px(40)
        width = room.right() - left - style.px(4)
        upper = style.px(5) if row.detail else (room.height() - style.px(18)) // 2
        _line(
            painter,
            style.font("body", 650),
            style,
            "text",
            QRect(left, room.top() + upper, width, style.px(18)),
            row.title,
        )
        _line(
            painter,
            style.font("meta"),
            style,
            "text-3",
            QRect(left, room.top() + style.px(23), width, style.px(16)),
            row.detail,
        )

    def _opportunity(self, painter: QPainter, style: Theme, room: QRect, row: Row, *, selected: bool) -> None:
        left, right = room.left() + style.px(40), room.right() - style.px(8)
        strong = style.font("body", 550)
        width = QFontMetrics(strong).horizontalAdvance(row.value)
        top = QRect(left, room.top() + style.px(3), right - left - width - style.px(8), style.px(18))
        _line(
            painter,
            style.font("body", 600 if selected else 450),
            style,
            "accent" if selected else "text",
            top,
            row.title,
        )
        value = QRect(right - width, top.top(), width + 1, top.height())
        _line(painter, strong, style, "text-2", value, row.value)
        below = QRect(left, room.top() + style.px(22), right - left, style.px(16))
        dash, gap, thick = style.px(13), style.px(4), style.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(5):
            painter.setBrush(style.color("accent") if number < row.stage else style.faint())
            y = below.center().y() - thick / 2 + 1
            painter.drawRoundedRect(
                QRectF(left + number * (dash + gap), y, dash, thick), thick / 2, thick / 2
            )
        after = left + 5 * (dash + gap) + style.px(5)
        font = style.font("meta", 550 if row.hint else 400)
        hint_width = QFontMetrics(font).horizontalAdvance(row.hint)
        stage = QRect(after, below.top(), right - after - hint_width - style.px(6), below.height())
        if QFontMetrics(style.font("meta")).horizontalAdvance(row.detail) <= stage.width():
            _line(painter, style.font("meta"), style, "text-3", stage, row.detail)
        hint = QRect(right - hint_width, below.top(), hint_width + 1, below.height())
        _line(painter, font, style, "control" if row.warn else "text-2", hint, row.hint)


def _line(painter: QPainter, font: QFont, style: Theme, ink: str, room: QRect, text: str) -> None:
    if room.width() < style.px(14):
        return
    painter.setFont(font)
    painter.setPen(style.color(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
