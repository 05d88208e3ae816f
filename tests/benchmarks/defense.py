"""`make bench-defense`: do the selective filters stop attacks, and what do they cost the innocent?

    python -m tests.benchmarks.defense DATA [--limit N] [--seed N] [-o OUT.json]

Attacks on every pipeline that can be attacked, over the paper's ratios, with signs as targets and signs and
photographs as sources; only those count that reach the target's label and stay above 15 dB. "Restored" means
the label that the victim gives the source itself. Benign are the GTSRB test originals and the photographs.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from core.images.metrics import psnr
from core.sanitizing.sanitize import Sanitized, sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.benchmarks.defense_cases import BINS, KINDS, SIDE, Case, drawn_cases
from tests.benchmarks.defense_figures import FILTERS, Figure, Outcome, attack_figures, benign_figures, line
from tests.benchmarks.defense_material import Picture, at_size, photos, signs
from tests.benchmarks.labelling import Labels

PAIRS = 770
SHARE_OF_PHOTOS = 0.25
HIGHEST_DB = 60.0


def main(argv: Sequence[str]) -> int:
    """Print the table, write the JSON; 0 when every limit is met."""
    arguments = _parse(argv)
    start = time.perf_counter()
    labels = Labels()
    sign_pictures, photo_pictures = signs(arguments.data), photos(arguments.data)
    cases = _attacks(arguments, sign_pictures, photo_pictures, labels)
    attacked = [outcome for case in cases for outcome in _attack_outcomes(case, labels)]
    benign = list(_benign(sign_pictures, photo_pictures, labels, arguments))
    figures = [*attack_figures(attacked), *benign_figures(benign)]
    print(f"\n{len(cases)} attacks, {len(benign) // len(FILTERS)} benign images")
    for figure in figures:
        print(line(figure))
    _store(arguments.output, figures, len(cases), time.perf_counter() - start)
    return 0 if all(figure.is_met is not False for figure in figures) else 1


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.defense")
    given = os.environ.get("ALIASCOPE_DATA")
    parser.add_argument("data", type=Path, nargs="?", default=Path(given) if given else None)
    parser.add_argument("--limit", type=int, default=PAIRS, help="attacks to draw")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench/defense.json"))
    arguments = parser.parse_args(argv)
    if arguments.data is None:
        parser.error("name the folder with gtsrb-sample and photos, or set ALIASCOPE_DATA")
    return arguments


def _attacks(
    arguments: argparse.Namespace, sign_pictures: list[Picture], photo_pictures: list[Picture], labels: Labels
) -> list[Case]:
    """Signs as sources in three of four, photographs in the rest."""
    from_photos = int(arguments.limit * SHARE_OF_PHOTOS)
    found: list[Case] = []
    for count, sources in ((arguments.limit - from_photos, sign_pictures), (from_photos, photo_pictures)):
        for number, case in enumerate(drawn_cases(count, sources, sign_pictures, labels, arguments.seed)):
            if case is not None:
                found.append(case)
            if number % 50 == 49:
                print(f"  {number + 1} of {count} drawn, {len(found)} attacks", file=sys.stderr, flush=True)
    return found


def _attack_outcomes(case: Case, labels: Labels) -> Iterator[Outcome]:
    for filter_id in FILTERS:
        result, output = _sanitized(case.image, case.pipeline, filter_id)
        label = labels([output])[0]
        same = result.pixels.shape == case.source.pixels.shape
        decibels = min(HIGHEST_DB, psnr(result.pixels, case.source.pixels)) if same else None
        group = f"{case.source.kind} sources"
        restored = label == case.before
        yield Outcome(group, filter_id, result.filter, label == case.target, restored, decibels)


def _sanitized(image: np.ndarray, pipeline: Pipeline, filter_id: str) -> tuple[Sanitized, np.ndarray]:
    """The sanitized image and what the victim then gets of it."""
    result = sanitize(image, operator_for(pipeline, (image.shape[0], image.shape[1])), filter_id)
    return result, result.pixels if result.filter == "area" else real_resize(result.pixels, pipeline)


def _benign(
    sign_pictures: list[Picture], photo_pictures: list[Picture], labels: Labels, arguments: argparse.Namespace
) -> Iterator[Outcome]:
    """Each benign image once, for one of the pipelines; at its own size where that is large enough."""
    draw = np.random.default_rng(arguments.seed)
    pictures = [*sign_pictures, *photo_pictures]
    order = draw.permutation(len(pictures))[: 2 * arguments.limit]
    for number, picture in enumerate(pictures[int(place)] for place in order):
        pipeline = Pipeline(*KINDS[number % len(KINDS)], (SIDE, SIDE))
        side = int(SIDE * draw.uniform(*BINS[number // len(KINDS) % len(BINS)]))
        own = picture.kind == "sign" and min(picture.pixels.shape[:2]) >= SIDE * BINS[0][0]
        pixels = picture.pixels if own else at_size(picture.pixels, (side, side))
        before = labels([real_resize(pixels, pipeline)])[0]
        for filter_id in FILTERS:
            result, output = _sanitized(pixels, pipeline, filter_id)
            kept = labels([output])[0] == before
            yield Outcome(f"{picture.kind}s", filter_id, result.filter, False, kept, None)


def _store(path: Path, figures: list[Figure], attacks: int, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(figure) | {"is_met": figure.is_met} for figure in figures]
    document = {"subject": "defense", "attacks": attacks, "seconds": seconds, "rows": rows}
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
