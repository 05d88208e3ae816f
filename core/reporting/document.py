"""The machine-readable report: what `aliascope inspect --json` prints for one image."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.images.evidence import Evidence
from core.reporting.words import citation_text

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection, PipelineGuess
    from core.scaling.pipeline import Pipeline

Document = dict[str, Any]
"""A JSON object: str, int, float, bool, None, lists and objects of them; no NaN, no infinity."""


def inspect_document(
    evidence: Evidence,
    inspection: "Inspection",
    hidden_path: Path | None = None,
    robust_path: Path | None = None,
) -> Document:
    """Everything a script needs to know about one inspected image.

    `further` is a second size that the image is an attack on, None for none. Sizes are [width, height] and
    regions [x, y, width, height] in pixels, rates are 0..1, seconds are seconds. `hidden_path` and
    `robust_path` are where the hidden image and its robust counterpart were saved, if they were. `known` is
    the pipeline asked about, `told` the one that detectors which need a size or a pipeline went by.
    """
    height, width = evidence.shape
    return {
        "file": str(evidence.path or evidence.name),
        "sha256": evidence.sha256,
        "width": width,
        "height": height,
        "verdict": inspection.verdict,
        "unsearched": inspection.unsearched,
        "false_alarm_rate": json_number(inspection.false_alarm_rate),
        "summary": inspection.summary,
        "limits": inspection.limits,
        "known": _pipeline(inspection.known),
        "target_size": _size(inspection.target_shape),
        "pipelines": _guesses(inspection.pipelines),
        "further": _further(inspection.further),
        "findings": [_finding(finding) for finding in inspection.findings],
        "told": _pipeline(inspection.told),
        "region": None if inspection.region is None else [int(value) for value in inspection.region],
        "hidden_image": None if hidden_path is None else str(hidden_path),
        "robust_image": None if robust_path is None else str(robust_path),
        "seconds": json_number(inspection.seconds),
        "versions": dict(inspection.versions),
    }


def _finding(finding: "Finding") -> Document:
    return {
        "detector": finding.detector,
        "title": finding.title,
        "score": json_number(finding.score),
        "threshold": json_number(finding.threshold),
        "false_alarm_rate": json_number(finding.false_alarm_rate),
        "flagged": bool(finding.flagged),
        "explanation": finding.explanation,
        "citation": citation_text(finding),
    }


def _pipeline(pipeline: "Pipeline | None") -> Document | None:
    if pipeline is None:
        return None
    size = _size(pipeline.target_shape)
    return {"library": pipeline.library, "algorithm": pipeline.algorithm, "size": size}


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
