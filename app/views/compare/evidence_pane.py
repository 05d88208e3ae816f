"""The left pane: the evidence at full resolution, with what is cut out of it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models import Session
from app.views.compare.exports import PaneExports, Picture
from app.widgets.canvas_controls import CanvasControls
from app.widgets.elided_label import ElidedLabel
from app.widgets.image_canvas import CanvasView, ImageCanvas, RectMark
from app.widgets.image_canvas.marks import Tone
from app.widgets.pane_bar import PaneBar
from core.images import Evidence
from core.scaling.pipeline import Box


class EvidencePane(QWidget):
    """Caption, zoom buttons and canvas."""

    def __init__(self, session: Session, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = ImageCanvas(view=view)
        self._evidence: Evidence | None = None
        self._caption = ElidedLabel()
        self._caption.setProperty("role", "heading")
        self.exports = PaneExports(self.canvas, session, self._picture)
        controls = PaneBar(CanvasControls(self.canvas))
        controls.row.addStretch(1)
        for button in self.exports.buttons():
            controls.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneBar(self._caption))
        column.addWidget(self.canvas, 1)
        column.addWidget(controls)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the pixels with their name and size."""
        if self._evidence is not evidence:
            self.canvas.set_image(None)  # closed evidence is not kept for blinking
        self._evidence = evidence
        height, width = evidence.shape
        self._caption.show_text(f"{evidence.name} · {width}×{height}")
        self.canvas.setAccessibleName(f"Evidence {evidence.name}, {width}×{height} pixels")
        self.canvas.set_image(evidence.pixels)

    def clear(self) -> None:
        """Show and keep no evidence."""
        self._evidence = None
        self.canvas.set_image(None)

    def show_crop(self, crop: Box | None) -> None:
        """Mark what a pipeline cuts out before it scales; None: nothing, it scales all of it."""
        if crop is None:
            self.canvas.set_marks(())
            return
        x, y, width, height = crop
        self.canvas.set_marks([RectMark(x, y, width, height, f"Crop {width}×{height}", Tone.ACCENT)])

    def _picture(self) -> Picture | None:
        return None if self._evidence is None else Picture("evidence", self._evidence.pixels)
