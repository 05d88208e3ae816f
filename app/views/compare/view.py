"""Compare: the evidence on the left, what every library makes of it on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app import flows
from app.jobs.outputs_budget import affordable, budget_words
from app.models import EvidenceItem, Session
from app.views.compare.arrangement import Order
from app.views.compare.comparison import Comparisons
from app.views.compare.detail import OutputDetail
from app.views.compare.evidence_pane import EvidencePane
from app.views.compare.exports import PaneExports, Picture
from app.views.compare.filling import Filling
from app.views.compare.grid import OutputGrid
from app.views.compare.linking import ViewLink
from app.views.compare.mode_bar import Mode
from app.views.compare.panes import ComparePanes
from app.views.compare.readings import CursorReadings
from app.views.compare.shortcuts import DetailKeys
from app.views.evidence_view import EvidenceView
from app.widgets.empty_state import EmptyState
from app.widgets.image_canvas import CanvasView
from core.scaling.pipeline import Pipeline


class CompareView(EvidenceView):
    """Fills its grid with outputs of the real libraries while it is visible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = (
            "Every library and algorithm will show here what it makes of the image at the pipeline's size."
        )
        super().__init__(session, EmptyState("grid", "No image to compare", words), parent)
        self._whole, part = CanvasView(self), CanvasView(self)
        self._link = ViewLink(self._whole, part, self)
        self.left = EvidencePane(session, self._whole)
        self.grid = OutputGrid()
        self.detail = OutputDetail(session, part)
        self._comparisons: Comparisons | None = None
        self._shown: Pipeline | None = None
        self._opened: Pipeline | None = None
        self._problem = ""
        self._filling = Filling(session, self._stopped)
        self._panes = ComparePanes(self.left, self.grid, self.detail)
        self.set_content(self._panes)
        self._connect()

    def _connect(self) -> None:
        self.grid.opened.connect(self.open_output)
        self.grid.size_chosen.connect(self._choose_size)
        self.grid.order_changed.connect(lambda _: self._order_changed())
        self.detail.closed.connect(self.back_to_grid)
        self.exports = PaneExports(self.grid.board, self.session, self._cell_picture)
        acts = {
            Qt.Key.Key_Space: self.detail.blink,
            Qt.Key.Key_D: lambda: self.detail.toggle(Mode.DIFFERENCE),
            Qt.Key.Key_S: lambda: self.detail.toggle(Mode.SPLIT),
            Qt.Key.Key_Escape: self.back_to_grid,
            Qt.Key.Key_Backspace: self.back_to_grid,
        }
        self._keys = DetailKeys(self, acts)
        self._readings = CursorReadings(
            self.session.cursor, self.left.canvas, self.grid.board, self.detail, self._link
        )
        self.session.evidence.removed.connect(self._forget)
        self.session.evidence.item_changed.connect(self._let_go)

    @property
    def opened(self) -> Pipeline | None:
        """The pipeline whose output fills the right pane; None while the grid shows."""
        return self._opened

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show the image and ask for the outputs that are missing."""
        x, y, _, _ = pipeline.crop_of(item.evidence.shape)
        if self._comparisons is None or self._comparisons.item is not item:
            self._comparisons, self._shown = Comparisons(item), None
            self._whole.fit()
            self.left.show_evidence(item.evidence)
            self.back_to_grid()
        if self._shown != pipeline:
            self._opened = self._followed(item, pipeline)
            self._shown, self._problem = pipeline, ""
            self.left.show_crop(pipeline.crop)
            self._link.set_offset(x, y)
        self._show_outputs()
        self._fill(item)

    def _followed(self, item: EvidenceItem, pipeline: Pipeline) -> Pipeline | None:
        """What is large once `pipeline` is chosen: the same algorithm at another size, or a new choice."""
        before, opened = self._shown, self._opened
        if before is None or opened is None:
            return opened
        other = (before.library, before.algorithm) != (pipeline.library, pipeline.algorithm)
        wanted = pipeline if other else pipeline.by(opened.library, opened.algorithm)
        return wanted if wanted in affordable(pipeline, item.evidence.shape) else pipeline

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._readings.forget()

    def field_changed(self, field: str) -> None:
        """Outputs arrive one by one."""
        if field == "outputs":
            self._show_outputs()

    def open_output(self, pipeline: Pipeline) -> None:
        """Fill the right pane with one output."""
        self._opened = pipeline
        self.detail.set_mode(Mode.OUTPUT)
        self._panes.turn_to(self.detail)
        self._panes.split(self.detail)
        self._keys.set_enabled(True)
        self._show_outputs()
        self.detail.canvas.setFocus()

    def back_to_grid(self) -> None:
        """Show all outputs again, the keyboard where it was."""
        opened, self._opened = self._opened, None
        self._keys.set_enabled(False)
        self._panes.turn_to(self.grid)
        if opened is not None:
            self.detail.clear()
            self._panes.split(self.grid)
            self._show_outputs()
            self.grid.focus_on(opened)

    def _show_outputs(self) -> None:
        comparisons = self._comparisons
        if comparisons is None or self._shown is None:
            return
        if self._opened is None:
            sizes = self._sizes() if self.grid.order is Order.SIZES else {}
            self.grid.show_comparisons(comparisons, self._shown, tuple(sizes), self._problem)
        else:
            self.grid.let_go(comparisons)
            limited = self._opened not in affordable(self._shown, comparisons.shape)
            limit = budget_words(self._shown, comparisons.shape) if limited else ""
            self.detail.show_output(self._opened, comparisons, self._problem or limit)
        self._readings.refresh()

    def _let_go(self, item: EvidenceItem, field: str) -> None:
        """Keep no dropped output while nobody looks; a visible view shows what is left at once."""
        known = self._comparisons
        if field == "outputs" and known is not None and known.item is item and not self.isVisible():
            self.grid.let_go(known)
            self.detail.clear()

    def _forget(self, item: EvidenceItem) -> None:
        """Keep nothing of an image that was closed."""
        if self._comparisons is not None and self._comparisons.item is item:
            self.back_to_grid()
            self._comparisons = self._shown = None
            self.left.clear()
            self.grid.clear()

    def _sizes(self) -> dict[Pipeline, tuple[int, int]]:
        return {} if self.item is None else flows.common_sizes(self.session, self.item)

    def _choose_size(self, pipeline: Pipeline) -> None:
        size = self._sizes().get(pipeline)
        if size is not None:
            self.session.pipeline.set_target_shape(size)

    def _order_changed(self) -> None:
        self._problem = ""
        self._show_outputs()
        if self.item is not None:
            self._fill(self.item)

    def _fill(self, item: EvidenceItem) -> None:
        self._filling.fill(item, sizes=self.grid.order is Order.SIZES)

    def _stopped(self, problem: str) -> None:
        """Say why cells stay empty."""
        self._problem = problem
        self._show_outputs()

    def _cell_picture(self) -> Picture | None:
        cell = self.grid.board.focused_cell()
        if cell is None or cell.pipeline is None or cell.output is None:
            return None
        return Picture(cell.pipeline.label, cell.output)
