"""Where the source canvas looks so that a footprint is seen."""

from app.widgets.image_canvas import ImageCanvas
from app.widgets.image_canvas.placement import Placement
from app.widgets.image_canvas.view_state import Point
from core.scaling.footprint import Footprint

LARGEST_ZOOM = 32.0
FOOTPRINT_SHARE = 0.4
"""Share of the pane that a footprint takes when it is visited."""


def visit(canvas: ImageCanvas, footprint: Footprint) -> None:
    """Show a footprint large."""
    canvas.view.look_at(zoom_for(footprint, canvas.placement().viewport), centre_of(footprint))


def follow(canvas: ImageCanvas, footprint: Footprint) -> None:
    """Look at a footprint at the zoom in force, or at one where all of it is seen."""
    if canvas.view.zoom is not None:
        canvas.view.look_at(canvas.zoom, centre_of(footprint))
        keep_in_view(canvas, footprint)


def keep_in_view(canvas: ImageCanvas, footprint: Footprint) -> None:
    """Where a footprint, larger than the one before or elsewhere, is not all in view, show all of it."""
    placement = canvas.placement()
    if canvas.view.zoom is not None and not is_in_view(footprint, placement):
        zoom = min(canvas.zoom, zoom_for(footprint, placement.viewport))
        canvas.view.look_at(zoom, centre_of(footprint))


def centre_of(footprint: Footprint) -> tuple[float, float]:
    """The middle of a footprint in source coordinates."""
    x, y, width, height = footprint.box
    return x + width / 2, y + height / 2


def zoom_for(footprint: Footprint, viewport: tuple[int, int]) -> float:
    """The zoom at which a footprint is large in a viewport of (w, h) and its surroundings still show."""
    _, _, width, height = footprint.box
    zoom = FOOTPRINT_SHARE * min(viewport[0] / width, viewport[1] / height)
    return float(max(1, int(min(zoom, LARGEST_ZOOM)))) if zoom >= 1 else zoom


def is_in_view(footprint: Footprint, placement: Placement) -> bool:
    """Whether all of a footprint is in the viewport."""
    (left, top), (right, bottom) = _corners(footprint, placement)
    return left >= 0 and top >= 0 and right <= placement.viewport[0] and bottom <= placement.viewport[1]


def touches_view(footprint: Footprint, placement: Placement) -> bool:
    """Whether any of a footprint is in the viewport."""
    (left, top), (right, bottom) = _corners(footprint, placement)
    return right > 0 and bottom > 0 and left < placement.viewport[0] and top < placement.viewport[1]


def _corners(footprint: Footprint, placement: Placement) -> tuple[Point, Point]:
    x, y, width, height = footprint.box
    return placement.to_device((x, y)), placement.to_device((x + width, y + height))
