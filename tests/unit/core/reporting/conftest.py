"""Evidence with hostile facts, and an inspection of it, made up."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from core.detection.inspection import Finding, Inspection, PipelineGuess
from core.images import Evidence, decode_evidence
from core.images.saving import encode_lossless
from core.scaling.pipeline import Pipeline

HOSTILE = '<script>alert("1")</script>\u202e'


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    """A 704×528 picture with script in its name and its metadata."""
    pixels = np.random.default_rng(3).integers(0, 256, (528, 704, 3), dtype=np.uint8)
    data = encode_lossless(pixels)
    path = tmp_path / "evidence.png"
    path.write_bytes(data)
    decoded = decode_evidence(data, f"{HOSTILE}\udcff.png", path=path)
    return dataclasses.replace(decoded, notes=(HOSTILE,), exif=((HOSTILE, HOSTILE),))


@pytest.fixture
def inspection() -> Inspection:
    """An attack on 32×24, found by one detector of two."""
    hidden = np.random.default_rng(4).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    return Inspection(
        verdict="attack",
        false_alarm_rate=0.004,
        summary=f"A picture of 32×24 pixels is hidden here. {HOSTILE}",
        target_shape=(24, 32),
        pipelines=(
            PipelineGuess(Pipeline("opencv", "bilinear", (24, 32)), 0.9),
            PipelineGuess(Pipeline("tensorflow", "bilinear", (24, 32)), 0.8),
        ),
        findings=(
            Finding("comb", "Comb", 12.5, 4.0, 0.01, True, "Traces repeat."),
            Finding(
                "clean_filter", "Clean filter", float("nan"), float("inf"), 0.01, False, "Nothing found."
            ),
        ),
        region=(10, 20, 300, 200),
        hidden=hidden,
        robust=255 - hidden,
        seconds=0.75,
        versions=(("opencv", "5.0.0"),),
    )


@pytest.fixture
def clean_inspection(inspection: Inspection) -> Inspection:
    """Nothing found."""
    return dataclasses.replace(
        inspection,
        verdict="clean",
        summary="Nothing was found.",
        target_shape=None,
        pipelines=(),
        region=None,
        hidden=None,
        robust=None,
    )
