"""What attacks are drawn from: pairs of photographs, pipelines, target sizes, and sources of many ratios."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from core.detection.photos import read_photo
from core.images.arrays import RGB, Shape
from core.scaling.pipeline import Pipeline

Draw = np.random.Generator

KINDS = (
    *(("opencv", name) for name in ("nearest", "bilinear", "bicubic", "lanczos")),
    ("pillow", "nearest"),
    *(("tensorflow", name) for name in ("nearest", "bilinear", "bicubic", "lanczos")),
)
SIDES = (32, 48, 64, 96, 112, 128, 160, 224, 256, 299, 384, 512)
RATIO_BINS = ((2.05, 3.0), (3.0, 4.0), (4.0, 5.0), (5.0, 7.5), (7.5, 10.0))
"""Those of Quiring et al. 2020, §5.1, from the lowest ratio that leaves a lattice."""
LOWEST_RATIO = 2.05
MOST_PIXELS = 2_000_000


def pair(paths: Sequence[Path], draw: Draw) -> tuple[RGB, RGB]:
    """Two photographs: what is attacked, and what is hidden in it."""
    first, second = draw.choice(len(paths), 2, replace=False)
    return read_photo(paths[int(first)]), read_photo(paths[int(second)])


def drawn_pipeline(draw: Draw, shape: Shape) -> Pipeline:
    """One of the pipelines that sample, for a target shape."""
    return Pipeline(*KINDS[int(draw.integers(len(KINDS)))], shape)


def ratio(source: RGB, shape: Shape) -> float:
    """β along the axis where it is smaller."""
    return float(min(source.shape[0] / shape[0], source.shape[1] / shape[1]))


def target_shape(draw: Draw) -> Shape:
    """(height, width), square three times of four."""
    side = int(draw.choice(SIDES))
    if draw.random() < 0.75:
        return side, side
    return side, int(np.clip(side * draw.uniform(0.6, 1.6), 32, 512))


def prepared(source: RGB, shape: Shape, draw: Draw) -> RGB:
    """The source as it is, or brought to a ratio: fractional, unequal or integer (odd ones included)."""
    if draw.random() < 0.35 and ratio(source, shape) >= LOWEST_RATIO:
        return source
    low, high = RATIO_BINS[int(draw.integers(len(RATIO_BINS)))]
    ratios = np.full(2, draw.uniform(low, high))
    if draw.random() < 0.3:
        ratios = np.maximum(np.round(ratios), 3)
    elif draw.random() < 0.4:
        ratios[1] *= draw.uniform(0.7, 1.4)
    ratios *= min(1.0, (MOST_PIXELS / (ratios.prod() * shape[0] * shape[1])) ** 0.5)
    size = round(shape[1] * ratios[1]), round(shape[0] * ratios[0])
    shrinks = size[0] * size[1] < source.shape[0] * source.shape[1]
    kind = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(source, size, interpolation=kind), np.uint8)
