"""Sampled pixels: which pixels of the evidence the chosen pipeline looks at, and how much."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.jobs.judge_job import JudgeJob
from app.jobs.output_job import OutputJob, OutputOptions
from app.models import EvidenceItem, Reading, Session
from app.views.evidence_view import EvidenceView
from app.views.sampled_pixels.footprint_pane import FootprintPane
from app.views.sampled_pixels.heatmap import HeatmapOptions, heatmap
from app.views.sampled_pixels.looking import follow, keep_in_view, touches_view, visit
from app.views.sampled_pixels.marks import crop_marks, footprint_marks
from app.views.sampled_pixels.panel import InfluencePanel
from app.views.sampled_pixels.wording import output_caption
from app.widgets.canvas_controls import CanvasControls
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from app.widgets.elided_label import ElidedLabel
from app.widgets.empty_state import EmptyState
from app.widgets.image_canvas import ImageCanvas, Mark
from app.widgets.pane_bar import PaneBar
from core.images import RGB
from core.percent import percent
from core.scaling.footprint import Footprint, heaviest_output
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.vulnerability import Vulnerability


class SampledPixelsView(EvidenceView):
    """The evidence with an influence map over it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = "The pixels that decide what the model sees will be coloured here by their weight."
        super().__init__(session, EmptyState("pixels", "No image to look at", words), parent)
        self.canvas = ImageCanvas()
        self.panel, self.below = InfluencePanel(), FootprintPane()
        self.operator: ScalingOperator | None = None
        self._output: tuple[OutputOptions, RGB] | None = None
        self._follows = False
        self._caption = ElidedLabel()
        self._caption.setProperty("role", "heading")
        self._under_cursor = QLabel()
        self._under_cursor.setProperty("role", "muted")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        controls = PaneBar(CanvasControls(self.canvas))
        controls.row.addStretch(1)
        controls.row.addWidget(self._under_cursor)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(PaneBar(self._caption))
        left.addWidget(self.canvas, 1)
        left.addWidget(controls)
        above = QWidget()
        above.setLayout(left)
        self.panes = QSplitter(Qt.Orientation.Vertical)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(above)
        self.panes.addWidget(self.below)
        self.panes.setStretchFactor(0, 3)
        self.panes.setStretchFactor(1, 2)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panes, 1)
        row.addWidget(self.panel)
        self.set_content(content)

    def _connect(self) -> None:
        self.panel.opacity_changed.connect(self.canvas.set_overlay_opacity)
        self.panel.options_changed.connect(self._draw)
        self.canvas.set_overlay_opacity(self.panel.opacity.value)
        self.canvas.cursor_moved.connect(self._hovered)
        self.canvas.cursor_left.connect(self._left)
        self.canvas.zoom_changed.connect(self.session.cursor.set_zoom)
        self.canvas.clicked.connect(self._clicked)
        self.below.footprint_changed.connect(self._show_footprint)
        self.below.visit_wanted.connect(self._visit)
        self.below.canvas.cursor_moved.connect(self._hovered_output)
        self.below.canvas.cursor_left.connect(self.session.cursor.show)

    @property
    def under_cursor(self) -> str:
        """The words about the pixel under the mouse."""
        return self._under_cursor.text()

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show the image and the weights that `pipeline` gives its pixels."""
        pixels = item.evidence.pixels
        if self.canvas.image is not pixels:
            self.canvas.zoom_to_fit()
            self.canvas.set_image(pixels)
        operator = operator_for(pipeline, item.evidence.shape)
        self._caption.show_text(f"{item.evidence.name} · sampled by {pipeline.label}")
        self.canvas.setAccessibleName(f"{item.evidence.name} with the pixels that {pipeline.label} samples")
        if operator is self.operator and self._output is not None and self._is_wanted(self._output[0]):
            return
        self.operator = operator
        self.panel.show_operator(operator)
        self._draw_overlay()
        self._ask_for_output(OutputOptions(item.evidence, pipeline))
        self._ask_for_judgement(OutputOptions(item.evidence, pipeline))

    def _ask_for_output(self, options: OutputOptions) -> None:
        """The output and the footprint in it: known, or computed in the background."""
        self._output = None
        if self.below.footprint is not None:  # who looks elsewhere in the image is left there
            self._follows = touches_view(self.below.footprint, self.canvas.placement())
        if self.operator is not None:
            self.below.show_operator(self.operator)
        self.canvas.set_marks(self._crop_marks())
        self.session.jobs.cancel_lane(OutputJob.lane)
        known = self.item.outputs.get(options.pipeline) if self.item is not None else None
        if known is not None:
            self._take_output(options, known, modelled=False)
            return
        job = OutputJob(options)
        job.finished.connect(lambda pixels: self._take_output(options, pixels, options.is_modelled))
        job.failed.connect(lambda error: self._fail(options, str(error)))
        self.session.jobs.start(job)

    def _ask_for_judgement(self, options: OutputOptions) -> None:
        """How open the pipeline is, as the Vulnerability view says it."""
        self.session.jobs.cancel_lane(JudgeJob.lane)
        job = JudgeJob(options)
        job.finished.connect(lambda row: self._take_judgement(options, row))
        self.session.jobs.start(job)

    def _take_judgement(self, options: OutputOptions, row: Vulnerability) -> None:
        if self._is_wanted(options):
            self.panel.show_judgement(row)

    def _take_output(self, options: OutputOptions, pixels: RGB, modelled: bool) -> None:
        if self._is_wanted(options):
            self._output = (options, pixels)
            self.below.show_output(pixels, output_caption(options.pipeline, modelled))
            if self._follows and self.below.footprint is not None:
                keep_in_view(self.canvas, self.below.footprint)

    def _fail(self, options: OutputOptions, sentence: str) -> None:
        if self._is_wanted(options):
            self.below.fail(sentence)

    def _is_wanted(self, options: OutputOptions) -> bool:
        item, operator = self.item, self.operator
        same_image = item is not None and item.evidence is options.evidence
        return same_image and operator is not None and operator.pipeline == options.pipeline

    def _show_footprint(self, footprint: Footprint | None, follows: bool) -> None:
        marks = footprint_marks(footprint) if footprint is not None else ()
        self.canvas.set_marks((*self._crop_marks(), *marks))
        if follows and footprint is not None:
            follow(self.canvas, footprint)

    def _visit(self) -> None:
        if self.below.footprint is not None:
            visit(self.canvas, self.below.footprint)

    def _crop_marks(self) -> tuple[Mark, ...]:
        return crop_marks(self.operator) if self.operator is not None else ()

    def _clicked(self, x: int, y: int) -> None:
        """A source pixel was clicked: show the output pixel that it matters most to."""
        place = heaviest_output(self.operator, y, x) if self.operator is not None else None
        if place is not None and self._output is not None:
            self.below.canvas.choose(place[1], place[0])

    def _hovered_output(self, x: int, y: int, rgb: tuple[int, int, int]) -> None:
        self.session.cursor.show(Reading("Output", x, y, rgb))

    def _draw(self, options: HeatmapOptions) -> None:
        self._draw_overlay()
        self.below.show_scale(options.scale)

    def _draw_overlay(self) -> None:
        if self.operator is not None:
            colours = colour_table(INFLUENCE_MAP)
            self.canvas.set_overlay(heatmap(self.operator, colours, self.panel.options))

    def _hovered(self, x: int, y: int, rgb: tuple[int, int, int]) -> None:
        self.session.cursor.show(Reading("Evidence", x, y, rgb))
        operator = self.operator
        if operator is None:
            return
        peak = operator.row_influence.max() * operator.column_influence.max()
        share = float(operator.row_influence[y] * operator.column_influence[x] / peak)
        sampled = bool(operator.sampled_rows[y] and operator.sampled_columns[x])
        self._under_cursor.setText(f"{x}, {y}: {percent(share)}, {'sampled' if sampled else 'not sampled'}")

    def _left(self) -> None:
        self.session.cursor.show()
        self._under_cursor.clear()
