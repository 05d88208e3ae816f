"""Curves over a share as an SVG, by hand: few lines, no fonts to install, the same everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 420, 300, 56, 40, 16, 48
LEGEND = 60
COLOURS = ("#1a66c9", "#c2571a", "#3d8c40", "#7d4ab8")
DASHES = ("", "6 4", "2 3", "8 3 2 3")


@dataclass(frozen=True)
class Curve:
    """Points (x, y) with the interval (low, high) of each y."""

    name: str
    points: tuple[tuple[float, float], ...]
    intervals: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Panel:
    """One diagram: `lowest` to `highest` upright, `first` to `last` across."""

    title: str
    across: str
    upright: str
    span: tuple[float, float]
    range: tuple[float, float]
    curves: tuple[Curve, ...]


def picture(panels: Sequence[Panel]) -> str:
    """The panels side by side, as an SVG document."""
    body = "".join(
        f'<g transform="translate({WIDTH * place},0)">{_panel(panel)}</g>'
        for place, panel in enumerate(panels)
    )
    size = f'width="{WIDTH * len(panels)}" height="{HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
        f'<rect {size} fill="#ffffff"/>{body}</svg>\n'
    )


def _panel(panel: Panel) -> str:
    parts = [_text(LEFT, 20, panel.title, bold=True)]
    for step in range(6):
        share = step / 5
        x, y = _place(panel, *(low + share * (high - low) for low, high in (panel.span, panel.range)))
        parts.append(f'<path d="M{LEFT},{y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(_text(LEFT - 6, y + 4, _number(panel.range, share), anchor="end"))
        parts.append(_text(x, HEIGHT - BOTTOM + 18, _number(panel.span, share), anchor="middle"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(_text(middle, HEIGHT - 10, panel.across, anchor="middle"))
    parts.append(_text(LEFT, TOP - 6, panel.upright))
    parts += [_curve(panel, curve, place) for place, curve in enumerate(panel.curves)]
    return "".join(parts)


def _curve(panel: Panel, curve: Curve, place: int) -> str:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    places = [_place(panel, x, y) for x, y in curve.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    bars = "".join(
        f'<path d="M{x:.1f},{_place(panel, 0, low)[1]:.1f}V{_place(panel, 0, high)[1]:.1f}"/>'
        for (x, _), (low, high) in zip(places, curve.intervals, strict=True)
    )
    right = WIDTH - RIGHT - LEGEND * (len(panel.curves) - 1 - place)
    legend = _text(right, TOP - 6, curve.name, anchor="end", colour=colour)
    stroke = f'fill="none" stroke="{colour}"'
    drawn = f'<polyline stroke-width="2" stroke-dasharray="{dash}" points="{line}"/>'
    return f"<g {stroke}>{drawn}{bars}</g>{legend}"


def _place(panel: Panel, x: float, y: float) -> tuple[float, float]:
    (first, last), (lowest, highest) = panel.span, panel.range
    across = LEFT + (x - first) / (last - first) * (WIDTH - LEFT - RIGHT)
    upright = HEIGHT - BOTTOM - (y - lowest) / (highest - lowest) * (HEIGHT - TOP - BOTTOM)
    return across, min(max(upright, TOP), HEIGHT - BOTTOM)


def _number(limits: tuple[float, float], share: float) -> str:
    return f"{limits[0] + share * (limits[1] - limits[0]):g}"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False, colour: str = "#333333"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}{weight}>{escape(text)}</text>"
