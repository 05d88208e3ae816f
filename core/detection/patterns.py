"""Benign combs: what screens, printers, cameras and pixel art leave in a photograph, each drawn by chance.

None of them hides anything, all of them stand on a lattice. Calibration sees them, so that thresholds hold
for them too.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.arrays import RGB

Draw = np.random.Generator
Plane = NDArray[np.float32]


def dithered(image: RGB, draw: Draw) -> RGB:
    """Few levels a channel, by a Bayer matrix (1973) of 2, 4 or 8 pixels a side, or of random thresholds."""
    order = _bayer(int(draw.integers(1, 4)))
    if draw.random() < 0.2:
        order = np.asarray(draw.permutation(16).reshape(4, 4) / 16, np.float32)
    levels = int(draw.choice((2, 2, 3, 4))) - 1
    grey = draw.random() < 0.4
    plane = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None] if grey else image
    scaled = plane.astype(np.float32) / 255 * levels
    dots = np.floor(scaled + _tiled(order, image.shape)[..., None] + 0.5 / order.size)
    return _bytes(np.broadcast_to(np.clip(dots, 0, levels) * (255 / levels), image.shape))


def printed(image: RGB, draw: Draw) -> RGB:
    """Halftone dots of 3 to 9 pixels that grow as it gets darker: black alone, or a grid per ink, turned."""
    pitch = draw.uniform(3, 9) if draw.random() < 0.5 else float(draw.integers(3, 10))
    shift = draw.uniform(0, pitch, 2)
    if draw.random() < 0.5:
        angle = float(draw.choice((0, 45, draw.uniform(0, 90))))
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
        return _bytes(
            255.0 * (grey[..., None] > _dots(grey.shape, pitch, angle, shift)[..., None]) + 0 * image
        )
    angles = (15, 75, 0) if draw.random() < 0.7 else (0, 0, 0)
    inks = [_dots(image.shape, pitch, angle, shift) for angle in angles]
    return _bytes(255.0 * (image > np.stack(inks, axis=-1)))


def photographed(image: RGB, draw: Draw) -> RGB:
    """A screen's stripes of three colours and the gaps between its pixels, seen slightly turned.

    A screen pixel is 1.7 to 5 pixels of the photograph.
    """
    pitch, dark = draw.uniform(1.7, 5), draw.uniform(0.2, 0.7)
    zoom = max(1.0, pitch / 3)
    enlarged = np.asarray(cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_LINEAR))
    down, across = _turned(enlarged.shape, draw.normal(0, 1.0))
    lit = np.stack([_lit(across / pitch - stripe / 3, 1 / 3) for stripe in range(3)], axis=-1)
    gaps = _lit(down / pitch, draw.uniform(0.7, 1.0))[..., None]
    mask = 1 - dark + dark * cv2.blur((lit * gaps).astype(np.float32), (2, 2))
    return _bytes(enlarged * mask / mask.mean())


def meshed(image: RGB, draw: Draw) -> RGB:
    """Behind a mesh or in cloth: threads every 3 to 20 pixels, lighter or darker, crossing or one way."""
    pitch = draw.uniform(3, 20, 2)
    down, across = _turned(image.shape, draw.normal(0, 0.5) if draw.random() < 0.5 else 0.0)
    width = draw.uniform(0.15, 0.45)
    threads = np.maximum(_lit(across / pitch[0], width), _lit(down / pitch[1], width) * draw.integers(2))
    strength = float(draw.choice((-1, 1))) * draw.uniform(15, 80)
    return _bytes(image + strength * threads[..., None])


def demosaiced(image: RGB, draw: Draw) -> RGB:
    """One colour a pixel, with noise, the others interpolated: a camera's raw picture developed simply."""
    noisy = _bytes(image + draw.normal(0, draw.uniform(1, 8), image.shape))
    mosaic = noisy[..., 1].copy()
    mosaic[::2, ::2], mosaic[1::2, 1::2] = noisy[::2, ::2, 2], noisy[1::2, 1::2, 0]
    return np.asarray(cv2.cvtColor(mosaic, cv2.COLOR_BayerBG2BGR), np.uint8)


def _bayer(doublings: int) -> Plane:
    """Thresholds 0..1 of the Bayer matrix of 2ⁿ pixels a side."""
    order = np.zeros((1, 1), np.float32)
    for _ in range(doublings):
        order = np.block([[4 * order, 4 * order + 2], [4 * order + 3, 4 * order + 1]])
    return np.asarray(order / order.size, np.float32)


def _tiled(cell: Plane, shape: tuple[int, ...]) -> Plane:
    height, width = shape[:2]
    return np.tile(cell, (height // len(cell) + 1, width // len(cell) + 1))[:height, :width]


def _dots(shape: tuple[int, ...], pitch: float, angle: float, shift: NDArray[np.float64]) -> Plane:
    """Thresholds 0..255 whose level lines are round dots on a turned grid."""
    down, across = _turned(shape, angle)
    waves = np.cos(2 * np.pi * (down + shift[0]) / pitch) + np.cos(2 * np.pi * (across + shift[1]) / pitch)
    return np.asarray(127.5 + 63.0 * waves, np.float32)


def _turned(shape: tuple[int, ...], degrees: float) -> tuple[Plane, Plane]:
    """Coordinates (down, across) of every pixel on a grid turned by an angle."""
    down, across = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return cosine * down + sine * across, cosine * across - sine * down


def _lit(phase: Plane, share: float) -> Plane:
    """1 in the first share of each period, 0 in the rest."""
    return ((phase % 1.0) < share).astype(np.float32)


def _bytes(values: NDArray[np.floating]) -> RGB:
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
