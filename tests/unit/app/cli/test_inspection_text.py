"""An inspection in the terminal: the verdict, what was asked, what stays open, where it is published."""

from dataclasses import replace

import pytest

from app.cli.console import Console
from app.cli.inspection_text import print_inspection
from core.detection.inspection import Inspection
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline
from tests.support.inspections import inspection


def said(found: Inspection, coffee: RGB, capsys: pytest.CaptureFixture[str]) -> list[str]:
    print_inspection(evidence_from_pixels(coffee, "cup.png"), found, (), Console(as_json=False))
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_everything_the_window_says(coffee: RGB, capsys: pytest.CaptureFixture[str]) -> None:
    known = Pipeline("pillow", "nearest", (10, 10))
    lines = said(replace(inspection(), told=known, known=known), coffee, capsys)
    assert lines[1] == "Verdict: attack. A picture is hidden here."
    assert any(line.startswith("Asked about Pillow nearest 10×10") for line in lines)
    assert any(line.startswith("Limits: ") for line in lines)
    assert "Comb: 12.5 dB, flagged (threshold ≥ 4 dB) [Aliascope, core.spectrum.comb]" in lines
    assert "Detectors that need a size or a pipeline were told Pillow nearest 10×10." in lines


def test_an_image_too_small_is_not_called_clean(coffee: RGB, capsys: pytest.CaptureFixture[str]) -> None:
    blank = replace(
        inspection(),
        verdict="clean",
        findings=(),
        pipelines=(),
        unsearched="small",
        summary="At 9×9 pixels …",
    )
    lines = said(blank, coffee, capsys)
    assert lines[1] == "Too small to hide anything. At 9×9 pixels …"
    assert not any("False-alarm rate" in line or "Limits" in line for line in lines)
