"""What detectors score on benign images, and what follows: thresholds and false-alarm rates."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from core.detection.catalogue import DetectorSpec

TABLE = "calibration/benign.json"
"""Inside the package `resources`; made by `python -m core.detection.calibrate`."""
FORMAT = 1

SUSPICIOUS_RATE = 0.01
"""False-alarm rate at which a detector flags and a verdict turns suspicious."""
ATTACK_RATE = 0.001
"""False-alarm rate below which the verdict is attack."""


@dataclass(frozen=True)
class Distribution:
    """Scores of benign images by one detector, as badness (more is more suspicious), ascending."""

    badness: tuple[float, ...]

    def rate(self, badness: float) -> float:
        """Share of benign images at least this bad, estimated as (k + 1) / (n + 1): never 0.

        The image in question counts as one of them, which keeps the estimate honest where no benign image
        was that bad (conformal p-value, Vovk et al. 2005).
        """
        above = len(self.badness) - bisect_left(self.badness, badness)
        return (above + 1) / (len(self.badness) + 1)

    def threshold(self, rate: float) -> float:
        """The smallest measured badness whose `rate` is at most `rate`; the worst one if none is."""
        fitting = (value for value in self.badness if self.rate(value) <= rate)
        return next(fitting, self.badness[-1])


@dataclass(frozen=True)
class Calibration:
    """The table: distributions by detector id, how many images they come from, and what made them."""

    distributions: Mapping[str, Distribution]
    photos: int
    samples: int
    command: str
    versions: Mapping[str, str]

    def of(self, spec: DetectorSpec) -> Distribution:
        """The benign distribution of a detector."""
        return self.distributions[spec.id]


def to_json(calibration: Calibration) -> str:
    """The table as a JSON document, scores rounded to 0.001."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "command": calibration.command,
        "photos": calibration.photos,
        "samples": calibration.samples,
        "versions": dict(calibration.versions),
        "badness": {name: list(table.badness) for name, table in calibration.distributions.items()},
    }
    return json.dumps(document, indent=None, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def from_json(text: str) -> Calibration:
    """The table in a JSON document; raises `ValueError` or `KeyError` for anything else."""
    document = json.loads(text)
    if document["format"] != FORMAT:
        raise ValueError(f"calibration format {document['format']}, expected {FORMAT}")
    tables = {name: distribution(values) for name, values in document["badness"].items()}
    return Calibration(
        tables, document["photos"], document["samples"], document["command"], document["versions"]
    )


def distribution(badness: Iterable[float]) -> Distribution:
    """A distribution from scores in any order; raises `ValueError` when there are none."""
    values = tuple(sorted(round(float(value), 3) for value in badness))
    if not values:
        raise ValueError("a distribution needs at least one score")
    return Distribution(values)


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The table that ships with the product."""
    return from_json(resources.files("resources").joinpath(TABLE).read_text(encoding="utf-8"))
