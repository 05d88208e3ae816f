"""Benign images that test: the test half's variants, and hard ones that no threshold has seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.detection.photos import (
    benign_strips,
    benign_versions,
    cropped,
    domain_of,
    read_photo,
    recompressed,
    resized,
)
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.benchmarks.detection.draws import KINDS, LOWEST_RATIO, SIDES
from tests.benchmarks.detection.judging import Blind, blind_scores, published_scores
from tests.support.pictures import picture

Draw = np.random.Generator
Named = tuple[str, RGB]

PUBLISHED_STEP = 8
TEXTURES = ("brick.png", "grass.png", "gravel.png", "page.png", "text.png", "coins.png", "moon.png")
"""Of scikit-image; grid-like on purpose."""


@dataclass(frozen=True)
class Benign:
    """One benign image judged: its domain, what was done to it, and the scores."""

    domain: str
    variant: str
    blind: Blind
    published: dict[str, float]


def judged_photo(path: Path, folder: Path, rounds: int, blind: bool) -> list[Benign]:
    """All variants of a photograph and the hard ones; the published detectors look at every eighth.

    Without `blind` only those: that half of the photographs sets the published detectors' thresholds.
    """
    domain, draw = domain_of(path, folder), _draw_for(path)
    found: list[Benign] = []
    for place, (variant, image) in enumerate((*benign_versions(path, range(rounds)), *hard_versions(path))):
        published = place % PUBLISHED_STEP == 0
        if blind or published:
            found.append(_judged(domain, variant, image, draw, (blind, published)))
    if blind:
        found += [_judged(domain, "strip", image, draw, (True, False)) for image in benign_strips(path)]
    return found


def judged_textures() -> list[Benign]:
    """Pieces of scikit-image's textures, as they are and recompressed."""
    draw = np.random.default_rng(5)
    found: list[Benign] = []
    for name in TEXTURES:
        for _ in range(12):
            piece = np.ascontiguousarray(cropped(picture(name), draw, 0.7))
            for variant, image in (("texture", piece), ("texture, JPEG", recompressed(piece, "JPEG", 80))):
                found.append(_judged("textures", variant, image, draw, (True, False)))
    return found


def hard_versions(path: Path) -> Iterator[Named]:
    """Combs made in other ways than those that calibrate: repeated saving, screens, pixel art, halftones."""
    photo, draw = read_photo(path), _draw_for(path)
    piece = np.ascontiguousarray(cropped(photo, draw, 0.6))
    twice = recompressed(
        np.ascontiguousarray(cropped(recompressed(photo, "JPEG", 75), draw, 0.6)), "JPEG", 90
    )
    yield "hard: JPEG twice", twice
    yield "hard: screen", recompressed(_on_screen(piece), "JPEG", 92)
    yield "hard: enlarged twofold", resized(piece, 2, cv2.INTER_LINEAR)
    yield (
        "hard: blocks, JPEG",
        recompressed(resized(cropped(photo, draw, 0.3), 3, cv2.INTER_NEAREST), "JPEG", 85),
    )
    if draw.random() < 0.4:
        yield "hard: halftone", _halftone(piece)
        yield "hard: Bayer", _bayer(np.ascontiguousarray(cropped(photo, draw, 0.7)))


def _judged(domain: str, variant: str, image: RGB, draw: Draw, by: tuple[bool, bool]) -> Benign:
    """An image judged blind, by the published detectors, or both."""
    blind, published = by
    told = told_pipeline(image, draw) if published else None
    scores = {} if told is None else published_scores(image, told)
    return Benign(domain, variant, blind_scores(image) if blind else Blind(1.0), scores)


def told_pipeline(image: RGB, draw: Draw) -> Pipeline | None:
    """A pipeline as attacks have them; None for an image that all of them would enlarge."""
    fitting = [side for side in SIDES if min(image.shape[:2]) / side >= LOWEST_RATIO]
    if not fitting:
        return None
    side = int(draw.choice(fitting))
    return Pipeline(*KINDS[int(draw.integers(len(KINDS)))], (side, side))


def _draw_for(path: Path) -> Draw:
    return np.random.default_rng(sum(path.name.encode()))


def _on_screen(image: RGB) -> RGB:
    """Photographed from a screen: three stripes of colour a pixel, seen at a fractional ratio."""
    small = np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.float32)
    fine = small.repeat(3, axis=0).repeat(3, axis=1)
    mask = np.zeros((3, 3, 3), np.float32)
    for channel in range(3):
        mask[:, channel, channel] = 1
    fine *= 0.4 + 0.6 * np.tile(mask, (small.shape[0], small.shape[1], 1))
    shrunk = cv2.resize(fine, None, fx=0.71, fy=0.71, interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(shrunk * 1.6, 0, 255), np.uint8)


def _halftone(image: RGB) -> RGB:
    """Clustered dots: thresholded against a rounded 6×6 cell, in grey."""
    place = np.arange(6) - 2.5
    cell = np.cos(place / 6 * 2 * np.pi)[:, None] + np.cos(place / 6 * 2 * np.pi)[None, :]
    order = 255 * (np.argsort(np.argsort(-cell.ravel())).reshape(6, 6) + 0.5) / 36
    height, width = image.shape[:2]
    tiled = np.tile(order, (height // 6 + 1, width // 6 + 1))[:height, :width]
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    dots = np.where(grey > tiled, 255, 0).astype(np.uint8)
    return np.asarray(dots[..., None].repeat(3, axis=2), np.uint8)


def _bayer(image: RGB) -> RGB:
    """Two levels a channel, by Bayer's 4×4 matrix."""
    order = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8
    height, width = image.shape[:2]
    tiled = np.tile(order, (height // 4 + 1, width // 4 + 1))[:height, :width, None]
    return np.where(image > tiled, 255, 0).astype(np.uint8)
