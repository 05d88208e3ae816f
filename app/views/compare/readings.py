"""Tells the status bar and the facts what lies under the mouse in every pane."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF

from app.models import CursorModel, Reading
from app.views.compare.board import CellBoard
from app.views.compare.cell import OutputCell
from app.views.compare.detail import OutputDetail
from app.views.compare.linking import ViewLink
from app.views.compare.mode_bar import Mode
from app.widgets.image_canvas import ImageCanvas
from core.images.arrays import RGB

EVIDENCE, OUTPUT, OTHER = "Evidence", "Output", "Other"
AVERAGED, DIFFERENCE = "Averaged", "Difference"


class CursorReadings:
    """One reading per picture at the same source position; the one under the mouse comes first."""

    def __init__(
        self, cursor: CursorModel, left: ImageCanvas, board: CellBoard, detail: OutputDetail, link: ViewLink
    ) -> None:
        self._cursor, self._left, self._detail, self._link = cursor, left, detail, link
        self._again: Callable[[], None] | None = None
        pane = detail.pane
        left.cursor_moved.connect(lambda x, y, _: self._do(lambda: self._report(x, y, EVIDENCE)))
        pane.left.cursor_moved.connect(
            lambda x, y, _: self._do(lambda: self._report_part(x, y, self._on_the_left()))
        )
        pane.right.cursor_moved.connect(lambda x, y, _: self._do(lambda: self._report_part(x, y, OTHER)))
        board.pointed.connect(lambda cell, place: self._do(lambda: self._report_cell(cell, place)))
        for gone in (left.cursor_left, pane.left.cursor_left, pane.right.cursor_left, board.pointer_left):
            gone.connect(self.forget)
        detail.changed.connect(self.refresh)
        left.zoom_changed.connect(cursor.set_zoom)

    def refresh(self) -> None:
        """Read again where the mouse was last: what lies there may be another picture now."""
        if self._again is not None:
            self._again()

    def forget(self) -> None:
        """The mouse is elsewhere."""
        self._again = None
        self._cursor.show()

    def _do(self, report: Callable[[], None]) -> None:
        self._again = report
        report()

    def _on_the_left(self) -> str:
        names = {Mode.PARTNER: OTHER, Mode.DIFFERENCE: DIFFERENCE}
        return names.get(self._detail.mode, OUTPUT)

    def _report_part(self, x: int, y: int, first: str) -> None:
        """From the detail's panes, whose coordinates start at the crop."""
        self._report(x + self._link.offset[0], y + self._link.offset[1], first)

    def _report(self, x: int, y: int, first: str) -> None:
        readings = [self._evidence(x, y)]
        if self._detail.isVisible():
            readings += self._output_readings(x, y)
        if first == OTHER and self._partner_is_evidence():
            first = EVIDENCE
        self._cursor.show(*sorted(readings, key=lambda reading: reading.pane != first))

    def _report_cell(self, cell: OutputCell, place: QPointF) -> None:
        """The pixel of the output in a cell, and that of the evidence under its middle."""
        at = cell.pixel_at(place)
        if at is None or cell.output is None or cell.pipeline is None or self._left.image is None:
            self._cursor.show()
            return
        (column, row), (rows, columns) = at, cell.output.shape[:2]
        height, width = self._left.image.shape[:2]
        left, top, width, height = cell.pipeline.crop_of((height, width))
        x, y = left + (2 * column + 1) * width // (2 * columns), top + (2 * row + 1) * height // (2 * rows)
        self._cursor.show(Reading(OUTPUT, column, row, _rgb(cell.output, column, row)), self._evidence(x, y))

    def _evidence(self, x: int, y: int) -> Reading:
        return Reading(EVIDENCE, x, y, _colour(self._left.pixel_at(x, y)))

    def _partner_is_evidence(self) -> bool:
        return self._detail.partner is not None and self._detail.partner.pipeline is None

    def _output_readings(self, x: int, y: int) -> list[Reading]:
        output, partner = self._detail.output, self._detail.partner
        readings = [] if output is None else [self._reading(OUTPUT, output, x, y)]
        if partner is not None and partner.pipeline is not None:
            readings.append(self._reading(OTHER, partner.pixels, x, y))
        if output is None or partner is None or self._detail.mode is not Mode.DIFFERENCE:
            return readings
        if partner.pipeline is None:
            readings.append(self._reading(AVERAGED, partner.same_size, x, y))
        return [self._difference(readings[0], readings[-1]), *readings]

    def _difference(self, output: Reading, other: Reading) -> Reading:
        """Output minus the other, channel by channel, -255..255."""
        if output.rgb is None or other.rgb is None:
            return Reading(DIFFERENCE, output.x, output.y, None, signed=True)
        values = np.subtract(output.rgb, other.rgb)
        return Reading(DIFFERENCE, output.x, output.y, _colour(tuple(map(int, values))), signed=True)

    def _reading(self, name: str, output: RGB, x: int, y: int) -> Reading:
        """The pixel of `output` over a source position; no colour outside of the crop."""
        width, height = self._detail.canvas.extent
        rows, columns = output.shape[:2]
        inside_x, inside_y = x - self._link.offset[0], y - self._link.offset[1]
        column, row = inside_x * columns // width, inside_y * rows // height
        if not (0 <= column < columns and 0 <= row < rows):
            return Reading(name, column, row, None)
        return Reading(name, column, row, _rgb(output, column, row))


def _rgb(pixels: RGB, column: int, row: int) -> tuple[int, int, int] | None:
    return _colour(tuple(int(value) for value in pixels[row, column]))


def _colour(values: tuple[int, ...] | None) -> tuple[int, int, int] | None:
    return None if values is None else (values[0], values[1], values[2])
