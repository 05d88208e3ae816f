"""The solver's curve, drawn while it runs; there is none where a closed form needs no iterations."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.jobs.craft_job import TracePoint
from app.views.craft.gap_plot import GapPlot, trace_words
from app.widgets.section import CollapsibleSection, quiet

LEAST_POINTS = 3
"""Fewer make no curve: a closed form reports its end only."""
MOST_POINTS = 2000
"""Of more, every second is left out: no screen shows them, and drawing takes the GUI thread's time."""


class CurveCard(CollapsibleSection):
    """Hidden until there is a curve. The plot is made for the first one, as that takes a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Distance from the optimum", parent, expanded=True)
        self.plot: GapPlot | None = None
        self.words = quiet()
        self._points: list[TracePoint] = []
        self.body_column.addWidget(self.words)
        self.hide()

    @property
    def points(self) -> tuple[TracePoint, ...]:
        """The iterations so far."""
        return tuple(self._points)

    def begin(self) -> None:
        """Forget the curve of an earlier run."""
        self._points = []
        self.words.setText("")
        self.hide()

    def add_points(self, points: Sequence[TracePoint]) -> None:
        """Draw more iterations."""
        self._points.extend(points)
        if len(self._points) > MOST_POINTS:
            self._points = [*self._points[:-1:2], self._points[-1]]
        self.words.setText(trace_words(points))
        if len(self._points) < LEAST_POINTS:
            return
        if self.plot is None:
            self.plot = GapPlot()
            self.body_column.insertWidget(0, self.plot)
        self.plot.show_points(self._points)
        self.show()
