"""How a plan leaves the page: files, the picture, the clipboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.activity_plan import export
from app.tools.activity_plan.queries import Plan
from app.ui import pictures
from app.ui.tab import Export, Tab
from app.ui.tabs.activity_plan.view import PlanView

Reader = Callable[[Audience], Plan | None]


class WaysOut:
    """The Export menu of the page; `read` gives the plan for those who will get it."""

    def __init__(self, tab: Tab, read: Reader, view: PlanView) -> None:
        self._tab, self._desk, self._read, self._view = tab, tab.desk, read, view

    def exports(self) -> tuple[Export, ...]:
        """While a customer looks on, only what a customer may have."""
        ours = (
            Export(tr("Word for us, with notes…"), "file-text", partial(self._word, Audience.INTERNAL)),
            Export(tr("Excel for us, with notes…"), "sheet", partial(self._excel, Audience.INTERNAL)),
        )
        return (
            Export(tr("Word for the customer…"), "file-text", partial(self._word, Audience.CUSTOMER)),
            Export(tr("Excel for the customer…"), "sheet", partial(self._excel, Audience.CUSTOMER)),
            Export(tr("Calendar file (.ics)…"), "calendar", self._calendar),
            *(ours if self._desk.audience is Audience.INTERNAL else ()),
            Export(tr("Picture of the timeline…"), "image", self._picture),
            Export(tr("Copy timeline and table"), "copy", self.copy),
        )

    def copy(self) -> None:
        """Timeline and table in one entry of the clipboard, as each program likes it best."""
        pictures.copy_drawn(self._view.timeline, self._view.steps.table.as_table())
        self._desk.say(tr("Timeline and table are on the clipboard"))

    def _word(self, audience: Audience) -> None:
        settings = self._desk.settings
        write = partial(
            export.save_word,
            audience=audience,
            today=self._desk.today(),
            author=settings.me,
            locale=settings.locale,
        )
        self._save(audience, "docx", tr("Word document"), write)

    def _excel(self, audience: Audience) -> None:
        write = partial(export.save_excel, audience=audience, today=self._desk.today())
        self._save(audience, "xlsx", tr("Excel workbook"), write)

    def _calendar(self) -> None:
        write = partial(export.save_calendar, audience=Audience.CUSTOMER)
        self._save(Audience.CUSTOMER, "ics", tr("Calendar"), write)

    def _picture(self) -> None:
        self._save(Audience.CUSTOMER, "png", tr("Picture"), self._write_picture)

    def _write_picture(self, path: Path, plan: Plan) -> None:
        """A timeline of its own shows what is read for the customer, whatever stands on the page."""
        pictures.save_png(self._view.timeline_for_customer(plan, self._desk.today()), path)

    def _save(
        self, audience: Audience, ending: str, kind: str, write: Callable[[Path, Plan], object]
    ) -> None:
        plan = self._read(audience)
        if plan is None:
            return
        name = f"{file_stem(tr('Activity plan {what}', what=plan.title))}.{ending}"
        pattern = f"{kind} (*.{ending})"
        self._desk.save_as(self._tab, tr("Save the plan"), name, pattern, lambda path: write(path, plan))
