"""Sampled pixels: which pixels of the evidence the chosen pipeline looks at, and how much."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models import EvidenceItem, Reading, Session
from app.views.evidence_view import EvidenceView
from app.views.sampled_pixels.heatmap import heatmap
from app.views.sampled_pixels.panel import InfluencePanel
from app.views.sampled_pixels.wording import percent
from app.widgets.canvas_controls import CanvasControls
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from app.widgets.elided_label import ElidedLabel
from app.widgets.empty_state import EmptyState
from app.widgets.image_canvas import ImageCanvas
from app.widgets.pane_bar import PaneBar
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline


class SampledPixelsView(EvidenceView):
    """The evidence with an influence map over it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = "The pixels that decide what the model sees will be coloured here by their weight."
        super().__init__(session, EmptyState("pixels", "No image to look at", words), parent)
        self.canvas = ImageCanvas()
        self.panel = InfluencePanel()
        self.operator: ScalingOperator | None = None
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
        left.setSpacing(0)
        left.addWidget(PaneBar(self._caption))
        left.addWidget(self.canvas, 1)
        left.addWidget(controls)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.set_content(content)

    def _connect(self) -> None:
        self.panel.opacity_changed.connect(self.canvas.set_overlay_opacity)
        self.panel.options_changed.connect(lambda _: self._draw_overlay())
        self.canvas.set_overlay_opacity(self.panel.opacity.value)
        self.canvas.cursor_moved.connect(self._hovered)
        self.canvas.cursor_left.connect(self._left)
        self.canvas.zoom_changed.connect(self.session.cursor.set_zoom)

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
        self.operator = operator_for(pipeline, item.evidence.shape)
        self._caption.show_text(f"{item.evidence.name} · sampled by {pipeline.label}")
        self.canvas.setAccessibleName(f"{item.evidence.name} with the pixels that {pipeline.label} samples")
        self.panel.show_operator(self.operator)
        self._draw_overlay()

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
