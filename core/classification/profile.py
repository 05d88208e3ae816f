"""How a model of the user's own wants its images: what Aliascope is told, remembers and writes down."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from core.errors import ModelError
from core.images.arrays import Shape
from core.scaling.pipeline import Pipeline

ChannelOrder = Literal["rgb", "bgr"]
CHANNEL_ORDERS: tuple[ChannelOrder, ...] = ("rgb", "bgr")
Triple = tuple[float, float, float]
LARGEST_SIDE = 4096
"""Larger inputs are refused: no classifier has them, and one image would fill the memory."""
LARGEST_PROFILE = 8_000_000
SIDECAR_SUFFIX = ".profile.json"


@dataclass(frozen=True)
class Profile:
    """What has to be known about a model that its file does not say.

    A level v of 0..255 becomes x = low + (high − low)·v/255 and then (x − mean)/std, `mean` and `std` in the
    model's channel order. `labels` are the names of its outputs, in order; none: they are numbered.
    `library` and `algorithm` scale images to the model's size, as in the pipeline it stands in.
    `input_shape` (height, width) counts where the model leaves its size open.

    Raises `ModelError` for values no model can mean, `UnknownNameError` for the library or algorithm.
    """

    labels: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 255.0
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (1.0, 1.0, 1.0)
    channel_order: ChannelOrder = "rgb"
    library: str = "opencv"
    algorithm: str = "bilinear"
    input_shape: Shape | None = None

    def __post_init__(self) -> None:
        numbers = (self.low, self.high, *self.mean, *self.std)
        if not all(math.isfinite(number) for number in numbers):
            raise ModelError("Range, mean and standard deviation have to be finite numbers; correct them.")
        if self.low >= self.high:
            raise ModelError(
                f"The range {self.low:g} to {self.high:g} is empty; give the lower end first, as 0 and 1."
            )
        if min(self.std) <= 0:
            raise ModelError("A standard deviation of 0 or less can not divide; give three positive numbers.")
        if self.channel_order not in CHANNEL_ORDERS:
            raise ModelError(f"The channel order “{self.channel_order}” does not exist; choose rgb or bgr.")
        if self.input_shape is not None and not 1 <= min(self.input_shape) <= max(self.input_shape) <= (
            LARGEST_SIDE
        ):
            raise ModelError(f"The input size has to be 1 to {LARGEST_SIDE} pixels a side; correct it.")
        Pipeline(self.library, self.algorithm, (1, 1))


@dataclass(frozen=True)
class ModelChoice:
    """A model file or folder, and how to use it.

    `trusted`: the user was asked and said that the file may run as the program it is, see `formats`.
    """

    path: Path
    profile: Profile = Profile()
    trusted: bool = False


def sidecar_path(model: Path) -> Path:
    """Where the profile of a model file or folder is kept beside it: `NAME.profile.json`."""
    return model.with_name(model.name + SIDECAR_SUFFIX)


def read_sidecar(model: Path) -> Profile | None:
    """The profile beside `model`, or None. `ModelError` when there is one that can not be used."""
    file = sidecar_path(model)
    try:
        if not file.is_file():
            return None
        if file.stat().st_size > LARGEST_PROFILE:
            raise ModelError(f"The profile {file.name} is too large to be one; remove it.")
        return profile_from_json(file.read_text("utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"The profile {file.name} can not be read ({error}); remove or mend it.") from error


def profile_to_json(profile: Profile) -> str:
    """The profile as one JSON document; `profile_from_json` reads it."""
    document = asdict(profile)
    low, high, shape = document.pop("low"), document.pop("high"), document.pop("input_shape")
    document["range"] = [low, high]
    document["input_size"] = None if shape is None else [shape[1], shape[0]]
    return json.dumps(document, indent=1, ensure_ascii=False)


def profile_from_json(text: str, name: str = "the profile") -> Profile:
    """The profile in a JSON document; keys that are missing have their defaults.

    `ModelError`, naming the document as `name`, for anything else than a profile.
    """
    try:
        document = json.loads(text)
        if not isinstance(document, dict):
            raise TypeError("no object")
        return Profile(**_fields(document))
    except (ValueError, TypeError, RecursionError) as error:
        raise ModelError(
            f"The profile {name} is not one of Aliascope's ({error}); remove it and say how the model is "
            "used."
        ) from error


def _fields(document: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of `Profile`; raises ValueError and TypeError."""
    fields: dict[str, Any] = {}
    for key in ("channel_order", "library", "algorithm"):
        if key in document:
            fields[key] = str(document[key])
    if "labels" in document:
        fields["labels"] = tuple(str(label) for label in _list(document["labels"]))
    if "range" in document:
        fields["low"], fields["high"] = (float(end) for end in _list(document["range"], 2))
    for key in ("mean", "std"):
        if key in document:
            fields[key] = tuple(float(value) for value in _list(document[key], 3))
    if document.get("input_size") is not None:
        width, height = (int(side) for side in _list(document["input_size"], 2))
        fields["input_shape"] = (height, width)
    return fields


def _list(value: Any, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or length not in (None, len(value)):
        raise ValueError("a list of the wrong length" if isinstance(value, list) else "no list")
    return value
