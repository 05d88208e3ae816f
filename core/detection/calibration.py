"""What detectors score on benign images, and what follows: thresholds and false-alarm rates."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain
from typing import Any

from core.detection.detector_spec import DetectorSpec

TABLE = "calibration/benign.json"
"""Inside the package `resources`; made by `python -m core.detection.calibrate`."""
FORMAT = 2

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
        count = len(self.badness)
        first = count + 1 - int(rate * (count + 1))
        if first >= count:
            return self.badness[-1]
        # Equal scores count together: the first score that is greater than the one before.
        place = bisect_right(self.badness, self.badness[first - 1]) if first > 0 else 0
        return self.badness[min(place, count - 1)]


@dataclass(frozen=True)
class Calibration:
    """The table: scores by detector id and domain, how many images they come from, and what made them.

    A domain is a folder of photographs of one kind. `badness[detector][domain]` is ascending.
    """

    badness: Mapping[str, Mapping[str, tuple[float, ...]]]
    photos: int
    samples: int
    command: str
    versions: Mapping[str, str]

    @cached_property
    def distributions(self) -> Mapping[str, Distribution]:
        """By detector id, over all domains."""
        return {name: distribution(chain(*domains.values())) for name, domains in self.badness.items()}

    def of(self, spec: DetectorSpec) -> Distribution:
        """The benign distribution of a detector."""
        return self.distributions[spec.id]

    @property
    def domains(self) -> tuple[str, ...]:
        """The kinds of photographs in it, sorted."""
        return tuple(sorted({domain for domains in self.badness.values() for domain in domains}))

    def without(self, domain: str) -> "Calibration":
        """As if it had been made without that domain, to learn what thresholds are worth on another one.

        Raises `ValueError` where that leaves nothing.
        """
        kept = {
            name: {other: values for other, values in domains.items() if other != domain}
            for name, domains in self.badness.items()
        }
        if not all(kept.values()):
            raise ValueError(f"nothing is left of the calibration without {domain}")
        return replace(self, badness=kept)


def to_json(calibration: Calibration) -> str:
    """The table as a JSON document."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "command": calibration.command,
        "photos": calibration.photos,
        "samples": calibration.samples,
        "versions": dict(calibration.versions),
        "badness": {name: dict(domains) for name, domains in calibration.badness.items()},
    }
    return json.dumps(document, indent=None, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def from_json(text: str) -> Calibration:
    """The table in a JSON document; raises `ValueError` or `KeyError` for anything else."""
    document = json.loads(text)
    if document["format"] != FORMAT:
        raise ValueError(f"calibration format {document['format']}, expected {FORMAT}")
    tables = {
        name: {domain: ascending(values) for domain, values in domains.items()}
        for name, domains in document["badness"].items()
    }
    return Calibration(
        tables, document["photos"], document["samples"], document["command"], document["versions"]
    )


def ascending(badness: Iterable[float]) -> tuple[float, ...]:
    """Scores in order, to five significant digits: all that a table of thousands can tell."""
    return tuple(sorted(float(f"{value:.5g}") for value in badness))


def distribution(badness: Iterable[float]) -> Distribution:
    """A distribution from scores in any order; raises `ValueError` when there are none."""
    values = ascending(badness)
    if not values:
        raise ValueError("a distribution needs at least one score")
    return Distribution(values)


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The table that ships with the product."""
    return from_json(resources.files("resources").joinpath(TABLE).read_text(encoding="utf-8"))
