"""The left pane: the evidence at full resolution."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.canvas_controls import CanvasControls
from app.widgets.elided_label import ElidedLabel
from app.widgets.image_canvas import CanvasView, ImageCanvas
from app.widgets.pane_bar import PaneBar
from core.images import Evidence


class EvidencePane(QWidget):
    """Caption, zoom buttons and canvas."""

    def __init__(self, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = ImageCanvas(view=view)
        self._caption = ElidedLabel()
        self._caption.setProperty("role", "heading")
        controls = PaneBar(CanvasControls(self.canvas))
        controls.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneBar(self._caption))
        column.addWidget(self.canvas, 1)
        column.addWidget(controls)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the pixels with their name and size."""
        height, width = evidence.shape
        self._caption.show_text(f"{evidence.name} · {width}×{height}")
        self.canvas.setAccessibleName(f"Evidence {evidence.name}, {width}×{height} pixels")
        self.canvas.set_image(evidence.pixels)
