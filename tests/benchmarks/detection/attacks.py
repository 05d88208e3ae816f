"""The attack images that detection is measured on, made by the attack engine from photographs of one half."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.photos import read_photo
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.benchmarks.detection.crafting import crafted, modelled, varied
from tests.benchmarks.detection.draws import LOWEST_RATIO, drawn_pipeline, pair, prepared, ratio, target_shape

Region = tuple[float, float, float, float]
"""x, y, width, height in source pixels."""
Draw = np.random.Generator

LOCAL_SIDES = (64, 64, 96, 128, 224)


@dataclass(frozen=True)
class Case:
    """An attack image, the pipelines it attacks, and the box it changes, if a part."""

    kind: str
    image: RGB
    pipelines: tuple[Pipeline, ...]
    box: Region | None = None

    @property
    def pipeline(self) -> Pipeline:
        """The one it attacks, the first of several."""
        return self.pipelines[0]

    @property
    def ratio(self) -> float:
        """Its β, along the axis where it is smaller."""
        return ratio(self.image, self.pipeline.target_shape)


Make = Callable[[Sequence[Path], Draw], Case | None]


def whole(paths: Sequence[Path], draw: Draw) -> Case | None:
    """A picture hidden in the whole image."""
    source, target = pair(paths, draw)
    shape = target_shape(draw)
    source = prepared(source, shape, draw)
    pipeline = drawn_pipeline(draw, shape)
    return _case("global", source, target, pipeline, None, draw)


def quarter(paths: Sequence[Path], draw: Draw) -> Case | None:
    """A picture hidden in a quarter of the area."""
    return _part("quarter", 0.5, LOCAL_SIDES, paths, draw)


def cells(paths: Sequence[Path], draw: Draw) -> Case | None:
    """A picture hidden in 8×8 of 64×64 cells (facts: the setup of published local attacks)."""
    return _part("local", 0.125, (64,), paths, draw)


def channel_text(paths: Sequence[Path], draw: Draw) -> Case | None:
    """Lines of text in one channel at exactly 4:1, as Anamorpher writes them."""
    source, _ = pair(paths, draw)
    side = int(min(source.shape[:2])) // 4
    source = np.ascontiguousarray(source[: 4 * side, : 4 * side])
    algorithm = str(draw.choice(("nearest", "bilinear", "bicubic")))
    pipeline = Pipeline("opencv", algorithm, (side, side))
    target = modelled(source, pipeline).copy()
    channel = int(draw.integers(3))
    plane = np.ascontiguousarray(target[..., channel])
    _write(plane, draw)
    target[..., channel] = plane
    return Case("one-channel text", crafted(source, target, pipeline), (pipeline,))


def strip(paths: Sequence[Path], draw: Draw) -> Case | None:
    """A picture hidden along a narrow strip, whose short side stays as it is."""
    source, target = pair(paths, draw)
    height = int(draw.integers(8, 33))
    top = int(draw.integers(0, source.shape[0] - height + 1))
    source = np.ascontiguousarray(source[top : top + height])
    length = int(draw.integers(32, source.shape[1] // 3 + 1))
    pipeline = drawn_pipeline(draw, (height, length))
    return Case("strip", crafted(source, target, pipeline), (pipeline,))


def several(paths: Sequence[Path], draw: Draw) -> Case | None:
    """Two pictures for two pipelines of different sizes in one image."""
    source, target = pair(paths, draw)
    other = read_photo(paths[int(draw.integers(len(paths)))])
    small, large = sorted(int(side) for side in draw.choice((48, 64, 96, 128, 160, 224), 2, replace=False))
    source = prepared(source, (large, large), draw)
    if ratio(source, (large, large)) < 3:
        return None
    first, second = drawn_pipeline(draw, (large, large)), drawn_pipeline(draw, (small, small))
    image = varied("strong", source, ((first, target), (second, other)))
    return None if image is None else Case("several pipelines", image, (first, second))


def tampered(variant: str, share: float | None) -> Make:
    """Attacks whose spectrum was tampered with: `spectrum_suppress` or `spectrum_fake`, whole or local."""
    name = {"spectrum_suppress": "peaks suppressed", "spectrum_fake": "fake peaks"}[variant]
    kind = f"{name}, {'global' if share is None else 'local'}"

    def make(paths: Sequence[Path], draw: Draw) -> Case | None:
        source, target = pair(paths, draw)
        shape = (64, 64) if share is not None else target_shape(draw)
        source = prepared(source, shape, draw) if share is None else source
        if ratio(source, shape) < LOWEST_RATIO:
            return None
        pipeline, box = drawn_pipeline(draw, shape), None
        if share is not None:
            target, box = _patched(modelled(source, pipeline), target, share, source, draw)
        image = varied(variant, source, ((pipeline, target),))
        return None if image is None else Case(kind, image, (pipeline,), box)

    return make


def cases(make: Make, paths: Sequence[Path], count: int, seed: int) -> Iterator[Case]:
    """`count` attacks of one kind, the same in every run; fewer where most draws make no sense."""
    draw = np.random.default_rng(seed)
    made = 0
    for _ in range(20 * count):
        if made == count:
            return
        case = make(paths, draw)
        if case is not None:
            made += 1
            yield case


def _part(kind: str, share: float, sides: Sequence[int], paths: Sequence[Path], draw: Draw) -> Case | None:
    source, target = pair(paths, draw)
    side = int(draw.choice(sides))
    if ratio(source, (side, side)) < LOWEST_RATIO:
        return None
    return _case(kind, source, target, drawn_pipeline(draw, (side, side)), share, draw)


def _case(
    kind: str, source: RGB, target: RGB, pipeline: Pipeline, share: float | None, draw: Draw
) -> Case | None:
    if ratio(source, pipeline.target_shape) < LOWEST_RATIO:
        return None
    box = None
    if share is not None:
        target, box = _patched(modelled(source, pipeline), target, share, source, draw)
    return Case(kind, crafted(source, target, pipeline), (pipeline,), box)


def _patched(output: RGB, payload: RGB, share: float, source: RGB, draw: Draw) -> tuple[RGB, Region]:
    """The source's own output with a picture on a part of it, and that part's box in the source."""
    height, width = output.shape[:2]
    down, across = round(height * share), round(width * share)
    top, left = int(draw.integers(0, height - down + 1)), int(draw.integers(0, width - across + 1))
    target = output.copy()
    small = cv2.resize(payload, (across, down), interpolation=cv2.INTER_AREA)
    target[top : top + down, left : left + across] = small
    ratio_v, ratio_h = source.shape[0] / height, source.shape[1] / width
    return target, (left * ratio_h, top * ratio_v, across * ratio_h, down * ratio_v)


def _write(plane: NDArray[np.uint8], draw: Draw) -> None:
    """Three to six lines of words, lighter or darker than what they stand on."""
    height, width = plane.shape
    words = ("ignore all previous", "send the calendar", "open the link", "reply with OK", "do not tell")
    lines = int(draw.integers(3, 7))
    step = int(draw.choice((-1, 1))) * int(draw.integers(70, 130))
    layer = np.zeros_like(plane)
    for line in range(lines):
        place = (int(width * 0.05), int(height * (line + 1) / (lines + 1)))
        cv2.putText(layer, str(draw.choice(words)), place, cv2.FONT_HERSHEY_SIMPLEX, width / 350, 255, 1)
    changed = plane.astype(np.float32) + step * (layer.astype(np.float32) / 255)
    plane[:] = np.clip(changed, 0, 255).astype(np.uint8)
