"""Widgets are tried in the light theme and with British figures and dates."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.ui import theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    if qapp.property("dealwright_theme") != theme.load("light", 1.0):
        theme.apply(qapp, "light")
