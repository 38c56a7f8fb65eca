"""One tidy tree, drawn top-down.

Subtrees are moved together until their outlines touch (the contour method). Outlines are kept per band of
eight pixels and hold the lines between a boss and the reports as well as the boxes, so a neighbour can
never slide into a line: nothing overlaps, no reporting line crosses another or runs through a person.
Where many people without reports of their own have the same boss, they hang in columns below each other;
in a large organisation whole teams are folded into such a column, so that the map stays a page and not a band.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from app.tools.relationship_map.geometry import Box, Point, Size
from app.tools.relationship_map.outline import Hung, Outline, Unit

ROW_GAP = 52  # between a boss and the reports
SIDE_GAP = 22  # between neighbours
STACK_GAP = 12  # between people who hang below each other
STEP_IN = 18  # from the line of a column to its people
SMALL_MAP = 12  # up to here reports stand side by side as long as they are few
STACK_FROM_SMALL, STACK_FROM = 6, 4
BAND, FEWEST_STACKED = 4.5, 2  # a tree so many times as wide as high stacks smaller teams, down to so few
ONE_COLUMN = 6  # a longer column becomes two, left and right of its line
LONGEST_COLUMN = 8
SNAP = 14  # a boss this near to being straight above a report is put there
FOLD = ((30, 0), (80, 8), (200, 14))  # up to so many people in the tree, teams of so many are folded
FOLD_LARGEST = 22
TEAMS, TEAMS_OF_TOP = 4, 9  # from so many folded teams on they stand in pairs, left and right of a line
TEAMS_IN_PAIRS = 6


def grown(top: int, sizes: Mapping[int, Size], reports: Mapping[int, list[int]]) -> "Tree":
    """The tree of a person; one that would be a band has smaller teams below each other, too."""
    tree = best = Tree(top, sizes, reports).grow()
    while tree.w > BAND * tree.h and tree.stack_from > FEWEST_STACKED:
        tree = Tree(top, sizes, reports, tree.stack_from - 1).grow()
        best = min(best, tree, key=lambda one: one.w)
    return best


class Tree:
    """One person without a boss, and everybody below."""

    def __init__(
        self, top: int, sizes: Mapping[int, Size], reports: Mapping[int, list[int]], stack_from: int = 0
    ) -> None:
        """So many reports without reports of their own hang below each other; 0: as the size of the tree has it."""
        self._top, self._sizes, self._reports = top, sizes, reports
        self._order, self._depth = self._walk()
        small = len(self._order) <= SMALL_MAP
        self.stack_from = stack_from or (STACK_FROM_SMALL if small else STACK_FROM)
        self._folded = self._fold()
        self._rows = self._levels()
        self._units: dict[int, list[Unit]] = {}
        self._x: dict[int, float] = {}  # of a boss within the piece that hangs from it
        self.boxes: dict[int, Box] = {}
        self.routes: dict[int, tuple[Point, ...]] = {}
        self.w = self.h = 0.0

    def grow(self) -> "Tree":
        """Place everybody, from the leaves upward and then from the top down."""
        pieces: dict[int, Unit] = {}
        for person in reversed(self._order):
            if person in self._folded:
                pieces[person] = self._team(person)
            elif person in self._reports and person not in self._below_fold:
                pieces[person] = self._piece(person, pieces)
        self._place(pieces[self._top])
        left = min(box.x for box in self.boxes.values())
        self.boxes = {person: box.moved(-left, 0) for person, box in self.boxes.items()}
        self.routes = {
            report: tuple((x - left, y) for x, y in points) for report, points in self.routes.items()
        }
        self.w = max(box.right for box in self.boxes.values())
        self.h = max(box.bottom for box in self.boxes.values())
        return self

    def _walk(self) -> tuple[list[int], dict[int, int]]:
        """Everybody, bosses before their reports, and how many steps below the top they stand."""
        order, depth = [self._top], {self._top: 0}
        for person in order:
            for report in self._reports.get(person, ()):
                depth[report] = depth[person] + 1
                order.append(report)
        return order, depth

    def _fold(self) -> set[int]:
        """The heads of the teams that are folded into columns: the largest ones that are small enough."""
        people = len(self._order)
        limit = next((size for most, size in FOLD if people <= most), FOLD_LARGEST)
        below = dict.fromkeys(self._order, 1)
        boss_of = {one: boss for boss in self._order for one in self._reports.get(boss, ())}
        for person in reversed(self._order[1:]):
            below[boss_of[person]] += below[person]
        self._below_fold: set[int] = set()
        heads = set()
        for person in self._order[1:]:
            boss = boss_of[person]
            if boss in heads or boss in self._below_fold:
                self._below_fold.add(person)
            elif person in self._reports and below[person] <= limit:
                heads.add(person)
        return heads

    def _levels(self) -> list[float]:
        """The upper edge of each level. Columns begin at their level and end where they end."""
        heights: dict[int, float] = {}
        hanging = {one for boss in self._reports for one in self._hanging(boss)} | self._below_fold
        for person in self._order:
            level = self._depth[person]
            high = 0.0 if person in hanging else self._sizes[person].h
            heights[level] = max(heights.get(level, 0.0), high)
        tops, y = [0.0], 0.0
        for level in range(max(heights)):
            y += heights[level] + ROW_GAP
            tops.append(y)
        return tops

    def _hanging(self, boss: int) -> list[int]:
        """The reports of a boss who hang in columns."""
        leaves = [one for one in self._reports.get(boss, ()) if one not in self._reports]
        return leaves if len(leaves) >= self.stack_from else []

    def _piece(self, boss: int, pieces: Mapping[int, Unit]) -> Unit:
        """The boss with all below, moved together; x is counted from the left end of the first report."""
        hanging = self._hanging(boss)
        level = self._depth[boss] + 1
        top = self._rows[level]
        teams = [one for one in self._reports[boss] if one in self._folded]
        if len(teams) < (TEAMS_OF_TOP if boss == self._top else TEAMS):
            teams = []
        apart = {*hanging, *teams}
        units = [self._single(one, top, pieces) for one in self._reports[boss] if one not in apart]
        units += self._blocks([pieces[one] for one in teams], top)
        units += self._columns(hanging, top)
        whole = units[0].outline
        for unit in units[1:]:
            unit.shift = whole.distance_to(unit.outline) + SIDE_GAP
            whole.add(unit.outline, unit.shift)
        self._units[boss] = units
        plugs = [unit.plug + unit.shift for unit in units]
        size = self._sizes[boss]
        only = units[0] if len(units) == 1 and units[0].head is None else None
        beside = only is not None and len(only.people) <= ONE_COLUMN
        middle = (plugs[0] + plugs[-1]) / 2
        nearest = min(plugs, key=lambda plug: abs(plug - middle))
        middle = nearest if abs(nearest - middle) <= SNAP else middle
        x = plugs[0] - STEP_IN if beside else middle - size.w / 2
        self._x[boss] = x
        box = Box(x, self._rows[level - 1], size.w, size.h)
        anchor = plugs[0] if beside else x + size.w / 2
        low, high = min(anchor, *plugs), max(anchor, *plugs)
        whole.add(Outline.of(Box(low, box.bottom, high - low, top - box.bottom)), 0)
        whole.add(Outline.of(box), 0)
        return Unit(whole, x + size.w / 2, head=boss)

    def _single(self, person: int, top: float, pieces: Mapping[int, Unit]) -> Unit:
        if person in pieces:
            return pieces[person]
        size = self._sizes[person]
        return Unit(Outline.of(Box(0, top, size.w, size.h)), size.w / 2, head=person)

    def _team(self, head: int) -> Unit:
        """A boss with everybody below in one column, each a step further in than the own boss."""
        size = self._sizes[head]
        top = self._rows[self._depth[head]]
        outline = Outline.of(Box(0, top, size.w, size.h))
        hung: list[Hung] = []
        y = top + size.h + STACK_GAP
        waiting = [(one, 0.0, top + size.h) for one in reversed(self._reports[head])]
        while waiting:
            person, boss_x, boss_bottom = waiting.pop()
            room = self._sizes[person]
            x = boss_x + 2 * STEP_IN
            hung.append(Hung(person, x, y, (boss_x + STEP_IN, boss_bottom)))
            outline.add(Outline.of(Box(STEP_IN, y - STACK_GAP, x + room.w - STEP_IN, room.h + STACK_GAP)), 0)
            y += room.h
            waiting += [(one, x, y) for one in reversed(self._reports.get(person, ()))]
            y += STACK_GAP
        return Unit(outline, size.w / 2, hung, head=head)

    def _blocks(self, teams: Sequence[Unit], top: float) -> list[Unit]:
        """Folded teams in rows of two, left and right of the line at x = 0 of each piece."""
        if not teams:
            return []
        each = ceil(len(teams) / ceil(len(teams) / TEAMS_IN_PAIRS))
        return [self._block(teams[at : at + each], top) for at in range(0, len(teams), each)]

    def _block(self, teams: Sequence[Unit], top: float) -> Unit:
        hung: list[Hung] = []
        left, right, y = 0.0, 0.0, top
        for at in range(0, len(teams), 2):
            bottom = y
            for place, team in enumerate(teams[at : at + 2]):
                box = self._extent(team)
                dx = STEP_IN if place else -STEP_IN - box.right
                dy = y - box.y
                hung += self._moved(team, dx, dy)
                left, right = min(left, dx), max(right, dx + box.right)
                bottom = max(bottom, box.bottom + dy)
            y = bottom + STACK_GAP * 2
        height = y - 2 * STACK_GAP - top
        return Unit(Outline.of(Box(left, top, right - left, height)), 0.0, hung)

    def _extent(self, team: Unit) -> Box:
        """The box around a folded team, whose head stands at x = 0."""
        head = team.head if team.head is not None else self._top
        size, top = self._sizes[head], self._rows[self._depth[head]]
        right = max([size.w, *(one.x + self._sizes[one.person].w for one in team.people)])
        last = team.people[-1]
        return Box(0, top, right, last.y + self._sizes[last.person].h - top)

    def _moved(self, team: Unit, dx: float, dy: float) -> list[Hung]:
        """The people of a folded team elsewhere, its head first."""
        head = team.head if team.head is not None else self._top
        top = self._rows[self._depth[head]]
        others = [
            Hung(one.person, one.x + dx, one.y + dy, one.line and (one.line[0] + dx, one.line[1] + dy))
            for one in team.people
        ]
        return [Hung(head, dx, top + dy), *others]

    def _columns(self, people: Sequence[int], top: float) -> list[Unit]:
        """Columns of people: one beside its line, or pairs left and right of it."""
        if len(people) <= ONE_COLUMN:
            return [self._column(people, top)] if people else []
        pairs = ceil(len(people) / (2 * LONGEST_COLUMN))
        each = ceil(len(people) / pairs)
        return [self._pair(people[at : at + each], top) for at in range(0, len(people), each)]

    def _column(self, people: Sequence[int], top: float) -> Unit:
        """People below each other, right of the line at x = 0."""
        placed, y = [], top
        for person in people:
            placed.append(Hung(person, STEP_IN, y))
            y += self._sizes[person].h + STACK_GAP
        wide = max(self._sizes[person].w for person in people) + STEP_IN
        return Unit(Outline.of(Box(0, top, wide, y - STACK_GAP - top)), 0.0, placed)

    def _pair(self, people: Sequence[int], top: float) -> Unit:
        """People left and right of the line at x = 0, row by row."""
        placed, y = [], top
        for at in range(0, len(people), 2):
            row = people[at : at + 2]
            placed.append(Hung(row[0], -STEP_IN - self._sizes[row[0]].w, y))
            if len(row) > 1:
                placed.append(Hung(row[1], STEP_IN, y))
            y += max(self._sizes[person].h for person in row) + STACK_GAP
        left = min(one.x for one in placed)
        right = max(one.x + self._sizes[one.person].w for one in placed)
        return Unit(Outline.of(Box(left, top, right - left, y - STACK_GAP - top)), 0.0, placed)

    def _place(self, whole: Unit) -> None:
        """Turn relative places into boxes and lines, from the top down."""
        waiting: list[tuple[Unit, float]] = [(whole, 0.0)]
        while waiting:
            piece, offset = waiting.pop()
            boss = piece.head
            if boss is None or boss not in self._units:
                continue
            size = self._sizes[boss]
            box = Box(self._x[boss] + offset, self._rows[self._depth[boss]], size.w, size.h)
            self.boxes[boss] = box
            units = self._units[boss]
            only = units[0] if len(units) == 1 and units[0].head is None else None
            straight = only is not None and len(only.people) <= ONE_COLUMN
            anchor = units[0].plug + offset if straight else box.middle[0]
            bus = self._rows[self._depth[boss] + 1] - ROW_GAP / 2
            for unit in units:
                at = offset + unit.shift
                self._hang(unit, at, (anchor, bus), box)
                waiting.append((unit, at))

    def _hang(self, unit: Unit, offset: float, corner: Point, boss: Box) -> None:
        """The boxes of a unit's own people and their lines up to the boss."""
        anchor, bus = corner
        plug = unit.plug + offset
        up = _corners((plug, bus), (anchor, bus), (anchor, boss.bottom))
        if unit.head is not None:
            size = self._sizes[unit.head]
            top = self._rows[self._depth[unit.head]]
            self.boxes[unit.head] = Box(plug - size.w / 2, top, size.w, size.h)
            self.routes[unit.head] = _corners((plug, top), *up)
        for one in unit.people:
            size = self._sizes[one.person]
            box = Box(one.x + offset, one.y, size.w, size.h)
            self.boxes[one.person] = box
            side = box.middle[1]
            if one.line is None:
                edge = box.x if one.x > 0 else box.right
                self.routes[one.person] = _corners((edge, side), (plug, side), *up)
            else:
                x, bottom = one.line
                self.routes[one.person] = _corners((box.x, side), (x + offset, side), (x + offset, bottom))


def _corners(*points: Point) -> tuple[Point, ...]:
    """The points without those that lie on the way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.01 and abs(kept[-1][1] - point[1]) < 0.01:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _in_line(a: Point, b: Point, c: Point) -> bool:
    upright = abs(a[0] - b[0]) < 0.01 and abs(b[0] - c[0]) < 0.01
    level = abs(a[1] - b[1]) < 0.01 and abs(b[1] - c[1]) < 0.01
    return upright or level
