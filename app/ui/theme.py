"""Looks have names: colour tokens from `resources/themes`, sizes, fonts, and the one style sheet made from them."""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from app.paths import resource

ThemeName = Literal["light", "dark"]

# pixels at 100 % and weight; the style sheet says the same for labels that carry a `role`
TYPE: Mapping[str, tuple[float, int]] = {
    "meta": (11, 400),
    "field": (12, 500),
    "table": (12.5, 400),
    "body": (13, 400),
    "muted": (13, 400),
    "strong": (13, 600),
    "card": (14, 600),
    "panel": (15, 600),
    "figure": (22, 600),
    "page": (24, 700),
    "title": (24, 700),
    "room-meta": (16, 400),
    "room-body": (18, 400),
    "room-panel": (22, 600),
    "room-title": (40, 700),
}
FAMILIES = (
    "Inter",
    "Inter Variable",
    "Segoe UI Variable Text",
    "Segoe UI",
    "Noto Sans",
    "Cantarell",
    "DejaVu Sans",
)
_PROPERTY = "dealwright_theme"
_SPACE = "dealwright_space"
_FIXED = "dealwright_fixed"
_TABULAR = QFont.Tag("tnum")


@dataclass(frozen=True)
class Theme:
    """The tokens of one theme at one zoom; cheap to ask while painting."""

    name: str
    dark: bool
    scale: float
    family: str
    tokens: Mapping[str, str]
    tabular: bool = True  # figures of one width; on paper not, for their glyphs cannot be searched or copied

    def color(self, token: str) -> QColor:
        """The colour of a token, such as "accent" or "relation-2neg"."""
        return QColor(self.tokens[token])

    def faint(self) -> QColor:
        """The part of a mark that is not filled; seen on a card as well as on a selected row."""
        color = self.color("line-strong")
        color.setAlphaF(0.32 if self.dark else 0.24)
        return color

    def px(self, size: float) -> int:
        """`size` pixels at 100 %, at the zoom in use."""
        return round(size * self.scale)

    def font(self, role: str = "body", weight: int | None = None) -> QFont:
        """The font of a role of the type scale, without hinting."""
        size, usual = TYPE[role]
        font = QFont(self.family)
        font.setPointSizeF(_points(size * self.scale))
        font.setWeight(QFont.Weight(usual if weight is None else weight))
        font.setFeature(_TABULAR, int(self.tabular))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def theme() -> Theme:
    """The theme of the application; the light one as long as none was applied."""
    application = QApplication.instance()
    found = None if application is None else application.property(_PROPERTY)
    return found if isinstance(found, Theme) else load("light", 1.0)


def apply(app: QApplication, name: ThemeName, scale: float = 1.0) -> None:
    """Give the whole application the theme at a zoom of `scale`; may be called again while it runs."""
    chosen = load(name, scale)
    if app.property(_PROPERTY) == chosen:
        return
    if app.property(_PROPERTY) is None:
        app.setStyle("Fusion")  # once: every widget of every page is polished anew for it
    app.setProperty(_PROPERTY, chosen)
    # changing a sheet dresses a widget once for each of its parents; taking it off and putting one on, once
    app.setStyleSheet("")
    app.setFont(chosen.font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen))
    for widget in app.allWidgets():
        _resize(widget, chosen)


@contextmanager
def on_paper(app: QApplication, page: QWidget) -> Iterator[None]:
    """While it lasts, a page looks as it is printed: light, in its usual size, with figures that can be searched.

    Only the page is dressed anew, because dressing every page of the program takes seconds.
    """
    before = theme()
    printed = replace(load("light", 1.0), tabular=False)
    other = (printed.name, printed.scale) != (before.name, before.scale)
    app.setProperty(_PROPERTY, printed)
    fonts = _spell_out(page)
    if other:
        _dress(page, printed, _palette(printed))
        page.setStyleSheet(_sheet(printed))
    try:
        yield
    finally:
        app.setProperty(_PROPERTY, before)
        if other:
            _dress(page, before, QPalette())
            page.setStyleSheet("")
        for widget, font in fonts:
            widget.setFont(font)
        for (
            widget,
            _,
        ) in fonts:  # a font that comes from the style sheet is given again only to who is polished anew
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _spell_out(page: QWidget) -> list[tuple[QWidget, QFont]]:
    """Take the figures of one width from every font of a page; the answer is what gives them back."""
    fonts = []
    for widget in (page, *page.findChildren(QWidget)):
        own = widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        fonts.append((widget, widget.font() if own else QFont()))
        plain = QFont(widget.font())
        plain.setFeature(_TABULAR, 0)
        widget.setFont(plain)
    return fonts


def _dress(page: QWidget, chosen: Theme, palette: QPalette) -> None:
    """Colours and sizes of a page; each widget is told, because a style sheet keeps palettes from its children."""
    for widget in (page, *page.findChildren(QWidget)):
        widget.setPalette(palette)
        _resize(widget, chosen)


@cache
def load(name: ThemeName, scale: float) -> Theme:
    """The theme of that name as its file describes it."""
    with resource(f"themes/{name}.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Theme(name, bool(raw["dark"]), scale, _family(), dict(raw["colors"]))


def room(chosen: Theme, factor: float = 1.4) -> Theme:
    """The same theme in the size of a workshop room, for pictures that are painted larger."""
    return load("dark" if chosen.dark else "light", round(chosen.scale * factor, 3))


def system_look(app: QApplication) -> ThemeName:
    """What the system asks for; light where it does not say."""
    scheme = app.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def space(layout: QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> None:
    """Margins (left, top, right, bottom) and gap of a layout at 100 %; they follow the zoom."""
    layout.setProperty(_SPACE, (margins, gap))
    _space(layout, theme())


def fix(widget: QWidget, width: int = 0, height: int = 0) -> None:
    """A fixed width and height in pixels at 100 % (0 leaves it free); they follow the zoom."""
    widget.setProperty(_FIXED, (width, height))
    _fix(widget, theme())


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet selects by, and let it look again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def reduced_motion() -> bool:
    """Whether the system asks for less motion; unknown counts as no."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    return preference is not None and "Reduce" in str(preference())


def motion(milliseconds: int) -> int:
    """How long a movement may take: nothing when motion is reduced."""
    return 0 if reduced_motion() else milliseconds


def _resize(widget: QWidget, chosen: Theme) -> None:
    if widget.property(_FIXED) is not None:
        _fix(widget, chosen)
    layout = widget.layout()
    if layout is not None:
        for inner in (layout, *layout.findChildren(QLayout)):
            if inner.property(_SPACE) is not None:
                _space(inner, chosen)


def _space(layout: QLayout, chosen: Theme) -> None:
    margins, gap = layout.property(_SPACE)
    layout.setContentsMargins(QMargins(*(chosen.px(side) for side in margins)))
    layout.setSpacing(chosen.px(gap))


def _fix(widget: QWidget, chosen: Theme) -> None:
    width, height = widget.property(_FIXED)
    if width:
        widget.setFixedWidth(chosen.px(width))
    if height:
        widget.setFixedHeight(chosen.px(height))


@cache
def _family() -> str:
    if sys.platform == "darwin" and not QFontDatabase.hasFamily("Inter"):
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    present = (family for family in FAMILIES if QFontDatabase.hasFamily(family))
    return next(present, QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())


def _points(pixels: float) -> float:
    """Pixels as points, since only points may be broken."""
    screen = QGuiApplication.primaryScreen()
    return pixels * 72 / (screen.logicalDotsPerInchY() if screen else 96)


def _sheet(chosen: Theme) -> str:
    written = resource("themes/sheet.qss").read_text(encoding="utf-8")
    raw = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    colored = re.sub(r"@([a-z0-9-]+)", lambda match: chosen.tokens[match[1]], raw)
    sized = re.sub(
        r"font-size: ([\d.]+)px",
        lambda match: f"font-size: {_points(float(match[1]) * chosen.scale):.3f}pt",
        colored,
    )
    return re.sub(r"\b(\d+)px", lambda match: f"{_whole(int(match[1]) * chosen.scale)}px", sized)


def _whole(pixels: float) -> int:
    return max(1, round(pixels)) if pixels else 0


def _palette(chosen: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, token in (
        (role.Window, "app"),
        (role.Base, "surface"),
        (role.AlternateBase, "well"),
        (role.Button, "surface"),
        (role.ToolTipBase, "raised"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipText, "text"),
        (role.BrightText, "on-accent"),
        (role.PlaceholderText, "text-3"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on-accent"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "raised"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "line-strong"),
        (role.Shadow, "line-strong"),
    ):
        palette.setColor(target, chosen.color(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, chosen.color("text-3"))
    return palette
