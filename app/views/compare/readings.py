"""Tells the status bar and the facts what lies under the mouse in every pane."""

from app.models import CursorModel, Reading
from app.views.compare.detail import Mode, OutputDetail
from app.views.compare.linking import ViewLink
from app.widgets.image_canvas import ImageCanvas
from core.images.arrays import RGB

EVIDENCE, OUTPUT, OTHER = "Evidence", "Output", "Other"


class CursorReadings:
    """One reading per picture at the same source position; the one under the mouse comes first."""

    def __init__(self, cursor: CursorModel, left: ImageCanvas, detail: OutputDetail, link: ViewLink) -> None:
        self._cursor, self._left, self._detail, self._link = cursor, left, detail, link
        left.cursor_moved.connect(lambda x, y, _: self._report(x, y, EVIDENCE))
        detail.pane.left.cursor_moved.connect(lambda x, y, _: self._report_part(x, y, self._on_the_left()))
        detail.pane.right.cursor_moved.connect(lambda x, y, _: self._report_part(x, y, OTHER))
        for canvas in (left, detail.pane.left, detail.pane.right):
            canvas.cursor_left.connect(cursor.show)
        left.zoom_changed.connect(cursor.set_zoom)

    def _on_the_left(self) -> str:
        return OTHER if self._detail.mode is Mode.PARTNER else OUTPUT

    def _report_part(self, x: int, y: int, first: str) -> None:
        """From the detail's panes, whose coordinates start at the crop."""
        self._report(x + self._link.offset[0], y + self._link.offset[1], first)

    def _report(self, x: int, y: int, first: str) -> None:
        readings = [Reading(EVIDENCE, x, y, _colour(self._left.pixel_at(x, y)))]
        if self._detail.isVisible() and self._detail.comparison is not None:
            readings += self._output_readings(x, y)
        if first == OTHER and self._partner_is_evidence():
            first = EVIDENCE
        self._cursor.show(*sorted(readings, key=lambda reading: reading.pane != first))

    def _partner_is_evidence(self) -> bool:
        return self._detail.partner is not None and self._detail.partner.pipeline is None

    def _output_readings(self, x: int, y: int) -> list[Reading]:
        comparison, partner = self._detail.comparison, self._detail.partner
        readings = [] if comparison is None else [self._reading(OUTPUT, comparison.output, x, y)]
        if partner is not None and partner.pipeline is not None:
            readings.append(self._reading(OTHER, partner.pixels, x, y))
        return readings

    def _reading(self, name: str, output: RGB, x: int, y: int) -> Reading:
        """The pixel of `output` over a source position; no colour outside of the crop."""
        width, height = self._detail.canvas.extent
        rows, columns = output.shape[:2]
        inside_x, inside_y = x - self._link.offset[0], y - self._link.offset[1]
        column, row = inside_x * columns // width, inside_y * rows // height
        if not (0 <= column < columns and 0 <= row < rows):
            return Reading(name, column, row, None)
        return Reading(name, column, row, _colour(tuple(int(value) for value in output[row, column])))


def _colour(values: tuple[int, ...] | None) -> tuple[int, int, int] | None:
    return None if values is None else (values[0], values[1], values[2])
