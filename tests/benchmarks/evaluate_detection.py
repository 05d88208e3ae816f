"""How well the blind inspection does on photographs that set none of its thresholds.

    python -m tests.benchmarks.evaluate_detection PHOTOS_DIR [-o FOLDER] [--attacks N] [--benign N] [--quick]

Photographs are split in two by file (core.detection.photos): thresholds come from one half, by
`python -m core.detection.calibrate`, attacks and benign images from the other. The published detectors are
measured on the same images, told size and pipeline. Rates come with 95 % Wilson intervals; the ROC curves are
written as PNG, everything printed as text. `make bench-detection PHOTOS=FOLDER` runs it.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.benchmarks.detection.benign import Benign
from tests.benchmarks.detection.plots import draw_roc
from tests.benchmarks.detection.report import (
    OURS,
    attack_lines,
    benign_lines,
    curves,
    domain_lines,
    published_lines,
    ratio_lines,
    variant_counts,
)
from tests.benchmarks.detection.runs import Judged, attacks_judged, benign_judged
from tests.benchmarks.detection.speed import rows as speed_rows
from tests.benchmarks.detection.table import ASPECTS, Aspect
from tests.benchmarks.run import line

QUICK_ATTACKS, QUICK_PHOTOS = 5, 8


class Output:
    """Lines to the terminal and to a file."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("w", encoding="utf-8")

    def say(self, lines: Iterable[str]) -> None:
        """Print and keep them."""
        for text in lines:
            print(text, flush=True)
            print(text, file=self._file, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, measure, print, draw."""
    options = _parser().parse_args(arguments)
    if options.quick:
        options.attacks, options.benign, options.rounds = QUICK_ATTACKS, QUICK_PHOTOS, 1
    out = Output(options.output / "detection.txt")
    chosen = [entry for entry in ASPECTS if entry.id in options.only]
    start = time.monotonic()
    judged = _attacks(options, chosen)
    out.say(attack_lines(judged))
    out.say(ratio_lines(judged))
    train = _benign(options, calibration=True)
    test = _benign(options, calibration=False)
    out.say([f"{len(test)} benign test images: {variant_counts(test)}", *benign_lines(test)])
    out.say(domain_lines(test))
    out.say(published_lines(judged, train, test))
    for entry in chosen:
        file = options.output / f"roc-{entry.id}.png"
        draw_roc(file, f"{entry.title}, PNG", curves(judged, test, entry.id), OURS)
        out.say([f"wrote {file}"])
    if not options.no_speed:
        out.say(line(row) for row in speed_rows())
    out.say([f"{time.monotonic() - start:.0f} s with {options.jobs} jobs"])
    return 0


def _attacks(options: argparse.Namespace, chosen: Sequence[Aspect]) -> list[Judged]:
    judged: list[Judged] = []
    for chunk in attacks_judged(options.photos, chosen, options.attacks, options.seed, options.jobs):
        judged += chunk
        print(f"\r{len(judged)} attack images judged", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return judged


def _benign(options: argparse.Namespace, *, calibration: bool) -> list[Benign]:
    """The test half in all rounds; of the training half a part, for the published detectors' thresholds."""
    samples: list[Benign] = []
    for chunk in benign_judged(
        options.photos,
        calibration=calibration,
        most=options.benign,
        rounds=1 if calibration else options.rounds,
        jobs=options.jobs,
    ):
        samples += chunk
        print(f"\r{len(samples)} benign images judged", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return samples


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photos", type=Path, help="folder of benign photographs, a folder in it per domain")
    parser.add_argument("-o", "--output", type=Path, default=Path("build/bench"), help="folder to write to")
    parser.add_argument("--attacks", type=int, default=100, help="attacks of each kind (default 100)")
    parser.add_argument(
        "--benign", type=int, default=1_000_000, help="photographs of each half (default all)"
    )
    parser.add_argument("--rounds", type=int, default=2, help="times each variant is drawn (default 2)")
    parser.add_argument("--only", nargs="+", default=[entry.id for entry in ASPECTS], metavar="KIND")
    parser.add_argument("--quick", action="store_true", help="a few of each, to see that it runs")
    parser.add_argument("--no-speed", action="store_true", help="leave the times out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
