"""The page of champion qualification, bound to its tool."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Criterion
from app.tools.champion_qualification import actions, export, queries
from app.tools.champion_qualification.rows import Board, Candidate
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.champion_qualification.asking import ask_mark
from app.ui.tabs.champion_qualification.view import ChampionView
from app.ui.widgets.empty_state import EmptyState

PARTS = {
    Criterion.GOAL: "goal",
    Criterion.INFLUENCE: "influence",
    Criterion.RECEPTIVITY: "receptivity",
    Criterion.RELATIONSHIP: "relationship",
}  # of the person form


class ChampionQualificationTab(Tab):
    """Who passes the four criteria, on what evidence, and what would bring the next one there."""

    name = "champion_qualification"
    group = Group.RELATIONSHIP
    icon = "user-check"
    reads = table_names(queries.READS)
    for_us = True

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Champion test")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._board: Board | None = None
        self._picked: int | None = None
        self.view = ChampionView(self)
        self.nothing = EmptyState(
            "user-check",
            tr("No opportunity is selected"),
            tr("Choose a deal on the left, or add one there."),
        )
        self.start = EmptyState(
            "user-check",
            tr("Who could sell this for you?"),
            tr(
                "Most of the deciding happens without you. A champion has a goal of his or her own, is listened to,"
                " wants a change, and wants you. Name the people first; the test reads what you know of them."
            ),
            tr("Name the first person"),
        )
        self.start.started.connect(self._name_first)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.board.picked.connect(self._pick)
        view.board.opened.connect(self._test_of)
        view.board.copy_button.clicked.connect(self._copy)
        view.so_what.person_wanted.connect(self._show_person)
        view.so_what.roles_wanted.connect(self._open_roles)
        view.worksheet.answered.connect(self._answer)
        view.worksheet.test_wanted.connect(self._test)
        view.worksheet.back_wanted.connect(self._back)
        view.worksheet.field_wanted.connect(self._open_field)
        view.steps.planned.connect(self._plan)

    def refresh(self) -> None:
        """Read the people of the selected opportunity."""
        opportunity_id = self.desk.selection.opportunity_id
        self._board = None
        if opportunity_id is not None:
            with self.desk.workspace.read() as session:
                self._board = queries.board(
                    session, opportunity_id, self.desk.today(), self.desk.ageing, self.desk.audience
                )
        if self._board is None:
            self.show_page(self.nothing)
        elif not self._board.candidates:
            self.show_page(self.start)
        else:
            if self._board.candidate(self._picked) is None:
                self._picked = self._board.candidates[0].id
            self.view.show_page(self._board, self._picked)
            self.show_page(self.view)

    def focus_on(self, what: str) -> None:
        """ "person:ID" shows a worksheet, "person:ID:CRITERION" goes to one answer, "guide" to the advice."""
        if self._board is None:
            self.refresh()
        verb, _, rest = what.partition(":")
        stakeholder, _, criterion = rest.partition(":")
        if verb == "person" and stakeholder.isdigit():
            self._show_person(int(stakeholder))
            if criterion in set(Criterion):
                self._go_to(Criterion(criterion))
        elif verb == "guide":
            self.view.ensureWidgetVisible(self.view.guide)

    def new(self) -> None:
        """Ctrl+N: write down a test of the first criterion that does not hold."""
        one = self._one()
        if one is not None:
            self._test(next(iter(one.sheet.unmet), Criterion.GOAL))

    def exports(self) -> tuple[Export, ...]:
        """The board as a picture and a table, and everybody's worksheet in Word; for us alone."""
        if self._board is None or not self._board.candidates:
            return ()
        return (
            Export(tr("Word, for us…"), "file-text", self._export_word),
            Export(tr("Picture (SVG or PNG)…"), "image", self._save_picture),
            Export(tr("Copy the picture and the table"), "copy", self._copy),
        )

    def _one(self) -> Candidate | None:
        return None if self._board is None else self._board.candidate(self._picked)

    def _pick(self, stakeholder_id: int) -> None:
        self._picked = stakeholder_id
        if self._board is not None:
            self.view.show_page(self._board, stakeholder_id)

    def _show_person(self, stakeholder_id: int) -> None:
        self._pick(stakeholder_id)
        self.view.ensureWidgetVisible(self.view.worksheet.rows[Criterion.GOAL], 0, 72)

    def _go_to(self, criterion: Criterion) -> None:
        row = self.view.worksheet.rows[criterion]
        self.view.how_to_test.show_criterion(criterion)
        self.view.ensureWidgetVisible(row)
        row.test.setFocus()

    # Answers

    def _answer(self, criterion: Criterion, verdict: bool | None) -> None:
        """What the profile says is taken back with one click; anything else wants a reason."""
        one = self._one()
        if one is None:
            return
        check = one.sheet.check(criterion)
        if check.overruled and verdict is check.proposed:
            self._back(criterion)
        else:
            self._ask(one, criterion, verdict)

    def _test_of(self, stakeholder_id: int, criterion: Criterion) -> None:
        self._pick(stakeholder_id)
        self._test(criterion)

    def _test(self, criterion: Criterion) -> None:
        one = self._one()
        if one is not None:
            self.view.how_to_test.show_criterion(criterion)
            self._ask(one, criterion, one.sheet.check(criterion).verdict)

    def _ask(self, one: Candidate, criterion: Criterion, verdict: bool | None) -> None:
        page = self.view.page_of(criterion)
        answer = ask_mark(self, one, one.sheet.check(criterion), page, verdict, self.desk.today())
        if answer is not None:
            text = tr("Test {criterion} of {name}", criterion=criterion.label.lower(), name=one.name)
            self._change(
                text,
                partial(
                    actions.mark,
                    stakeholder_id=one.id,
                    criterion=criterion,
                    verdict=answer.verdict,
                    today=self.desk.today(),
                    marked_on=answer.marked_on,
                    reason=answer.reason,
                    evidence=answer.evidence,
                    evidence_class=answer.evidence_class,
                ),
            )
        else:
            self.refresh()  # the buttons show what counts, not what was thought better of

    def _back(self, criterion: Criterion) -> None:
        one = self._one()
        if one is not None:
            text = tr("Back to the profile: {criterion}", criterion=criterion.label.lower())
            self._change(
                text,
                partial(
                    actions.back_to_proposal,
                    stakeholder_id=one.id,
                    criterion=criterion,
                    today=self.desk.today(),
                ),
            )
            self.desk.say(
                tr(
                    "Your answer on {criterion} is dropped; Undo brings it back.",
                    criterion=criterion.label.lower(),
                )
            )

    def _change(self, text: str, act: Callable[..., object]) -> None:
        """One edit, and the page as it is then."""
        with self.desk.reporting(), self.edit(text) as session:
            act(session)
        self.refresh()

    # Next steps

    def _plan(self, move: str) -> None:
        board = self._board
        if board is not None:
            self._change(
                tr("Plan a step"),
                partial(
                    actions.plan_step,
                    opportunity_id=board.opportunity_id,
                    title=move,
                    owner=self.desk.settings.me,
                ),
            )
            self.desk.say(tr("Added to the activity plan, for us alone."))

    def _open_field(self, criterion: Criterion) -> None:
        if self._picked is not None:
            self.desk.open_tool("key_persons", f"person:{self._picked}:{PARTS[criterion]}")

    def _open_roles(self, stakeholder_id: int) -> None:
        self.desk.open_tool("key_persons", f"person:{stakeholder_id}:roles")

    def _name_first(self) -> None:
        self.desk.open_tool("key_persons", "add")

    # Out

    def _copy(self) -> None:
        if self._board is not None:
            pictures.copy_drawn(self.view.board.grid, export.table(self._board))
            self.desk.say(tr("Copied."))

    def _save_picture(self) -> None:
        name = f"{file_stem(self.title())}.svg"
        write = partial(pictures.save, self.view.board.grid)
        self.desk.save_as(self, tr("Save the picture"), name, tr("Pictures (*.svg *.png)"), write)

    def _export_word(self) -> None:
        board = self._board
        if board is None:
            return
        name = f"{file_stem(board.title)}-{file_stem(self.title())}.docx"
        write = partial(export.write_word, board, self.view.pack, author=self.desk.settings.me)
        self.desk.save_as(self, tr("The champion test in Word"), name, tr("Word (*.docx)"), write)
