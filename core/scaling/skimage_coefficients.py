"""Coefficients of `skimage.transform.resize` (mode "reflect"), checked against real calls.

It zooms by scipy.ndimage: half-pixel centres, B-splines of the order, edges mirrored without repeating the
edge pixel. With anti_aliasing (`-aa`) a Gaussian with σ = (β − 1) / 2 comes first.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from core.scaling import kernels
from core.scaling.kernels import Values
from core.scaling.taps import Taps, as_matrix

_GAUSSIAN_TRUNCATE = 4.0
_POLE = np.sqrt(3.0) - 2.0
_PREFILTER_REACH = 14
_ORDERS = {"nearest": 0, "bilinear": 1, "bicubic": 3}


def matrix(algorithm: str, source_length: int, target_length: int) -> csr_array:
    """Sparse (target_length, source_length) coefficients of one axis for an algorithm id of the catalogue."""
    method, _, anti_aliasing = algorithm.partition("-")
    ratio = source_length / target_length
    result = as_matrix(_spline_taps(_ORDERS[method], source_length, target_length), source_length)
    if anti_aliasing and ratio > 1:
        read = np.unique(result.indices)  # at large ratios few, and the Gaussian is wide
        smooth = as_matrix(_gaussian_taps((ratio - 1) / 2, read, source_length), source_length)
        result = result[:, read] @ smooth
    return csr_array(result)


def _spline_taps(order: int, source_length: int, target_length: int) -> Taps:
    """B-spline of `order` at (i + 0.5) · β − 0.5 (ndimage.zoom with grid_mode)."""
    centre = (np.arange(target_length) + 0.5) * (source_length / target_length) - 0.5
    centre = np.where(centre < 0, -centre, np.minimum(centre, 2 * (source_length - 1) - centre))
    if order == 0:
        nearest = np.floor(centre + 0.5).astype(np.int64)[:, None]
        return Taps(_mirrored(nearest, source_length), np.ones(nearest.shape))
    base = np.floor(centre)
    offsets = np.arange(2) if order == 1 else np.arange(-1, 3)
    distance = offsets - (centre - base)[:, None]
    weights = kernels.triangle(distance) if order == 1 else kernels.b_spline(distance)
    if order == 3:
        offsets, weights = _interpolating(offsets, weights)
    return Taps(_mirrored(base.astype(np.int64)[:, None] + offsets, source_length), weights)


def _interpolating(offsets: NDArray[np.int64], weights: Values) -> tuple[NDArray[np.int64], Values]:
    """Taps of the cubic spline through the samples, given those of the B-splines around them.

    The spline's coefficients are c[i] = √3 · Σ z^|k| · s[i + k] with z = √3 − 2 over the mirrored signal
    (Unser 1999; ndimage.spline_filter); the sum is cut where z^|k| is negligible.
    """
    wide = np.arange(offsets[0] - _PREFILTER_REACH, offsets[-1] + _PREFILTER_REACH + 1)
    spread = np.sqrt(3.0) * _POLE ** np.abs(wide[None, :] - offsets[:, None])
    return wide, weights @ spread


def _gaussian_taps(sigma: float, centres: NDArray[np.int32], length: int) -> Taps:
    """ndimage.gaussian_filter at some samples: a sampled, normalised Gaussian cut at four σ."""
    reach = int(_GAUSSIAN_TRUNCATE * sigma + 0.5)
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (offsets / sigma) ** 2)
    indices = _mirrored(centres[:, None] + offsets, length)
    return Taps(indices, np.broadcast_to(weights / weights.sum(), indices.shape))


def _mirrored(indices: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    if length == 1:
        return np.zeros_like(indices)
    period = 2 * (length - 1)
    folded = np.abs(indices) % period
    return np.where(folded >= length, period - folded, folded)
