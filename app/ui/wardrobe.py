"""The settings in force: kept in their file, and worn by the whole program as theme and size of type."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app import settings
from app.i18n import use_language
from app.ui import theme

SMALLEST, LARGEST, STEP = 0.8, 2.0, 0.1  # of the usual size of type


class Wardrobe(QObject):
    """What the user prefers. Whoever needs a setting asks here; whoever changes one does it here."""

    changed = Signal(object)  # the settings, after any change
    dressed = Signal()  # theme or size of type are others now: lay out anew
    zoomed = Signal(float)  # the size of type that will be shown in a moment

    def __init__(self, application: QApplication, file: Path) -> None:
        """Read `file` and dress the application; a file that is not there gives the usual settings."""
        super().__init__(application)
        self._application = application
        self._file = file
        self.settings = settings.load(file)
        use_language(self.settings.language)
        self._zooming = QTimer(self, singleShot=True, interval=150)
        self._zooming.timeout.connect(self._show_zoom)
        self._speak()
        self._wear(self.settings)

    def take(self, wanted: settings.Settings) -> None:
        """Settings that a page has changed and everybody has read already."""
        self.settings = wanted
        self.save()

    def change(self, **changes: object) -> None:
        """One value for window and pages, so that neither writes over what the other has changed."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.settings)

    def save(self) -> None:
        """Keep the settings in their file; a folder that cannot be written costs nobody the work."""
        try:
            settings.save(self.settings, self._file)
        except OSError as error:
            logging.getLogger(__name__).warning("settings not saved: %s", error.strerror)

    def prefer(self, wanted: settings.Settings, names: tuple[str, ...]) -> bool:
        """Take these preferences with the look of `wanted`; whether one of `names` is another now."""
        differ = any(getattr(wanted, name) != getattr(self.settings, name) for name in names)
        self.change(**{name: getattr(wanted, name) for name in names})
        self._speak()
        self.restyle(look=wanted.look, text_scale=wanted.text_scale)
        return differ

    def try_look(self, look: settings.Look, text_scale: float) -> None:
        """Show how it would look, without keeping it."""
        self._wear(replace(self.settings, look=look, text_scale=text_scale))
        self.dressed.emit()

    def restyle(self, **changes: object) -> None:
        """Another look or size, shown and kept."""
        self.change(**changes)
        self._wear(self.settings)
        self.dressed.emit()
        self.save()

    def zoom_in(self) -> None:
        """Ctrl +: the whole interface larger."""
        self._zoom(STEP)

    def zoom_out(self) -> None:
        """Ctrl -: the whole interface smaller."""
        self._zoom(-STEP)

    def zoom_reset(self) -> None:
        """Ctrl 0: the usual size."""
        self.restyle(text_scale=1.0)

    def light(self) -> None:
        """Always light."""
        self.restyle(look="light")

    def dark(self) -> None:
        """Always dark."""
        self.restyle(look="dark")

    def follow_system(self) -> None:
        """Light or dark as the system is."""
        self.restyle(look="system")

    def _zoom(self, step: float) -> None:
        """Several steps in a row are shown at once, because every page is laid out anew."""
        scale = min(max(round(self.settings.text_scale + step, 1), SMALLEST), LARGEST)
        self.change(text_scale=scale)
        self.zoomed.emit(scale)
        self._zooming.start()

    def _show_zoom(self) -> None:
        self.restyle()

    def _speak(self) -> None:
        QLocale.setDefault(QLocale(self.settings.locale))

    def _wear(self, wanted: settings.Settings) -> None:
        look = theme.system_look(self._application) if wanted.look == "system" else wanted.look
        theme.apply(self._application, look, wanted.text_scale)
