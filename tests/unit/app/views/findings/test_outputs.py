"""Which pictures stand beside the evidence, for each pipeline."""

from dataclasses import replace

from app.models import EvidenceItem
from app.views.findings.outputs import classified_images, enlarges, known_output, shown_images
from core.detection.inspection import Inspection
from core.images import Evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

BEST = Pipeline("opencv", "nearest", (64, 64))
OTHER = Pipeline("opencv", "bilinear", (64, 64))


def test_the_hidden_image_belongs_to_the_best_pipeline_only(
    evidence: Evidence, inspection: Inspection
) -> None:
    item = EvidenceItem(evidence, inspection=inspection)
    assert known_output(item, BEST) is inspection.hidden
    assert known_output(item, OTHER) is None


def test_other_outputs_come_from_the_grid(evidence: Evidence, inspection: Inspection, chelsea: RGB) -> None:
    item = EvidenceItem(evidence, inspection=inspection, outputs={OTHER: chelsea})
    assert known_output(item, OTHER) is chelsea


def test_the_robust_output_is_the_inspections_or_the_grids(
    evidence: Evidence, inspection: Inspection, chelsea: RGB
) -> None:
    wide = Pipeline("pillow", "bicubic", (48, 96))
    grid = {Pipeline("opencv", "area", (48, 96)): chelsea}
    item = EvidenceItem(evidence, inspection=inspection, outputs=grid)
    assert shown_images(item, OTHER).robust is inspection.robust
    assert shown_images(item, wide).robust is chelsea
    assert shown_images(EvidenceItem(evidence), wide).robust is None


def test_a_crop_has_a_robust_output_of_its_own(
    evidence: Evidence, inspection: Inspection, chelsea: RGB
) -> None:
    cropped = replace(BEST, crop=(10, 10, 200, 200))
    item = EvidenceItem(evidence, inspection=inspection)
    assert shown_images(item, cropped).robust is None
    item = EvidenceItem(evidence, inspection=inspection, outputs={cropped.robust: chelsea})
    assert shown_images(item, cropped).robust is chelsea


def test_an_enlarging_pipeline_is_said_to_hide_nothing(evidence: Evidence) -> None:
    large = Pipeline("opencv", "bilinear", (64, 513))
    item = EvidenceItem(evidence)
    assert enlarges(item, large)
    assert not enlarges(item, OTHER)
    shown = shown_images(item, large)
    assert shown.output is None
    assert shown.robust is None
    assert "enlarges" in shown.note


def test_a_pipeline_that_enlarges_one_axis_is_not_said_to_leave_nothing_out(evidence: Evidence) -> None:
    height, width = evidence.shape
    shown = shown_images(EvidenceItem(evidence), Pipeline("opencv", "bilinear", (height + 1, width // 4)))
    assert shown.output is None
    assert "along one axis" in shown.note
    assert "nothing can hide" not in shown.note


def test_what_was_classified_is_shown_rather_than_what_would_be(
    evidence: Evidence, inspection: Inspection, chelsea: RGB
) -> None:
    item = EvidenceItem(evidence, inspection=inspection)
    assert classified_images(item, BEST)["scaled"] is inspection.hidden
    assert classified_images(item, BEST)["sanitized"] is None
    item = EvidenceItem(evidence, inspection=inspection, classified={"scaled": chelsea})
    assert classified_images(item, BEST)["scaled"] is chelsea
