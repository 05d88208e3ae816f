"""What every kind of model file comes down to once it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.profile import LARGEST_SIDE
from core.classification.quantised import Held
from core.errors import ModelError

MOST_OUTPUTS = 100_000


@dataclass(frozen=True, eq=False)
class OpenedModel:
    """An image classifier ready to run.

    `run` maps (N, H, W, C) float32 to (N, K) float32; it casts to the model's own `dtype`. `height` and
    `width` are None where the model leaves them open, `batch` is the N it insists on, or None. `outputs` is
    K. `holds` is what a quantised input holds, None for other inputs.
    `source` is the object of the library that opened it.
    """

    source: Any
    run: Callable[[NDArray[np.float32]], NDArray[np.float32]]
    batch: int | None
    height: int | None
    width: int | None
    channels: int
    dtype: str
    outputs: int
    holds: Held | None = None

    @property
    def classes(self) -> int:
        """Classes that the outputs tell apart: of a single output p two, with probabilities 1 − p and p."""
        return max(2, self.outputs)


def checked_shapes(takes: Any, gives: Any, name: str) -> tuple[int | None, int | None, int | None, int, int]:
    """(batch, height, width, channels, outputs) of a model from shape `takes` to shape `gives`.

    Raises `ModelError` when it does not map images, channels last, to one row of figures each.
    """
    if not _is_image(takes):
        raise ModelError(
            f"The model {name} does not fit: its input is {_words(takes)}, but one image is needed, as "
            "batch × height × width × 1 or 3 channels; choose an image classifier with channels last."
        )
    if not (isinstance(gives, tuple) and len(gives) == 2 and gives[1] and 1 <= gives[1] <= MOST_OUTPUTS):
        raise ModelError(
            f"The model {name} does not fit: its output is {_words(gives)}, but a row of figures is needed, "
            "as batch × classes; choose a classifier."
        )
    batch, height, width, channels = takes
    if max(height or 0, width or 0) > LARGEST_SIDE:
        raise ModelError(f"The model {name} wants images above {LARGEST_SIDE} pixels a side; choose another.")
    return batch, height, width, int(channels), int(gives[1])


def _is_image(shape: Any) -> bool:
    fits = isinstance(shape, tuple) and len(shape) == 4 and shape[3] in (1, 3)
    return fits and all(side is None or (isinstance(side, int) and side > 0) for side in shape)


def _words(shape: Any) -> str:
    if not isinstance(shape, tuple) or not all(isinstance(side, int | None) for side in shape):
        return "not a single array"
    return " × ".join("any" if side is None else str(side) for side in shape) or "a single number"


def as_dtype(values: NDArray[np.float32], dtype: str) -> NDArray[Any]:
    """`values` in the model's type; integer types are rounded and clipped to what they hold."""
    wanted = np.dtype(dtype)
    if wanted.kind in "iu":
        limits = np.iinfo(wanted)
        return np.clip(np.rint(values), limits.min, limits.max).astype(wanted)
    return values.astype(wanted, copy=False)
