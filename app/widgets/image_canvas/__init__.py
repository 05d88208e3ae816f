"""The canvas that shows evidence without scaling it the way a victim would."""

from app.widgets.image_canvas.marks import LineMark, Mark, PointMark, RectMark
from app.widgets.image_canvas.view_state import CanvasView
from app.widgets.image_canvas.widget import ImageCanvas

__all__ = ["CanvasView", "ImageCanvas", "LineMark", "Mark", "PointMark", "RectMark"]
