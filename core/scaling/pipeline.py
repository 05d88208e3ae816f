"""A pipeline: how the victim scales."""

from dataclasses import dataclass

from core.errors import AliascopeError
from core.scaling.catalogue import algorithm, library

Box = tuple[int, int, int, int]
"""(x, y, width, height) in source pixels."""


@dataclass(frozen=True, order=True)
class Pipeline:
    """Library, algorithm and target size; hashable, comparable, picklable.

    `target_shape` is (height, width) in pixels, both at least 1. `crop` is the part of the source that is
    cut out before scaling; None: all of it. Raises `UnknownNameError` for a library or algorithm that is
    not in the catalogue, `AliascopeError` for empty sizes.
    """

    library: str
    algorithm: str
    target_shape: tuple[int, int]
    crop: Box | None = None

    def __post_init__(self) -> None:
        algorithm(self.library, self.algorithm)
        if min(self.target_shape) < 1:
            width, height = self.target_size
            raise AliascopeError(
                f"A target size of {width}×{height} has no pixels; give a width and height of at least 1."
            )

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
        """For people: `OpenCV bilinear 224×224`."""
        width, height = self.target_size
        title = algorithm(self.library, self.algorithm).title
        return f"{library(self.library).title} {title} {width}×{height}"
