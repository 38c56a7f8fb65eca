"""What stands beside the map, bound to the tool: the coach under an assumption, and snapshots."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.across.coach.what_if import Difference, coach_if
from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.relationship_map import actions, queries
from app.tools.relationship_map.facts import subjects_of
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.snapshots import Comparison, SnapshotRow, compare
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Tab
from app.ui.tabs.relationship_map.asides import Asides
from app.ui.tabs.relationship_map.snapshots_aside import TODAY
from app.ui.widgets.reading import show_date


class AsideBinding(QObject):
    """Answers what the asides of one tab ask for."""

    def __init__(self, tab: Tab, asides: Asides) -> None:
        super().__init__(tab)
        self._tab = tab
        self._asides = asides
        self.page: People | None = None
        asides.coach_wanted.connect(self._ask_coach)
        asides.days_wanted.connect(self._show_days)
        asides.take_wanted.connect(self._take)
        asides.rename_wanted.connect(self._rename)
        asides.drop_wanted.connect(self._drop)

    def _ask_coach(self) -> None:
        """What the coach would say; every fact but those of the map stays as it is."""
        supposed = self._asides.what_if.supposed()
        self._asides.show_coach(
            None if supposed is None or self.page is None else self._difference(self.page, supposed)
        )

    def _difference(self, page: People, supposed: People) -> Difference:
        desk = self._tab.desk
        gone = {one.person_uid for one in page.players} - {one.person_uid for one in supposed.players}
        with desk.workspace.read() as session:
            real = queries.subjects(session, page.opportunity_id, desk.today())
            uid = real[0].uid if real else ""
            return coach_if(
                session, page.opportunity_id, desk.today(), subjects_of(supposed, uid), gone, desk.ageing
            )

    def _show_days(self) -> None:
        """List the snapshots and compare the two days that are chosen."""
        page, desk = self.page, self._tab.desk
        if page is None or desk.audience is not Audience.INTERNAL:
            return
        with desk.workspace.read() as session:
            self._asides.show_snapshots(queries.snapshots(session, page.opportunity_id))
            chosen = self._asides.snapshots.chosen
            if chosen is None:
                self._asides.show_comparison(None)
                return
            try:
                before = queries.snapshot(session, chosen[0], page)
                after = page if chosen[1] == TODAY else queries.snapshot(session, chosen[1], page)
            except BadInputError as error:
                self._asides.show_comparison(None, str(error))
                return
        if before is None or after is None:
            self._asides.show_comparison(None)
        else:
            self._asides.show_comparison(self._compared(before, after, chosen))

    def _compared(self, before: People, after: People, chosen: tuple[int, int]) -> Comparison:
        """The earlier day first, whichever was named first."""
        days = {row.id: row for row in self._asides.snapshots.rows}
        one, other = days[chosen[0]], days.get(chosen[1])
        if other is not None and other.taken_on < one.taken_on:
            one, other, before, after = other, one, after, before
        if other is None:
            caption = tr("What has changed since {day}", day=_called(one))
        else:
            caption = tr("What changed from {day} to {later}", day=_called(one), later=_called(other))
        return compare(before, after, caption)

    def _take(self, name: str) -> None:
        if self.page is None:
            return
        desk = self._tab.desk
        with desk.reporting(), self._tab.edit(tr("Take a snapshot of the map")) as session:
            actions.take_snapshot(session, self.page, name, desk.today())
        self._show_days()
        desk.say(tr("The map is kept as it is today."))

    def _rename(self, snapshot_id: int) -> None:
        row = next((one for one in self._asides.snapshots.rows if one.id == snapshot_id), None)
        if row is None:
            return
        parent: QWidget = self._tab
        name = ask_text(parent, tr("Rename the snapshot"), tr("Name"), row.name, tr("Rename"))
        if name is None:
            return
        with self._tab.desk.reporting(), self._tab.edit(tr("Rename a snapshot")) as session:
            actions.rename_snapshot(session, snapshot_id, name)
        self._show_days()

    def _drop(self, snapshot_id: int) -> None:
        with self._tab.desk.reporting(), self._tab.edit(tr("Throw away a snapshot")) as session:
            actions.drop_snapshot(session, snapshot_id)
        self._show_days()


def _called(row: SnapshotRow) -> str:
    return f"{show_date(row.taken_on)} ({row.name})" if row.name else show_date(row.taken_on)
