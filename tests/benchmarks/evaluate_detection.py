"""How well the blind inspection does on photographs that set none of its thresholds.

    python -m tests.benchmarks.evaluate_detection PHOTOS_DIR [--attacks N] [--benign N]

Attacks are crafted here from the test half of the photographs (core.detection.photos): global ones over
sizes, pipelines, integer, odd, fractional and unequal ratios, and local ones on 25 % of the area and on 8×8
of 64 cells. Each is judged as PNG and after JPEG. Rates come with 95 % Wilson intervals.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection.inspection import Inspection, inspect_image
from core.detection.photos import benign_versions, photo_paths, read_photo, recompressed
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

KINDS = (
    *(("opencv", name) for name in ("nearest", "bilinear", "bicubic", "lanczos")),
    ("pillow", "nearest"),
    *(("tensorflow", name) for name in ("nearest", "bilinear", "bicubic", "lanczos")),
)
SIDES = (30, 32, 48, 64, 96, 128, 160, 224, 256, 299)
LOWEST_RATIO = 2.05
QUALITIES = (None, 90, 70, 50)
Region = tuple[float, float, float, float]


@dataclass(frozen=True)
class Case:
    """An attack image, the pipeline it attacks, and the box it changes, if a part (x, y, w, h)."""

    kind: str
    image: RGB
    pipeline: Pipeline
    box: Region | None


def modelled(image: RGB, pipeline: Pipeline) -> RGB:
    """The pipeline's output by our model: spares importing TensorFlow."""
    shape = (image.shape[0], image.shape[1])
    return operator_for(pipeline, shape).apply(image).astype(np.uint8)


def cases(paths: Sequence[Path], count: int, draw: np.random.Generator) -> Iterator[Case]:
    """`count` attacks of each kind."""
    for kind, share in (("whole", None), ("25 % of the area", 0.5), ("8×8 of 64 cells", 0.125)):
        made = 0
        while made < count:
            case = _case(kind, share, paths, draw)
            if case is not None:
                made += 1
                yield case


def _case(kind: str, share: float | None, paths: Sequence[Path], draw: np.random.Generator) -> Case | None:
    source, target = (read_photo(paths[int(place)]) for place in draw.choice(len(paths), 2, replace=False))
    shape = _target_shape(draw) if share is None else (64, 64)
    source = _prepared(source, shape, draw) if share is None else source
    if min(side / length for side, length in zip(source.shape, shape, strict=False)) < LOWEST_RATIO:
        return None
    pipeline = Pipeline(*KINDS[int(draw.integers(len(KINDS)))], shape)
    box = None
    if share is not None:
        target, box = _patched(modelled(source, pipeline), target, share, source, draw)
    result = craft(attack_problem(source, target, pipeline), resize=modelled)
    return Case(kind, result.image, pipeline, box)


def _target_shape(draw: np.random.Generator) -> tuple[int, int]:
    side = int(draw.choice(SIDES))
    return side, int(np.clip(side * draw.uniform(0.6, 1.6), 24, 320)) if draw.random() < 0.25 else side


def _prepared(source: RGB, shape: tuple[int, int], draw: np.random.Generator) -> RGB:
    """The source as it is, cropped, resized, or resized to an integer ratio."""
    height, width = source.shape[:2]
    choice = draw.random()
    if choice < 0.35:
        return source
    if choice < 0.5:
        return source[
            : int(draw.integers(height // 2, height)), : int(draw.integers(width // 2, width))
        ].copy()
    if choice < 0.75:
        factor = draw.uniform(0.5, 1.8)
        size = (round(width * factor), round(height * factor * draw.choice((1, draw.uniform(0.8, 1.25)))))
    else:
        ratio = int(draw.integers(3, 8))
        size = (ratio * shape[1], ratio * shape[0])
    if size[0] * size[1] > 2_000_000:
        return source
    return np.asarray(cv2.resize(source, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _patched(
    output: RGB, payload: RGB, share: float, source: RGB, draw: np.random.Generator
) -> tuple[RGB, Region]:
    """The source's own output with a picture on a part of it, and that part's box in the source."""
    height, width = output.shape[:2]
    down, across = round(height * share), round(width * share)
    top, left = int(draw.integers(0, height - down + 1)), int(draw.integers(0, width - across + 1))
    target = output.copy()
    small = cv2.resize(payload, (across, down), interpolation=cv2.INTER_AREA)
    target[top : top + down, left : left + across] = small
    ratio_v, ratio_h = source.shape[0] / height, source.shape[1] / width
    return target, (left * ratio_h, top * ratio_v, across * ratio_h, down * ratio_v)


def outcome(case: Case, inspection: Inspection) -> dict[str, bool]:
    """What came out right."""
    found = inspection.pipelines
    size = inspection.target_shape == case.pipeline.target_shape
    best = [guess.pipeline for guess in found if guess.score == found[0].score] if found else []
    results = {
        "found": inspection.verdict != "clean",
        "called attack": inspection.verdict == "attack",
        "exact size": size,
        "pipeline": size and case.pipeline in best,
        "kernel": size and case.pipeline.algorithm in [guess.algorithm for guess in best],
    }
    if case.box is not None:
        results["IoU ≥ 0.4"] = inspection.region is not None and overlap(case.box, inspection.region) >= 0.4
    return results


def overlap(a: Region, b: Region) -> float:
    """Intersection over union of two boxes."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0.0, width) * max(0.0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def interval(hits: int, count: int) -> tuple[float, float]:
    """95 % Wilson interval of a rate (Wilson 1927)."""
    z, rate = 1.96, hits / count
    centre = (rate + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * (rate * (1 - rate) / count + z * z / (4 * count * count)) ** 0.5 / (1 + z * z / count)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def show(title: str, results: dict[str, list[bool]]) -> None:
    """A line per figure."""
    for name, values in results.items():
        low, high = interval(sum(values), len(values))
        rate = (
            f"{100 * sum(values) / len(values):5.1f} %  [{100 * low:.1f}, {100 * high:.1f}]  n={len(values)}"
        )
        print(f"{title:28} {name:14} {rate}", flush=True)


def benign(paths: Sequence[Path], most: int) -> None:
    """False alarms on the test half, in all variants."""
    alarms: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for path in paths[:most]:
        for name, image in benign_versions(path):
            verdict = inspect_image(image, resize=modelled).verdict
            for group in ("benign, all", f"benign, {name}"):
                alarms[group]["alarm"].append(verdict != "clean")
                alarms[group]["called attack"].append(verdict == "attack")
    for group, results in alarms.items():
        show(group, results)


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photos", type=Path)
    parser.add_argument("--attacks", type=int, default=100, help="attacks of each kind (default 100)")
    parser.add_argument("--benign", type=int, default=1_000_000, help="benign photographs (default all)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    paths = photo_paths(options.photos, calibration=False)
    results: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for case in cases(paths, options.attacks, np.random.default_rng(options.seed)):
        for quality in QUALITIES:
            image = case.image if quality is None else recompressed(case.image, "JPEG", quality)
            title = f"{case.kind}, {'PNG' if quality is None else f'JPEG {quality}'}"
            for name, value in outcome(case, inspect_image(image, resize=modelled)).items():
                results[title][name].append(value)
    for title, figures in results.items():
        show(title, figures)
    benign(paths, options.benign)
    return 0


if __name__ == "__main__":
    sys.exit(main())
