"""Opening TensorFlow SavedModels, which are programs: only ones the user has said to trust."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.backend import quieten
from core.classification.opened import OpenedModel, as_dtype, checked_shapes
from core.errors import ModelError

SIGNATURE = "serving_default"


def open_saved_model(folder: Path) -> OpenedModel:
    """The model in a SavedModel folder, by its serving signature. This runs what the folder holds.

    Raises `ModelError` when it is broken or no image classifier.
    """
    quieten()
    import tensorflow as tf

    try:
        loaded = tf.saved_model.load(str(folder))
        signature = _signature(loaded.signatures)
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(
            f"The SavedModel {folder.name} can not be loaded: it is damaged or was made by another version "
            "of TensorFlow; export it again."
        ) from error
    return _opened(loaded, signature, folder.name)


def _signature(signatures: Any) -> Any:
    if SIGNATURE in signatures:
        return signatures[SIGNATURE]
    if len(signatures) == 1:
        return next(iter(signatures.values()))
    raise ModelError(
        "The SavedModel has no serving signature, so there is no telling how to call it; export it again "
        "with model.export()."
    )


def _opened(loaded: Any, signature: Any, name: str) -> OpenedModel:
    inputs, outputs = signature.structured_input_signature[1], signature.structured_outputs
    if len(inputs) != 1 or len(outputs) != 1:
        raise ModelError(
            f"The SavedModel {name} does not fit: it has {len(inputs)} inputs and {len(outputs)} outputs, "
            "but an image classifier has one each; choose another."
        )
    (key, takes), (answer, gives) = next(iter(inputs.items())), next(iter(outputs.items()))
    batch, height, width, channels, count = checked_shapes(_shape(takes), _shape(gives), name)
    dtype = takes.dtype.name

    def run(images: NDArray[np.float32]) -> NDArray[np.float32]:
        import tensorflow as tf

        return np.asarray(signature(**{key: tf.constant(as_dtype(images, dtype))})[answer], np.float32)

    # The variables live as long as `loaded` does.
    return OpenedModel(loaded, run, batch, height, width, channels, dtype, count)


def _shape(spec: Any) -> tuple[int | None, ...] | None:
    return tuple(spec.shape) if spec.shape.rank is not None else None
