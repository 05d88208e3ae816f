"""Opening Keras models, `.keras` and `.h5`, without running anything they bring along.

Keras' safe mode stays on. Before Keras sees a file its description is read here: a layer that holds code,
comes from elsewhere than Keras or reads other files is named and refused.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.backend import import_keras
from core.classification.declared import counted
from core.classification.opened import OpenedModel, as_dtype, checked_shapes
from core.errors import ModelError

LARGEST_DESCRIPTION = 64_000_000
LARGEST_CONTENT = 4_000_000_000
CODE = frozenset({"Lambda", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "__lambda__"})
READERS = frozenset({"StringLookup", "IntegerLookup", "TextVectorization", "HashedCrossing"})


def open_keras(path: Path) -> OpenedModel:
    """The model in a `.keras` archive or an `.h5` file.

    Raises `ModelError` when it is broken, holds code, declares more than it stores, or is no image
    classifier.
    """
    description = _archived(path) if path.suffix.lower() == ".keras" else _in_hdf5(path)
    _refuse_code(description, path.name)
    keras = import_keras()
    try:
        with counted(_stored_bytes(path)) as count:
            network = keras.saving.load_model(path, compile=False, safe_mode=True)
    except Exception as error:
        if count.exceeded:
            raise ModelError(
                f"The model {path.name} can not be loaded: it declares {count.weights:,} weights or more, "
                "which its file is too small to hold; save it again."
            ) from error
        raise ModelError(
            f"The model {path.name} can not be loaded: it is damaged, holds code, or was made by another "
            f"version of Keras; save it again with Keras {keras.__version__}."
        ) from error
    return _opened(network, path.name)


def _opened(network: Any, name: str) -> OpenedModel:
    takes, gives = getattr(network, "input_shape", None), getattr(network, "output_shape", None)
    batch, height, width, channels, outputs = checked_shapes(takes, gives, name)
    dtype = str(network.inputs[0].dtype)
    graph = _graph(network, (batch, height, width, channels), dtype)

    def run(images: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(graph(as_dtype(images, dtype)), np.float32)

    return OpenedModel(network, run, batch, height, width, channels, dtype, outputs)


def _graph(network: Any, shape: tuple[int | None, ...], dtype: str) -> Any:
    """The network as one graph for batches of that shape.

    Layer by layer from Python, one small image takes three times as long, and in `predict` thirty times.
    """
    import tensorflow as tf

    @tf.function(input_signature=[tf.TensorSpec(shape, dtype)])  # type: ignore[untyped-decorator]
    def graph(images: Any) -> Any:
        return network(images, training=False)

    return graph


def _stored_bytes(path: Path) -> int:
    """What the file holds at most, unpacked."""
    if path.suffix.lower() != ".keras":
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _archived(path: Path) -> Any:
    """The description in a Keras 3 archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_CONTENT:
                raise ModelError(f"The model {path.name} unpacks to over 4 GB; choose a smaller model.")
            if archive.getinfo("config.json").file_size > LARGEST_DESCRIPTION:
                raise ModelError(
                    f"The description in {path.name} is too large to be one; choose another file."
                )
            return json.loads(archive.read("config.json"))
    except zipfile.BadZipFile as error:
        raise ModelError(
            f"{path.name} is not a Keras model archive, or only a part of one; save the model again with "
            "Keras 3 as a .keras file."
        ) from error
    # ValueError covers bad JSON and bad UTF-8; RuntimeError odd features of archives and too deep nesting.
    except (KeyError, ValueError, OSError, EOFError, RuntimeError, zlib.error) as error:
        raise _broken(path, error) from error


def _in_hdf5(path: Path) -> Any:
    """The description in an HDF5 file."""
    import h5py  # type: ignore[import-untyped]

    try:
        with h5py.File(path, "r") as file:
            text = file.attrs.get("model_config")
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise _broken(path, error) from error
    if text is None:
        raise ModelError(
            f"{path.name} holds no model, at most its weights; save the whole model with model.save()."
        )
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> ModelError:
    if isinstance(error, PermissionError):
        return ModelError(f"The model {path.name} may not be read; ask for the right to, or choose another.")
    return ModelError(
        f"The model {path.name} can not be loaded: the description of its layers is missing or damaged, or "
        "it is only a part of a model file; save it again."
    )


def _refuse_code(description: Any, name: str) -> None:
    """Raise `ModelError` when a part of the model is not Keras' own or does more than compute."""
    for part in _parts(description):
        kind, module = str(part.get("class_name")), part.get("module")
        foreign = isinstance(module, str) and module.split(".")[0] not in ("keras", "builtins")
        custom = ">" in str(part.get("registered_name") or "")
        if kind in CODE or foreign or custom:
            raise ModelError(
                f"The model {name} holds code of its own ({kind}), which Aliascope does not run; rebuild it "
                "from Keras' own layers and save it again."
            )
        if kind in READERS:
            raise ModelError(
                f"The model {name} has a layer that reads tables ({kind}), which no image classifier needs; "
                "save it without that layer."
            )


def _parts(description: Any) -> Iterator[dict[str, Any]]:
    """Every object of the description that names a class, however deep."""
    waiting = [description]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "class_name" in value:
                yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
