"""What a detector is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.detection.suspicion import Suspicion
from core.progress import Progress

Measure = Callable[[Suspicion, Progress], float | None]
Needs = Literal["nothing", "size", "pipeline"]


@dataclass(frozen=True)
class DetectorSpec:
    """One detector.

    `measure` returns its score, None where it does not apply; `suspicious` says which end of the scale
    speaks for an attack. `explanation` is for people who know the words of the seed paper only. `needs` is
    what its inventors want to be told; here the blind search tells it. `routine` detectors are part of every
    inspection, the others are run on request.
    """

    id: str
    title: str
    explanation: str
    citation: str
    unit: str
    suspicious: Literal["high", "low"]
    measure: Measure
    needs: Needs = "nothing"
    routine: bool = False

    def badness(self, score: float) -> float:
        """The score, turned so that more is more suspicious."""
        return score if self.suspicious == "high" else -score
