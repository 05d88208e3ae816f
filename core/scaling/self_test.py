"""Does the model of an algorithm still agree with the library that is installed?

Models are exact per version and platform only, so the question is asked on the machine itself.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.scaling.catalogue import Algorithm, installed_version, library
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]
Shape = tuple[int, int]

SIZES: tuple[tuple[Shape, Shape], ...] = (
    ((448, 448), (112, 112)),
    ((350, 500), (112, 112)),
    ((270, 480), (75, 75)),
    ((224, 224), (112, 112)),
    ((240, 400), (48, 80)),
    ((90, 70), (120, 50)),
)
"""(source shape, target shape): ratio 4, two fractional and unequal ones, exactly 2:1, an odd ratio, and one
that enlarges an axis."""
CONTENTS = ("noise", "black and white", "photo", "attack")
_PICTURES = {"photo": "benign_coffee.png", "attack": "hidden_photo_224.png"}


@dataclass(frozen=True)
class SelfTest:
    """Largest difference, in grey levels, between model and real call, and the bound it must keep.

    `worst` says on which content and sizes the difference was found; empty when there was none.
    """

    algorithm: Algorithm
    largest_difference: int
    bound: int
    worst: str = ""

    @property
    def passed(self) -> bool:
        """Whether the model holds for the installed library."""
        return self.largest_difference <= self.bound

    @property
    def sentence(self) -> str:
        """The result for people, naming library, version and algorithm."""
        owner = library(self.algorithm.library)
        name = f"{owner.title} {installed_version(owner)} {self.algorithm.title}"
        levels = f"{self.largest_difference} grey level{'' if self.largest_difference == 1 else 's'}"
        if self.passed:
            return f"{name}: the model is off by at most {levels} ({self.bound} allowed)."
        return (
            f"{name}: the model is off by {levels} where {self.bound} are allowed ({self.worst}); figures "
            "for it do not hold, so install the versions of requirements.lock."
        )


def self_test(algorithm: Algorithm) -> SelfTest:
    """Compare `apply` and `resize` on each of `CONTENTS` at each of `SIZES`."""
    largest, worst = 0, ""
    for source, target in SIZES:
        pipeline = Pipeline(algorithm.library, algorithm.id, target)
        for name in CONTENTS:
            found = difference(pipeline, content(name, source))
            if found > largest:
                places = f"{source[1]}×{source[0]} to {target[1]}×{target[0]}"
                largest, worst = found, f"{name}, {places}"
    return SelfTest(algorithm, largest, algorithm.bound, worst)


@lru_cache(maxsize=256)
def remembered_self_test(algorithm: Algorithm) -> SelfTest:
    """`self_test`, run once in a process: its libraries stay the same."""
    return self_test(algorithm)


def difference(pipeline: Pipeline, image: RGB) -> int:
    """Largest difference in grey levels between the model and the real call on `image` (H, W, 3) uint8."""
    operator = operator_for(pipeline, (image.shape[0], image.shape[1]))
    real = operator.resize(image).astype(np.float32)
    return int(np.ceil(np.abs(operator.apply(image) - real).max()))


@lru_cache(maxsize=64)
def content(name: str, shape: Shape) -> RGB:
    """One of `CONTENTS` at (height, width): noise, or the top left corner of a picture, mirrored on."""
    if name in _PICTURES:
        picture = _picture(_PICTURES[name])
        room = [(0, max(0, side - have)) for side, have in zip(shape, picture.shape, strict=False)]
        return np.asarray(np.pad(picture, [*room, (0, 0)], "symmetric")[: shape[0], : shape[1]])
    noise = np.random.default_rng(224).integers(0, 256, (*shape, 3), dtype=np.uint8)
    return noise if name == "noise" else np.where(noise > 127, np.uint8(255), np.uint8(0))


@lru_cache(maxsize=4)
def _picture(file: str) -> RGB:
    with (files("resources") / "samples" / file).open("rb") as data:
        return np.asarray(Image.open(data).convert("RGB"), np.uint8)
