"""The colours of weights: the influence map's for positive ones, reds for negative ones."""

import numpy as np
from numpy.typing import NDArray

from app.views.sampled_pixels.heatmap import DECADES, Scale, positions
from app.widgets.colour_map import INFLUENCE_MAP, colour_table

DARK_RED = np.array([70, 22, 20], np.float32)
LIGHT_RED = np.array([255, 122, 112], np.float32)

Tick = tuple[float, str]


def weight_colours(
    weights: NDArray[np.float64], scale: Scale, peak: float | None = None
) -> NDArray[np.uint8]:
    """RGB of weights of any shape (…): up to the largest magnitude `peak`, by default theirs.

    Positive ones take the colours that the influence map has at their share of the peak, negative ones a red
    that is lighter the larger their magnitude; no weight at all is the map's darkest colour.
    """
    share = weights / (np.abs(weights).max() if peak is None else peak)
    place = positions(np.abs(share), scale)
    colours = colour_table(INFLUENCE_MAP)[np.where(share > 0, place, 0)]
    red = DARK_RED + (LIGHT_RED - DARK_RED) * (place / 255)[..., None]
    return np.asarray(np.where((share < 0)[..., None], np.rint(red), colours), np.uint8)


def scale_weights(weights: NDArray[np.float64], scale: Scale, steps: int) -> NDArray[np.float64]:
    """`steps` weights from the least to the largest, as far apart as their colours: what a legend shows.

    Without negative weights it begins at no weight at all, or at the least that the colours tell from none.
    """
    peak, least = float(np.abs(weights).max()), min(0.0, float(weights.min()))
    below = -position_of(least / peak, scale)
    places = np.linspace(below, position_of(max(0.0, float(weights.max())) / peak, scale), steps)
    return np.sign(places) * peak * _share_at(np.abs(places), scale)


def position_of(share: float, scale: Scale) -> float:
    """Where a share of the peak, by its magnitude, lies on the scale: 0..1."""
    return float(positions(np.abs(np.array([share])), scale)[0]) / 255


def _share_at(position: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    if scale is Scale.LINEAR:
        return position
    return np.asarray(np.where(position > 0, 10.0 ** (DECADES * (position - 1)), 0.0), np.float64)
