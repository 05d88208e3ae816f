"""What is drawn over the source: the crop, and the pixels of one output pixel."""

import numpy as np

from app.widgets.image_canvas import Mark, PointMark, RectMark
from app.widgets.image_canvas.marks import Tone
from core.scaling.footprint import Footprint
from core.scaling.operator import ScalingOperator

MOST_POINTS = 64
"""Up to so many pixels are marked one by one."""


def crop_marks(operator: ScalingOperator) -> tuple[Mark, ...]:
    """A frame around the part that is scaled, where it is not all."""
    if operator.pipeline.crop is None:
        return ()
    x, y, width, height = operator.crop
    return (RectMark(x, y, width, height, f"Crop {width}×{height}", Tone.NEUTRAL),)


def footprint_marks(footprint: Footprint) -> tuple[Mark, ...]:
    """A frame around the footprint, and a point on each of its pixels while they are few."""
    frame = RectMark(*footprint.box, label="output pixel", tone=Tone.ALERT)
    if footprint.weights.size > MOST_POINTS:
        return (frame,)
    places = np.argwhere(footprint.weights != 0)
    points = (PointMark(footprint.columns[j] + 0.5, footprint.rows[i] + 0.5) for i, j in places.tolist())
    return (frame, *points)
