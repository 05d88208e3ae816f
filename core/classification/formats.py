"""The kinds of model files that can be opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.classification.keras_files import open_keras
from core.classification.opened import OpenedModel
from core.classification.saved_models import open_saved_model
from core.classification.tflite_files import open_tflite
from core.errors import ModelError


class UntrustedModelError(ModelError):
    """The model is a program, and nobody has said to trust it; ask, and open it again."""


@dataclass(frozen=True)
class ModelFormat:
    """One kind. A `program` can read and write files when it is opened or run, so the user is asked first."""

    id: str
    title: str
    suffixes: tuple[str, ...]
    open: Callable[[Path], OpenedModel]
    program: bool = False


FORMATS: tuple[ModelFormat, ...] = (
    ModelFormat("keras", "Keras", (".keras", ".h5", ".hdf5"), open_keras),
    ModelFormat("tflite", "TensorFlow Lite", (".tflite", ".lite"), open_tflite),
    ModelFormat("saved_model", "TensorFlow SavedModel", (".pb",), open_saved_model, program=True),
)
SAVED_MODEL_FILE = "saved_model.pb"


def format_of(path: Path) -> ModelFormat:
    """The kind of the model at `path`; `ModelError` when no kind fits."""
    if path.is_dir() and not (path / SAVED_MODEL_FILE).is_file():
        raise ModelError(
            f"The folder {path.name} holds no {SAVED_MODEL_FILE}; choose a model or a SavedModel's folder."
        )
    suffix = ".pb" if path.is_dir() else path.suffix.lower()
    for kind in FORMATS:
        if suffix in kind.suffixes:
            return kind
    known = ", ".join(suffix for kind in FORMATS for suffix in kind.suffixes if not kind.program)
    raise ModelError(
        f"{path.name} is not a kind of model that can be opened; choose one of {known}, or the folder of a "
        "SavedModel."
    )


def open_model(path: Path, *, trusted: bool = False) -> OpenedModel:
    """The classifier at `path`, a file or a SavedModel's folder (or the `saved_model.pb` in it).

    Raises `UntrustedModelError` for a program that is not `trusted`, and `ModelError` when there is no
    model, it is broken, holds code, or is no image classifier.
    """
    try:
        path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a path"
        raise ModelError(
            f"The model {path.name} can not be opened: {reason}; choose a file that exists."
        ) from error
    kind = format_of(path)
    if kind.program and not trusted:
        raise UntrustedModelError(
            f"{path.name} is a {kind.title}, a program that can read and write files when it is opened; open "
            "it as trusted if you know where it comes from."
        )
    return kind.open(path.parent if path.suffix.lower() == ".pb" else path)
