"""Loading a sign classifier and asking it for probabilities."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.backend import import_keras
from core.classification.labels import CLASS_COUNT
from core.errors import ModelError
from core.images.arrays import RGB

BATCH = 256


@dataclass(frozen=True, eq=False)
class Classifier:
    """A loaded Keras model with its source and the image size it takes.

    The model maps RGB in 0..255, shape (N, height, width, 3), to (N, 43) probabilities.
    """

    network: Any
    path: Path
    input_shape: tuple[int, int]

    def probabilities(self, images: Sequence[RGB] | RGB) -> NDArray[np.float32]:
        """Class probabilities, (N, 43) float32 in 0..1, rows summing to 1.

        `images`: N RGB uint8 images of exactly `input_shape`; `ModelError` when they have another shape.
        """
        stack = np.asarray(images)
        if stack.ndim != 4 or stack.shape[1:] != (*self.input_shape, 3):
            height, width = self.input_shape
            raise ModelError(
                f"The model takes RGB images of {width}×{height}, but got an array of shape {stack.shape}; "
                "scale the image first."
            )
        parts = [self._forward(stack[start : start + BATCH]) for start in range(0, len(stack), BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, CLASS_COUNT), np.float32)

    def _forward(self, batch: RGB) -> NDArray[np.float32]:
        # Calling the model is ten times faster than `predict` for one image.
        return np.asarray(self.network(batch.astype(np.float32), training=False), dtype=np.float32)


def default_model_path() -> Path:
    """The model that ships with the product, `resources/models/gtsrb.keras`."""
    return Path(str(files("resources") / "models" / "gtsrb.keras"))


def load_classifier(path: Path | None = None) -> Classifier:
    """The classifier in a `.keras` file, or the shipped one; loaded once per process and file version.

    Keras' safe mode stays on, so a file can not bring code of its own. `ModelError` when the file is
    missing, broken, not a Keras 3 archive, or not a classifier of the 43 GTSRB classes.
    """
    file = (default_model_path() if path is None else Path(path)).absolute()
    try:
        stamp = file.stat()
    except OSError as error:
        raise ModelError(
            f"The model {file.name} can not be opened: {error.strerror}; choose a .keras file that exists."
        ) from error
    return _load(file, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=2)
def _load(file: Path, _modified: int, _size: int) -> Classifier:
    # The time and size belong to the cache key: a retrained file is loaded anew.
    if file.suffix != ".keras" or not zipfile.is_zipfile(file):
        raise ModelError(
            f"{file.name} is not a Keras model archive; save the model with Keras 3 as a .keras file."
        )
    keras = import_keras()
    try:
        network = keras.saving.load_model(file, compile=False, safe_mode=True)
    except Exception as error:  # Keras lets through whatever the broken part of the archive raises.
        raise ModelError(
            f"The model {file.name} can not be loaded: it is broken, holds code, or was made by another "
            f"version of Keras ({type(error).__name__}); save it again with Keras {keras.__version__}."
        ) from error
    return Classifier(network, file, _checked_input(network, file))


def _checked_input(network: Any, file: Path) -> tuple[int, int]:
    """The (height, width) the network takes; `ModelError` when it is no RGB classifier of 43 classes."""
    takes = getattr(network, "input_shape", None)
    gives = getattr(network, "output_shape", None)
    fits = isinstance(takes, tuple) and len(takes) == 4 and takes[3] == 3 and None not in takes[1:]
    if not fits or gives != (None, CLASS_COUNT):
        raise ModelError(
            f"The model {file.name} does not fit: it maps {takes} to {gives}, but a fixed-size RGB image to "
            f"{CLASS_COUNT} class probabilities is needed; choose a GTSRB classifier."
        )
    assert isinstance(takes, tuple)
    return int(takes[1]), int(takes[2])
