"""Binds the library of challenges to its window: one handler for each thing that whoever maintains it asks for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.documents import csv_sheet, files
from app.i18n import tr
from app.tools.challenge_menu import actions, importing, library, likeness, storing, upkeep
from app.tools.challenge_menu.telling import outcome
from app.ui.desk import Desk
from app.ui.dialogs.ask_challenges import ask_challenges
from app.ui.tabs.challenge_menu import library_asking as asking
from app.ui.tabs.challenge_menu.library_dialog import LibraryDialog

Edit = Callable[[str], AbstractContextManager[Any]]


class LibraryUpkeep(QObject):
    """The library while its window is open."""

    def __init__(self, parent: QWidget, desk: Desk, edit: Edit, profile: int | None) -> None:
        super().__init__(parent)
        self._desk, self._begin = desk, edit
        self._made = self._undone = 0  # steps of this window that can be taken back, and done again
        self._rows: tuple[library.LibraryRow, ...] = ()
        self._linked: library.Linked | None = None
        self._industry: str | None = None
        self._profile = profile
        self.dialog = LibraryDialog(parent)
        dialog = self.dialog
        dialog.place_chosen.connect(self._choose_place)
        dialog.alike_wanted.connect(self._find_alike)
        dialog.picked.connect(self._show_linked)
        dialog.merge_wanted.connect(self._merge)
        dialog.import_wanted.connect(self._import)
        dialog.export_wanted.connect(self._export)
        dialog.detail.edit_wanted.connect(self._reword)
        dialog.detail.retire_wanted.connect(self._retire)
        dialog.detail.benefits_wanted.connect(self._change_benefits)
        dialog.detail.capabilities_wanted.connect(self._change_capabilities)
        for keys, handler in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            QShortcut(QKeySequence(keys), dialog).activated.connect(handler)
        self._read()
        self._industry = self._industry_of(profile)
        self._show()

    def run(self, pick: int | None = None) -> None:
        """Show the window until it is closed; `pick` is the challenge to look at."""
        if pick is not None and (row := self._row(pick)) is not None:
            self._industry, self._profile = row.industry, row.profile_id
            self._show()
            self.dialog.pick(pick)
        self.dialog.exec()
        self.dialog.deleteLater()

    def import_file(self, path: Path) -> None:
        """Show what a file would bring; take it in when the user agrees, as one step."""
        with self._desk.reporting():
            with self._desk.waiting(tr("Reading {file}…", file=path.name)):
                sheet = csv_sheet.read(path)
                with self._desk.workspace.read() as session:
                    draft = importing.draft(sheet, storing.here(session))
            if ask_challenges(self.dialog, draft):
                with self._desk.waiting(tr("Importing {files}…", files=path.name)):
                    with self._edit(tr("Import challenges from {file}", file=path.name)) as session:
                        storing.store(session, draft)
                    self._again()
                self._desk.say(outcome(draft))

    def _read(self) -> None:
        with self._desk.workspace.read() as session:
            self._rows = library.rows(session)

    def _show(self) -> None:
        shown = [
            row
            for row in self._rows
            if self._industry in {None, row.industry} and self._profile in {None, row.profile_id}
        ]
        self.dialog.show_places(self._rows, self._industry, self._profile)
        self.dialog.show_rows(shown)
        if len(shown) <= 2_000:
            self._find_alike()
        else:
            self.dialog.show_pairs((), ())

    @contextmanager
    def _edit(self, text: str) -> Iterator[Any]:
        """One user action of this window, which can be taken back in it."""
        self._desk.changed.connect(self._count)  # an edit that changes nothing is no step
        try:
            with self._begin(text) as session:
                yield session
        finally:
            self._desk.changed.disconnect(self._count)

    def _count(self, _change: object) -> None:
        self._made, self._undone = self._made + 1, 0

    def _undo(self) -> None:
        """Take back the last step of this window; what was done before it was opened stays."""
        if self._made and (label := self._desk.workspace.undo()):
            self._made, self._undone = self._made - 1, self._undone + 1
            self._again()
            self._desk.say(tr("Undone: {step}", step=label))

    def _redo(self) -> None:
        if self._undone and (label := self._desk.workspace.redo()):
            self._made, self._undone = self._made + 1, self._undone - 1
            self._again()
            self._desk.say(tr("Done again: {step}", step=label))

    def _again(self) -> None:
        self._read()
        self.dialog.untick()
        self._show()

    def _choose_place(self, industry: object, profile: object) -> None:
        self._industry = industry if isinstance(industry, str) else None
        self._profile = profile if isinstance(profile, int) else None
        self.dialog.untick()
        self._show()

    def _find_alike(self) -> None:
        """Pairs within each profile of what is shown; the retired ones are out of the way already."""
        of_profile: dict[int, dict[int, str]] = {}
        for row in self._rows:
            place = self._industry in {None, row.industry} and self._profile in {None, row.profile_id}
            if place and not row.retired:
                of_profile.setdefault(row.profile_id, {})[row.id] = row.text
        found = [pair for texts in of_profile.values() for pair in likeness.pairs(texts)]
        found.sort(key=lambda pair: -pair.likeness)
        if found:
            self.dialog.show_pairs(found, likeness.groups(found))

    def _show_linked(self, challenge: int) -> None:
        with self._desk.workspace.read() as session:
            self._linked = library.linked(session, challenge)
        self.dialog.show_linked(self._linked)

    def _change(self, text: str, act: Callable[..., object], *values: object) -> None:
        with self._desk.reporting(), self._edit(text) as session:
            act(session, *values)
        self._again()

    def _reword(self) -> None:
        row = self.dialog.picked_row()
        words = asking.ask_words(self.dialog, row) if row is not None and row.own else None
        if row is not None and words is not None and words != (row.text, row.ask):
            self._change(tr("Reword “{text}”", text=row.text), actions.reword, row.id, *words)

    def _retire(self) -> None:
        row = self.dialog.picked_row()
        if row is None:
            return
        if row.retired:
            self._change(tr("Bring back “{text}”", text=row.text), upkeep.bring_back, row.id)
        else:
            self._change(tr("Retire “{text}”", text=row.text), actions.retire, row.id)

    def _change_benefits(self) -> None:
        row, linked = self.dialog.picked_row(), self._linked
        if row is None or linked is None:
            return
        with self._desk.workspace.read() as session:
            known = library.all_benefits(session)
        title = tr("Which benefits does it open?")
        picked = asking.ask_links(self.dialog, title, known, [one for one, _ in linked.benefits])
        if picked is not None:
            text = tr("Change what “{text}” opens", text=row.text)
            self._change(text, upkeep.set_benefits, row.id, picked.ids, picked.new)

    def _change_capabilities(self) -> None:
        row, linked = self.dialog.picked_row(), self._linked
        if row is None or linked is None:
            return
        with self._desk.workspace.read() as session:
            known = library.all_capabilities(session)
        title = tr("What of ours answers it?")
        picked = asking.ask_links(self.dialog, title, known, [one for one, _ in linked.capabilities])
        if picked is not None:
            text = tr("Change what answers “{text}”", text=row.text)
            self._change(text, upkeep.set_capabilities, row.id, picked.ids, picked.new)

    def _merge(self, ids: tuple[int, ...]) -> None:
        rows = [row for row in self._rows if row.id in ids]
        if len({row.profile_id for row in rows}) > 1:
            self._desk.say(tr("Only challenges of one profile can be made one."))
            return
        into = asking.ask_survivor(self.dialog, rows)
        if into is not None:
            text = tr("Make one of {n} challenges", n=len(rows))
            self._change(text, upkeep.merge, into, [row.id for row in rows if row.id != into])
            if into in {line.id for line in self.dialog.table.rows()}:
                self.dialog.pick(into)  # else filter and search stay, for the next group

    def _import(self) -> None:
        path = self._desk.ask_open_path(
            self.dialog, tr("Import challenges"), tr("Tables (*.csv *.tsv *.txt)")
        )
        if path is not None:
            self.import_file(path)

    def _export(self) -> None:
        self._desk.save_as(
            self.dialog, tr("Export the library"), "challenges.csv", tr("Tables (*.csv)"), self._write
        )

    def _write(self, path: Path) -> None:
        with self._desk.workspace.read() as session:
            files.write(path, storing.csv(session))

    def _industry_of(self, profile: int | None) -> str | None:
        return next((row.industry for row in self._rows if row.profile_id == profile), None)

    def _row(self, challenge: int) -> library.LibraryRow | None:
        return next((row for row in self._rows if row.id == challenge), None)
