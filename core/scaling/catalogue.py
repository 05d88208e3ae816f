"""The libraries and scaling algorithms Aliascope knows.

Adding an algorithm is one line here, its coefficients in the library's `*_coefficients` file and its call
in `real_calls`.
"""

from dataclasses import dataclass

from core.errors import UnknownNameError


@dataclass(frozen=True)
class Algorithm:
    """One way a library shrinks an image.

    `support` is the kernel's half width in pixels at ratio 1 (seed paper: σ = 2 · support). Where
    `antialiased`, the kernel widens with the scaling ratio, so that every source pixel counts.
    """

    library: str
    id: str
    title: str
    support: float
    antialiased: bool
    explanation: str


@dataclass(frozen=True)
class Library:
    """An imaging library; `distribution` names the installed packages that may provide it."""

    id: str
    title: str
    distributions: tuple[str, ...]
    algorithms: tuple[Algorithm, ...]


OPENCV = Library(
    "opencv",
    "OpenCV",
    ("opencv-python-headless", "opencv-python"),
    (
        Algorithm("opencv", "nearest", "nearest", 0.5, False, "Copies one pixel per output pixel."),
        Algorithm("opencv", "bilinear", "bilinear", 1, False, "Mixes 2×2 pixels, whatever the ratio."),
        Algorithm("opencv", "bicubic", "bicubic", 2, False, "Mixes 4×4 pixels (a = −0.75)."),
        Algorithm("opencv", "lanczos", "Lanczos", 4, False, "Mixes 8×8 pixels (INTER_LANCZOS4)."),
        Algorithm("opencv", "area", "area", 0.5, True, "Averages every pixel under the output pixel."),
    ),
)
PILLOW = Library(
    "pillow",
    "Pillow",
    ("pillow",),
    (
        Algorithm("pillow", "nearest", "nearest", 0.5, False, "Copies one pixel per output pixel."),
        Algorithm("pillow", "bilinear", "bilinear", 1, True, "A triangle that widens with the ratio."),
        Algorithm("pillow", "bicubic", "bicubic", 2, True, "A cubic (a = −0.5) that widens with the ratio."),
        Algorithm("pillow", "lanczos", "Lanczos", 3, True, "Lanczos-3 that widens with the ratio."),
        Algorithm("pillow", "area", "box", 0.5, True, "Averages the pixels under the output pixel (BOX)."),
    ),
)
TENSORFLOW = Library(
    "tensorflow",
    "TensorFlow",
    ("tensorflow-cpu", "tensorflow"),
    (
        Algorithm("tensorflow", "nearest", "nearest", 0.5, False, "Copies one pixel per output pixel."),
        Algorithm("tensorflow", "bilinear", "bilinear", 1, False, "Mixes 2×2 pixels; what Keras uses."),
        Algorithm("tensorflow", "bicubic", "bicubic", 2, False, "Mixes 4×4 pixels (a = −0.5)."),
        Algorithm("tensorflow", "lanczos", "Lanczos", 3, False, "Mixes 6×6 pixels (lanczos3)."),
        Algorithm("tensorflow", "area", "area", 0.5, True, "Averages every pixel under the output pixel."),
    ),
)

LIBRARIES: tuple[Library, ...] = (OPENCV, PILLOW, TENSORFLOW)
ALGORITHMS: tuple[Algorithm, ...] = tuple(entry for lib in LIBRARIES for entry in lib.algorithms)


def library(library_id: str) -> Library:
    """The library of that id. Raises `UnknownNameError`."""
    for entry in LIBRARIES:
        if entry.id == library_id:
            return entry
    known = ", ".join(entry.id for entry in LIBRARIES)
    raise UnknownNameError(f"There is no library “{library_id}”; choose one of {known}.")


def algorithm(library_id: str, algorithm_id: str) -> Algorithm:
    """The algorithm of that id in that library. Raises `UnknownNameError`."""
    owner = library(library_id)
    for entry in owner.algorithms:
        if entry.id == algorithm_id:
            return entry
    known = ", ".join(entry.id for entry in owner.algorithms)
    raise UnknownNameError(f"{owner.title} has no algorithm “{algorithm_id}”; choose one of {known}.")
