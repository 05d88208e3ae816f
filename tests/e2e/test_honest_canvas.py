"""The viewer is itself a scaler: reduced on the canvas, an attack must show its average, not its payload."""

from fractions import Fraction

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from app.widgets.image_canvas import ImageCanvas
from core.images.arrays import RGB
from tests.support.screens import painted

ZOOMS = [0.10, 0.25, 0.33, 0.59, 0.78]
HEIGHT, WIDTH = 720, 960


def enlarged(picture: RGB) -> RGB:
    """Any cover at one size; how it came about does not matter."""
    return np.asarray(cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)


def hiding(cover: RGB, payload: RGB, zoom: float, mode: int) -> RGB:
    """`cover` with `payload` in the pixels that OpenCV's `mode` reads when it shrinks to `zoom`."""
    size = (round(WIDTH * zoom), round(HEIGHT * zoom))
    small = cv2.resize(payload, size, interpolation=cv2.INTER_AREA)
    rows, columns = (sampled(length, round(length * zoom), mode) for length in (HEIGHT, WIDTH))
    attack = cover.copy()
    read = np.outer(rows >= 0, columns >= 0)
    attack[read] = small[np.maximum(rows, 0)[:, None], np.maximum(columns, 0)[None, :]][read]
    return attack


def sampled(length: int, count: int, mode: int) -> NDArray[np.int64]:
    """For each pixel of an axis the output that reads mainly it, or -1; found by probing, not by formula."""
    reader = np.full(length, -1)
    for index in range(length):
        probe = np.zeros((1, length), np.float32)
        probe[0, index] = 1
        answer = cv2.resize(probe, (count, 1), interpolation=mode)[0]
        if answer.max() > 0.45:
            reader[index] = int(answer.argmax())
    return reader


def area_average(image: RGB, zoom: Fraction) -> NDArray[np.float64]:
    """Mean over each screen pixel's square, from running sums read at the square's edges."""
    result = image.astype(np.float64)
    for axis in (0, 1):
        length = image.shape[axis]
        edges = np.minimum(np.arange(round(length * zoom) + 1) / float(zoom), length)
        sums = np.insert(np.cumsum(result, axis=axis), 0, 0.0, axis=axis)
        low = np.minimum(edges.astype(int), length - 1)
        share = np.expand_dims(edges - low, tuple(i for i in range(3) if i != axis))
        at_edges = sums.take(low, axis) * (1 - share) + sums.take(low + 1, axis) * share
        widths = np.expand_dims(np.diff(edges), tuple(i for i in range(3) if i != axis))
        result = np.diff(at_edges, axis=axis) / widths
    return result


@pytest.mark.parametrize("mode", [cv2.INTER_NEAREST, cv2.INTER_LINEAR], ids=["nearest", "bilinear"])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_reduced_attack_shows_its_average(
    qtbot: QtBot, coffee: RGB, chelsea: RGB, zoom: float, mode: int
) -> None:
    attack = hiding(enlarged(coffee), enlarged(chelsea), zoom, mode)
    canvas = ImageCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(1000, 800)
    canvas.set_image(attack)
    canvas.show()
    canvas.clearFocus()
    canvas.zoom_to(zoom)

    shown = painted(canvas)
    assert shown.shape == (round(HEIGHT * zoom), round(WIDTH * zoom), 3)
    assert np.abs(shown - area_average(attack, Fraction(str(zoom)))).max() <= 1
    fooled = cv2.resize(attack, shown.shape[1::-1], interpolation=mode).astype(float)
    assert np.abs(fooled - shown).mean() > 4, "the image would fool a naive canvas, so it tests nothing"


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_panned_part_shows_the_same_average(qtbot: QtBot, coffee: RGB, chelsea: RGB, zoom: float) -> None:
    attack = hiding(enlarged(coffee), enlarged(chelsea), zoom, cv2.INTER_NEAREST)
    canvas = ImageCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(96, 96)
    canvas.set_image(attack)
    canvas.view.look_at(zoom, (0.6 * WIDTH, 0.7 * HEIGHT))

    placement = canvas.placement()
    rows, columns = placement.visible()
    expected = area_average(attack, Fraction(str(zoom)))[rows.start : rows.stop, columns.start : columns.stop]
    samples = canvas.rendered()
    assert samples is not None
    assert np.abs(samples - expected).max() <= 1
