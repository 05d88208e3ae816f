"""The machine-readable report: what `aliascope inspect --json` prints for one image."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.images.evidence import Evidence

if TYPE_CHECKING:
    from core.detection.inspection import Inspection, PipelineGuess

Document = dict[str, Any]
"""A JSON object: str, int, float, bool, None, lists and objects of them; no NaN, no infinity."""


def inspect_document(
    evidence: Evidence, inspection: "Inspection", hidden_path: Path | None = None
) -> Document:
    """Everything a script needs to know about one inspected image.

    `further` is a second size that the image is an attack on, None for none. Sizes are [width, height] and
    regions [x, y, width, height] in pixels, rates are 0..1, seconds are seconds. `hidden_path` is where the
    hidden image was saved, if it was.
    """
    height, width = evidence.shape
    return {
        "file": str(evidence.path or evidence.name),
        "sha256": evidence.sha256,
        "width": width,
        "height": height,
        "verdict": inspection.verdict,
        "false_alarm_rate": json_number(inspection.false_alarm_rate),
        "target_size": _size(inspection.target_shape),
        "pipelines": _guesses(inspection.pipelines),
        "further": _further(inspection.further),
        "findings": [
            {
                "detector": finding.detector,
                "score": json_number(finding.score),
                "threshold": json_number(finding.threshold),
                "flagged": bool(finding.flagged),
            }
            for finding in inspection.findings
        ],
        "region": None if inspection.region is None else [int(value) for value in inspection.region],
        "hidden_image": None if hidden_path is None else str(hidden_path),
        "seconds": json_number(inspection.seconds),
        "versions": dict(inspection.versions),
    }


def _guesses(guesses: "Sequence[PipelineGuess]") -> list[Document]:
    return [
        {
            "library": guess.pipeline.library,
            "algorithm": guess.pipeline.algorithm,
            "score": json_number(guess.score),
        }
        for guess in guesses
    ]


def _further(guesses: "Sequence[PipelineGuess]") -> Document | None:
    if not guesses:
        return None
    return {"target_size": _size(guesses[0].pipeline.target_shape), "pipelines": _guesses(guesses)}


def json_number(value: float) -> float | None:
    """`value` as a plain float, None where JSON has no number for it (NaN, infinity)."""
    number = float(value)
    return number if math.isfinite(number) else None


def _size(shape: tuple[int, int] | None) -> list[int] | None:
    return None if shape is None else [int(shape[1]), int(shape[0])]
