"""Measure what the detectors score on benign photographs, and write the calibration table.

    python -m core.detection.calibrate PHOTOS_DIR -o resources/calibration/benign.json

Half of the photographs, chosen by the hash of their names, are measured in every variant of
core.detection.photos; `python -m core.detection.evaluate` tests on the other half.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from core.detection.calibration import Calibration, distribution, to_json
from core.detection.catalogue import DETECTORS, detector
from core.detection.photos import benign_versions, photo_paths
from core.detection.scan import search_sizes, too_small, whole_lead
from core.errors import AliascopeError
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.versions import library_versions
from core.spectrum.envelope import texture_of

COMMAND = "python -m core.detection.calibrate PHOTOS_DIR -o resources/calibration/benign.json"


def scores_of(image: RGB) -> dict[str, float]:
    """Detector id → score of the most suspicious lead in an image; those that do not apply left out."""
    sizes = None if too_small(image) else search_sizes(texture_of(image))
    if sizes is None:
        return {}
    suspicion = whole_lead(sizes).suspicion
    measured = {spec.id: spec.measure(suspicion, no_progress) for spec in DETECTORS}
    return {name: score for name, score in measured.items() if score is not None}


def photo_scores(path: Path) -> list[dict[str, float]]:
    """The scores of every variant of a photograph."""
    return [scores_of(image) for _, image in benign_versions(path)]


def calibrate(paths: Sequence[Path], jobs: int = 1) -> Calibration:
    """The table from all variants of these photographs, `jobs` at a time; a line per photograph to stderr."""
    badness: dict[str, list[float]] = defaultdict(list)
    samples = 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for place, versions in enumerate(pool.map(photo_scores, paths), 1):
            samples += len(versions)
            for scores in versions:
                for name, score in scores.items():
                    badness[name].append(detector(name).badness(score))
            print(f"{place}/{len(paths)} {paths[place - 1].name}", file=sys.stderr, flush=True)
    tables = {name: distribution(values) for name, values in badness.items()}
    return Calibration(tables, len(paths), samples, COMMAND, library_versions())


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, calibrate, write."""
    parser = argparse.ArgumentParser(prog="python -m core.detection.calibrate", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder of benign photographs")
    parser.add_argument("-o", "--output", type=Path, required=True, help="table to write")
    parser.add_argument("--jobs", type=int, default=1, help="photographs measured at a time (default 1)")
    options = parser.parse_args(arguments)
    try:
        table = calibrate(photo_paths(options.photos, calibration=True), options.jobs)
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    options.output.write_text(to_json(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
