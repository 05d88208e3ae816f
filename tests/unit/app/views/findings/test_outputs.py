"""Which pictures stand beside the evidence, for each pipeline."""

from dataclasses import replace

import numpy as np

from app.models import EvidenceItem
from app.views.findings.outputs import classified_images, enlarges, known_output, shown_images
from core.detection.inspection import Inspection
from core.images import Evidence, evidence_from_pixels
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
    height, width = evidence.shape
    large = Pipeline("opencv", "bilinear", (height, width + 1))
    item = EvidenceItem(evidence)
    assert enlarges(item, large)
    assert not enlarges(item, OTHER)
    shown = shown_images(item, large)
    assert shown.output is None
    assert shown.robust is None
    assert "enlarges" in shown.note


def test_where_one_axis_grows_the_other_is_averaged_by_pillow(
    evidence: Evidence, inspection: Inspection, chelsea: RGB, coffee: RGB
) -> None:
    height, width = evidence.shape
    mixed = Pipeline("opencv", "bilinear", (height + 1, width // 4))
    outputs = {mixed: coffee, mixed.by("pillow", "area"): chelsea, mixed.robust: coffee}
    shown = shown_images(EvidenceItem(evidence, inspection=inspection, outputs=outputs), mixed)
    assert shown.output is coffee
    assert shown.robust is chelsea
    assert not shown.note


def test_outputs_too_large_to_be_made_are_not_waited_for() -> None:
    item = EvidenceItem(evidence_from_pixels(np.zeros((12_001, 8), np.uint8)[..., None].repeat(3, 2), "tall"))
    shown = shown_images(item, Pipeline("opencv", "bilinear", (12_000, 12_000)))
    assert shown.output is None
    assert "432 MB each" in shown.note


def test_what_was_classified_is_shown_rather_than_what_would_be(
    evidence: Evidence, inspection: Inspection, chelsea: RGB
) -> None:
    item = EvidenceItem(evidence, inspection=inspection)
    assert classified_images(item, BEST)["scaled"] is inspection.hidden
    assert classified_images(item, BEST)["sanitized"] is None
    item = EvidenceItem(evidence, inspection=inspection, classified={"scaled": chelsea})
    assert classified_images(item, BEST)["scaled"] is chelsea
