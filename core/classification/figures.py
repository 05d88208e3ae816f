"""Learning curves and confusion matrix as SVG pictures, drawn here: no plotting library is needed."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from core.classification.fitting import Epoch

INK, MUTED, GRID = "#1d2733", "#5b6875", "#d8dee5"
COLOURS = ("#1f6feb", "#c2410c", "#15803d")
WIDTH, HEIGHT = 360, 240
LEFT, TOP, GAP = 56, 40, 72
CELL = 14
NAMES = 220


def learning_curves(epochs: Sequence[Epoch]) -> str:
    """Two plots over the epochs: training and validation loss, and validation errors in per cent."""
    losses = {"training loss": [e.training_loss for e in epochs]}
    losses["validation loss"] = [e.held_loss for e in epochs]
    errors = {"validation errors, %": [100 * (1 - e.held_accuracy) for e in epochs]}
    second = LEFT + WIDTH + GAP
    body = _plot(LEFT, losses) + _plot(second, errors)
    return _svg(second + WIDTH + 24, TOP + HEIGHT + 48, body)


def confusion(
    labels: NDArray[np.int64], answers: NDArray[np.int64], names: Sequence[str]
) -> NDArray[np.int64]:
    """How often each class (row) got each answer (column), (K, K) for the K `names`."""
    table = np.zeros((len(names), len(names)), np.int64)
    np.add.at(table, (labels, answers), 1)
    return table


def confusion_picture(table: NDArray[np.int64], names: Sequence[str]) -> str:
    """The table as a picture: a row per true class, a column per answer, darker for a larger share.

    Errors are written as counts; recall in per cent stands at the end of each row that has images.
    """
    side = CELL * len(names)
    rows = "".join(_confusion_row(table[k], k, name) for k, name in enumerate(names))
    heads = "".join(_text(NAMES + CELL * (k + 0.5), TOP - 6, str(k), "middle", 7) for k in range(len(names)))
    frame = f'<rect x="{NAMES}" y="{TOP}" width="{side}" height="{side}" fill="none" stroke="{GRID}"/>'
    title = _text(
        NAMES, TOP - 22, "Answer, by class number; true class to the left, recall to the right", "start"
    )
    return _svg(NAMES + side + 64, TOP + side + 16, title + heads + rows + frame)


def _confusion_row(counts: NDArray[np.int64], row: int, name: str) -> str:
    top, total = TOP + CELL * row, int(counts.sum())
    parts = [_text(NAMES - 8, top + 10, f"{row} {name}", "end", 8)]
    for column in np.flatnonzero(counts):
        left, share = NAMES + CELL * int(column), counts[column] / total
        colour = COLOURS[0] if column == row else COLOURS[1]
        # Even one error in a thousand shows.
        parts.append(
            f'<rect x="{left}" y="{top}" width="{CELL}" height="{CELL}" fill="{colour}" '
            f'fill-opacity="{0.15 + 0.85 * share:.2f}"/>'
        )
        if column != row:
            parts.append(_text(left + CELL / 2, top + 10, str(counts[column]), "middle", 7))
    if total:
        recall = f"{100 * counts[row] / total:.1f} %"
        parts.append(_text(NAMES + CELL * len(counts) + 8, top + 10, recall, "start", 8))
    return "".join(parts)


def _plot(left: float, lines: dict[str, list[float]]) -> str:
    """One set of axes with a line per series, from 0 to a round number above all but the first epoch."""
    count = max(len(line) for line in lines.values())
    later = [value for line in lines.values() for value in (line[1:] or line)]
    top_value = _round_up(max([*later, 1e-6]))
    parts = [_axes(left, top_value, count)]
    for number, (name, line) in enumerate(lines.items()):
        step = WIDTH / max(1, count - 1)
        heights = [HEIGHT * (1 - min(1.0, value / top_value)) for value in line]
        points = " ".join(f"{left + step * k:.1f},{TOP + y:.1f}" for k, y in enumerate(heights))
        colour = COLOURS[number]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(left + 8 + 130 * number, TOP - 12, name, "start", 11, colour))
    return "".join(parts)


def _axes(left: float, top_value: float, count: int) -> str:
    parts = []
    for step in range(5):
        y = TOP + HEIGHT * (1 - step / 4)
        parts.append(f'<path d="M{left} {y}h{WIDTH}" stroke="{GRID}"/>')
        parts.append(_text(left - 6, y + 4, f"{top_value * step / 4:.3g}", "end"))
    for epoch in sorted({1, (count + 1) // 2, count}):
        x = left + WIDTH * (epoch - 1) / max(1, count - 1)
        parts.append(_text(x, TOP + HEIGHT + 18, str(epoch), "middle"))
    parts.append(_text(left + WIDTH / 2, TOP + HEIGHT + 36, "epoch", "middle"))
    return "".join(parts)


def _round_up(value: float) -> float:
    scale = 10.0 ** np.floor(np.log10(value))
    return float(next(step * scale for step in (1, 2, 4, 5, 8, 10) if step * scale >= value * 0.999))


def _text(x: float, y: float, words: str, anchor: str, size: int = 10, colour: str = MUTED) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"


def _svg(width: float, height: float, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" fill="{INK}">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{body}</svg>\n'
    )
