"""Clean filter: restore the sampled pixels from their neighbours and see how much that changes the image.

Quiring et al. 2020, §4.3 (the selective median filter), used as a detector: in a benign image sampled pixels
resemble their neighbours, in an attack image they do not.
"""

import numpy as np

from core.detection.suspicion import Suspicion
from core.progress import Progress
from core.sanitizing.sanitize import sanitize

LARGEST_SHARE = 0.75
"""Share of sampled pixels up to which the filter applies; windows without free pixels near by follow soon."""
FEWEST_OUTPUTS = 4
HIGHEST_DB = 60.0
"""PSNR given to an image that restoring hardly changes or leaves as it is."""


def score(suspicion: Suspicion, progress: Progress) -> float | None:
    """PSNR in dB of the excerpt's restored pixels against what they were; low is suspicious.

    Measured on the sampled pixels alone, so that it does not rise with the scaling ratio. None where the
    pipeline samples nearly every pixel, as then there is too little near by to restore from, and where the
    excerpt holds next to no output pixels.
    """
    excerpt = suspicion.excerpt
    operator = excerpt.operator
    if operator.sampled_share > LARGEST_SHARE or min(operator.target_shape) < FEWEST_OUTPUTS:
        return None
    mask = operator.sampled_mask()
    restored = sanitize(excerpt.image, operator, "median", progress=progress)
    change = restored.pixels[mask].astype(np.float32) - excerpt.image[mask]
    error = float(np.square(change).mean())
    return min(HIGHEST_DB, 10 * float(np.log10(255**2 / max(error, 1e-9))))
