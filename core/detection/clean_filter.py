"""Clean filter: restore the sampled pixels from their neighbours and see how much that changes the image.

Quiring et al. 2020, §4.3 (the selective median filter), used as a detector: in a benign image sampled pixels
resemble their neighbours, in an attack image they do not.
"""

import numpy as np

from core.detection.suspicion import Suspicion
from core.progress import Progress
from core.sanitizing.sanitize import sanitize

HIGHEST_DB = 60.0
"""PSNR given to an image that restoring hardly changes or leaves as it is."""


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """PSNR in dB of the excerpt's restored pixels against what they were; low is suspicious.

    Measured on the sampled pixels alone, so that it does not rise with the scaling ratio. None where the
    pipeline samples every pixel, as then there is nothing to restore from.
    """
    excerpt = suspicion.excerpt
    mask = excerpt.operator.sampled_mask()
    if mask.all():
        return None
    restored = sanitize(excerpt.image, excerpt.operator, "median", progress=progress)
    change = restored.pixels[mask].astype(np.float32) - excerpt.image[mask]
    error = float(np.square(change).mean())
    return min(HIGHEST_DB, 10 * float(np.log10(255**2 / max(error, 1e-9))))
