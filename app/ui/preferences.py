"""File > Settings: what is chosen is tried at once, taken back by Cancel, and read anew by every page once saved."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import WorkbenchError
from app.i18n import tr
from app.ui.dialogs.ask_settings import Preferred, SettingsQuestion

if TYPE_CHECKING:
    from app.method.receptivity import Levels
    from app.ui.desk import Desk
    from app.ui.program import Program


def ask_preferences(program: Program) -> None:
    """Ask for the preferences and apply them; the figures of the workspace are one step that undo takes back."""
    if program.conductor is not None:
        program.conductor.keep()
    desk = None if program.conductor is None else program.conductor.desk
    before = Preferred(program.settings, _levels(desk))
    question = SettingsQuestion(program.window, before, program.day())
    question.look_tried.connect(program.wardrobe.try_look)
    agreed = question.run()
    wanted = question.answer() if agreed else before
    question.deleteLater()
    if not agreed:
        program.wardrobe.try_look(before.settings.look, before.settings.text_scale)
        return
    if desk is not None and wanted.levels is not None and wanted.levels != before.levels:
        _store(desk, wanted.levels)
    program.prefer(wanted.settings)


def _levels(desk: Desk | None) -> Levels | None:
    """The figures of the open workspace; None where they cannot be changed now."""
    if desk is None or desk.workspace.read_only or not desk.onlooker.sees_all:
        return None
    from app.across import levels  # late: the database layer is there by the time a workspace is open

    with suppress(WorkbenchError), desk.workspace.read() as session:
        return levels.read(session)
    return None


def _store(desk: Desk, wanted: Levels) -> None:
    from app.across import levels  # late: as above

    with desk.reporting(), desk.workspace.edit(tr("Set where the modes begin")) as session:
        levels.store(session, wanted)
