"""A pipeline: how the victim scales."""

from dataclasses import dataclass, replace

from core.errors import AliascopeError
from core.scaling.catalogue import algorithm, library

Box = tuple[int, int, int, int]
"""(x, y, width, height) in source pixels."""


@dataclass(frozen=True, order=True)
class Cut:
    """What is kept of an image scaled to `scaled_shape` (h, w): rows from `top`, columns from `left` on."""

    scaled_shape: tuple[int, int]
    top: int
    left: int


@dataclass(frozen=True, order=True)
class Pipeline:
    """Library, algorithm and target size; hashable, comparable, picklable.

    `target_shape` is (height, width) in pixels, both at least 1. `crop` is the part of the source that
    becomes the output; None: all of it. Without a `cut` the crop is taken out of the source and scaled.
    With one, the whole source is scaled to `cut.scaled_shape` and the output is cut out of that, which
    need not start on a source pixel: the crop then is that place rounded outwards, and only for people.
    Raises `UnknownNameError` for a library or algorithm that is not in the catalogue, `AliascopeError` for
    empty sizes and for a cut beyond the scaled image.
    """

    library: str
    algorithm: str
    target_shape: tuple[int, int]
    crop: Box | None = None
    cut: Cut | None = None

    def __post_init__(self) -> None:
        algorithm(self.library, self.algorithm)
        if self.cut is not None:
            self._check_cut(self.cut)
        if min(self.target_shape) < 1:
            width, height = self.target_size
            raise AliascopeError(
                f"A target size of {width}×{height} has no pixels; give a width and height of at least 1."
            )

    def _check_cut(self, cut: Cut) -> None:
        (height, width), (scaled_height, scaled_width) = self.target_shape, cut.scaled_shape
        inside = cut.top + height <= scaled_height and cut.left + width <= scaled_width
        if not inside or min(cut.top, cut.left) < 0:
            raise AliascopeError(
                f"{width}×{height} pixels at {cut.left}, {cut.top} can not be cut out of a scaled image of "
                f"{scaled_width}×{scaled_height}; choose a size rule that fits."
            )

    def by(self, library_id: str, algorithm_id: str) -> "Pipeline":
        """The same scaling by another algorithm. Raises `UnknownNameError`."""
        return replace(self, library=library_id, algorithm=algorithm_id)

    @property
    def robust(self) -> "Pipeline":
        """The same scaling by OpenCV's area average, which all other outputs are held against."""
        return self.by("opencv", "area")

    @property
    def whole(self) -> "Pipeline":
        """The pipeline that makes the scaled image which `cut` is taken from; itself without a cut."""
        return self if self.cut is None else Pipeline(self.library, self.algorithm, self.cut.scaled_shape)

    def crop_of(self, source_shape: tuple[int, int]) -> Box:
        """The crop in a source of (height, width). Raises `AliascopeError` where it does not fit."""
        height, width = source_shape
        x, y, crop_width, crop_height = self.crop or (0, 0, width, height)
        fits = x >= 0 and y >= 0 and x + crop_width <= width and y + crop_height <= height
        if not fits or crop_width < 1 or crop_height < 1:
            raise AliascopeError(
                f"The crop of {crop_width}×{crop_height} pixels at {x}, {y} does not lie in an image of "
                f"{width}×{height}; choose a size rule that fits."
            )
        return x, y, crop_width, crop_height

    @property
    def target_size(self) -> tuple[int, int]:
        """(width, height), the order people write sizes in."""
        return self.target_shape[1], self.target_shape[0]

    @property
    def label(self) -> str:
        """For people: `OpenCV bilinear 224×224`, with a crop `… of the 480×480 at 80, 0`."""
        width, height = self.target_size
        title = algorithm(self.library, self.algorithm).title
        return f"{library(self.library).title} {title} {width}×{height}{self._crop_words}"

    @property
    def _crop_words(self) -> str:
        if self.crop is None:
            return ""
        x, y, width, height = self.crop
        return f" of the {width}×{height} at {x}, {y}"
