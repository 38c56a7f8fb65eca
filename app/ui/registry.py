"""TABS: the tabs in their order, one line each."""

from app.ui.tab import Tab

TABS: tuple[type[Tab], ...] = ()
