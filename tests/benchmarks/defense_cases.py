"""Attacks that work: crafted over pipelines and ratios, kept when they reach both of the attacker's goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.benchmarks.defense_material import Picture, at_size
from tests.benchmarks.labelling import Labels

SIDE = 32
"""The classifier's input, and so the pipelines' target."""
BINS = ((2.0, 3.0), (3.0, 4.0), (4.0, 5.0), (5.0, 7.5), (7.5, 10.0))
"""Scaling ratios as the paper groups them (§5.1)."""
KINDS = (
    *(("opencv", name) for name in ("nearest", "bilinear", "bicubic")),
    ("pillow", "nearest"),
    *(("tensorflow", name) for name in ("nearest", "bilinear", "bicubic")),
)
"""Pipelines that can be attacked."""
VISIBLE_DB = 15.0
"""Below this PSNR an attack is plainly visible and fails objective O2 (§5.1)."""


@dataclass(frozen=True, eq=False)
class Case:
    """An attack image with what it was made of. `before` is the label that the victim gives the source."""

    pipeline: Pipeline
    bin: tuple[float, float]
    source: Picture
    image: RGB
    target: int
    before: int


def drawn_cases(
    count: int, sources: Sequence[Picture], targets: Sequence[Picture], labels: Labels, seed: int
) -> Iterator[Case | None]:
    """`count` attacks over all pipelines and ratios; None for each that misses O1 or O2."""
    draw = np.random.default_rng(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        span = BINS[number // len(KINDS) % len(BINS)]
        source, target = (group[int(draw.integers(len(group)))] for group in (sources, targets))
        height, width = (int(SIDE * draw.uniform(*span)) for _ in range(2))
        picture = Picture(source.kind, source.name, at_size(source.pixels, (height, width)), source.class_id)
        yield _case(picture, target.pixels, Pipeline(*kind, (SIDE, SIDE)), span, labels)


def _case(
    source: Picture, target: RGB, pipeline: Pipeline, span: tuple[float, float], labels: Labels
) -> Case | None:
    wanted, before = labels([area_output(target, (SIDE, SIDE)), real_resize(source.pixels, pipeline)])
    if wanted == before:
        return None
    result = craft(attack_problem(source.pixels, target, pipeline))
    if labels([result.output])[0] != wanted or psnr(result.image, source.pixels) < VISIBLE_DB:
        return None
    return Case(pipeline, span, source, result.image, wanted, before)
