"""The sweep of adaptive attacks as one picture of two plots."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.benchmarks.defense_cases import VISIBLE_DB

if TYPE_CHECKING:
    from tests.benchmarks.adaptive_sweep import Point

SIZE = (1200, 460)
COLOURS = ("#1f6feb", "#c2410c", "#15803d", "#7c3aed")
INK = "#1d2733"


def draw_sweep(file: Path, points: "Sequence[Point]") -> None:
    """Left: share that reaches the target's label through the filter; right: PSNR to the source; with 95 %
    intervals. Attacks without δ are drawn as level lines."""
    app = QApplication.instance() or QApplication([])
    board = pg.GraphicsLayoutWidget()
    board.setBackground("w")
    board.resize(*SIZE)
    share = _plot(board, "Objective O1: target's label after the filter", "attacks, %", (0, 102))
    visible = _plot(board, "Objective O2: attack against source", "PSNR, dB", (0, 30))
    visible.addItem(pg.InfiniteLine(VISIBLE_DB, angle=0, pen=_dotted(INK)))
    names = list(dict.fromkeys(point.attack for point in points))
    for name, colour in zip(names, COLOURS, strict=False):
        own = [point for point in points if point.attack == name]
        _line(share, own, colour, [(100 * p.reached, 100 * p.low, 100 * p.high) for p in own])
        _line(visible, own, colour, [(p.decibels, p.decibels_low, p.decibels_high) for p in own])
    board.grab().save(str(file))
    board.close()
    del app


def _plot(board: pg.GraphicsLayoutWidget, title: str, unit: str, span: tuple[float, float]) -> pg.PlotItem:
    plot = board.addPlot(title=f'<span style="color: {INK}">{title}</span>')
    for side, text in (("bottom", "share of a window that is rewritten, %"), ("left", unit)):
        plot.setLabel(side, text, color=INK)
        plot.getAxis(side).setTextPen(INK)
    plot.setXRange(5, 55)
    plot.setYRange(*span, padding=0)
    plot.addLegend(offset=(10, 10), labelTextColor=INK)
    plot.showGrid(y=True, alpha=0.2)
    return plot


def _line(
    plot: pg.PlotItem, points: "Sequence[Point]", colour: str, values: Sequence[tuple[float, float, float]]
) -> None:
    middle, low, high = (np.array(column) for column in zip(*values, strict=True))
    name = points[0].attack
    if not points[0].delta:
        plot.addItem(pg.InfiniteLine(middle[0], angle=0, pen=pg.mkPen(colour, width=2)))
        plot.plot([], [], pen=pg.mkPen(colour, width=2), name=f"{name} (no filter)")
        return
    deltas = np.array([100 * point.delta for point in points])
    plot.plot(deltas, middle, pen=pg.mkPen(colour, width=2), symbol="o", symbolSize=7, name=name)
    bars = pg.ErrorBarItem(x=deltas, y=middle, top=high - middle, bottom=middle - low, pen=pg.mkPen(colour))
    plot.addItem(bars)


def _dotted(colour: str) -> object:
    return pg.mkPen(colour, width=1, style=Qt.PenStyle.DotLine)
