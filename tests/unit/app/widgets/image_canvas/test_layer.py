from fractions import Fraction

import numpy as np
import pytest

from app.widgets.image_canvas import layer as layer_module
from app.widgets.image_canvas.layer import Layer, qimage
from core.images.arrays import RGB

HALF = (Fraction(1, 2), Fraction(1, 2))


def test_panning_at_one_zoom_cuts_from_what_is_known(astronaut: RGB) -> None:
    layer = Layer(astronaut)
    first = layer.part(HALF, range(100), range(100))
    moved = layer.part(HALF, range(10, 110), range(20, 120))
    assert np.array_equal(first[10:, 20:], moved[:90, :80])
    assert layer.part(HALF, range(10, 110), range(20, 120)) is moved


def test_large_images_give_the_same_samples(astronaut: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Layer(astronaut).part(HALF, range(3, 90), range(11, 200))
    monkeypatch.setattr(layer_module, "WHOLE_LIMIT", 0)
    assert np.array_equal(known, Layer(astronaut).part(HALF, range(3, 90), range(11, 200)))


def test_qimage_holds_the_same_pixels(astronaut: RGB) -> None:
    image = qimage(np.ascontiguousarray(astronaut[:7, :5]))
    assert (image.width(), image.height()) == (5, 7)
    colour = image.pixelColor(4, 6)
    assert (colour.red(), colour.green(), colour.blue()) == tuple(astronaut[6, 4])
