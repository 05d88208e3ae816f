"""Opening a classifier and asking it for probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.formats import SAVED_MODEL_FILE, format_of, open_model
from core.classification.labels import CLASS_COUNT, CLASS_NAMES, NO_SIGN, NO_SIGN_NAME
from core.classification.opened import OpenedModel
from core.classification.preparation import prepared, shares
from core.classification.profile import ModelChoice, Profile
from core.classification.quantised import fitted, range_words
from core.errors import ModelError
from core.images.arrays import RGB, Shape

BATCH = 256
SLIGHT = 0.01
"""By which a quantised probability may miss 0..1."""


class OpenSizeError(ModelError):
    """The model takes images of any size, and nobody has said which; ask, and open it again."""


@dataclass(frozen=True, eq=False)
class Classifier:
    """An open model with its source, the image size it takes and the names of its outputs.

    `profile` is how it is used, with the range of a quantised input where nobody gave one; `note` says so, or
    that most levels do not fit in.
    """

    opened: OpenedModel
    path: Path
    input_shape: Shape
    labels: tuple[str, ...]
    profile: Profile
    note: str = ""

    @property
    def network(self) -> Any:
        """The model as the library that opened it has it."""
        return self.opened.source

    def answers(self, images: Sequence[RGB] | RGB) -> NDArray[np.float32]:
        """Probabilities by `labels`, (N, K) float32 in 0..1, rows summing to 1.

        `images`: N RGB uint8 images of exactly `input_shape`. Raises `ModelError` when they have another
        shape, or when the model gives something else than numbers or fails.
        """
        stack = np.asarray(images)
        if stack.ndim != 4 or stack.shape[1:] != (*self.input_shape, 3):
            height, width = self.input_shape
            raise ModelError(
                f"The model takes RGB images of {width}×{height}, but got an array of shape {stack.shape}; "
                "scale the image first."
            )
        step = self.opened.batch or BATCH
        parts = [self._forward(stack[start : start + step]) for start in range(0, len(stack), step)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.labels)), np.float32)

    def probabilities(self, images: Sequence[RGB] | RGB) -> NDArray[np.float32]:
        """`answers`, for a GTSRB classifier `given_a_sign`: (N, 43)."""
        return self.given_a_sign(self.answers(images))

    def given_a_sign(self, found: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of the 43 GTSRB classes, (N, 43), if the picture shows one of them.

        What the model says about pictures without a sign is left out and the rest adds up to 1, so that
        classifiers with and without such an answer compare. Other models' answers stay as they are.
        """
        if self.labels != (*CLASS_NAMES, NO_SIGN_NAME):
            return found
        signs = np.maximum(found[:, :NO_SIGN], np.finfo(np.float32).tiny)
        return np.asarray(signs / signs.sum(axis=1, keepdims=True), np.float32)

    def _forward(self, batch: RGB) -> NDArray[np.float32]:
        batch_size = self.opened.batch or len(batch)
        # A model of a fixed batch gets copies of the last image; their answers are dropped.
        full = np.concatenate([batch, np.repeat(batch[-1:], batch_size - len(batch), axis=0)])
        values = prepared(full, self.profile, self.opened.channels)
        try:
            rows = self.opened.run(values)[: len(batch)]
        except Exception as error:
            raise ModelError(
                f"The model {self.path.name} failed on an image ({type(error).__name__}); choose another."
            ) from error
        if rows.shape != (len(batch), self.opened.outputs) or not np.isfinite(rows).all():
            raise ModelError(
                f"The model {self.path.name} answers with something else than finite numbers, one per class; "
                "check its range, mean and deviation, or choose another."
            )
        if self.opened.outputs == 1 and (rows.min() < -SLIGHT or rows.max() > 1 + SLIGHT):
            raise ModelError(
                f"The single output of the model {self.path.name} is no probability, so there is no telling "
                "what it stands for; end the model in a sigmoid."
            )
        return shares(rows)


def default_model_path() -> Path:
    """The model that ships with the product, `resources/models/gtsrb.keras`."""
    return Path(str(files("resources") / "models" / "gtsrb.keras"))


def load_classifier(model: Path | ModelChoice | None = None) -> Classifier:
    """The classifier in a model file, or the shipped one; loaded once per process and file version.

    A path is used as the shipped model is: RGB in 0..255. `ModelError` when the file is missing, broken,
    holds code, or does not fit the profile; see `core.classification.formats`.
    """
    path = default_model_path() if model is None else model
    choice = path if isinstance(path, ModelChoice) else ModelChoice(path)
    file = choice.path.absolute()
    return _load(ModelChoice(file, choice.profile, choice.trusted), _version(file))


@lru_cache(maxsize=3)
def _load(choice: ModelChoice, version: tuple[int, int]) -> Classifier:
    opened = _open(choice.path, choice.trusted, version)
    labels = _checked_labels(opened, choice)
    profile = fitted(choice.profile, opened.holds)
    note = range_words(choice.profile, profile, opened.holds)
    return Classifier(opened, choice.path, _checked_size(opened, choice), labels, profile, note)


@lru_cache(maxsize=2)
def _open(file: Path, trusted: bool, _version: tuple[int, int]) -> OpenedModel:
    # The version belongs to the cache key: a retrained file is loaded anew.
    return open_model(file, trusted=trusted)


def _version(path: Path) -> tuple[int, int]:
    """Time and size of the file; zeros when there is none, which `open_model` says in words."""
    try:
        stamp = (path / SAVED_MODEL_FILE if path.is_dir() else path).stat()
    except (OSError, ValueError):
        return (0, 0)
    return stamp.st_mtime_ns, stamp.st_size


def _checked_labels(opened: OpenedModel, choice: ModelChoice) -> tuple[str, ...]:
    """The profile's labels, one per class; without them those of GTSRB where they fit, else numbers.

    Of a single output one label will do, which names what the output is the probability of.
    """
    labels, outputs = choice.profile.labels, opened.classes
    if opened.outputs == 1 and len(labels) == 1:
        return f"Not {labels[0]}", labels[0]
    if labels and len(labels) != outputs:
        what = "classes" if opened.outputs == 1 else "outputs"
        raise ModelError(
            f"The labels do not fit the model {choice.path.name}: there are {len(labels)} labels for "
            f"{outputs} {what}; choose the labels file of this model."
        )
    if labels or outputs not in (CLASS_COUNT, CLASS_COUNT + 1):
        return labels or tuple(f"Class {place}" for place in range(outputs))
    return (*CLASS_NAMES, NO_SIGN_NAME)[:outputs]


def _checked_size(opened: OpenedModel, choice: ModelChoice) -> Shape:
    """(height, width) of the model's input, from the model or, where that leaves it open, the profile."""
    wanted = choice.profile.input_shape or (None, None)
    height, width = opened.height or wanted[0], opened.width or wanted[1]
    if height is None or width is None:
        raise OpenSizeError(
            f"The model {choice.path.name} takes images of any size; say which size they are scaled to."
        )
    return height, width


@dataclass(frozen=True)
class ModelFacts:
    """What a model's file says, for a person: its kind, the size and type of its input, its outputs.

    `levels` are what black and white become, `note` what there is to say on that.
    """

    kind: str
    input_shape: Shape
    channels: int
    dtype: str
    labels: tuple[str, ...]
    levels: tuple[float, float] = (0.0, 255.0)
    note: str = ""


def examine(choice: ModelChoice) -> ModelFacts:
    """Open the model, try it on a grey image and say what it is. `ModelError` as `load_classifier`."""
    classifier = load_classifier(choice)
    classifier.answers(np.full((1, *classifier.input_shape, 3), 128, np.uint8))
    opened = classifier.opened
    kind, levels = format_of(choice.path).title, (classifier.profile.low, classifier.profile.high)
    return ModelFacts(
        kind,
        classifier.input_shape,
        opened.channels,
        opened.dtype,
        classifier.labels,
        levels,
        classifier.note,
    )
