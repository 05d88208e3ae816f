"""Measure what the detectors score on benign photographs, and write the calibration table.

    python -m core.detection.calibrate PHOTOS_DIR -o resources/calibration/benign.json

Half of the photographs, chosen by the hash of their names, are measured in every variant of
core.detection.photos; `make bench-detection` tests on the other half. With `--blind` only what the verdict
rests on is measured, several times faster; the other detectors keep what the table to be written says.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from core.detection.calibration import Calibration, ascending, from_json, to_json
from core.detection.catalogue import (
    BLIND,
    CHANNEL_COMB,
    COMB,
    DETECTORS,
    LOCAL_COMB,
    ROUTINE,
    STRIP_COMB,
    DetectorSpec,
)
from core.detection.photos import ROUNDS, benign_strips, benign_versions, domain_of, photo_paths
from core.detection.scan import search_channels, search_sizes, too_small, whole_lead
from core.errors import AliascopeError
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.versions import library_versions
from core.spectrum.envelope import texture_of
from core.spectrum.strips import search_strip, strip_texture

COMMAND = "python -m core.detection.calibrate PHOTOS_DIR -o resources/calibration/benign.json"
ON_REQUEST_STEP = 3
"""Detectors that are not part of every inspection are calibrated on every third image."""

Sample = dict[str, float]
"""Detector id → badness of one image."""


def scores_of(image: RGB, specs: Sequence[DetectorSpec] = DETECTORS) -> Sample:
    """Badness of the most suspicious lead in an image; detectors that do not apply left out."""
    sizes = None if too_small(image) else search_sizes(texture_of(image))
    if sizes is None:
        return {}
    sizes = search_channels(sizes)
    if all(spec in BLIND for spec in specs):  # spares telling pipelines apart
        part = None if sizes.part is None else sizes.part.significance
        channel = None if sizes.channel is None else sizes.channel.significance
        measured = {COMB: sizes.whole.significance, LOCAL_COMB: part, CHANNEL_COMB: channel}
    else:
        suspicion = whole_lead(sizes).suspicion
        measured = {spec: spec.measure(suspicion, no_progress) for spec in specs}
    return {spec.id: spec.badness(score) for spec, score in measured.items() if score is not None}


def strip_scores(image: RGB) -> Sample:
    """Badness of a narrow image."""
    size = search_strip(strip_texture(image))
    return {} if size is None else {STRIP_COMB.id: STRIP_COMB.badness(size.significance)}


def photo_scores(path: Path, *, blind: bool = False) -> list[Sample]:
    """The scores of every variant of a photograph.

    All detectors on every third one of the first round, the routine ones on the others of that round, those
    that the verdict rests on in every round: rare false alarms are theirs to know. With `blind` those alone.
    Strips are for the detector of narrow images.
    """
    first = [
        scores_of(image, BLIND if blind else ROUTINE if place % ON_REQUEST_STEP else DETECTORS)
        for place, (_, image) in enumerate(benign_versions(path, range(1)))
    ]
    later = [scores_of(image, BLIND) for _, image in benign_versions(path, range(1, ROUNDS))]
    return first + later + [strip_scores(image) for image in benign_strips(path)]


def calibrate(folder: Path, jobs: int = 1, *, before: Calibration | None = None) -> Calibration:
    """The table from all variants of the photographs in a folder that calibrate, `jobs` at a time.

    With `before` only what the verdict rests on is measured, and the other detectors are taken from there.
    A line per photograph goes to stderr. Raises `DatasetError` for a folder without photographs.
    """
    paths = photo_paths(folder, calibration=True)
    badness: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    samples = 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for place, versions in enumerate(pool.map(partial(photo_scores, blind=before is not None), paths), 1):
            samples += len(versions)
            domain = domain_of(paths[place - 1], folder)
            for name, value in (item for sample in versions for item in sample.items()):
                badness[name][domain].append(value)
            print(f"{place}/{len(paths)} {paths[place - 1].name}", file=sys.stderr, flush=True)
    tables: dict[str, Mapping[str, tuple[float, ...]]] = dict(before.badness) if before else {}
    tables |= {
        name: {domain: ascending(values) for domain, values in sorted(domains.items())}
        for name, domains in badness.items()
    }
    command = COMMAND if before is None else f"{COMMAND} --blind"
    return Calibration(tables, len(paths), samples, command, library_versions())


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, calibrate, write."""
    parser = argparse.ArgumentParser(prog="python -m core.detection.calibrate", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder of benign photographs")
    parser.add_argument("-o", "--output", type=Path, required=True, help="table to write")
    parser.add_argument("--jobs", type=int, default=1, help="photographs measured at a time (default 1)")
    parser.add_argument("--blind", action="store_true", help="only what the verdict rests on")
    options = parser.parse_args(arguments)
    try:
        before = from_json(options.output.read_text(encoding="utf-8")) if options.blind else None
        table = calibrate(options.photos, options.jobs, before=before)
    except AliascopeError as error:
        print(error, file=sys.stderr)
        return 2
    options.output.write_text(to_json(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
