"""The libraries and scaling algorithms Aliascope knows.

Adding an algorithm is one line here (libraries that are not among our requirements: in
`optional_libraries`), its coefficients in the library's `*_coefficients` file and its call
in the library's part of `real_calls`.
"""

from importlib.metadata import PackageNotFoundError, version

from core.errors import UnknownNameError
from core.scaling.optional_libraries import TORCH, VIPS
from core.scaling.specs import Algorithm, Library

__all__ = ["ALGORITHMS", "ALL_LIBRARIES", "LIBRARIES", "Algorithm", "Library", "algorithm", "library"]

_NEAREST = "Copies one pixel per output pixel."
_AREA = "Averages every pixel under the output pixel."
_WIDENS = "widens with the ratio, so that every pixel counts"

OPENCV = Library(
    "opencv",
    "OpenCV",
    ("opencv-python-headless", "opencv-python"),
    (
        Algorithm("opencv", "nearest", "nearest", 0.5, False, 0, _NEAREST),
        Algorithm("opencv", "bilinear", "bilinear", 1, False, 0, "Mixes 2×2 pixels, whatever the ratio."),
        Algorithm("opencv", "bicubic", "bicubic", 2, False, 2, "Mixes 4×4 pixels (a = −0.75)."),
        Algorithm("opencv", "lanczos", "Lanczos", 4, False, 2, "Mixes 8×8 pixels (INTER_LANCZOS4)."),
        Algorithm("opencv", "area", "area", 0.5, True, 0, _AREA),
        Algorithm(
            "opencv", "nearest_exact", "nearest exact", 0.5, False, 0, f"{_NEAREST[:-1]}, centred.", False
        ),
        Algorithm(
            *("opencv", "bilinear_exact", "bilinear exact", 1, False, 0),
            "Mixes 2×2 pixels, the same on every machine.",
            common=False,
        ),
    ),
)


def _pillow() -> tuple[Algorithm, ...]:
    """Pillow's filters, each also after `reducing_gap=2.0`, which is what `thumbnail` does."""
    filters = (
        Algorithm("pillow", "bilinear", "bilinear", 1, True, 0, f"A triangle that {_WIDENS}."),
        Algorithm("pillow", "bicubic", "bicubic", 2, True, 0, f"A cubic (a = −0.5) that {_WIDENS}."),
        Algorithm("pillow", "lanczos", "Lanczos", 3, True, 0, f"Lanczos-3 that {_WIDENS}."),
        Algorithm("pillow", "area", "box", 0.5, True, 0, f"{_AREA[:-1]} (BOX)."),
        Algorithm("pillow", "hamming", "Hamming", 1, True, 0, f"A Hamming window that {_WIDENS}.", False),
    )
    reduced = tuple(
        Algorithm(
            *("pillow", f"{entry.id}-gap", f"{entry.title}, reducing gap 2", entry.support, True, 0),
            "Averages whole blocks first, then filters: what thumbnail() does.",
            common=False,
        )
        for entry in filters
    )
    return Algorithm("pillow", "nearest", "nearest", 0.5, False, 0, _NEAREST), *filters, *reduced


PILLOW = Library("pillow", "Pillow", ("pillow",), _pillow())


def _tensorflow() -> tuple[Algorithm, ...]:
    """tf.image.resize's methods, those with a kernel also with antialias=True."""
    kernels = (
        Algorithm("tensorflow", "bilinear", "bilinear", 1, False, 1, "Mixes 2×2 pixels."),
        Algorithm("tensorflow", "bicubic", "bicubic", 2, False, 1, "Mixes 4×4 pixels (a = −0.5)."),
        Algorithm("tensorflow", "lanczos", "Lanczos-3", 3, False, 1, "Mixes 6×6 pixels."),
        Algorithm("tensorflow", "lanczos5", "Lanczos-5", 5, False, 1, "Mixes 10×10 pixels.", False),
        Algorithm("tensorflow", "gaussian", "Gaussian", 1.5, False, 1, "Mixes 3×3 pixels.", False),
        Algorithm("tensorflow", "mitchellcubic", "Mitchell", 2, False, 1, "Mixes 4×4 pixels.", False),
    )
    widened = tuple(
        Algorithm(
            *("tensorflow", f"{entry.id}-aa", f"{entry.title}, antialias", entry.support, True, 1),
            f"The same kernel, which {_WIDENS}.",
            common=False,
        )
        for entry in kernels
    )
    nearest = Algorithm("tensorflow", "nearest", "nearest", 0.5, False, 0, _NEAREST)
    return (
        nearest,
        *kernels[:3],
        Algorithm("tensorflow", "area", "area", 0.5, True, 1, _AREA),
        *kernels[3:],
        *widened,
    )


_TENSORFLOW_PACKAGES = ("tensorflow-cpu", "tensorflow")
TENSORFLOW = Library("tensorflow", "TensorFlow", _TENSORFLOW_PACKAGES, _tensorflow(), in_worker=True)
TENSORFLOW_V1 = Library(
    "tensorflow1",
    "TensorFlow v1",
    _TENSORFLOW_PACKAGES,
    (
        Algorithm("tensorflow1", "nearest", "nearest", 0.5, False, 0, _NEAREST, False),
        Algorithm("tensorflow1", "bilinear", "bilinear", 1, False, 1, "Nearest at any integer ratio.", False),
        Algorithm("tensorflow1", "bicubic", "bicubic", 2, False, 1, "Nearest at any integer ratio.", False),
        Algorithm("tensorflow1", "area", "area", 0.5, True, 1, _AREA, False),
    ),
    in_worker=True,
)
KERAS = Library(
    "keras",
    "Keras",
    ("keras",),
    (
        Algorithm("keras", "resizing", "Resizing layer", 1, False, 1, "TensorFlow's bilinear.", False),
        Algorithm("keras", "load_img", "load_img", 0.5, False, 0, "Pillow's nearest, its default.", False),
    ),
    in_worker=True,
)
SKIMAGE = Library(
    "skimage",
    "scikit-image",
    ("scikit-image",),
    (
        Algorithm("skimage", "nearest", "order 0", 0.5, False, 0, _NEAREST, False),
        Algorithm("skimage", "bilinear", "order 1", 1, False, 1, "Mixes 2×2 pixels.", False),
        Algorithm(
            "skimage", "bicubic", "order 3", 2, False, 1, "Cubic spline; every pixel counts a little.", False
        ),
        Algorithm("skimage", "nearest-aa", "order 0, anti-aliasing", 1, True, 2, "Blurs first.", False),
        Algorithm("skimage", "bilinear-aa", "order 1, anti-aliasing", 1, True, 1, "Blurs first.", False),
        Algorithm("skimage", "bicubic-aa", "order 3, anti-aliasing", 2, True, 1, "Blurs first.", False),
    ),
)
ALL_LIBRARIES: tuple[Library, ...] = (OPENCV, PILLOW, TENSORFLOW, TORCH, VIPS, TENSORFLOW_V1, KERAS, SKIMAGE)
"""Every library with a model, installed or not."""


def installed_version(lib: Library) -> str | None:
    """Version of the library, or None when it is not installed; nothing is imported."""
    for distribution in lib.distributions:
        try:
            return version(distribution)
        except PackageNotFoundError:
            continue
    return None


LIBRARIES: tuple[Library, ...] = tuple(lib for lib in ALL_LIBRARIES if installed_version(lib) is not None)
"""The libraries whose real call can be made here."""
ALGORITHMS: tuple[Algorithm, ...] = tuple(entry for lib in LIBRARIES for entry in lib.algorithms)


def library(library_id: str) -> Library:
    """The installed library of that id. Raises `UnknownNameError`."""
    for entry in LIBRARIES:
        if entry.id == library_id:
            return entry
    known = ", ".join(entry.id for entry in LIBRARIES)
    if any(entry.id == library_id for entry in ALL_LIBRARIES):
        raise UnknownNameError(f"The library “{library_id}” is not installed here; choose one of {known}.")
    raise UnknownNameError(f"There is no library “{library_id}”; choose one of {known}.")


def algorithm(library_id: str, algorithm_id: str) -> Algorithm:
    """The algorithm of that id in that library. Raises `UnknownNameError`."""
    owner = library(library_id)
    for entry in owner.algorithms:
        if entry.id == algorithm_id:
            return entry
    known = ", ".join(entry.id for entry in owner.algorithms)
    raise UnknownNameError(f"{owner.title} has no algorithm “{algorithm_id}”; choose one of {known}.")
