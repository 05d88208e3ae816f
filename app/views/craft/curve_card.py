"""The solver's curve, drawn while it runs; there is none where a closed form needs no iterations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.jobs.craft_job import TracePoint
from app.widgets.section import CollapsibleSection, quiet

if TYPE_CHECKING:
    from app.views.craft.gap_plot import GapPlot


LEAST_POINTS = 3
"""Fewer make no curve: a closed form reports its end only."""


class CurveCard(CollapsibleSection):
    """Hidden until there is a curve. The plot is made at the first point, as that takes a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Distance from the optimum", parent, expanded=True)
        self.plot: GapPlot | None = None
        self.words = quiet()
        self.body_column.addWidget(self.words)
        self.hide()

    def begin(self) -> None:
        """Forget the curve of an earlier run."""
        if self.plot is not None:
            self.plot.clear_points()
        self.words.setText("")
        self.hide()

    def add_points(self, points: Sequence[TracePoint]) -> None:
        """Draw more iterations."""
        from app.views.craft.gap_plot import GapPlot, trace_words

        if self.plot is None:
            self.plot = GapPlot()
            self.body_column.insertWidget(0, self.plot)
        self.plot.add_points(points)
        self.words.setText(trace_words(points))
        self.setVisible(len(self.plot.points) >= LEAST_POINTS)
