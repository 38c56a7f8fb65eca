"""Everything that the first picture does not need, in one import: the database layer, the tools, the tabs."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.across.files import check_and_lock, make, make_sample
from app.across.progress import measure
from app.models.vocabulary import Onlooker
from app.settings import Settings
from app.ui.conductor.conductor import Conductor
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.registry import TABS
from app.workspace import Workspace

if TYPE_CHECKING:
    from app.models.opening import Opening

__all__ = ["check_and_lock", "conductor", "make", "make_sample"]

gc.freeze()  # classes and functions stay: each full round of the collector over them would hold the window for 150 ms


def conductor(
    window: MainWindow, opening: Opening, settings: Settings, today: date | None, onlooker: Onlooker
) -> Conductor:
    """Open the workspace on this thread and tie it to the window, for whoever looks on."""
    workspace = Workspace(opening.path, read_only=opening.read_only)
    workspace.show_to(replace(onlooker, account_id=None))
    return Conductor(window, Desk(workspace, settings, today=today), TABS, measure)
