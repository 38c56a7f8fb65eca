"""What the navigator and the head ask for: choosing, adding, editing, renaming, deleting."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from app import glance
from app.across.home import actions, queries
from app.glance import AccountGlance, OpportunityGlance
from app.i18n import tr
from app.journal import Change
from app.ui.desk import Desk, Selection
from app.ui.dialogs.ask_account import NewAccount, ask_account
from app.ui.dialogs.ask_opportunity import NewOpportunity, ask_opportunity
from app.ui.dialogs.ask_text import ask_text
from app.ui.dialogs.show_trash import ask_trash
from app.ui.main_window import MainWindow


class Navigation(QObject):
    """Keeps the navigator, the head and the desk's selection together."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._accounts: list[AccountGlance] = []
        self._gone = Selection()  # what was taken from under the user, by an undo or into the trash
        self._instead = Selection()  # and what is shown since
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.reload)
        window.navigator.chosen.connect(desk.select)
        window.navigator.asked.connect(self._do)
        window.navigator.add_account_asked.connect(self.add_account)
        window.navigator.trash_asked.connect(self.open_trash)
        window.add_account_wanted.connect(self.add_account)
        window.head.edit_asked.connect(self.edit_selected)
        window.head.delete_asked.connect(self.delete_selected)
        desk.selected.connect(self._show)
        desk.changed.connect(self._on_changed)
        window.head.add_deal.clicked.connect(self.add_opportunity)
        for part in (window.navigator, window.head):
            part.set_editable(not desk.workspace.read_only)

    def reload(self) -> None:
        """Read the accounts and show them; a selection that is gone moves to what is left until it is back."""
        with self._desk.workspace.read() as session:
            self._accounts = glance.accounts(session.connection().exec_driver_sql, self._desk.today())
        self._window.show_accounts(self._accounts)
        selection = self._desk.selection
        account, deal = self._find(selection)
        if selection != self._instead:  # the user has gone elsewhere
            self._gone = self._instead = Selection()
        if self._find(self._gone)[1] is not None:
            self._desk.select(self._gone.account_id, self._gone.opportunity_id)
        elif account is None or (deal is None and selection.opportunity_id is not None):
            self._show_instead(selection, account)
        else:
            self._show(selection)

    def _show_instead(self, selection: Selection, account: AccountGlance | None) -> None:
        if self._gone == Selection():
            self._gone = selection
        if account is None:
            self.select_first()
        else:
            self._desk.select(account.id, account.opportunities[0].id if account.opportunities else None)
        self._instead = self._desk.selection

    def select_first(self, uid: str = "") -> None:
        """Select the opportunity with this uid, else the one that is met next, else the first."""
        deal = glance.begin_with(self._accounts, uid)
        if deal is not None:
            self._desk.select(deal.account_id, deal.id)
        elif self._accounts:
            self._desk.select(self._accounts[0].id, None)
        else:
            self._desk.select(None, None)

    @property
    def selected_uid(self) -> str:
        """The uid of the selected opportunity; empty without one."""
        _, deal = self._find(self._desk.selection)
        return deal.uid if deal is not None else ""

    def add_account(self) -> None:
        """Ask for an account, then for its first deal."""
        found = ask_account(self._window, self._industries())
        if found is None:
            return
        with self._desk.reporting():
            with self._desk.workspace.edit(tr("Add account")) as session:
                account = actions.add_account(
                    session, found.name, found.industry, found.country, found.site, self._desk.settings.me
                )
            self._desk.select(account, None)

    def add_opportunity(self) -> None:
        """Ask for an opportunity of the selected account."""
        if self._desk.selection.account_id is None:
            self.add_account()
        else:
            self._add_opportunity(self._desk.selection.account_id)

    def edit_selected(self) -> None:
        """The form of what is selected."""
        self._do_selected("edit")

    def delete_selected(self) -> None:
        """What is selected goes to the trash."""
        self._do_selected("delete")

    def open_trash(self) -> None:
        """Show what was deleted; what is chosen comes back."""
        with self._desk.workspace.read() as session:
            discarded = queries.trash(session)
        chosen = ask_trash(
            self._window, [(item.kind, item.id, item.name, item.deleted_at) for item in discarded]
        )
        if chosen is None:
            return
        with self._desk.reporting(), self._desk.workspace.edit(tr("Take out of the trash")) as session:
            actions.restore(session, *chosen)

    def _do_selected(self, verb: str) -> None:
        selection = self._desk.selection
        if selection.opportunity_id is not None:
            self._do(verb, "opportunity", selection.opportunity_id)
        elif selection.account_id is not None:
            self._do(verb, "account", selection.account_id)

    def _do(self, verb: str, kind: str, row_id: int) -> None:
        if self._desk.workspace.read_only:
            return
        doing = {
            "rename": self._rename,
            "edit": self._edit,
            "delete": self._delete,
            "add_opportunity": self._add_opportunity_to,
        }[verb]
        with self._desk.reporting():
            doing(kind, row_id)

    def _rename(self, kind: str, row_id: int) -> None:
        row = self._window.navigator.row_of(kind, row_id)
        title = tr("Rename the account") if kind == "account" else tr("Rename the opportunity")
        name = ask_text(self._window, title, tr("Name"), row.title if row else "", tr("Rename"))
        if name is None:
            return
        with self._desk.workspace.edit(tr("Rename {what}", what=_word(kind))) as session:
            rename = actions.rename_account if kind == "account" else actions.rename_opportunity
            rename(session, row_id, name)

    def _edit(self, kind: str, row_id: int) -> None:
        if kind == "account":
            self._edit_account(row_id)
        else:
            self._edit_opportunity(row_id)

    def _edit_account(self, account_id: int) -> None:
        with self._desk.workspace.read() as session:
            form = queries.account_form(session, account_id)
        known = NewAccount(form.name, form.industry, form.country, form.site)
        found = ask_account(self._window, self._industries(), known)
        if found is None:
            return
        with self._desk.workspace.edit(tr("Edit account")) as session:
            actions.edit_account(session, account_id, found.name, found.industry, found.country, found.site)

    def _edit_opportunity(self, opportunity_id: int) -> None:
        with self._desk.workspace.read() as session:
            form = queries.opportunity_form(session, opportunity_id)
        known = NewOpportunity(
            title=form.title,
            value_minor=form.value_minor,
            currency=form.currency,
            stage=form.stage,
            decision_on=form.decision_on,
        )
        found = ask_opportunity(
            self._window,
            account=self._account_name(opportunity_id=opportunity_id),
            today=self._desk.today(),
            currency=form.currency,
            known=known,
        )
        if found is None:
            return
        with self._desk.workspace.edit(tr("Edit opportunity")) as session:
            actions.edit_opportunity(
                session,
                opportunity_id,
                found.title,
                value_minor=found.value_minor,
                currency=found.currency,
                stage=found.stage,
                decision_on=found.decision_on,
                today=self._desk.today(),
            )

    def _delete(self, kind: str, row_id: int) -> None:
        row = self._window.navigator.row_of(kind, row_id)
        with self._desk.workspace.edit(tr("Delete {what}", what=_word(kind))) as session:
            delete = actions.delete_account if kind == "account" else actions.delete_opportunity
            delete(session, row_id, datetime.now())
        name = row.title if row else _word(kind)
        self._desk.say(tr("“{name}” is in the trash; Ctrl+Z brings it back", name=name))

    def _add_opportunity_to(self, _: str, account_id: int) -> None:
        self._add_opportunity(account_id)

    def _add_opportunity(self, account_id: int) -> None:
        found = ask_opportunity(
            self._window,
            account=self._account_name(account_id=account_id),
            today=self._desk.today(),
            currency=self._desk.settings.currency,
        )
        if found is None:
            return
        with self._desk.reporting():
            with self._desk.workspace.edit(tr("Add opportunity")) as session:
                opportunity = actions.add_opportunity(
                    session,
                    account_id,
                    found.title,
                    value_minor=found.value_minor,
                    currency=found.currency,
                    stage=found.stage,
                    decision_on=found.decision_on,
                    owner=self._desk.settings.me,
                    today=self._desk.today(),
                )
            self._desk.select(account_id, opportunity)

    def _account_name(self, *, account_id: int | None = None, opportunity_id: int | None = None) -> str:
        """The name of an account, or of the one that has the opportunity."""
        return next(
            account.name
            for account in self._accounts
            if account.id == account_id or opportunity_id in {deal.id for deal in account.opportunities}
        )

    def _industries(self) -> list[tuple[str, str]]:
        with self._desk.workspace.read() as session:
            return queries.industries(session)

    def _on_changed(self, change: Change) -> None:
        if change.touches(glance.READS):
            self._soon.start()

    def _show(self, selection: Selection) -> None:
        account, deal = self._find(selection)
        if account is None and selection.account_id is not None:
            self._soon.start()  # just made; the list is read on the next turn
            return
        self._window.show_selected(account, deal)

    def _find(self, selection: Selection) -> tuple[AccountGlance | None, OpportunityGlance | None]:
        account = next((item for item in self._accounts if item.id == selection.account_id), None)
        if account is None:
            return None, None
        return account, next((d for d in account.opportunities if d.id == selection.opportunity_id), None)


def _word(kind: str) -> str:
    return tr("account") if kind == "account" else tr("opportunity")
