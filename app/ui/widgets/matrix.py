"""A plane with two axes on which things have a place, are dragged by hand or moved with the arrow keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import tr
from app.ui.theme import Theme, load, theme
from app.ui.widgets.focus import KeyboardFocus
from app.ui.widgets.matrix_access import Spoken, announce, install
from app.ui.widgets.matrix_paint import Highlight, paint_matrix
from app.ui.widgets.matrix_scene import (
    TOP,
    Arrow,
    Axis,
    Frame,
    Layout,
    Quadrant,
    Scene,
    Token,
    Trail,
    Zones,
    lay_out,
)

__all__ = ["Arrow", "Matrix", "Quadrant", "Token", "Trail", "Zones"]

STEP = TOP * 0.05
_DRAG_FROM = 4  # px that the hand must move before it is a drag
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, STEP),
    Qt.Key.Key_Down: (0.0, -STEP),
}


class Matrix(KeyboardFocus, Spoken):
    """Coordinates are 0..10 with y upwards; a drop or Enter tells `moved`, Esc takes a move back."""

    moved = Signal(str, float, float)
    picked = Signal(str)
    placed = Signal(float, float)

    def __init__(
        self,
        x_axis: Axis,
        y_axis: Axis,
        quadrants: Sequence[Quadrant] = (),
        zones: Zones | None = None,
        desired: str | Sequence[str] = (),
        tint: str = "relationship",
        zoom: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        wanted = frozenset({desired} if isinstance(desired, str) else desired)
        self._frame = Frame(x_axis, y_axis, tuple(quadrants), zones, wanted, tint, tr("Unknown"))
        self._scene = Scene()
        self._zoom = zoom
        self._current = ""
        self._pressed: QPointF | None = None
        self._hand: tuple[float, float] | None = None  # where the current token is held, not yet told
        install()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("{x} against {y}", x=x_axis[0], y=y_axis[0]))

    # What is shown

    def set_scene(
        self, tokens: Sequence[Token], trails: Sequence[Trail] = (), arrows: Sequence[Arrow] = ()
    ) -> None:
        """Show these tokens, trails and arrows; a token that is held in the hand stays in it."""
        self._scene = Scene(tuple(tokens), tuple(trails), tuple(arrows))
        if self._token(self._current) is None:
            self._current, self._hand = "", None
        self.setAccessibleDescription(
            "; ".join(": ".join(line[:1] + line[-1:]) for line in self.as_table()[1:])
        )
        self.update()

    def set_zones(self, zones: Zones | None) -> None:
        """Divide the plane by another rule."""
        self._frame = replace(self._frame, zones=zones)
        self.update()

    def pick(self, key: str) -> None:
        """Make a token the current one, silently."""
        self._current, self._hand = key, None
        self.update()

    def current(self) -> str:
        """The key of the current token; empty when there is none."""
        return self._current

    def as_table(self) -> list[list[str]]:
        """The twin of the picture in words: name, both coordinates, region."""
        lines = [[tr("Name"), self._frame.x_axis[0], self._frame.y_axis[0], tr("Where")]]
        for token in self._scene.tokens:
            name = token.caption or token.label
            if token.x is None or token.y is None:
                lines.append([name, "", "", self._frame.tray_title])
            else:
                region = self._frame.region_title(token.x, token.y)
                lines.append([name, f"{token.x:.1f}", f"{token.y:.1f}", region])
        return lines

    def spoken(self) -> str:
        """The current token, where it stands and what its axes say."""
        token = next((one for one in self._shown().tokens if one.key == self._current), None)
        if token is None:
            return ""
        known = self._token(self._current)
        name = (known.caption if known else "") or token.label
        if token.x is None or token.y is None:
            return f"{name}: {self._frame.tray_title}"
        marks = f"{self._frame.x_axis[0]} {token.x:.1f}, {self._frame.y_axis[0]} {token.y:.1f}"
        return f"{name}: {self._frame.region_title(token.x, token.y)}, {marks}"

    def token_center(self, key: str) -> QPointF:
        """Where a token is drawn, for menus and tests."""
        return self._layout().places[key]

    def point_at(self, x: float, y: float) -> QPointF:
        """The pixel of a place on the plane."""
        return self._layout().point(x, y)

    def to_svg(self, width: int = 960, height: int = 720) -> str:
        """The matrix as a vector picture in light colours."""
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(target)
        generator.setSize(QSize(width, height))
        generator.setViewBox(QRectF(0, 0, width, height))
        generator.setTitle(self.accessibleName())
        painter = QPainter(generator)
        self.draw(painter, QRectF(0, 0, width, height), load("light", 1.0))
        painter.end()
        return bytes(target.data().data()).decode()

    def to_image(self, width: int = 960, height: int = 720, scale: float = 2.0) -> QImage:
        """The matrix as a picture in light colours, `scale` times as many pixels."""
        image = QImage(QSize(width, height) * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        style = load("light", 1.0)
        image.fill(style.color("surface"))
        painter = QPainter(image)
        self.draw(painter, QRectF(0, 0, width, height), style)
        painter.end()
        return image

    def draw(self, painter: QPainter, rect: QRectF, style: Theme, unit: float = 1.25) -> None:
        """Draw the matrix without marks of focus into any picture or page."""
        layout = lay_out(rect, self._scene, unit)
        paint_matrix(painter, style, self._frame, self._scene, layout, Highlight())

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480 * self._zoom), theme().px(370 * self._zoom))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300 * self._zoom), theme().px(300 * self._zoom))

    def paintEvent(self, event: QPaintEvent) -> None:
        held = self._hand is not None
        at = Highlight(self._current, self.ringed and bool(self._current), held)
        painter = QPainter(self)
        paint_matrix(painter, theme(), self._frame, self._shown(), self._layout(), at)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            token = self._token(self._token_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self._tip(token) if token else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._settle()
        self._by_keyboard = False
        key = self._token_at(event.position())
        self._pressed = event.position() if key else None
        self._current = key
        if key:
            self.picked.emit(key)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._show_cursor(event.position())
            return
        token = self._token(self._current)
        far = (event.position() - self._pressed).manhattanLength() >= _DRAG_FROM
        if token is not None and token.draggable and (far or self._hand is not None):
            self._hand = self._layout().place(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self._settle()
            self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        layout = self._layout()
        if not self._token_at(event.position()) and layout.plane.contains(event.position()):
            self.placed.emit(*layout.place(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        token = self._token(self._current)
        self._by_keyboard = True
        if key in _ARROWS and token is None and self._scene.tokens:
            self._choose(self._scene.tokens[0].key)
        elif key in _ARROWS and token is not None and token.draggable:
            self._push(token, *_ARROWS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and token is not None:
            if self._hand is None:
                self.picked.emit(token.key)
            self._settle()
        elif key == Qt.Key.Key_Escape and self._hand is not None:
            self._hand = self._pressed = None
            self.update()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from token to token before it leaves the matrix."""
        keys = [token.key for token in self._scene.tokens]
        at = keys.index(self._current) if self._current in keys else (-1 if forward else len(keys))
        following = at + (1 if forward else -1)
        self._settle()
        if not self.hasFocus() or not 0 <= following < len(keys):
            return super().focusNextPrevChild(forward)
        self._by_keyboard = True
        self._choose(keys[following])
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = event.reason()
        if self._scene.tokens and reason in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }:
            self._choose(self._scene.tokens[0 if reason == Qt.FocusReason.TabFocusReason else -1].key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)
        self.update()

    # Moves

    def _choose(self, key: str) -> None:
        self._current = key
        self.picked.emit(key)
        announce(self)
        self.update()

    def _push(self, token: Token, right: float, up: float) -> None:
        x, y = self._hand or (
            token.x if token.x is not None else TOP / 2,
            token.y if token.y is not None else TOP / 2,
        )
        self._hand = (min(TOP, max(0.0, x + right)), min(TOP, max(0.0, y + up)))
        announce(self)
        self.update()

    def _settle(self) -> None:
        """Tell the move in the hand, if it leads anywhere."""
        token, hand = self._token(self._current), self._hand
        self._hand = None
        if token is not None and hand is not None and hand != (token.x, token.y):
            shown = [
                replace(one, x=hand[0], y=hand[1]) if one.key == token.key else one
                for one in self._scene.tokens
            ]
            self._scene = replace(self._scene, tokens=tuple(shown))
            self.moved.emit(token.key, *hand)
        self.update()

    def _shown(self) -> Scene:
        """The scene with the held token where the hand is."""
        if self._hand is None:
            return self._scene
        x, y = self._hand
        tokens = (
            self._held(token, x, y) if token.key == self._current else token for token in self._scene.tokens
        )
        return replace(self._scene, tokens=tuple(tokens))

    def _held(self, token: Token, x: float, y: float) -> Token:
        return replace(token, x=x, y=y, caption=self._frame.region_title(x, y) or token.caption)

    def _layout(self) -> Layout:
        unit = theme().scale * self._zoom
        held = self._current if self._hand is not None else ""
        return lay_out(QRectF(self.rect()), self._shown(), unit, held)

    def _token(self, key: str) -> Token | None:
        return next((token for token in self._scene.tokens if token.key == key), None)

    def _token_at(self, point: QPointF) -> str:
        layout = self._layout()
        for token in reversed(self._scene.tokens):
            away = layout.places[token.key] - point
            reach = max(layout.radius(token), 12 * layout.unit)
            if QPointF.dotProduct(away, away) <= reach * reach:
                return token.key
        return ""

    def _show_cursor(self, point: QPointF) -> None:
        token = self._token(self._token_at(point))
        shape = Qt.CursorShape.ArrowCursor
        if token is not None:
            shape = Qt.CursorShape.OpenHandCursor if token.draggable else Qt.CursorShape.PointingHandCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _tip(self, token: Token) -> str:
        name = token.caption or token.label
        if token.x is None or token.y is None:
            return tr("{name}: drag it to where it belongs", name=name) if token.draggable else name
        region = self._frame.region_title(token.x, token.y)
        return f"{name} · {region}" if region else name
