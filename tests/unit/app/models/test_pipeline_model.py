"""The pipeline model: always valid, announces changes only."""

import pytest

from app.models import PipelineModel
from core.errors import UnknownNameError
from core.scaling.pipeline import Cut, Pipeline

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


def test_a_library_without_the_algorithm_falls_back() -> None:
    model, heard = listening(LANCZOS)
    model.set_library("skimage")
    model.set(LANCZOS)
    model.set_library("keras")
    assert [(made.library, made.algorithm) for made in heard[::2]] == [
        ("skimage", "bilinear"),
        ("keras", "resizing"),
    ]


def test_a_target_without_pixels_is_refused() -> None:
    model, heard = listening(LANCZOS)
    with pytest.raises(ValueError, match="no pixels"):
        model.set_target_shape((0, 10))
    assert heard == []


def test_a_rule_makes_another_pipeline_of_each_image() -> None:
    model, heard = listening(Pipeline("opencv", "bilinear", (224, 224)))
    model.look_at((480, 640))
    model.set_rule("centre-crop")
    model.look_at((300, 100))
    model.set_rule("classifier")
    assert heard == [
        Pipeline("opencv", "bilinear", (224, 224), (80, 0, 480, 480)),
        Pipeline("opencv", "bilinear", (224, 224), (0, 100, 100, 100)),
        Pipeline("opencv", "bilinear", (224, 224), (6, 106, 88, 88), Cut((768, 256), 272, 16)),
    ]
    assert (model.choice.rule, model.choice.size) == ("classifier", (224, 224))


def test_library_and_size_can_change_under_a_rule() -> None:
    model, heard = listening(Pipeline("opencv", "bilinear", (224, 224)))
    model.look_at((480, 640))
    model.set_rule("short-edge")
    model.set_library("pillow")
    model.set_target_shape((240, 240))
    assert heard[-1] == Pipeline("pillow", "bilinear", (240, 320))
    assert (model.choice.rule, model.choice.size) == ("short-edge", (240, 240))


def test_a_pipeline_that_the_rule_makes_keeps_the_rule() -> None:
    model, heard = listening(Pipeline("opencv", "bilinear", (224, 224)))
    model.look_at((480, 640))
    model.set_rule("centre-crop")
    model.set(Pipeline("pillow", "lanczos", (224, 224), (80, 0, 480, 480)))
    assert model.choice.rule == "centre-crop"
    assert heard[-1].library == "pillow"
    model.set(Pipeline("pillow", "lanczos", (32, 32)))
    assert (model.choice.rule, model.pipeline.crop) == ("fixed", None)


def test_a_crop_that_no_rule_makes_does_not_outlive_its_image() -> None:
    model, heard = listening(LANCZOS)
    model.look_at((480, 640))
    cropped = Pipeline("opencv", "lanczos", (32, 48), (500, 400, 96, 64))
    model.set(cropped)
    assert model.pipeline == cropped
    model.look_at((100, 100))
    assert heard == [cropped, LANCZOS]


def test_tiles_are_chosen_one_by_one() -> None:
    model, heard = listening(Pipeline("opencv", "bilinear", (512, 512)))
    model.look_at((1080, 1920))
    model.set_rule("tiles")
    assert model.tile_count == 6
    model.set_tile(5)
    assert heard[-1].cut == Cut((768, 1365), 256, 853)
    model.look_at((9, 9))
    assert (model.tile_count, model.pipeline) == (1, Pipeline("opencv", "bilinear", (9, 9)))


def test_a_rule_is_told_apart_from_the_pipeline_it_makes() -> None:
    """Without an image, or on a square one, two rules make the same pipeline: the picker still hears."""
    model, heard = listening(Pipeline("opencv", "bilinear", (224, 224)))
    choices: list[str] = []
    model.choice_changed.connect(lambda choice: choices.append(choice.rule))
    model.set_rule("centre-crop")
    assert (heard, choices) == ([], ["centre-crop"])
