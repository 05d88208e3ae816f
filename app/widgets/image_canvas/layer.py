"""An array of pixels that the canvas shows, with what it last computed from it."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.images.indexed_magnification import IndexedImage
from core.images.magnification import Pixels, magnified_length, magnify

FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888_Premultiplied}
# Up to this many samples the whole image is kept at a zoom, so that panning only cuts out a part.
WHOLE_LIMIT = 2_000_000

Key = tuple[tuple[Fraction, Fraction], range, range]


class Layer:
    """Pixels (H, W, 3) RGB or (H, W, 4) premultiplied RGBA, uint8, at the zooms they are asked for."""

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self._part: tuple[Key, Pixels] | None = None
        self._whole: tuple[tuple[Fraction, Fraction], Pixels] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def part(self, scales: tuple[Fraction, Fraction], rows: range, columns: range) -> Pixels:
        """The samples of those rows and columns at `scales`; computed once per request."""
        key = (scales, rows, columns)
        if self._part is None or self._part[0] != key:
            self._part = (key, self._computed(*key))
        return self._part[1]

    def _computed(self, scales: tuple[Fraction, Fraction], rows: range, columns: range) -> Pixels:
        height, width = (
            magnified_length(length, scale)
            for length, scale in zip(self.pixels.shape[:2], scales, strict=True)
        )
        if max(scales) >= 1 or height * width > WHOLE_LIMIT:
            return magnify(self.pixels, scales, rows, columns)
        if self._whole is None or self._whole[0] != scales:
            self._whole = (scales, magnify(self.pixels, scales, range(height), range(width)))
        return np.ascontiguousarray(self._whole[1][rows.start : rows.stop, columns.start : columns.stop])

    def value_at(self, column: int, row: int) -> tuple[int, ...]:
        """The channels of one pixel."""
        return tuple(int(value) for value in self.pixels[row, column])


class IndexedLayer:
    """The same for an image that is looked up from a table, premultiplied RGBA as well."""

    def __init__(self, image: IndexedImage) -> None:
        self._image = image
        self._part: tuple[Key, Pixels] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self._image.size

    def part(self, scales: tuple[Fraction, Fraction], rows: range, columns: range) -> Pixels:
        """The samples of those rows and columns at `scales`; computed once per request."""
        key = (scales, rows, columns)
        if self._part is None or self._part[0] != key:
            self._part = (key, self._image.magnify(*key))
        return self._part[1]


def qimage(pixels: NDArray[np.uint8]) -> QImage:
    """A QImage that owns a copy of RGB or premultiplied RGBA pixels."""
    # QImage reads memory row after row, whatever the array's strides are.
    data = np.ascontiguousarray(pixels)
    height, width, channels = data.shape
    return QImage(data.data, width, height, channels * width, FORMATS[channels]).copy()
