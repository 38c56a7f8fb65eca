"""How a value case leaves the program: workbook, value sheet, pictures, clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import files
from app.i18n import tr
from app.tools.value_calculator import charts, export, export_word
from app.tools.value_calculator.export_layout import Cover
from app.tools.value_calculator.export_sure import DRAWS, SEED
from app.tools.value_calculator.queries import Case, OpportunityCases
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.sure import Odds, odds_of
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.tab import Export
from app.ui.tabs.value_calculator.page import Page
from app.ui.tabs.value_calculator.view import ValueView
from app.ui.widgets.picture import Picture

if TYPE_CHECKING:  # matplotlib is loaded when a chart is wanted
    from matplotlib.figure import Figure

Computed = tuple[OpportunityCases, Case, Sheet]


class WaysOut:
    """The entries of the page's Export menu."""

    def __init__(self, page: Page, view: ValueView) -> None:
        self._page, self._view = page, view

    def exports(self) -> tuple[Export, ...]:
        """What can be done with the case that is shown."""
        if self._page.computed() is None:
            return ()
        return (
            Export(tr("Excel with live formulas"), "file-spreadsheet", self._save_excel),
            Export(tr("Value sheet for Word"), "file-text", self._save_word),
            Export(tr("Waterfall as a picture"), "image", self._save_waterfall),
            Export(tr("Cash flow as a picture"), "image", self._save_cash_flow),
            Export(tr("Tornado as a picture"), "image", self._save_tornado),
            Export(tr("Distribution as a picture"), "image", self._save_distribution),
            Export(tr("Copy the waterfall"), "copy", self._copy_waterfall),
            Export(tr("Copy the benefits"), "copy", self._copy),
        )

    @property
    def _desk(self) -> Desk:
        return self._page.desk

    def _open(self) -> Computed:
        found = self._page.computed()
        assert found is not None  # the menu is empty otherwise
        return found

    def _cover(self) -> Cover:
        found, case, sheet = self._open()
        return export.cover_of(found, case, sheet, self._desk.settings.me, self._desk.today())

    def _save(self, title: str, name: str, pattern: str, write: Callable[[Path], object]) -> None:
        self._desk.save_as(self._view, title, name, pattern, write)

    def _save_excel(self) -> None:
        _found, case, sheet = self._open()
        write = partial(export.save_workbook, sheet, self._cover(), scenarios=case.sheets())
        self._save(tr("Save the value case"), "value-case.xlsx", tr("Excel (*.xlsx)"), write)

    def _save_word(self) -> None:
        _found, _case, sheet = self._open()
        write = partial(export_word.save_sheet, sheet, self._cover(), locale=self._desk.settings.locale)
        self._save(tr("Save the value sheet"), "value-case.docx", tr("Word (*.docx)"), write)

    def _save_waterfall(self) -> None:
        self._save_picture(self._view.waterfall, "waterfall")

    def _save_cash_flow(self) -> None:
        self._save_picture(self._view.cashflow, "cash-flow")

    def _save_picture(self, picture: Picture, name: str) -> None:
        self._save(tr("Save the picture"), f"{name}.svg", tr("Pictures (*.svg *.png)"), picture.save)

    def _save_tornado(self) -> None:
        look = charts.paper(self._desk.settings.locale)
        self._save_chart("tornado", lambda sheet, odds: charts.tornado_figure(sheet, odds.swings, look))

    def _save_distribution(self) -> None:
        look = charts.paper(self._desk.settings.locale)
        self._save_chart(
            "distribution", lambda sheet, odds: charts.distribution_figure(sheet, odds.drawn, look)
        )

    def _save_chart(self, name: str, made: "Callable[[Sheet, Odds], Figure]") -> None:
        _found, _case, sheet = self._open()
        write = partial(_write_chart, sheet, made)
        self._save(tr("Save the picture"), f"{name}.svg", tr("Pictures (*.svg *.png)"), write)

    def _copy_waterfall(self) -> None:
        pictures.copy_drawn(self._view.waterfall, self._view.lines.as_table())
        self._desk.say(tr("Copied"))

    def _copy(self) -> None:
        self._view.lines.copy()
        self._desk.say(tr("Copied"))


def _write_chart(sheet: Sheet, made: "Callable[[Sheet, Odds], Figure]", path: Path) -> None:
    """The draws are made once the place is known: they take a second."""
    figure = made(sheet, odds_of(sheet, DRAWS, SEED))
    files.write(path, charts.png(figure) if path.suffix.lower() == ".png" else charts.svg(figure))
