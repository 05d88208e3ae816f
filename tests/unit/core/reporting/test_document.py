"""The JSON report has exactly the promised keys, in their units, and is real JSON."""

import dataclasses
import json
from pathlib import Path

from core.detection.inspection import Inspection, PipelineGuess
from core.images import Evidence
from core.reporting import inspect_document
from core.reporting.document import json_number
from core.scaling.pipeline import Pipeline

KEYS = [
    *("file", "sha256", "width", "height", "verdict", "unsearched", "false_alarm_rate", "summary", "limits"),
    *("known", "target_size", "pipelines", "further", "findings", "told", "region"),
    *("hidden_image", "robust_image", "seconds", "versions"),
]


def test_an_attack_in_full(evidence: Evidence, inspection: Inspection) -> None:
    told = dataclasses.replace(inspection, told=Pipeline("opencv", "bilinear", (24, 32)))
    document = inspect_document(evidence, told, Path("out") / "hidden.png", Path("out") / "robust.png")
    assert list(document) == KEYS
    assert document["file"] == str(evidence.path)
    assert document["sha256"] == evidence.sha256
    assert (document["width"], document["height"]) == (704, 528)
    assert document["target_size"] == [32, 24]
    assert document["pipelines"][0] == {"library": "opencv", "algorithm": "bilinear", "score": 0.9}
    assert document["further"] is None
    assert document["findings"][0] == {
        "detector": "comb",
        "title": "Comb",
        "score": 12.5,
        "threshold": 4.0,
        "false_alarm_rate": 0.01,
        "flagged": True,
        "explanation": "Traces repeat.",
        "citation": "Aliascope, core.spectrum.comb",
    }
    assert document["told"] == {"library": "opencv", "algorithm": "bilinear", "size": [32, 24]}
    assert document["robust_image"] == str(Path("out") / "robust.png")
    assert document["region"] == [10, 20, 300, 200]
    assert document["hidden_image"] == str(Path("out") / "hidden.png")
    assert document["versions"]["opencv"] == "5.0.0"


def test_a_second_size_is_told(evidence: Evidence, inspection: Inspection) -> None:
    second = PipelineGuess(Pipeline("pillow", "nearest", (48, 64)), 0.5)
    document = inspect_document(evidence, dataclasses.replace(inspection, further=(second,)))
    assert document["further"] == {
        "target_size": [64, 48],
        "pipelines": [{"library": "pillow", "algorithm": "nearest", "score": 0.5}],
    }


def test_numbers_that_json_lacks_are_null(evidence: Evidence, inspection: Inspection) -> None:
    document = inspect_document(evidence, inspection)
    assert document["findings"][1]["score"] is None
    assert document["findings"][1]["threshold"] is None
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert json_number(float("-inf")) is None


def test_clean_is_mostly_null(evidence: Evidence, clean_inspection: Inspection) -> None:
    document = inspect_document(evidence, clean_inspection)
    assert list(document) == KEYS
    assert document["pipelines"] == []
    assert [document[key] for key in ("target_size", "region", "hidden_image")] == [None, None, None]
