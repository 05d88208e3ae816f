"""The picture of a tile: whole enlargements, area-averaged reductions, never a sampled payload."""

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.widgets.image_tile_picture import Picture, drawn_pixels, fitted, qimage
from core.images.arrays import RGB


@pytest.mark.parametrize(
    ("shape", "box", "expected"),
    [
        ((32, 32), (336, 250), (224, 224)),
        ((224, 224), (336, 336), (224, 224)),
        ((512, 512), (336, 250), (250, 250)),
        ((300, 451), (336, 225), (150, 225)),
        ((1, 3000), (336, 300), (1, 300)),
    ],
)
def test_a_picture_fits_its_box_in_whole_enlargements(
    shape: tuple[int, int], box: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert fitted(shape, box) == expected


def lattice(size: int, period: int) -> RGB:
    """White, but for black pixels where a nearest or bilinear reduction by `period` would look."""
    pixels = np.full((size, size, 3), 255, np.uint8)
    pixels[period // 2 :: period, period // 2 :: period] = 0
    return pixels


def test_a_reduction_averages_so_that_a_lattice_can_not_show() -> None:
    drawn = drawn_pixels(lattice(400, 8), (50, 50))
    assert drawn.shape == (50, 50, 3)
    assert np.all(np.abs(drawn.astype(int) - 255 * 63 / 64) <= 1)


def test_an_enlargement_repeats_pixels() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    drawn = drawn_pixels(pixels, (6, 6))
    assert np.array_equal(drawn[::3, ::3], pixels)
    assert np.array_equal(drawn[2::3, 2::3], pixels)


def test_what_is_painted_is_what_was_drawn(qtbot: QtBot) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.set_box(QSize(50, 50))
    picture.set_pixels(lattice(400, 8))
    picture.resize(picture.sizeHint())
    grabbed = picture.grab().toImage()
    levels = {grabbed.pixelColor(x, y).red() for x in range(50) for y in range(50)}
    assert max(levels) - min(levels) <= 1


def test_copy_puts_the_picture_at_its_own_size_on_the_clipboard(qtbot: QtBot, astronaut: RGB) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.set_box(QSize(64, 64))
    picture.set_pixels(astronaut)
    with qtbot.waitActive(picture):
        picture.show()
        picture.activateWindow()
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert (image.height(), image.width()) == astronaut.shape[:2]
    assert image.pixelColor(100, 200).red() == astronaut[200, 100, 0]


def test_a_qimage_owns_its_pixels() -> None:
    pixels = np.full((3, 5, 3), 7, np.uint8)
    image = qimage(pixels)
    pixels[:] = 200
    assert image.pixelColor(4, 2).green() == 7


@pytest.mark.parametrize("box", [64, 128, 1024])
def test_a_frame_follows_the_picture_at_any_size(qtbot: QtBot, astronaut: RGB, box: int) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.set_box(QSize(box, box))
    picture.set_pixels(astronaut)
    assert picture.frame_on_screen() is None
    picture.set_frame((256, 128, 64, 32))
    where = picture.frame_on_screen()
    assert where is not None
    assert where.getRect() == (box / 2, box / 4, box / 8, box / 16)
    picture.resize(picture.sizeHint())
    edge = picture.grab().toImage().pixelColor(box // 2, box // 4 + box // 32)
    assert edge.lightness() > 250
