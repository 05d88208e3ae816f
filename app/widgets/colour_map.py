"""Perceptually uniform colour maps: equal steps of a value look like equal steps."""

from functools import lru_cache

import numpy as np
import pyqtgraph
from numpy.typing import NDArray

SPECTRUM_MAP = "inferno"
INFLUENCE_MAP = "viridis"


@lru_cache(maxsize=8)
def colour_table(name: str) -> NDArray[np.uint8]:
    """The 256 colours of a map, (256, 3) uint8, from low to high."""
    return np.asarray(pyqtgraph.colormap.get(name).getLookupTable(0.0, 1.0, 256), np.uint8)[:, :3]
