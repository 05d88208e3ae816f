"""Patch-clean: the clean filter block by block, for hidden pictures that cover a part of the image only.

Quiring et al. 2023, “On the Detection of Image-Scaling Attacks in Machine Learning”: averaged over the image
the change that restoring makes to a small patch drowns, so blocks are compared and the worst one counts. The
targeted version looks at the sampled pixels of each block alone.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.clean_filter import applies, restored
from core.detection.likeness import psnr_of
from core.detection.suspicion import Suspicion
from core.progress import Progress

OUTPUTS = 8
"""Output pixels a side of a block."""

Plane = NDArray[np.float32]


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """PSNR in dB of the worst block with its restored self; low is suspicious. None as for clean_filter."""
    if not applies(suspicion):
        return None
    error = _error(suspicion, progress)
    return psnr_of(float(_block_means(error, _side(suspicion)).max()))


def targeted_score(suspicion: Suspicion, progress: Progress) -> float | None:
    """The same on the sampled pixels of each block."""
    if not applies(suspicion):
        return None
    error = _error(suspicion, progress)
    sampled = suspicion.excerpt.operator.sampled_mask().astype(np.float32)
    side = _side(suspicion)
    share = _block_means(sampled, side)
    means = _block_means(error * sampled, side) / np.maximum(share, 1e-6)
    return psnr_of(float(means[share > 0].max()))


def _error(suspicion: Suspicion, progress: Progress) -> Plane:
    """Mean squared change over the channels, (h, w)."""
    after = restored(suspicion, "median", progress)
    change = after.astype(np.float32) - suspicion.excerpt.image
    return np.asarray(np.square(change).mean(axis=2), np.float32)


def _side(suspicion: Suspicion) -> tuple[int, int]:
    """Rows and columns of a block in source pixels."""
    excerpt = suspicion.excerpt
    ratios = zip(excerpt.image.shape, excerpt.operator.target_shape, strict=False)
    down, across = (max(1, round(OUTPUTS * source / target)) for source, target in ratios)
    return down, across


def _block_means(plane: Plane, side: tuple[int, int]) -> Plane:
    """Means over blocks that overlap by half."""
    height, width = plane.shape
    down, across = min(side[0], height), min(side[1], width)
    means = cv2.blur(plane, (across, down), borderType=cv2.BORDER_REFLECT)
    rows = slice(down // 2, max(down // 2 + 1, height - down // 2), max(1, down // 2))
    columns = slice(across // 2, max(across // 2 + 1, width - across // 2), max(1, across // 2))
    return np.asarray(means[rows, columns], np.float32)
