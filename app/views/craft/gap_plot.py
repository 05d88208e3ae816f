"""How near to the optimum the solver is: the relative primal-dual gap by iteration, on a logarithmic axis."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.jobs.craft_job import TracePoint
from app.theme import tokens
from app.views.craft.decade_axis import DecadeAxis
from app.widgets.themed_plot import ThemedPlot

HEIGHT = 160
WHOLE_LEVELS = 10
"""Violations from this many grey levels on are said in whole ones."""


class GapPlot(ThemedPlot):
    """Two curves: the gap, and dashed the violation. Points come while the solver runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._gap = pyqtgraph.PlotDataItem()
        self._violation = pyqtgraph.PlotDataItem()
        super().__init__("Curve of the gap", "iteration", "", parent)
        for item in (self._gap, self._violation):
            self.addItem(item)
        self.setAxisItems({"left": DecadeAxis("left")})
        self.restyle()
        self.setLogMode(y=True)
        self.setFixedHeight(HEIGHT)

    def show_points(self, points: Sequence[TracePoint]) -> None:
        """Draw these instead."""
        iterations = np.array([point.iteration for point in points], float)
        for item, name in ((self._gap, "gap"), (self._violation, "violation")):
            values = np.array([getattr(point, name) for point in points], float)
            known = np.isfinite(values) & (values > 0)  # a logarithm has no place for nothing
            item.setData(iterations[known], values[known])
        self.getViewBox().autoRange(padding=0.05)

    def restyle(self) -> None:
        """The curves in the theme's colours."""
        super().restyle()
        colours = tokens()
        self._gap.setPen(pyqtgraph.mkPen(colours.accent, width=1.5))
        self._violation.setPen(pyqtgraph.mkPen(colours.suspicious, width=1.2, style=Qt.PenStyle.DashLine))


def trace_words(points: Sequence[TracePoint]) -> str:
    """The last point in words, and which curve is which."""
    if not points:
        return ""
    last = points[-1]
    gap = f"gap {last.gap:.1e}" if math.isfinite(last.gap) else "no bound known"
    size = f"{last.violation:,.0f}" if last.violation >= WHOLE_LEVELS else f"{last.violation:.2g}"
    violation = f"largest violation {size} grey levels"
    return f"Iteration {last.iteration}: {gap} (line), {violation} (dashed)"
