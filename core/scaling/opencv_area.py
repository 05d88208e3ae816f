"""OpenCV's INTER_AREA on uint8, bit-exact (modules/imgproc/src/resize.cpp): three ways of computing.

Whole ratios add integers and round once; other shrinking adds float32 products in the library's order; and as
soon as one axis grows, both are interpolated with a phase of their own.
"""

import numpy as np
from numpy.typing import NDArray

from core.scaling.opencv_models import halved, interpolated
from core.scaling.taps import Taps, replicated

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

IGNORED = 1e-3
"""Share of a source pixel below which the library leaves it out at the end of an output pixel."""
EPSILON = float(np.finfo(np.float64).eps)


def output(image: RGB, target_shape: Shape) -> RGB:
    """`cv2.resize(…, INTER_AREA)` of `image` (H, W[, C]), (h', w'[, C])."""
    source = (image.shape[0], image.shape[1])
    if any(to > length for to, length in zip(target_shape, source, strict=True)):
        rows, columns = (enlarging(*lengths) for lengths in zip(source, target_shape, strict=True))
        return interpolated(image, rows, columns)
    ratios = [_ratio(*lengths) for lengths in zip(source, target_shape, strict=True)]
    if all(abs(ratio - round(ratio)) < EPSILON for ratio in ratios):
        return _whole(image, target_shape, (round(ratios[0]), round(ratios[1])))
    return _fractional(image, target_shape)


def taps(source_length: int, target_length: int) -> Taps:
    """The float32 share of each source pixel under an output pixel (computeResizeAreaTab)."""
    ratio = _ratio(source_length, target_length)
    start = np.arange(target_length) * ratio
    stop = start + ratio
    width = np.minimum(ratio, source_length - start)
    last = np.minimum(np.floor(stop).astype(np.int64), source_length - 1)
    first = np.minimum(np.ceil(start).astype(np.int64), last)
    head = np.where(first - start > IGNORED, (first - start) / width, 0.0)
    tail = np.minimum(np.minimum(stop - last, 1.0), width) / width
    tail = np.where(stop - last > IGNORED, tail, 0.0)
    places = first[:, None] - 1 + np.arange(int((last - first).max()) + 2)
    inner = (places >= first[:, None]) & (places < last[:, None])
    weights = np.where(inner, 1.0 / width[:, None], 0.0)
    weights[:, 0] = head
    weights += np.where(places == last[:, None], tail[:, None], 0.0)
    return replicated(places, weights.astype(np.float32).astype(np.float64), source_length)


def enlarging(source_length: int, target_length: int) -> Taps:
    """Two 11-bit taps with INTER_AREA's own phase, for both axes where either of them grows."""
    growth = target_length / source_length
    place = np.arange(target_length)
    base = np.floor(place * (1.0 / growth)).astype(np.int64)
    phase = ((place + 1) - (base + 1) * growth).astype(np.float32).astype(np.float64)
    phase = np.where(phase <= 0.0, 0.0, phase - np.floor(phase))
    phase = np.where(base >= source_length - 1, 0.0, phase)
    weights = np.stack([1.0 - phase, phase], axis=1).astype(np.float32)
    eleven_bit = np.rint(weights * 2048).astype(np.float64) / 2048
    return replicated(base[:, None] + np.arange(2), eleven_bit, source_length)


def _ratio(source_length: int, target_length: int) -> float:
    """The library's β, a double's last bit off where 1 / (target / source) is."""
    return 1.0 / (target_length / source_length)


def _whole(image: RGB, target_shape: Shape, ratios: Shape) -> RGB:
    """The sum of each block times float32 1 / pixels, rounded half to even; 2:1 rounds half up."""
    if ratios == (2, 2):
        return halved(image)
    blocks = image.reshape(target_shape[0], ratios[0], target_shape[1], ratios[1], *image.shape[2:])
    total = blocks.sum(axis=(1, 3), dtype=np.int32).astype(np.float32)
    return _rounded(total * np.float32(1.0 / (ratios[0] * ratios[1])))


def _fractional(image: RGB, target_shape: Shape) -> RGB:
    """Σ weight · pixel along the rows, then down the columns, float32 and one tap after the other."""
    columns = taps(image.shape[1], target_shape[1])
    across = np.zeros((image.shape[0], *target_shape[1:], *image.shape[2:]), np.float32)
    for index, weight in zip(columns.indices.T, columns.weights.T.astype(np.float32), strict=True):
        across += image[:, index] * _as_wide(weight, image.ndim - 2)
    rows = taps(image.shape[0], target_shape[0])
    total = np.zeros((*target_shape, *image.shape[2:]), np.float32)
    for index, weight in zip(rows.indices.T, rows.weights.T.astype(np.float32), strict=True):
        total += across[index] * _as_wide(weight, image.ndim - 1)
    return _rounded(total)


def _as_wide(weight: NDArray[np.float32], axes: int) -> NDArray[np.float32]:
    return weight.reshape(weight.shape + (1,) * axes)


def _rounded(values: NDArray[np.float32]) -> RGB:
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
