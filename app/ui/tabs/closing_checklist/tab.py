"""The page of the closing checklist, bound to its tool."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.closing_checklist import actions, export, queries
from app.tools.closing_checklist.queries import ClosingPage, Note, RiskRow
from app.tools.closing_checklist.rules import NoteWords, RiskWords
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.closing_checklist.asking import ask_item, ask_note, ask_risk, new_note
from app.ui.tabs.closing_checklist.view import DOMINO, ITEM, ClosingView
from app.ui.widgets.clipboard import copy_table
from app.ui.widgets.empty_state import EmptyState


class ClosingChecklistTab(Tab):
    """Which piece is not standing yet, and what it would cost to ask now."""

    name = "closing_checklist"
    group = Group.CONTROL
    icon = "domino"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Closing checklist")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._page: ClosingPage | None = None
        self._begun_for: int | None = None  # the opportunity whose empty chain the user opened
        self.view = ClosingView(self)
        self.nothing = EmptyState(
            "domino", tr("No opportunity is selected"), tr("Choose a deal on the left, or add one there.")
        )
        self.start = EmptyState(
            "domino",
            tr("What still stands between you and the order?"),
            tr(
                "Eleven dominoes lead to a decision. The chain is laid out from what the other pages know:"
                " people, challenges, value, plan. Nothing is known there yet."
            ),
            tr("Lay out the chain"),
        )
        self.start.started.connect(self._begin)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.items.ticked.connect(self._tick)
        view.items.agreed.connect(self._agree)
        view.items.tool_wanted.connect(self.desk.open_tool)
        view.items.add_wanted.connect(self._add_item)
        view.items.change_wanted.connect(self._change_item)
        view.items.drop_wanted.connect(self._drop_item)
        view.detail.note_wanted.connect(self._add_note)
        view.detail.note_opened.connect(self._open_note)
        view.detail.note_dropped.connect(self._drop_note)
        view.detail.tool_wanted.connect(self.desk.open_tool)
        view.so_what.tool_wanted.connect(self.desk.open_tool)
        view.risks.wanted.connect(self._add_risk)
        view.risks.opened.connect(self._open_risk)
        view.risks.dropped.connect(self._drop_risk)
        view.acid.answered.connect(self._answer_acid)
        view.acid.reason_edited.connect(self._explain_acid)
        view.acid.reason.finished.connect(self.desk.workspace.seal)

    def refresh(self) -> None:
        """Read the selected opportunity and show it."""
        opportunity_id = self.desk.selection.opportunity_id
        self._page = None
        if opportunity_id is None:
            self.show_page(self.nothing)
            return
        ageing = self.desk.ageing
        today = self.desk.today()
        with self.desk.workspace.read() as session:
            self._page = queries.page(session, opportunity_id, today, ageing, self.desk.audience)
        self.view.show_page(self._page, today, ageing)
        opened = self._page.begun or self._begun_for == opportunity_id
        self.show_page(self.view if opened else self.start)

    def exports(self) -> tuple[Export, ...]:
        """Word for us and for the customer, the chain as a picture, the table for elsewhere."""
        if self._page is None:
            return ()
        internal = self.desk.audience is Audience.INTERNAL
        for_us = (
            Export(tr("Word, for us…"), "file-text", self._save_for_us),
            Export(tr("The chain as a picture…"), "image", self._save_picture),
        )
        for_all = (
            Export(tr("Word, for the customer…"), "file-check", self._save_for_customer),
            Export(tr("Copy the checklist"), "copy", self._copy),
        )
        return (*for_us, *for_all) if internal else for_all

    def focus_on(self, what: str) -> None:
        """“domino:KEY” or “item:KEY” shows one, “note:KEY” also notes evidence; “risk:ID”, “risks”, “acid”."""
        if self._page is None:
            self.refresh()
        if self._page is None:
            return
        self._begin()
        part, _, key = what.partition(":")
        if part in {DOMINO, ITEM}:
            self.view.pick(part, key)
            self.view.ensureWidgetVisible(self.view.detail)
        elif part == "note":
            if not self.view.pick(ITEM, key):
                self.view.pick(DOMINO, key)
            self.view.ensureWidgetVisible(self.view.detail)
            self.view.detail.add_button.setFocus()
        elif part == "risk" and key.isdigit():
            self._open_risk(int(key))
        elif part == "risks":
            self.view.ensureWidgetVisible(self.view.risks)
            self.view.risks.add_button.setFocus()
        elif part == "acid":
            self.view.ensureWidgetVisible(self.view.acid)
            self.view.acid.answer.button(True).setFocus()

    def new(self) -> None:
        """Ctrl+N: evidence for what is picked."""
        if self.shown_page() is self.view and self.desk.audience is Audience.INTERNAL:
            self._add_note(self.view.detail.topic)

    def _begin(self) -> None:
        self._begun_for = self.desk.selection.opportunity_id
        self.show_page(self.view)

    def _change(
        self, text: str, act: Callable[..., object], *values: object, merge: str | None = None
    ) -> None:
        """One edit of the selected opportunity, and the page as it is then."""
        with self.desk.reporting(), self.edit(text, merge) as session:
            act(session, *values)
        self.refresh()

    def _deal(self) -> int:
        opportunity_id = self.desk.selection.opportunity_id
        assert opportunity_id is not None, "the page is shown for an opportunity"
        return opportunity_id

    # Items

    def _tick(self, key: str, ticked: bool) -> None:
        text = tr("Tick an item") if ticked else tr("Take a tick back")
        self._change(text, actions.tick, self._deal(), key, ticked, self.desk.today())

    def _agree(self, key: str, person: object) -> None:
        person_id = person if isinstance(person, int) else None
        self._change(tr("Say who agreed"), actions.set_agreed_by, self._deal(), key, person_id)

    def _add_item(self) -> None:
        answer = ask_item(self)
        if answer is not None:
            self._change(tr("Add an item"), actions.add_item, self._deal(), *answer)

    def _change_item(self, key: str) -> None:
        item = next((one for one in self._page.chain.items if one.key == key), None) if self._page else None
        answer = ask_item(self, item.title, item.description) if item else None
        if answer is not None:
            self._change(tr("Change an item"), actions.edit_item, self._deal(), key, *answer)

    def _drop_item(self, key: str) -> None:
        self._change(tr("Delete an item"), actions.remove_item, self._deal(), key)

    # Notes

    def _add_note(self, topic: str) -> None:
        today = self.desk.today()
        words = ask_note(self, self._topic(topic), self._people(), new_note(today), today=today, fresh=True)
        if words is not None:
            self._change(tr("Add evidence"), actions.add_note, self._deal(), topic, words)

    def _open_note(self, note_id: int) -> None:
        note = self._note(note_id)
        if note is None:
            return
        today = self.desk.today()
        words = ask_note(
            self, self._topic(note.topic), self._people(), _words(note), today=today, fresh=False
        )
        if words is not None:
            self._change(tr("Change evidence"), actions.edit_note, note_id, words)

    def _drop_note(self, note_id: int) -> None:
        self._change(tr("Delete evidence"), actions.remove_note, note_id)

    def _note(self, note_id: int) -> Note | None:
        return next((one for one in self._page.notes if one.id == note_id), None) if self._page else None

    def _topic(self, key: str) -> tuple[str, str]:
        """A topic with its name, as the note's form shows it."""
        if self._page is not None:
            named = {item.key: item.title for item in self._page.chain.items}
            named |= {one.key: one.name for one in self._page.chain.dominoes}
            return key, named.get(key, self.view.detail.topic)
        return key, key

    def _people(self) -> list[tuple[int, str]]:
        return [(one.id, one.name) for one in self._page.people] if self._page else []

    # Risks and acid test

    def _add_risk(self) -> None:
        words = ask_risk(self)
        if words is not None:
            self._change(tr("Add a risk"), actions.add_risk, self._deal(), words)

    def _open_risk(self, risk_id: int) -> None:
        risk = next((one for one in self._page.risks if one.id == risk_id), None) if self._page else None
        words = ask_risk(self, _risk_words(risk)) if risk else None
        if words is not None:
            self._change(tr("Change a risk"), actions.edit_risk, risk_id, words)

    def _drop_risk(self, risk_id: int) -> None:
        self._change(tr("Delete a risk"), actions.remove_risk, risk_id)

    def _answer_acid(self, answer: object) -> None:
        known = answer if isinstance(answer, bool) else None
        self._change(tr("Answer the acid test"), actions.set_acid_test, self._deal(), known)

    def _explain_acid(self, reason: str) -> None:
        merge = f"acid:{self._deal()}"
        text = tr("Explain the acid test")
        self._change(text, actions.set_acid_reason, self._deal(), reason, merge=merge)

    # Out

    def _save_for_us(self) -> None:
        self._save_word(self.desk.audience)

    def _save_for_customer(self) -> None:
        self._save_word(Audience.CUSTOMER)

    def _save_word(self, audience: Audience) -> None:
        name = f"{file_stem(self._page.opportunity if self._page else '', tr('Deal'))}-checklist.docx"
        today = self.desk.today()
        with self.desk.read_for(audience) as session:
            page = queries.page(session, self._deal(), today, self.desk.ageing, audience)
        write = partial(export.save_word, page=page, today=today, author=self.desk.settings.me)
        self.desk.save_as(self, tr("Save the checklist"), name, tr("Word (*.docx)"), write)

    def _save_picture(self) -> None:
        pattern = tr("Pictures (*.svg *.png)")
        self.desk.save_as(self, tr("Save the picture"), "dominoes.svg", pattern, self.view.chain.save)

    def _copy(self) -> None:
        """The checklist as a table, as text, and the chain as a picture, in one entry of the clipboard."""
        if self._page is None:
            return
        rows = export.checklist_table(self._page)
        if self._page.chain.dominoes:
            pictures.copy_drawn(self.view.chain, rows)
        else:
            copy_table(rows)
        self.desk.say(tr("Copied; paste it into a mail or a sheet."))


def _words(note: Note) -> NoteWords:
    return NoteWords(
        text=note.text,
        noted_on=note.noted_on,
        evidence=note.evidence,
        source=note.source,
        person_id=note.person_id,
        question=note.question,
        internal=note.internal,
    )


def _risk_words(risk: RiskRow) -> RiskWords:
    return RiskWords(risk.text, risk.kind, risk.severity, risk.answer, risk.owner)
