from fractions import Fraction

import numpy as np

from app.widgets.image_canvas.pixel_grid import boundaries
from core.images.magnification import magnify


def test_lines_stand_where_the_drawn_pixel_changes() -> None:
    ramp = np.arange(30, dtype=np.uint8).reshape(1, 30, 1)
    for scale in (Fraction(8), Fraction(125, 12), Fraction(61, 7)):
        samples = range(13, 200)
        drawn = magnify(ramp, (Fraction(1), scale), range(1), samples)[0, :, 0]
        changes = np.flatnonzero(np.diff(drawn)) + 1 + samples.start
        assert boundaries(samples, scale) == changes.tolist()
