"""The detectors, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.detection import clean_filter, comb, down_up
from core.detection.suspicion import Suspicion
from core.errors import UnknownNameError
from core.progress import Progress

Measure = Callable[[Suspicion, Progress], float | None]


@dataclass(frozen=True)
class DetectorSpec:
    """One detector.

    `measure` returns its score, None where it does not apply; `suspicious` says which end of the scale
    speaks for an attack. `explanation` is for people who know the words of the seed paper only.
    """

    id: str
    title: str
    explanation: str
    citation: str
    unit: str
    suspicious: Literal["high", "low"]
    measure: Measure

    def badness(self, score: float) -> float:
        """The score, turned so that more is more suspicious."""
        return score if self.suspicious == "high" else -score


COMB = DetectorSpec(
    "comb",
    "Lattice comb",
    "Finds evenly spaced pixels that stand out from their neighbours and asks whether they form a picture.",
    "Aliascope, core.spectrum.comb",
    "dB",
    "high",
    comb.whole_score,
)
LOCAL_COMB = DetectorSpec(
    "local_comb",
    "Lattice comb in a part",
    "Asks the same of windows of the image, for hidden pictures that cover a part of it only.",
    "Aliascope, core.spectrum.windows",
    "dB",
    "high",
    comb.part_score,
)

DETECTORS: tuple[DetectorSpec, ...] = (
    COMB,
    LOCAL_COMB,
    DetectorSpec(
        "down_up",
        "Down & up SSIM",
        "Scales the image down and up again and compares it with itself; a hidden picture makes them differ.",
        "Xiao et al. 2019, §6; Kim et al. 2021 (Decamouflage)",
        "SSIM",
        "low",
        down_up.score,
    ),
    DetectorSpec(
        "clean_filter",
        "Clean filter PSNR",
        "Restores the sampled pixels from their neighbours; where they were manipulated, they change much.",
        "Quiring et al. 2020, §4.3",
        "dB",
        "low",
        clean_filter.score,
    ),
)


def detector(detector_id: str) -> DetectorSpec:
    """The detector of that id. Raises `UnknownNameError`."""
    for spec in DETECTORS:
        if spec.id == detector_id:
            return spec
    known = ", ".join(spec.id for spec in DETECTORS)
    raise UnknownNameError(f"There is no detector “{detector_id}”; choose one of {known}.")
