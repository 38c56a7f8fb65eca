"""Who I am, how figures are written, how the window looks, when evidence is old, and where the modes begin."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import get_args

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.figures import day_text
from app.method.receptivity import Levels
from app.settings import Look, Settings
from app.ui.dialogs.ask_levels import LevelRows
from app.ui.dialogs.ask_opportunity import CURRENCIES
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, NumberField, TextField
from app.ui.widgets.segmented import Segmented

LOCALES = (
    "en_GB", "en_IE", "en_US", "en_CA", "en_AU", "da_DK", "de_AT", "de_CH", "de_DE", "es_ES", "fi_FI", "fr_FR", "it_IT",
    "nb_NO", "nl_NL", "pl_PL", "pt_PT", "sv_SE",
)  # fmt: skip
SIZES = tuple(round(0.8 + step / 10, 1) for step in range(13))
MOST_DAYS = 3650


@dataclass(frozen=True)
class Preferred:
    """What the dialog was told; `levels` is None where no workspace of ours is open to be written."""

    settings: Settings
    levels: Levels | None


class SettingsQuestion(Ask):
    """The dialog of File > Settings; what the eye can judge is tried at once."""

    look_tried = Signal(str, float)  # look, text size

    def __init__(self, parent: QWidget | None, known: Preferred, today: date) -> None:
        super().__init__(parent, tr("Settings"), tr("Save"), columns=2, width=640)
        self._known = known
        settings = known.settings
        self.section(tr("You"))
        self.me = self.row(
            tr("My name"), TextField(tr("Sam Seller")), tr("Written beside what you rate, judge and plan.")
        )
        self.currency = self.row(
            tr("Currency of new deals"),
            Choice([(code, code) for code in _with(CURRENCIES, settings.currency)]),
        )
        self.region = self.row(
            tr("Figures"),
            Choice([(name, _example(name)) for name in _with(LOCALES, settings.locale)]),
            tr(
                "How figures are written, and how figures and dates that you type are read. "
                "Dates are shown in words: {day}.",
                day=day_text(today),
            ),
            wide=True,
        )
        self.section(tr("The window"))
        self.look = self.row(
            tr("Look"),
            Segmented([("light", tr("Light")), ("dark", tr("Dark")), ("system", tr("As the system"))]),
        )
        self.text_size = self.row(
            tr("Text size"), Choice([(size, tr("{percent} %", percent=round(size * 100))) for size in SIZES])
        )
        self.section(tr("Evidence"))
        self.fading = self.row(
            tr("Fading after, in days"),
            NumberField(1, MOST_DAYS, empty=False),
            tr("Usually {days}. From then on a page asks you to look again.", days=Settings().fading_days),
        )
        self.old = self.row(
            tr("Old after, in days"),
            NumberField(1, MOST_DAYS, empty=False),
            tr(
                "Usually {days}. Rely on old evidence only once you have heard it again.",
                days=Settings().old_days,
            ),
        )
        self.rule(self.old, self._order)
        self.levels = None if known.levels is None else self._ask_levels(known.levels)
        self._show(settings)
        self.look.chosen.connect(self._try)
        self.text_size.chosen.connect(self._try)

    def answer(self) -> Preferred:
        """What the fields say now."""
        known = self._known
        changed = replace(
            known.settings,
            me=self.me.value(),
            currency=str(self.currency.value()),
            locale=str(self.region.value()),
            look=self._look(),
            text_scale=self._scale(),
            fading_days=round(self.fading.value() or 0),
            old_days=round(self.old.value() or 0),
        )
        return Preferred(changed, None if self.levels is None else self.levels.value())

    def _ask_levels(self, levels: Levels) -> LevelRows:
        self.section(tr("Receptivity, in this workspace"))
        return LevelRows(self, levels)

    def _show(self, settings: Settings) -> None:
        self.me.set_value(settings.me)
        self.currency.set_value(settings.currency)
        self.region.set_value(settings.locale)
        self.look.set_value(settings.look)
        self.text_size.set_value(min(SIZES, key=partial(_apart, settings.text_scale)))
        self.fading.set_value(settings.fading_days)
        self.old.set_value(settings.old_days)

    def _look(self) -> Look:
        chosen = self.look.value()
        return next(look for look in get_args(Look) if look == chosen)

    def _scale(self) -> float:
        return next(size for size in SIZES if size == self.text_size.value())

    def _try(self, _: object) -> None:
        self.look_tried.emit(self._look(), self._scale())

    def _order(self) -> str:
        fading, old = self.fading.value(), self.old.value()
        if fading is not None and old is not None and old <= fading:
            return tr("Evidence grows old after it has faded: more than {days:g} days.", days=fading)
        return ""


def _with(offered: tuple[str, ...], known: str) -> tuple[str, ...]:
    """What is offered, and what the settings file says even where we would not offer it."""
    return offered if known in offered else (*offered, known)


def _example(name: str) -> str:
    """ "English, United Kingdom: 1,234.5": a locale by what it does."""
    locale = QLocale(name)
    language, territory = (
        QLocale.languageToString(locale.language()),
        QLocale.territoryToString(locale.territory()),
    )
    return f"{language}, {territory}: {locale.toString(1234.5, 'f', 1)}"


def _apart(one: float, other: float) -> float:
    return abs(one - other)
