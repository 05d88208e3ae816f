"""The pipeline model: always valid, announces changes only."""

import pytest

from app.models import PipelineModel
from core.errors import UnknownNameError
from core.scaling.pipeline import Pipeline

pytestmark = pytest.mark.usefixtures("qapp")

LANCZOS = Pipeline("opencv", "lanczos", (32, 48))


def listening(pipeline: Pipeline) -> tuple[PipelineModel, list[Pipeline]]:
    model = PipelineModel(pipeline)
    heard: list[Pipeline] = []
    model.changed.connect(heard.append)
    return model, heard


def test_each_part_can_be_changed_alone() -> None:
    model, heard = listening(LANCZOS)
    model.set_library("pillow")
    model.set_algorithm("area")
    model.set_target_shape((224, 299))
    assert heard == [
        Pipeline("pillow", "lanczos", (32, 48)),
        Pipeline("pillow", "area", (32, 48)),
        Pipeline("pillow", "area", (224, 299)),
    ]
    assert model.pipeline == heard[-1]


def test_the_same_pipeline_is_no_change() -> None:
    model, heard = listening(LANCZOS)
    model.set(LANCZOS)
    model.set_target_shape((32, 48))
    assert heard == []


def test_an_unknown_algorithm_changes_nothing() -> None:
    model, heard = listening(LANCZOS)
    with pytest.raises(UnknownNameError):
        model.set_algorithm("magic")
    assert (model.pipeline, heard) == (LANCZOS, [])


def test_a_library_without_the_algorithm_falls_back_to_bilinear(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_bilinear(library: str, name: str) -> None:
        if library == "pillow" and name != "bilinear":
            raise UnknownNameError("There is none.")

    monkeypatch.setattr("app.models.pipeline_model.algorithm", only_bilinear)
    model, heard = listening(LANCZOS)
    model.set_library("pillow")
    assert heard == [Pipeline("pillow", "bilinear", (32, 48))]


def test_a_target_without_pixels_is_refused() -> None:
    model, heard = listening(LANCZOS)
    with pytest.raises(ValueError, match="no pixels"):
        model.set_target_shape((0, 10))
    assert heard == []
