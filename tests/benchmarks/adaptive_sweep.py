"""Adaptive attacks on the selective filters and on area scaling: figures 17 and 18 of the seed paper.

    python -m tests.benchmarks.adaptive_sweep DATA [--pairs N] [-o PICTURE.png]

Each attack may rewrite a share δ of every filter window. Figure 17 asks for objective O1: does the image
still reach the target's label once it is filtered? Figure 18 is a user study about O2; here it is the PSNR of
attack against source, with the paper's 15 dB below which the change is plain. DATA as for `defense`.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.attacks.problem import attack_problem
from core.attacks.variants import craft_variant
from core.images.metrics import psnr
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.benchmarks.defense_cases import BINS, SIDE
from tests.benchmarks.defense_material import Picture, at_size, photos, signs
from tests.benchmarks.intervals import mean_interval, share_interval
from tests.benchmarks.labelling import Labels

FILTERS = ("median", "random")
DELTAS = (0.1, 0.2, 0.3, 0.4, 0.5)
KINDS = (("opencv", "nearest"), ("opencv", "bilinear"), ("pillow", "nearest"), ("tensorflow", "bilinear"))
AREA_NORMS = ("l1", "l0")
PAIRS = 40


@dataclass(frozen=True)
class Point:
    """Of one attack at one δ (0 for area): how many reached O1, with interval, and the PSNR in dB."""

    attack: str
    delta: float
    count: int
    reached: float
    low: float
    high: float
    decibels: float
    decibels_low: float
    decibels_high: float


@dataclass(frozen=True, eq=False)
class Pair:
    """A source that the victim labels otherwise than the target, and the victim."""

    source: Picture
    target: Picture
    pipeline: Pipeline
    wanted: int


def main(argv: Sequence[str]) -> int:
    """Print the points, write picture and JSON."""
    arguments = _parse(argv)
    labels = Labels()
    material = signs(arguments.data), photos(arguments.data)
    chosen = list(_pairs(arguments.pairs, *material, labels, arguments.seed))
    points = []
    for point in _points(chosen, labels):
        points.append(point)
        print(line(point), flush=True)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(point) for point in points]
    arguments.output.with_suffix(".json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    from tests.benchmarks.sweep_picture import draw_sweep

    draw_sweep(arguments.output, points)
    return 0


def line(point: Point) -> str:
    """A point as one line of the table."""
    share = f"O1 {100 * point.reached:5.1f} % [{100 * point.low:.1f}, {100 * point.high:.1f}]"
    visible = f"PSNR {point.decibels:4.1f} dB [{point.decibels_low:.1f}, {point.decibels_high:.1f}]"
    share_rewritten = f"δ {100 * point.delta:3.0f} %" if point.delta else "       "
    return f"  {point.attack:<16} {share_rewritten}  {share:<28} {visible}  n = {point.count}"


def _pairs(
    count: int, sign_pictures: list[Picture], photo_pictures: list[Picture], labels: Labels, seed: int
) -> Iterator[Pair]:
    """Signs into signs, and every fourth time into a photograph, over pipelines and ratios."""
    draw, made = np.random.default_rng(seed), 0
    while made < count:
        sources = photo_pictures if made % 4 == 3 else sign_pictures
        source, target = (group[int(draw.integers(len(group)))] for group in (sources, sign_pictures))
        span = BINS[made % len(BINS)]
        height, width = (int(SIDE * draw.uniform(*span)) for _ in range(2))
        pixels = at_size(source.pixels, (height, width))
        pipeline = Pipeline(*KINDS[made % len(KINDS)], (SIDE, SIDE))
        wanted, before = labels([area_output(target.pixels, (SIDE, SIDE)), real_resize(pixels, pipeline)])
        if wanted != before:
            made += 1
            yield Pair(Picture(source.kind, source.name, pixels, source.class_id), target, pipeline, wanted)


def _points(pairs: Sequence[Pair], labels: Labels) -> Iterator[Point]:
    for filter_id in FILTERS:
        for delta in DELTAS:
            found = [_filtered(pair, filter_id, delta, labels) for pair in pairs]
            yield _point(f"adaptive {filter_id}", delta, found)
    for norm in AREA_NORMS:
        yield _point(f"area {norm.upper()}", 0.0, [_area(pair, norm, labels) for pair in pairs])


def _filtered(pair: Pair, filter_id: str, delta: float, labels: Labels) -> tuple[bool, float]:
    """Whether the image reaches its label through the filter, and its PSNR to the source."""
    problem = attack_problem(pair.source.pixels, pair.target.pixels, pair.pipeline)
    result = craft_variant(f"adaptive_{filter_id}", problem, {"delta": delta})
    height, width = result.image.shape[:2]
    cleaned = sanitize(result.image, operator_for(pair.pipeline, (height, width)), filter_id)
    output = cleaned.pixels if cleaned.filter == "area" else real_resize(cleaned.pixels, pair.pipeline)
    return labels([output])[0] == pair.wanted, psnr(result.image, pair.source.pixels)


def _area(pair: Pair, norm: str, labels: Labels) -> tuple[bool, float]:
    """The same for the attack on area scaling (§5.3.2), which nothing filters."""
    victim = Pipeline("opencv", "area", (SIDE, SIDE))
    problem = attack_problem(pair.source.pixels, pair.target.pixels, victim, norm=norm)
    result = craft_variant("area", problem)
    return labels([result.output])[0] == pair.wanted, psnr(result.image, pair.source.pixels)


def _point(attack: str, delta: float, found: Sequence[tuple[bool, float]]) -> Point:
    hits, count = sum(reached for reached, _ in found), len(found)
    decibels = [value for _, value in found]
    return Point(
        *(attack, delta, count, hits / count, *share_interval(hits, count)),
        *(float(np.mean(decibels)), *mean_interval(decibels)),
    )


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.adaptive_sweep")
    given = os.environ.get("ALIASCOPE_DATA")
    parser.add_argument("data", type=Path, nargs="?", default=Path(given) if given else None)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench/adaptive.png"))
    arguments = parser.parse_args(argv)
    if arguments.data is None:
        parser.error("name the folder with gtsrb-sample and photos, or set ALIASCOPE_DATA")
    return arguments


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
