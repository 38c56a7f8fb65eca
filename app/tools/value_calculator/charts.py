"""Tornado and distribution, and the report versions of waterfall and cash flow, as matplotlib figures.

Nothing here moves; what a hand moves is painted by the interface. The colours are handed in.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from app.i18n import tr
from app.method.figures import figure, payback_text, percent, with_unit
from app.method.value_risk import MonteCarlo, Swing
from app.tools.value_calculator.rules import Sheet, waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_SWINGS = 10
_BINS = 48
_DPI = 96


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean, as #RRGGBB, the font, and the locale that writes the figures."""

    surface: str = "#FFFFFF"
    text: str = "#171D29"
    quiet: str = "#646D7D"
    line: str = "#E1E4EB"
    gain: str = "#095E49"
    loss: str = "#A85605"
    accent: str = "#2B57D6"
    soft: str = "#E3EAFC"
    family: str = "DejaVu Sans"
    size: float = 9.0  # points
    locale: str = "en_GB"


PAPER = Palette()
"""The colours of reports: those of the light theme."""


def paper(locale: str) -> Palette:
    """The look of reports whose figures are written so."""
    return replace(PAPER, locale=locale)


def _new(palette: Palette, width: float, height: float) -> "tuple[Figure, Axes]":
    """An empty figure of so many logical pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # late: only charts need it
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    made = Figure(
        figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=palette.surface, layout="constrained"
    )
    FigureCanvasAgg(made)
    axes = made.add_subplot()
    axes.set_facecolor(palette.surface)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.line)
    axes.tick_params(colors=palette.quiet, labelsize=palette.size, length=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(partial(_tick, palette.locale)))
    axes.xaxis.set_major_locator(MaxNLocator(6))
    return made, axes


def _tick(locale: str, value: float, _place: int | None) -> str:
    return figure(value, locale=locale)


def _font(palette: Palette, axes: "Axes") -> None:
    for text in [*axes.get_xticklabels(), *axes.get_yticklabels(), *axes.texts, axes.xaxis.label, axes.title]:
        text.set_fontfamily([palette.family, "DejaVu Sans"])


def tornado_figure(
    sheet: Sheet, swings: Sequence[Swing], palette: Palette = PAPER, width: float = 560, height: float = 0
) -> "Figure":
    """The net present value at both ends of each input, the widest swing at the top."""
    shown = list(swings[:_MOST_SWINGS])
    made, axes = _new(palette, width, height or 70 + 30 * max(2, len(shown)))
    worth = sheet.outcome.worth
    base = worth.npv if worth else 0.0
    inputs = sheet.engine.model.inputs
    rows = range(len(shown), 0, -1)
    for row, swing in zip(rows, shown, strict=True):
        unit = inputs[swing.input].unit.text
        for end, npv in ((swing.low, swing.npv_low), (swing.high, swing.npv_high)):
            better = npv >= base
            axes.barh(row, npv - base, left=base, height=0.56, color=palette.gain if better else palette.loss)
            axes.annotate(
                with_unit(end, unit, locale=palette.locale),
                (npv, row),
                xytext=(4 if better else -4, 0),
                textcoords="offset points",
                ha="left" if better else "right",
                va="center",
                color=palette.quiet,
                fontsize=palette.size - 1,
            )
    axes.axvline(base, color=palette.text, linewidth=1)
    axes.set_yticks(list(rows), [str(inputs[swing.input].label) for swing in shown])
    axes.tick_params(axis="y", colors=palette.text)
    axes.grid(axis="x", color=palette.line, linewidth=0.8)
    axes.set_axisbelow(True)
    ends = [base, *(npv for swing in shown for npv in (swing.npv_low, swing.npv_high))]
    room = (max(ends) - min(ends) or 1.0) * 0.36  # for the texts at the ends
    axes.set_xlim(min(ends) - room, max(ends) + room)
    axes.set_xlabel(
        tr("Net present value, {unit}", unit=sheet.unit), color=palette.quiet, fontsize=palette.size
    )
    _font(palette, axes)
    return made


def distribution_figure(
    sheet: Sheet, drawn: MonteCarlo, palette: Palette = PAPER, width: float = 560, height: float = 300
) -> "Figure":
    """How often each net present value was drawn, with P10, P50 and P90 marked."""
    import numpy as np  # late: the draws are its arrays

    made, axes = _new(palette, width, height)
    counts, edges = np.histogram(drawn.npv, bins=_BINS)
    middles = (edges[:-1] + edges[1:]) / 2
    colors = [palette.gain if middle >= 0 else palette.loss for middle in middles]
    axes.bar(middles, counts, width=(edges[1] - edges[0]) * 0.92, color=colors)
    top = float(max(counts)) or 1.0
    for name, value in (("P10", drawn.p10), ("P50", drawn.p50), ("P90", drawn.p90)):
        axes.plot([value, value], [0, top * 1.06], color=palette.accent, linewidth=1.2)
        axes.annotate(
            f"{name}\n{figure(value, locale=palette.locale)}",
            (value, top * 1.08),
            ha="center",
            va="bottom",
            color=palette.accent,
            fontsize=palette.size - 1,
        )
    if drawn.p_npv_negative:
        axes.axvline(0, color=palette.text, linewidth=1)
    axes.set_ylim(0, top * 1.32)
    axes.set_yticks([])
    axes.set_xlabel(
        tr("Net present value, {unit}", unit=sheet.unit), color=palette.quiet, fontsize=palette.size
    )
    _font(palette, axes)
    return made


def waterfall_figure(sheet: Sheet, palette: Palette = PAPER, width: float = 620) -> "Figure":
    """The annual benefit built up line by line, for reports."""
    built = waterfall(sheet, sheet.outcome)
    bars = built.bars
    made, axes = _new(palette, width, 60 + 34 * max(2, len(bars)))
    colors = {"gain": palette.gain, "loss": palette.loss, "total": palette.accent}
    rows = range(len(bars), 0, -1)
    for row, bar in zip(rows, bars, strict=True):
        axes.barh(row, bar.end - bar.start, left=bar.start, height=0.58, color=colors[bar.kind])
        axes.annotate(
            figure(bar.value, locale=palette.locale),
            (max(bar.start, bar.end), row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=palette.text,
            fontsize=palette.size,
        )
    axes.axvline(0, color=palette.quiet, linewidth=1)
    axes.set_yticks(list(rows), [bar.label for bar in bars])
    axes.tick_params(axis="y", colors=palette.text)
    axes.margins(x=0.12)
    axes.set_xlabel(f"{built.title} ({built.unit})", color=palette.quiet, fontsize=palette.size)
    _font(palette, axes)
    return made


def cash_flow_figure(
    sheet: Sheet, palette: Palette = PAPER, width: float = 620, height: float = 280
) -> "Figure":
    """The cumulated discounted cash flow with its payback, for reports."""
    made, axes = _new(palette, width, height)
    points = sheet.outcome.cumulated()
    years = [month / 12 for month, _money in points]
    money = [amount for _month, amount in points]
    axes.plot(years, money, color=palette.accent, linewidth=2)
    axes.fill_between(
        years, money, 0, where=[one >= 0 for one in money], color=palette.gain, alpha=0.14, interpolate=True
    )
    axes.fill_between(
        years, money, 0, where=[one <= 0 for one in money], color=palette.loss, alpha=0.14, interpolate=True
    )
    axes.axhline(0, color=palette.quiet, linewidth=1)
    axes.grid(axis="y", color=palette.line, linewidth=0.8)
    worth = sheet.outcome.worth
    if worth is not None and worth.discounted_payback is not None:
        axes.plot(worth.discounted_payback / 12, 0, "o", color=palette.accent, markersize=7)
        axes.annotate(
            payback_text(worth.discounted_payback, invests=True),
            (worth.discounted_payback / 12, 0),
            xytext=(8, -14),
            textcoords="offset points",
            color=palette.accent,
            fontsize=palette.size,
        )
    axes.set_xlabel(tr("years"), color=palette.quiet, fontsize=palette.size)
    axes.set_title(
        tr(
            "Cumulated, discounted at {rate}, {unit}",
            rate=percent(sheet.outcome.rate, palette.locale, 1),
            unit=sheet.unit,
        ),
        color=palette.quiet,
        fontsize=palette.size,
        loc="left",
    )
    _font(palette, axes)
    return made


def png(made: "Figure", density: float = 2.0) -> bytes:
    """The figure as a picture with `density` times as many pixels as its logical size."""
    out = io.BytesIO()
    made.savefig(out, format="png", dpi=_DPI * density, facecolor=made.get_facecolor())
    return out.getvalue()


def svg(made: "Figure") -> bytes:
    """The figure as a vector picture."""
    out = io.BytesIO()
    made.savefig(out, format="svg", facecolor=made.get_facecolor(), metadata={"Date": None})
    return out.getvalue()
