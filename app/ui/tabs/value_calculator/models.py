"""The value model behind a case: edited, kept for other cases, taken out of what is offered."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import WorkbenchError
from app.i18n import tr
from app.method.value_case import case_engine
from app.paths import resource
from app.tools.value_calculator import actions, rules
from app.tools.value_calculator.model_parts import Part
from app.tools.value_calculator.supplied import Offer, own_offers
from app.tools.value_calculator.trace import told_of
from app.ui.dialogs.ask_text import ask_text
from app.ui.dialogs.show_text import show_text
from app.ui.tabs.value_calculator import asking
from app.ui.tabs.value_calculator.model_editor import edit_model
from app.ui.tabs.value_calculator.page import Page

_GUIDE = "help/en/value_models.md"


class Models(QObject):
    """One handler for each thing that is asked for."""

    def __init__(self, page: Page, window: QWidget) -> None:
        super().__init__(window)
        self._page, self._window = page, window

    def own_offers(self) -> list[Offer]:
        """The models that the user keeps."""
        with self._page.desk.workspace.read() as session:
            return own_offers(session)

    def edit(self) -> None:
        """Open the model of the case part by part; what was changed is kept as one step."""
        case = self._page.shown_case()
        if case is None:
            return
        edited = edit_model(self._window, case.model, self._told_of, self._ask_text, self._show_guide)
        if edited is None or edited.text == case.model:
            return
        with self._page.desk.reporting(), self._page.edit(tr("Edit value model")) as session:
            actions.set_model(session, case.id, edited.text, edited.renamed)
        self._page.refresh()

    def keep(self) -> None:
        """Offer the model of the case to other cases, under a name."""
        case, _sheet = self._page.opened()
        label = ask_text(
            self._window,
            tr("Keep this model for other cases"),
            tr("Name"),
            case.title,
            tr("Keep"),
            tr("It is offered when a case begins, with its inputs, formulas and scenarios."),
        )
        if label is None:
            return
        with self._page.desk.reporting(), self._page.edit(tr("Keep value model")) as session:
            actions.keep_model(session, case.id, label)
            self._page.desk.say(tr("“{model}” is offered when a case begins.", model=label))

    def forget(self) -> None:
        """Take one of the user's own models out of what is offered."""
        kept = self.own_offers()
        if not kept:
            self._page.desk.say(tr("You keep no models of your own yet."))
            return
        model_id = asking.ask_own_model(self._window, kept)
        if model_id is not None:
            with self._page.edit(tr("Remove value model")) as session:
                actions.forget_model(session, model_id)

    def wrong_with(self, text: str) -> str:
        """Why a model text cannot be taken; empty if it can."""
        case = self._page.shown_case()
        try:
            case_engine(text, case.title if case else "")
        except WorkbenchError as error:
            return str(error)
        return ""

    def _told_of(self, text: str, part: Part) -> str:
        """What a part of a changed model comes to, with the values of the case."""
        case = self._page.shown_case()
        assert case is not None  # a model is edited for a case
        try:
            sheet = rules.sheet(case.title, text, case.scenario, case.settings)
        except WorkbenchError:
            return ""
        return told_of(sheet, part, self._page.desk.settings.locale)

    def _ask_text(self, text: str) -> str | None:
        return asking.ask_model_text(self._window, text, self.wrong_with)

    def _show_guide(self) -> None:
        show_text(self._window, tr("How models are written"), resource(_GUIDE).read_text(encoding="utf-8"))
