"""The lines of the walk without a display."""

import dataclasses

import numpy as np

from app.models import EvidenceItem
from app.tour import predictions_line, verdict_line
from core.classification.classify import Prediction
from core.images import evidence_from_pixels
from tests.support.inspections import inspection


def item() -> EvidenceItem:
    return EvidenceItem(
        evidence_from_pixels(np.zeros((60, 80, 3), np.uint8), "street.png"), inspection=inspection()
    )


def test_the_verdict_names_size_and_pipeline() -> None:
    first, second = verdict_line(item()).splitlines()
    assert first == "street.png: attack, hidden size 32×24, OpenCV bilinear 32×24, 0.8 s"
    assert second == "A picture is hidden here."


def test_a_clean_verdict_names_neither() -> None:
    clean = item()
    clean.inspection = dataclasses.replace(inspection(), verdict="clean", target_shape=None, pipelines=())
    assert verdict_line(clean).startswith("street.png: clean, 0.8 s\n")


def test_the_best_class_of_each_image_is_named() -> None:
    classified = item()
    classified.predictions = {
        "robust": (Prediction(12, "Priority road", 0.5), Prediction(1, "Stop", 0.2)),
        "scaled": (Prediction(14, "Stop", 0.98),),
    }
    assert predictions_line(classified) == "robust: Priority road 50 %; scaled: Stop 98 %"
