"""Tells the status bar and the facts what lies under the mouse in both panes."""

from app.models import CursorModel, Reading
from app.views.compare.comparison import Comparison
from app.widgets.image_canvas import ImageCanvas

EVIDENCE, OUTPUT = "Evidence", "Output"


class CursorReadings:
    """One reading per pane at the same source position; the pane under the mouse comes first."""

    def __init__(self, cursor: CursorModel, left: ImageCanvas, right: ImageCanvas) -> None:
        self._cursor = cursor
        self._left = left
        self._output: Comparison | None = None
        left.cursor_moved.connect(lambda x, y, _: self._report(x, y, output_first=False))
        right.cursor_moved.connect(lambda x, y, _: self._report(x, y, output_first=True))
        for canvas in (left, right):
            canvas.cursor_left.connect(cursor.show)
        left.zoom_changed.connect(cursor.set_zoom)

    def show_output(self, comparison: Comparison | None) -> None:
        """The output in the right pane; None while the grid is there."""
        self._output = comparison

    def _report(self, x: int, y: int, *, output_first: bool) -> None:
        readings = [self._evidence_at(x, y)]
        if self._output is not None:
            readings.append(self._output_at(self._output, x, y))
        self._cursor.show(*(reversed(readings) if output_first else readings))

    def _evidence_at(self, x: int, y: int) -> Reading:
        return Reading(EVIDENCE, x, y, _colour(self._left.pixel_at(x, y)))

    def _output_at(self, comparison: Comparison, x: int, y: int) -> Reading:
        width, height = self._left.extent
        rows, columns = comparison.output.shape[:2]
        column, row = x * columns // width, y * rows // height
        colour = tuple(int(value) for value in comparison.output[row, column])
        return Reading(OUTPUT, column, row, _colour(colour))


def _colour(values: tuple[int, ...] | None) -> tuple[int, int, int] | None:
    return None if values is None else (values[0], values[1], values[2])
