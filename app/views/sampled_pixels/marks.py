"""What is drawn over the source: the crop, and the pixels of one output pixel."""

import numpy as np

from app.widgets.image_canvas import Mark, PointMark, RectMark
from app.widgets.image_canvas.marks import Tone
from core.scaling.footprint import Footprint
from core.scaling.operator import ScalingOperator

MOST_POINTS = 64
"""Up to so many pixels are marked one by one."""
LARGEST_ZOOM = 32.0
FOOTPRINT_SHARE = 0.4
"""Share of the pane that a footprint takes when it is visited."""


def crop_marks(operator: ScalingOperator) -> tuple[Mark, ...]:
    """A frame around the part that is scaled, where it is not all."""
    if operator.pipeline.crop is None:
        return ()
    x, y, width, height = operator.crop
    return (RectMark(x, y, width, height, f"crop {width}×{height}", Tone.NEUTRAL),)


def footprint_marks(footprint: Footprint) -> tuple[Mark, ...]:
    """A frame around the footprint, and a point on each of its pixels while they are few."""
    frame = RectMark(*footprint.box, label="output pixel", tone=Tone.ALERT)
    if footprint.weights.size > MOST_POINTS:
        return (frame,)
    places = np.argwhere(footprint.weights != 0)
    points = (PointMark(footprint.columns[j] + 0.5, footprint.rows[i] + 0.5) for i, j in places.tolist())
    return (frame, *points)


def centre_of(footprint: Footprint) -> tuple[float, float]:
    """The middle of a footprint in source coordinates."""
    x, y, width, height = footprint.box
    return x + width / 2, y + height / 2


def zoom_for(footprint: Footprint, viewport: tuple[int, int]) -> float:
    """The zoom at which a footprint is large in a viewport of (w, h) and its surroundings still show."""
    _, _, width, height = footprint.box
    zoom = FOOTPRINT_SHARE * min(viewport[0] / width, viewport[1] / height)
    return float(max(1, int(min(zoom, LARGEST_ZOOM)))) if zoom >= 1 else zoom
