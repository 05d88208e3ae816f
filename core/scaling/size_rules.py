"""Rules that say what size an image is scaled to, and what is cut out of it.

A rule makes a crop, a target shape and perhaps a cut of a source's size; a pipeline then scales by them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import UnknownNameError
from core.scaling.pipeline import Box, Cut, Pipeline
from core.scaling.sizes import COMMON_SIDES

Shape = tuple[int, int]

CROP_SHARE = 0.875
"""Side of a classifier's crop over the short edge before it: 224 of 256, 299 of 341 (timm's crop_pct)."""
TILES_ACROSS = 1.5
"""Tiles along the short edge of the scaled image: 512 of 768 (GPT), 768 of 1152 (Gemini)."""


@dataclass(frozen=True)
class Scaling:
    """What a rule makes of one source: the crop (None: all of it), the target shape (h, w) and the cut."""

    crop: Box | None
    target_shape: Shape
    cut: Cut | None = None

    def pipeline(self, library: str, algorithm: str) -> Pipeline:
        """The pipeline that scales so. Raises `UnknownNameError`."""
        return Pipeline(library, algorithm, self.target_shape, self.crop, self.cut)


@dataclass(frozen=True)
class SizeRule:
    """A rule of the catalogue.

    `resolve` takes the source shape and a size, both (h, w); several scalings are the tiles. Where
    `one_length`, only the size's smaller side counts. `sides` are the usual lengths, ascending.
    """

    id: str
    title: str
    explanation: str
    resolve: Callable[[Shape, Shape], tuple[Scaling, ...]]
    one_length: bool
    sides: tuple[int, ...]


def _fixed(_source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, size),)


def _short_edge(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, _scaled(source, min(size), min(source))),)


def _long_edge(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    return (Scaling(None, _scaled(source, min(size), max(source))),)


def _scaled(source: Shape, new: int, old: int) -> Shape:
    """Both sides times new / old, cut to whole pixels as torchvision's `Resize` does."""
    return max(1, source[0] * new // old), max(1, source[1] * new // old)


def _centre_crop(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    """The largest central part of the target's aspect ratio, scaled to the target.

    Keras' `Resizing(crop_to_aspect_ratio=True)` and `smart_resize`, with their whole pixels.
    """
    height = max(1, min(source[0], source[1] * size[0] // size[1]))
    width = max(1, min(source[1], source[0] * size[1] // size[0]))
    if (height, width) == source:
        return (Scaling(None, size),)
    return (Scaling(((source[1] - width) // 2, (source[0] - height) // 2, width, height), size),)


def _classifier(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    """torchvision's `Resize(256)`, `CenterCrop(224)`: the crop is taken out of the scaled image."""
    before = [int(side / CROP_SHARE) for side in size]
    if before[0] * source[1] >= before[1] * source[0]:  # the height is what limits
        scaled = _scaled(source, before[0], source[0])
    else:
        scaled = _scaled(source, before[1], source[1])
    top, left = (round((length - side) / 2) for length, side in zip(scaled, size, strict=True))
    return (_cut(source, scaled, (top, left), size),)


def _tiles(source: Shape, size: Shape) -> tuple[Scaling, ...]:
    """The short edge becomes one and a half tiles, and the scaled image is cut from its top left corner on.

    What vision language models do with large images; small ones are not enlarged. The last tiles end at
    the edge, so they may overlap the ones before.
    """
    side = min(size)
    short = min(min(source), int(TILES_ACROSS * side))
    scaled = _scaled(source, short, min(source))
    tile = min(side, scaled[0]), min(side, scaled[1])
    starts = [_starts(length, step) for length, step in zip(scaled, tile, strict=True)]
    return tuple(_cut(source, scaled, (top, left), tile) for top in starts[0] for left in starts[1])


def _starts(length: int, step: int) -> list[int]:
    return [min(start, length - step) for start in range(0, length, step)]


def _cut(source: Shape, scaled: Shape, place: tuple[int, int], size: Shape) -> Scaling:
    """The scaling that cuts `size` at `place` (top, left) out of the image scaled to `scaled`."""
    if scaled == size:
        return Scaling(None, size)
    top, bottom = _covered(source[0], scaled[0], place[0], size[0])
    left, right = _covered(source[1], scaled[1], place[1], size[1])
    return Scaling((left, top, right - left, bottom - top), size, Cut(scaled, place[0], place[1]))


def _covered(source: int, scaled: int, start: int, length: int) -> tuple[int, int]:
    """First and last source pixel, exclusive, under outputs start to start + length."""
    return start * source // scaled, -(-(start + length) * source // scaled)


_EDGES = (224, 256, 336, 384, 448, 512, 600, 640, 768, 800, 1024, 1280, 1568, 2048)
_CROPS = (64, 96, 128, 160, 192, 224, 256, 299, 336, 384, 448, 512)
_TILES = (224, 336, 384, 448, 512, 640, 768)

SIZE_RULES: tuple[SizeRule, ...] = (
    SizeRule(
        "fixed",
        "Exactly",
        "Scales to this width and height, whatever the aspect ratio.",
        _fixed,
        one_length=False,
        sides=COMMON_SIDES,
    ),
    SizeRule(
        "short-edge",
        "Short edge",
        "Keeps the aspect ratio; the shorter edge gets this length.",
        _short_edge,
        one_length=True,
        sides=_EDGES,
    ),
    SizeRule(
        "long-edge",
        "Long edge",
        "Keeps the aspect ratio; the longer edge gets this length.",
        _long_edge,
        one_length=True,
        sides=_EDGES,
    ),
    SizeRule(
        "centre-crop",
        "Crop, then scale",
        "Cuts the middle out in the target's shape, then scales that.",
        _centre_crop,
        one_length=False,
        sides=COMMON_SIDES,
    ),
    SizeRule(
        "classifier",
        "Scale, then crop",
        "Scales to 8/7 of this size, then cuts the middle out: most classifiers (256, then 224).",
        _classifier,
        one_length=False,
        sides=_CROPS,
    ),
    SizeRule(
        "tiles",
        "Tiles",
        "Scales the short edge to 1½ tiles, then cuts the image into squares this wide.",
        _tiles,
        one_length=True,
        sides=_TILES,
    ),
)


def size_rule(rule_id: str) -> SizeRule:
    """The rule of that id. Raises `UnknownNameError`."""
    for rule in SIZE_RULES:
        if rule.id == rule_id:
            return rule
    known = ", ".join(rule.id for rule in SIZE_RULES)
    raise UnknownNameError(f"There is no size rule “{rule_id}”; choose one of {known}.")
