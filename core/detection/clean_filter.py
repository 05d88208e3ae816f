"""Clean filter: restore the sampled pixels from their neighbours and see how much that changes the image.

Quiring et al. 2020, §4.3 (the selective filters), used as detectors by Quiring et al. 2023: in a benign image
sampled pixels resemble their neighbours, in an attack image they do not.
"""

from typing import Literal

import numpy as np

from core.detection.likeness import HIGHEST_DB, mean_squared_error, psnr_of
from core.detection.suspicion import Suspicion
from core.images.arrays import RGB
from core.progress import Progress
from core.sanitizing.sanitize import sanitize

__all__ = ["HIGHEST_DB", "applies", "random_score", "restored", "score"]

LARGEST_SHARE = 0.75
"""Share of sampled pixels up to which the filter applies; windows without free pixels near by follow soon."""
FEWEST_OUTPUTS = 4


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """PSNR in dB of the excerpt's restored pixels against what they were; low is suspicious.

    Measured on the sampled pixels alone, so that it does not rise with the scaling ratio. None where the
    pipeline samples nearly every pixel, as then there is too little near by to restore from, and where the
    excerpt holds next to no output pixels.
    """
    return _psnr(suspicion, "median", progress)


def random_score(suspicion: Suspicion, progress: Progress) -> float | None:
    """The same with the selective random filter."""
    return _psnr(suspicion, "random", progress)


def applies(suspicion: Suspicion) -> bool:
    """Whether the excerpt has free pixels to restore from."""
    operator = suspicion.excerpt.operator
    return operator.sampled_share <= LARGEST_SHARE and min(operator.target_shape) >= FEWEST_OUTPUTS


def restored(suspicion: Suspicion, kind: Literal["median", "random"], progress: Progress) -> RGB:
    """The excerpt with its sampled pixels restored; only where the filter applies."""
    excerpt = suspicion.excerpt
    return sanitize(excerpt.image, excerpt.operator, kind, progress=progress).pixels


def _psnr(suspicion: Suspicion, kind: Literal["median", "random"], progress: Progress) -> float | None:
    if not applies(suspicion):
        return None
    mask = suspicion.excerpt.operator.sampled_mask()
    before, after = suspicion.excerpt.image[mask], restored(suspicion, kind, progress)[mask]
    return psnr_of(mean_squared_error(after.astype(np.float32), before.astype(np.float32)))
