"""The envelope: how much each pixel stands out from its neighbours, sign dropped, texture levelled.

A scaling attack changes pixels on a lattice, up or down as its hidden picture demands. The signs cancel
the lattice in the spectrum of the image; the envelope has none and keeps it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress
from core.spectrum.blocks import has_few_levels, is_enlarged_by_repeating

Levels = NDArray[np.float32]
Indices = NDArray[np.int_]
Flags = NDArray[np.bool_]

NEIGHBOURHOOD = 15
"""Side in pixels of the square whose mean deviation levels the envelope."""
CLIP = 12.0
"""Largest envelope value. Lets one sampled pixel among hundreds be heard, but no single edge dominate."""
PROMINENT = 4.0
"""Largest envelope value where points are counted rather than lines of a spectrum."""
BAND_PIXELS = 2_000_000
"""Pixels separated at a time: between bands a search can be cancelled."""
SMALL_PIXELS = 1_000_000
"""Pixels up to which all deviations are worked out at once: searches ask for most of them many times."""
HALO = NEIGHBOURHOOD // 2 + 1
"""Rows around a band that its envelope depends on."""
NOISE_FLOOR = 0.5
"""Grey levels added to the local mean, so that flat regions do not turn rounding into signal."""


@dataclass(frozen=True, eq=False)
class Texture:
    """An image split into its 3×3 median and what deviates from it; made once, used by every search.

    `image` and `median` are (H, W, 3) uint8, the deviation is image − median. `envelope` is |deviation|,
    maximum over channels, divided by its local mean and clipped, (H, W) float32; the maximum keeps a payload
    that lives in one channel.
    """

    image: RGB
    median: RGB
    envelope: Levels
    _robust: dict[Shape, RGB] = field(default_factory=dict, init=False, repr=False)

    @property
    def shape(self) -> Shape:
        """(height, width) in pixels."""
        return self.image.shape[0], self.image.shape[1]

    def deviations(self, rows: Indices, columns: Indices) -> Levels:
        """What deviates at rows × columns (pixels in the image), (…, rows, columns, 3) float32.

        Both are 1-D or have the same axes in front, one entry for each of several lattices. Of a large image
        worked out where it is asked for, as that is a small part.
        """
        place = rows[..., :, None] * self.shape[1] + columns[..., None, :]
        # Twice as quick as indexing by rows and columns, which copies three values in three steps.
        if self._all_deviations is not None:
            return self._all_deviations.take(place, axis=0, mode="clip")
        here, median = (
            part.reshape(-1, 3).take(place, axis=0, mode="clip") for part in (self.image, self.median)
        )
        return self._deviating(here, median)

    @cached_property
    def _all_deviations(self) -> Levels | None:
        """Those of a small image, (H · W, 3) float32."""
        if self.shape[0] * self.shape[1] > SMALL_PIXELS:
            return None
        return self._deviating(self.image, self.median).reshape(-1, 3)

    def _deviating(self, image: RGB, median: RGB) -> Levels:
        """image − median, of any pixels (…, 3), float32."""
        return np.subtract(image, median, dtype=np.float32)

    def without(self, rows: Flags, columns: Flags) -> "Texture":
        """As if nothing stood out where a flagged row (H,) meets a flagged column (W,).

        Those pixels become their own median, and their envelope what it is on average elsewhere, so that no
        lattice has its points or its holes there. Flags must leave a pixel.
        """
        place = np.ix_(rows, columns)
        image, levels = self.image.copy(), self.envelope.copy()
        image[place] = self.median[place]
        level, taken = cv2.mean(levels)[0], levels[place]
        kept = levels.size * level - taken.sum(dtype=np.float64)
        levels[place] = kept / (levels.size - taken.size)
        return Texture(image, self.median, levels)

    @cached_property
    def prominence(self) -> Levels:
        """The envelope clipped at `PROMINENT`, (H, W) float32: many points count, not a few glaring ones."""
        return np.minimum(self.envelope, np.float32(PROMINENT))

    def prominence_on(self, rows: Indices, columns: Indices) -> Levels:
        """The prominence at rows × columns (each 1-D, pixels in the image), (rows, columns) float32."""
        return self.prominence.ravel().take(rows[:, None] * self.shape[1] + columns, mode="clip")

    @cached_property
    def prominence_moments(self) -> tuple[float, float]:
        """Mean and standard deviation of the prominence over the image."""
        mean, deviation = cv2.meanStdDev(self.prominence)
        return float(mean[0, 0]), float(deviation[0, 0])

    def robust(self, target_shape: Shape) -> RGB:
        """The median averaged down to a target size, (h, w, 3): what robust scaling would show; kept."""
        if target_shape not in self._robust:
            size = target_shape[1], target_shape[0]
            averaged = cv2.resize(self.median, size, interpolation=cv2.INTER_AREA)
            self._robust[target_shape] = np.asarray(averaged, np.uint8)
        return self._robust[target_shape]

    @cached_property
    def in_blocks(self) -> bool:
        """Whether the image was enlarged by repeating pixels."""
        return is_enlarged_by_repeating(self.image)

    @cached_property
    def dithered(self) -> bool:
        """Whether the image has a few levels only."""
        return has_few_levels(self.image)


def texture_of(image: RGB, *, progress: Progress = no_progress) -> Texture:
    """Split an RGB image. Sampled pixels are a minority in the 3×3 median from β = 2 on."""
    pixels = np.ascontiguousarray(image)
    height, width = pixels.shape[:2]
    median = np.empty_like(pixels)
    levels = np.empty((height, width), np.float32)
    for rows, around, inner in bands((height, width)):
        progress(rows.start / height, "Separating texture")
        band = pixels[around]
        smooth = np.asarray(cv2.medianBlur(band, 3), np.uint8)
        median[rows] = smooth[inner]
        red, green, blue = cv2.split(cv2.absdiff(band, smooth))
        levels[rows] = levelled(cv2.max(cv2.max(red, green), blue))[inner]
    return Texture(pixels, median, levels)


def bands(shape: Shape) -> Iterator[tuple[slice, slice, slice]]:
    """Rows of an image (height, width) in bands: the rows, those and `HALO` around, the rows in those."""
    height, width = shape
    step = max(1, BAND_PIXELS // width)
    for top in range(0, height, step):
        bottom = min(height, top + step)
        above = max(0, top - HALO)
        yield slice(top, bottom), slice(above, min(height, bottom + HALO)), slice(top - above, bottom - above)


def levelled(magnitude: cv2.typing.MatLike) -> Levels:
    """Magnitudes (rows, W) uint8 over their local mean, clipped, float32.

    Right from `HALO` rows inside the edges on, and at the image's own.
    """
    side = (NEIGHBOURHOOD, NEIGHBOURHOOD)
    level = cv2.boxFilter(magnitude, cv2.CV_32F, side, borderType=cv2.BORDER_REFLECT)
    floored = np.asarray(level, np.float32) + np.float32(NOISE_FLOOR)
    over = np.asarray(cv2.divide(magnitude, floored, dtype=cv2.CV_32F), np.float32)
    return np.minimum(over, np.float32(CLIP), out=over)


def envelope(image: RGB) -> Levels:
    """Envelope of an RGB image, (H, W) float32 in 0..`CLIP`, about 1 on average."""
    return texture_of(image).envelope
