"""The names under which a pipeline's two coefficient matrices are built.

Mostly that is the algorithm's id. Some libraries treat the axes differently, or both differently as soon as
one of them grows.
"""

from core.scaling.vips_coefficients import TILED, tile_of
from core.scaling.vips_enlarging import ENLARGING

Shape = tuple[int, int]


def axis_methods(library: str, algorithm: str, source_shape: Shape, target_shape: Shape) -> tuple[str, str]:
    """(vertical, horizontal) method for `axis_matrix`; shapes are (height, width)."""
    enlarges = target_shape[0] > source_shape[0] or target_shape[1] > source_shape[1]
    if library == "opencv" and algorithm == "area" and enlarges:
        return ("area enlarging",) * 2  # OpenCV leaves the box average on both axes as soon as one grows
    if library == "vips":
        tile, ending = tile_of(algorithm, source_shape, target_shape), ENLARGING if enlarges else ""
        across = f"{TILED}{tile.columns}" if tile.columns else ""
        return f"{algorithm}{TILED}{tile.rows}{ending}", f"{algorithm}{across}{ending}"
    return algorithm, algorithm
