"""How far the output of an attack has to move: the difference between a target and what is there.

An attacker's target is not known beforehand. A typical one is a photograph: lighter above than below (sky and
ground), neighbouring pixels alike. The three constants were measured on 160 photographs of streets and
nature; `python -m core.attacks.prove_vulnerability PHOTOS_DIR` prints how far predictions with them hold.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scaling.robust import area_output

Shape = tuple[int, int]

TOP_LEVEL, BOTTOM_LEVEL = 158.0, 83.0
"""Mean grey level of the upper and the lower edge of a photograph, linear between them."""
SPREAD = 66.0
"""Root mean square distance of a photograph from that mean picture, in grey levels."""
ALIKE_OVER = 1.7
"""Differences of photographs scaled to n pixels correlate as exp(−distance / (1.7 · √n)) along an axis."""

LOOK_AT = (64, 64)
"""Averages of an image that say how far a typical target is from it."""


@dataclass(frozen=True)
class Difference:
    """T − D in two numbers: its mean square in squared grey levels, and its correlation length's factor.

    `mean_square` is over all output values; `alike_over` is multiplied by √n for an axis of n outputs.
    """

    mean_square: float
    alike_over: float = ALIKE_OVER

    @property
    def psnr(self) -> float:
        """PSNR in dB of an image against a target it openly shows: what hiding nothing comes to."""
        return 10 * math.log10(255**2 / self.mean_square) if self.mean_square > 0 else math.inf

    def correlation(self, length: int) -> float:
        """Correlation of neighbouring outputs on an axis of `length` outputs, 0..1."""
        return math.exp(-1 / (self.alike_over * math.sqrt(length)))


TYPICAL_DIFFERENCE = Difference(2 * SPREAD**2)
"""Between two photographs."""


def difference_from(output: NDArray[np.uint8]) -> Difference:
    """Between a typical target and this output, (h', w'[, C]) uint8: what the image would have to hide."""
    middles = (np.arange(output.shape[0]) + 0.5) / output.shape[0]
    usual = TOP_LEVEL + (BOTTOM_LEVEL - TOP_LEVEL) * middles
    distance = output.astype(np.float64) - usual.reshape(-1, *(1,) * (output.ndim - 1))
    return Difference(SPREAD**2 + float(np.mean(distance * distance)))


def difference_of(image: NDArray[np.uint8]) -> Difference:
    """Between a typical target and an image of any size, (H, W[, C]) uint8, by its averages."""
    return difference_from(area_output(image, LOOK_AT))
