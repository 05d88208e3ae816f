"""Compare: the evidence on the left, what every library makes of it on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app import flows
from app.jobs.outputs_job import OutputsJob
from app.models import EvidenceItem, Session
from app.views.compare.comparison import Comparisons
from app.views.compare.detail import Mode, OutputDetail
from app.views.compare.evidence_pane import EvidencePane
from app.views.compare.grid import OutputGrid
from app.views.compare.readings import CursorReadings
from app.views.compare.shortcuts import DetailKeys
from app.views.evidence_view import EvidenceView
from app.widgets.empty_state import EmptyState
from app.widgets.image_canvas import CanvasView
from core.scaling.pipeline import Pipeline

GRID_SPLIT, DETAIL_SPLIT = (38, 62), (50, 50)


class CompareView(EvidenceView):
    """Fills its grid with outputs of the real libraries while it is visible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = (
            "Every library and algorithm will show here what it makes of the image at the pipeline's size."
        )
        super().__init__(session, EmptyState("grid", "No image to compare", words), parent)
        self._linked = CanvasView(self)
        self.left = EvidencePane(self._linked)
        self.grid = OutputGrid()
        self.detail = OutputDetail(self._linked)
        self._comparisons: Comparisons | None = None
        self._opened: Pipeline | None = None
        self._problem = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        # Not a stack: that would keep the room the grid needs while the detail shows.
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addWidget(self.detail)
        self.detail.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.left)
        self._splitter.addWidget(right)
        self._split(GRID_SPLIT)
        self.set_content(self._splitter)

    def _connect(self) -> None:
        self.grid.opened.connect(self.open_output)
        self.detail.closed.connect(self.back_to_grid)
        self._keys = DetailKeys(self, self.detail.blink, self.detail.toggle_difference)
        self._keys.add(Qt.Key.Key_Escape, self.back_to_grid)
        self._keys.add(Qt.Key.Key_Backspace, self.back_to_grid)
        self._readings = CursorReadings(self.session.cursor, self.left.canvas, self.detail.canvas)

    @property
    def opened(self) -> Pipeline | None:
        """The pipeline whose output fills the right pane; None while the grid shows."""
        return self._opened

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show the image and ask for the outputs that are missing."""
        known = self._comparisons
        if known is None or known.item is not item:
            self._linked.fit()
            self.left.show_evidence(item.evidence)
            self.back_to_grid()
        if known is None or (known.item, known.target_shape) != (item, pipeline.target_shape):
            self._comparisons = Comparisons(item, pipeline.target_shape)
            self._problem = ""
        if self._opened is not None:
            self._opened = Pipeline(self._opened.library, self._opened.algorithm, pipeline.target_shape)
        self._show_outputs()
        self._fill(item)

    def field_changed(self, field: str) -> None:
        """Outputs arrive one by one."""
        if field == "outputs":
            self._show_outputs()

    def open_output(self, pipeline: Pipeline) -> None:
        """Fill the right pane with one output."""
        self._opened = pipeline
        self.detail.set_mode(Mode.OUTPUT)
        self._turn_to(self.detail)
        self._split(DETAIL_SPLIT)
        self._keys.set_enabled(True)
        self._show_outputs()
        self.detail.canvas.setFocus()

    def back_to_grid(self) -> None:
        """Show all outputs again, the keyboard where it was."""
        opened, self._opened = self._opened, None
        self._keys.set_enabled(False)
        self._turn_to(self.grid)
        self._readings.show_output(None)
        if opened is not None:
            self._split(GRID_SPLIT)
            self.grid.focus_on(opened)

    def _show_outputs(self) -> None:
        comparisons = self._comparisons
        if comparisons is None:
            return
        self.grid.show_comparisons(comparisons, self.session.pipeline.pipeline, self._problem)
        opened = comparisons.comparison(self._opened) if self._opened else None
        if opened is not None and comparisons.robust is not None:
            self.detail.show_comparison(opened, comparisons.item.evidence.pixels, comparisons.robust)
            self._readings.show_output(opened)

    def _fill(self, item: EvidenceItem) -> None:
        """Start the missing outputs, unless a job is already about them."""
        if any(
            isinstance(job, OutputsJob) and self._is_wanted(job, item) for job in self.session.jobs.jobs()
        ):
            return
        job = flows.fill_outputs(self.session)
        if job is not None:
            job.failed.connect(lambda error: self._stopped(job, f"The outputs could not be made: {error}"))
            job.cancelled.connect(
                lambda: self._stopped(job, "Scaling was cancelled; change the size to start again.")
            )

    def _is_wanted(self, job: OutputsJob, item: EvidenceItem) -> bool:
        shape = self.session.pipeline.pipeline.target_shape
        return job.subject is item.evidence and job.options.target_shape == shape

    def _stopped(self, job: OutputsJob, problem: str) -> None:
        """Say why cells stay empty, if the view is still about what the job was."""
        comparisons = self._comparisons
        if comparisons is not None and self._is_wanted(job, comparisons.item):
            self._problem = problem
            self._show_outputs()

    def _turn_to(self, page: QWidget) -> None:
        for other in (self.grid, self.detail):
            other.setVisible(other is page)

    def _split(self, shares: tuple[int, int]) -> None:
        width = max(self._splitter.width(), 100)
        self._splitter.setSizes([share * width // 100 for share in shares])
        self._splitter.setStretchFactor(0, shares[0])
        self._splitter.setStretchFactor(1, shares[1])
