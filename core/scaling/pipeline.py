"""A pipeline: how the victim scales."""

from dataclasses import dataclass

from core.errors import AliascopeError
from core.scaling.catalogue import algorithm, library


@dataclass(frozen=True, order=True)
class Pipeline:
    """Library, algorithm and target size; hashable, comparable, picklable.

    `target_shape` is (height, width) in pixels, both at least 1. Raises `UnknownNameError` for a library
    or algorithm that is not in the catalogue.
    """

    library: str
    algorithm: str
    target_shape: tuple[int, int]

    def __post_init__(self) -> None:
        algorithm(self.library, self.algorithm)
        if min(self.target_shape) < 1:
            width, height = self.target_size
            raise AliascopeError(
                f"A target size of {width}×{height} has no pixels; give a width and height of at least 1."
            )

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
