"""Opens the book of rules: every rule tried on every open deal, and the editor for the user's own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from app.across.coach import own_rules, trials
from app.i18n import tr
from app.method.coaching import Fact, Rule, Verdict, fact_in_words
from app.models.vocabulary import Audience
from app.ui.conductor.pages import Pages
from app.ui.desk import Desk
from app.ui.dialogs.ask_rule import RuleEditor, RuleWords, TrialAnswer, TrialLine
from app.ui.dialogs.show_rules import RuleRow, RulesDialog
from app.ui.main_window import MainWindow

NEW = RuleWords("person", "", "", "", "key_persons", 2, "")


class RuleBook(QObject):
    """The rules of the coach and what they say of all deals."""

    def __init__(self, window: MainWindow, desk: Desk, pages: Pages, retell: Callable[[], None]) -> None:
        """`retell` lets the coach beside the page speak by changed rules."""
        super().__init__(window)
        self._window, self._desk, self._pages, self._retell = window, desk, pages, retell
        self._deals: list[trials.Deal] = []
        self._lines: dict[str, list[trials.Line]] = {}
        self._dialog: RulesDialog | None = None

    def open(self) -> None:
        """Gather the facts of all deals beside the window, then show the book."""
        if self._desk.audience is Audience.CUSTOMER:
            self._desk.say(tr("The rules are for us only."))
            return
        self._desk.say(tr("Trying the rules on all deals …"))
        workspace, onlooker, today = self._desk.workspace, self._desk.onlooker, self._desk.today()
        ageing = self._desk.ageing

        def work() -> list[trials.Deal]:
            with workspace.read(onlooker) as session:
                return trials.deals(session, today, ageing)

        self._desk.jobs.run(work, self._show)

    def _show(self, deals: list[trials.Deal]) -> None:
        if self._desk.audience is Audience.CUSTOMER:
            return
        self._deals = deals
        dialog = self._dialog = RulesDialog(self._window, own_rules.own_rules().problem)
        dialog.deal_wanted.connect(self._go)
        dialog.new_wanted.connect(self._new)
        dialog.edit_wanted.connect(self._edit)
        dialog.delete_wanted.connect(self._delete)
        self._fill()
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()

    def _fill(self, pick: str = "") -> None:
        assert self._dialog is not None  # called while it is open
        rules = own_rules.all_rules()
        own = {rule.id for rule in own_rules.own_rules().rules}
        self._lines = {rule.id: trials.tested(rule, self._deals) for rule in rules}
        rows = [
            RuleRow(
                id=number,
                rule=rule.id,
                title=rule.general_title,
                tool=self._pages.title(rule.tool) if rule.tool in self._pages.names else rule.tool,
                when=rule.when,
                says=rule.says,
                own=rule.id in own,
                trial=_answer("", self._lines[rule.id]),
            )
            for number, rule in enumerate(rules)
        ]
        self._dialog.show_rules(rows, pick)

    def _go(self, place: int) -> None:
        dialog = self._dialog
        row = dialog.picked() if dialog is not None else None
        if dialog is None or row is None:
            return
        line = self._lines[row.rule][place]
        dialog.accept()
        self._desk.select(line.account_id, line.opportunity_id)

    def _new(self) -> None:
        rule_id = own_rules.new_id(own_rules.all_rules())
        self._ask(tr("New rule"), rule_id, NEW)

    def _edit(self, rule_id: str) -> None:
        rule = next((one for one in own_rules.own_rules().rules if one.id == rule_id), None)
        if rule is not None:
            words = RuleWords(rule.about, rule.when, rule.title, rule.says, rule.tool, rule.weight, rule.ask)
            self._ask(tr("Edit the rule"), rule_id, words)

    def _delete(self, rule_id: str) -> None:
        with self._desk.reporting():
            own_rules.drop(rule_id)
        self._fill()
        self._retell()

    def _ask(self, title: str, rule_id: str, words: RuleWords) -> None:
        kinds = sorted({subject.kind for deal in self._deals for subject in deal.subjects})
        facts = {kind: _told(trials.facts_of(kind, self._deals)) for kind in kinds}
        tools = [(name, self._pages.title(name)) for name in self._pages.names]
        named: list[tuple[object, str]] = [(kind, _kind(kind)) for kind in kinds]
        editor = RuleEditor(
            self._dialog, title, partial(self._try, rule_id), facts, named, list(tools), words
        )
        if editor.run():
            with self._desk.reporting():
                own_rules.keep(_rule(rule_id, editor.words(), self._pages), None)
                self._retell()
            self._fill(rule_id)
        editor.deleteLater()

    def _try(self, rule_id: str, about: str, when: str) -> TrialAnswer:
        problem = own_rules.objection(when, trials.facts_of(about, self._deals))
        if problem:
            return TrialAnswer(problem, 0, 0, 0, ())
        rule = _rule(rule_id, replace(NEW, about=about, when=when), self._pages)
        return _answer("", trials.tested(rule, self._deals))


def _rule(rule_id: str, words: RuleWords, pages: Pages) -> Rule:
    fix = (
        tr("Open {page}", page=pages.title(words.tool)) if words.tool in pages.names else tr("Open the page")
    )
    return Rule(
        id=rule_id,
        tool=words.tool,
        about=words.about,
        when=" ".join(words.when.split()),
        title=words.title,
        says=words.says,
        fix=fix,
        do=words.tool,
        weight=words.weight,
        ask=words.ask,
    )


def _answer(problem: str, lines: list[trials.Line]) -> TrialAnswer:
    counts = {verdict: sum(line.verdict is verdict for line in lines) for verdict in Verdict}
    names = {
        Verdict.MATCHED: tr("Matched"),
        Verdict.MISSED: tr("Missed"),
        Verdict.UNKNOWN: tr("Facts missing"),
    }
    shown = tuple(
        TrialLine(
            number,
            line.deal,
            line.about,
            names[line.verdict],
            " · ".join(fact_in_words(name, value) for name, value in line.facts),
        )
        for number, line in enumerate(lines)
    )
    return TrialAnswer(
        problem, counts[Verdict.MATCHED], counts[Verdict.MISSED], counts[Verdict.UNKNOWN], shown
    )


def _told(facts: dict[str, Fact]) -> list[tuple[str, str]]:
    return [(name, fact_in_words(name, value)) for name, value in facts.items()]


def _kind(kind: str) -> str:
    names = {
        "opportunity": tr("The deal"),
        "person": tr("Each person"),
        "meeting": tr("Each meeting"),
        "letter": tr("Each letter"),
        "action": tr("Each step of the plan"),
        "challenge": tr("Each challenge"),
    }
    return names.get(kind, kind.replace("_", " ").capitalize())
