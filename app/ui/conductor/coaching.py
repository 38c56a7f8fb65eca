"""Feeds the coach's panel: advice is worked out beside the window and shown when it is there."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.across.coach import actions
from app.across.coach.queries import Advice, advice
from app.i18n import tr
from app.method.coaching import fact_in_words
from app.models.vocabulary import Audience, Onlooker
from app.ui.desk import Desk
from app.ui.dialogs.ask_text import ask_text
from app.ui.dialogs.show_text import show_text
from app.ui.main_window import MainWindow


class Coaching(QObject):
    """The coach of the selected opportunity."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._advice: Advice | None = None
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=200)
        self._soon.timeout.connect(self._work)
        window.coach.wanted.connect(self._open)
        window.coach.silence_asked.connect(self._silence)
        window.coach.heard_again.connect(self._hear_again)
        window.coach.why_asked.connect(self._why)
        window.coach.copied.connect(self._copy)
        desk.changed.connect(self._soon.start)
        desk.selected.connect(self._soon.start)
        self._work()

    def begin_anew(self) -> None:
        """Somebody else looks on: the panel is emptied before it is filled for them."""
        self._advice = None
        self._asked = 0
        self._window.coach.show_nothing("")
        self._window.rail.show_count(0, 0, 0)
        self._work()

    def _work(self) -> None:
        if self._desk.audience is Audience.CUSTOMER:
            self._window.coach.show_nothing(tr("The coach speaks to us only. F8 brings it back."))
            return
        opportunity = self._desk.selection.opportunity_id
        if opportunity is None:
            self._advice = None
            some = self._desk.selection.account_id is not None
            self._window.coach.show_nothing(
                tr("Choose a deal, or add the first one, and I will tell you what is missing.")
                if some
                else tr("As soon as there is a deal I will tell you what is missing.")
            )
            self._window.rail.show_count(0, 0, 0)
            return
        if self._asked != opportunity:
            self._window.coach.show_nothing(tr("Reading the deal …"))
        today, workspace, onlooker = self._desk.today(), self._desk.workspace, self._desk.onlooker
        ageing = self._desk.ageing
        self._asked = opportunity

        def work() -> tuple[int, Onlooker, Advice]:
            with workspace.read(onlooker) as session:
                return opportunity, onlooker, advice(session, opportunity, today, ageing)

        self._desk.jobs.run(work, self._show)

    def _show(self, answer: tuple[int, Onlooker, Advice]) -> None:
        opportunity, onlooker, found = answer
        if opportunity != self._desk.selection.opportunity_id or onlooker != self._desk.onlooker:
            return  # meant for another deal, or for other eyes
        self._advice = found
        blocking = sum(finding.weight == 3 for finding in found.findings)
        headline = tr("Not ready yet") if blocking else tr("Nothing blocks this deal")
        self._window.coach.show_advice(
            found.findings, found.silenced, found.questions, found.holding, found.checks, headline
        )
        self._window.rail.show_count(found.holding, found.checks, len(found.findings))

    def _open(self, do: str) -> None:
        tool, _, what = do.partition(":")
        self._desk.open_tool(tool, what)

    def _silence(self, rule: str, about: str) -> None:
        opportunity = self._desk.selection.opportunity_id
        reason = ask_text(
            self._window, tr("Why does this not matter here?"), tr("Reason"), "", tr("Silence it")
        )
        if reason is None or opportunity is None:
            return
        with self._desk.reporting(), self._desk.workspace.edit(tr("Silence a finding")) as session:
            actions.silence(session, opportunity, rule, about, reason, self._desk.today())

    def _hear_again(self, rule: str, about: str) -> None:
        opportunity = self._desk.selection.opportunity_id
        if opportunity is not None:
            with self._desk.reporting(), self._desk.workspace.edit(tr("Show a finding again")) as session:
                actions.hear_again(session, opportunity, rule, about)

    def _why(self, rule: str, about: str) -> None:
        found = self._advice
        if found is None:
            return
        finding = next((item for item in found.findings if (item.rule, item.about) == (rule, about)), None)
        if finding is None:
            return
        facts = "\n".join(f"- {fact_in_words(name, value)}" for name, value in finding.facts)
        text = tr(
            "**{title}**\n\n{says}\n\nRule `{rule}` of the method pack spoke, because of these facts"
            " about *{name}*:\n\n{facts}",
            title=finding.title, says=finding.says, rule=finding.rule, name=finding.name, facts=facts,
        )  # fmt: skip
        show_text(self._window, tr("Why am I told this?"), text)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.say(tr("The questions are on the clipboard"))
