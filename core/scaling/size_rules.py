"""Rules that say what size an image is scaled to, and what is cut out of it before.

A rule makes a crop and a target shape of a source's size; a pipeline then crops and scales.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import UnknownNameError
from core.scaling.pipeline import Box

Shape = tuple[int, int]


@dataclass(frozen=True)
class Scaling:
    """What a rule makes of one source: the crop (None: all of it) and the target shape (h, w)."""

    crop: Box | None
    target_shape: Shape


@dataclass(frozen=True)
class SizeRule:
    """A rule of the catalogue; `resolve` takes the source shape and a size, both (h, w)."""

    id: str
    title: str
    explanation: str
    resolve: Callable[[Shape, Shape], tuple[Scaling, ...]]


def _fixed(_source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, size),)


def _short_edge(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, _scaled(source, min(size) / min(source))),)


def _long_edge(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, _scaled(source, max(size) / max(source))),)


def _centre_crop(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    """The largest central part with the target's aspect ratio, scaled to the target."""
    factor = min(source[0] / size[0], source[1] / size[1])
    height, width = max(1, round(size[0] * factor)), max(1, round(size[1] * factor))
    height, width = min(height, source[0]), min(width, source[1])
    return (Scaling(((source[1] - width) // 2, (source[0] - height) // 2, width, height), size),)


def _tiles(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    """The short edge is brought to the tile's, and what that leaves is cut into tiles along the long edge.

    Vision language models cut before they scale or after; seen from the source both are a crop and a
    scaling. Tiles lie side by side from the start; the last one ends at the edge and may overlap.
    """
    side = min(source)
    count = -(-max(source) // side)
    starts = [min(step * side, max(source) - side) for step in range(count)]
    upright = source[0] > source[1]
    boxes = [(0, start, side, side) if upright else (start, 0, side, side) for start in starts]
    return tuple(Scaling(box, (min(size), min(size))) for box in boxes)


def _scaled(source: Shape, factor: float) -> Shape:
    return max(1, round(source[0] * factor)), max(1, round(source[1] * factor))


SIZE_RULES: tuple[SizeRule, ...] = (
    SizeRule("fixed", "Exactly", "Scales to this width and height, whatever the aspect ratio.", _fixed),
    SizeRule(
        "short-edge", "Short edge", "Keeps the aspect ratio; the shorter edge gets this length.", _short_edge
    ),
    SizeRule(
        "long-edge", "Long edge", "Keeps the aspect ratio; the longer edge gets this length.", _long_edge
    ),
    SizeRule(
        "centre-crop",
        "Centre crop",
        "Cuts the middle out in the target's shape, then scales it.",
        _centre_crop,
    ),
    SizeRule("tiles", "Tiles", "Cuts squares along the long edge and scales each one.", _tiles),
)


def size_rule(rule_id: str) -> SizeRule:
    """The rule of that id. Raises `UnknownNameError`."""
    for rule in SIZE_RULES:
        if rule.id == rule_id:
            return rule
    known = ", ".join(rule.id for rule in SIZE_RULES)
    raise UnknownNameError(f"There is no size rule “{rule_id}”; choose one of {known}.")
