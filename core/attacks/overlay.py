"""A trigger or watermark on the source's own output: the target of backdoor attacks (seed paper, §2.3)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.robust import area_output

OutputBox = tuple[int, int, int, int]
"""(x, y, width, height) in pixels of the output."""


def overlay(
    output: RGB,
    trigger: RGB,
    box: OutputBox | None = None,
    *,
    opacity: float = 1.0,
    alpha: NDArray[np.uint8] | None = None,
) -> RGB:
    """`output` (h, w, 3) uint8 with the trigger blended in: (1 - a)·output + a·trigger, a = opacity·alpha.

    output: scale(S), what the pipeline makes of the source, so that all but the trigger stays.
    trigger: (h, w, 3) uint8 of any size, scaled to the box: by area averages where it shrinks, bilinearly
    where it grows. box: where it goes; None for all of the output. alpha: (h, w) uint8, its own transparency.
    Raises `AttackError` for an empty box, one that reaches outside, an opacity out of 0..1 and an alpha of
    another shape.
    """
    height, width = output.shape[:2]
    x, y, across, down = box or (0, 0, width, height)
    _check((x, y, across, down), (width, height), opacity)
    share = np.full((down, across, 1), opacity, np.float32)
    if alpha is not None:
        _check_alpha(alpha, trigger)
        share *= _scaled(alpha, across, down)[..., None].astype(np.float32) / 255
    blended = output.copy()
    part = blended[y : y + down, x : x + across]
    mixed = (1 - share) * part + share * _scaled(trigger, across, down)
    part[...] = np.rint(mixed)
    return blended


def corner_box(
    output: RGB, trigger: RGB, share: float = 0.25, corner: str = "bottom right", margin: int = 2
) -> OutputBox:
    """A box in a corner of the output, of the trigger's proportions, `share` of the output's shorter side.

    Raises `AttackError` for a corner that is not named by "top" or "bottom" and "left" or "right".
    """
    height, width = output.shape[:2]
    words = corner.split()
    if len(words) != 2 or words[0] not in ("top", "bottom") or words[1] not in ("left", "right"):
        raise AttackError(f"“{corner}” is no corner; choose top or bottom, and left or right.")
    longest = max(1.0, min(share, 1.0) * min(height, width))
    scale = longest / max(trigger.shape[:2])
    down, across = (max(1, round(scale * length)) for length in trigger.shape[:2])
    x = margin if words[1] == "left" else width - across - margin
    y = margin if words[0] == "top" else height - down - margin
    return max(0, x), max(0, y), across, down


def _check(box: OutputBox, size: tuple[int, int], opacity: float) -> None:
    (x, y, across, down), (width, height) = box, size
    if across < 1 or down < 1 or x < 0 or y < 0 or x + across > width or y + down > height:
        raise AttackError(
            f"The trigger's box of {across}×{down} at ({x}, {y}) does not lie in the output of "
            f"{width}×{height}; give one in pixels of the output."
        )
    if not 0 <= opacity <= 1:
        raise AttackError(f"The trigger's opacity is {opacity:g}; give a number from 0 to 1.")


def _check_alpha(alpha: NDArray[np.uint8], trigger: RGB) -> None:
    if alpha.shape != trigger.shape[:2]:
        raise AttackError(
            f"The trigger's transparency has the shape {alpha.shape} and the trigger {trigger.shape[:2]}; "
            "give one value per pixel."
        )


def _scaled(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    if width <= image.shape[1] and height <= image.shape[0]:
        return area_output(image, (height, width))
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
