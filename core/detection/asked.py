"""The pipeline that an analyst knows the victim uses, before it is applied to an image."""

from dataclasses import dataclass

from core.errors import AliascopeError
from core.images.arrays import Shape
from core.scaling.pipeline import Pipeline
from core.scaling.size_rules import size_rule


@dataclass(frozen=True)
class Asked:
    """Library, algorithm, `size` as (height, width), and the rule that makes a size of an image's own.

    `tile` counts from 0 and only matters where the rule makes several.
    """

    library: str
    algorithm: str
    size: Shape
    rule: str = "fixed"
    tile: int = 0

    @property
    def key(self) -> str:
        """LIBRARY:ALGORITHM:WxH, with the rule and the tile where they matter: what a scan is known by."""
        parts = [self.library, self.algorithm, f"{self.size[1]}x{self.size[0]}"]
        if self.rule != "fixed":
            parts.append(self.rule)
        if self.tile:
            parts.append(str(self.tile + 1))
        return ":".join(parts)

    def pipeline(self, source_shape: Shape) -> Pipeline:
        """The pipeline for an image of (height, width).

        Raises `AliascopeError` for a name that is not in the catalogue, and where the image has no such tile.
        """
        scalings = size_rule(self.rule).resolve(source_shape, self.size)
        if self.tile >= len(scalings):
            made = "one tile" if len(scalings) == 1 else f"{len(scalings)} tiles"
            raise AliascopeError(
                f"There is no tile {self.tile + 1}: the rule {self.rule} makes {made} of this image; "
                "choose another tile."
            )
        return scalings[self.tile].pipeline(self.library, self.algorithm)
