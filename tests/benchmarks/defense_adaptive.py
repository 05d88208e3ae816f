"""Attackers who know the filter: how much they have to rewrite, and how much of the picture that costs.

    python -m tests.benchmarks.defense_adaptive DATA [--pairs N] [--seed N] [-o FOLDER]

The adaptive attacks of the paper (§5.5) on signs, swept over the share δ of each window that they may
rewrite: how many are taken for the target after the filter they aim at (figure 17), and the PSNR they have
left to the source, which stands in for the user study of figure 18. "Both" counts those that are taken for
the target and stay above 15 dB. Attacks on area scaling (§5.3.2) likewise, where there is no δ. Writes
adaptive.json and adaptive.svg.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.images.arrays import RGB
from core.images.metrics import psnr
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.benchmarks.curve_picture import Curve, Panel, picture
from tests.benchmarks.defense_cases import SIDE, VISIBLE_DB
from tests.benchmarks.defense_material import Picture, at_size, signs
from tests.benchmarks.intervals import mean_interval, share_interval
from tests.benchmarks.labelling import Labels

DELTAS = (0.1, 0.2, 0.3, 0.4, 0.5)
FILTERS = ("median", "random")
KINDS = (("opencv", "nearest"), ("opencv", "bilinear"), ("pillow", "nearest"))
RATIOS = (3.0, 7.0)
HIGHEST_DB = 60.0
WAYS: dict[str, tuple[dict[str, object], ...]] = {
    "median": ({"keep": "filter"}, {"keep": "output"}),
    "random": ({},),
}
"""What the attacker tries; the best counts."""


@dataclass(frozen=True)
class Trial:
    """One attack: did it reach the target's label past the defense, and at what PSNR to the source."""

    defense: str
    delta: float
    reached: bool
    decibels: float


@dataclass(frozen=True)
class Point:
    """The trials of one defense and δ, with 95 % intervals."""

    defense: str
    delta: float
    reached: float
    reached_interval: tuple[float, float]
    both: float
    both_interval: tuple[float, float]
    decibels: float
    decibels_interval: tuple[float, float]
    count: int


Reading = Callable[[Point], tuple[float, tuple[float, float]]]
"""A figure of a point, with its interval."""


def main(argv: Sequence[str]) -> int:
    """Run, print, write both files."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.defense_adaptive")
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench"))
    arguments = parser.parse_args(argv)
    trials = list(_trials(signs(arguments.data), arguments.pairs, arguments.seed))
    points = [*_points(trials)]
    for point in points:
        print(line(point))
    arguments.output.mkdir(parents=True, exist_ok=True)
    document = json.dumps([asdict(point) for point in points], indent=2)
    (arguments.output / "adaptive.json").write_text(document + "\n", "utf-8")
    (arguments.output / "adaptive.svg").write_text(picture(panels(points)), "utf-8")
    return 0


def line(point: Point) -> str:
    """A point as one line of the table."""
    shares = (("reached", point.reached, point.reached_interval), ("both", point.both, point.both_interval))
    words = "   ".join(
        f"{name} {100 * value:5.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        for name, value, (low, high) in shares
    )
    delta = f"δ {100 * point.delta:.0f} %" if point.delta else ""
    low, high = point.decibels_interval
    decibels = f"PSNR {point.decibels:.1f} dB [{low:.1f}, {high:.1f}]"
    return f"  {point.defense:<8} {delta:<8} {words}   {decibels}   of {point.count}"


def _trials(pictures: list[Picture], count: int, seed: int) -> Iterator[Trial]:
    labels, draw, done = Labels(), np.random.default_rng(seed), 0
    while done < count:
        source, target = (
            pictures[int(place)].pixels for place in draw.choice(len(pictures), 2, replace=False)
        )
        shape = tuple(int(SIDE * draw.uniform(*RATIOS)) for _ in range(2))
        pipeline = Pipeline(*KINDS[done % len(KINDS)], (SIDE, SIDE))
        problem = attack_problem(at_size(source, (shape[0], shape[1])), target, pipeline)
        wanted, before = labels([area_output(target, (SIDE, SIDE)), real_resize(problem.source, pipeline)])
        if wanted == before:
            continue
        done += 1
        yield from _of_one_pair(problem, wanted, labels)
        print(f"  {done} of {count} pairs", file=sys.stderr, flush=True)


def _of_one_pair(problem: AttackProblem, wanted: int, labels: Labels) -> Iterator[Trial]:
    for filter_id in FILTERS:
        for delta in DELTAS:
            tried = [_trial(filter_id, delta, how, problem, wanted, labels) for how in WAYS[filter_id]]
            found = [trial for trial in tried if trial is not None]
            if found:
                yield max(found, key=lambda trial: (trial.reached, trial.decibels))
    robust = attack_problem(problem.source, problem.target, problem.pipeline.robust, "l1")
    trial = _trial("area", 0.0, {}, robust, wanted, labels)
    if trial is not None:
        yield trial


def _trial(
    defense: str,
    delta: float,
    how: dict[str, object],
    problem: AttackProblem,
    wanted: int,
    labels: Labels,
) -> Trial | None:
    """One attack on one defense; None where the variant refuses the problem."""
    variant, options = ("area", how) if defense == "area" else (f"adaptive_{defense}", how | {"delta": delta})
    try:
        image = craft_variant(variant, problem, options).image
    except AttackError:
        return None
    reached = labels([_past(defense, image, problem.pipeline)])[0] == wanted
    return Trial(defense, delta, reached, min(HIGHEST_DB, psnr(image, problem.source)))


def _past(filter_id: str, image: RGB, pipeline: Pipeline) -> RGB:
    """What the victim gets after the defense; an attack on area scaling faces that alone."""
    if filter_id == "area":
        return real_resize(image, pipeline)
    result = sanitize(image, operator_for(pipeline, (image.shape[0], image.shape[1])), filter_id)
    return result.pixels if result.filter == "area" else real_resize(result.pixels, pipeline)


def _points(trials: list[Trial]) -> Iterator[Point]:
    for defense, delta in sorted({(trial.defense, trial.delta) for trial in trials}):
        mine = [trial for trial in trials if (trial.defense, trial.delta) == (defense, delta)]
        reached, decibels = [trial.reached for trial in mine], [trial.decibels for trial in mine]
        both = [trial.reached and trial.decibels >= VISIBLE_DB for trial in mine]
        yield Point(
            defense,
            delta,
            float(np.mean(reached)),
            share_interval(sum(reached), len(mine)),
            float(np.mean(both)),
            share_interval(sum(both), len(mine)),
            float(np.mean(decibels)),
            mean_interval(decibels),
            len(mine),
        )


def panels(points: Sequence[Point]) -> list[Panel]:
    """One diagram for each goal of the attacker. Area scaling, which has no δ, is a level line."""
    across, span = "share of each window rewritten, δ in %", (0.0, 50.0)
    reached = _curves(points, lambda point: (point.reached, point.reached_interval), 100)
    decibels = _curves(points, lambda point: (point.decibels, point.decibels_interval), 1)
    return [
        Panel("O1: taken for the target past the defense", across, "%", span, (0.0, 100.0), reached),
        Panel("O2: PSNR to the source", across, "dB", span, (0.0, 40.0), decibels),
    ]


def _curves(points: Sequence[Point], read: Reading, scale: float) -> tuple[Curve, ...]:
    return tuple(
        _curve(name, [point for point in points if point.defense == name], read, scale)
        for name in (*FILTERS, "area")
    )


def _curve(name: str, points: Sequence[Point], read: Reading, scale: float) -> Curve:
    """Over δ; a single point without one stands for every δ."""
    places = [100 * point.delta for point in points]
    if len(points) == 1:
        points, places = [points[0]] * 2, [0.0, 100 * DELTAS[-1]]
    found = [read(point) for point in points]
    return Curve(
        name,
        tuple((place, scale * value) for place, (value, _) in zip(places, found, strict=True)),
        tuple((scale * low, scale * high) for _, (low, high) in found),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
