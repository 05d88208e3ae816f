"""The pipeline picker shows what the model holds and writes to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.models import PipelineModel
from app.widgets.pipeline_picker import PipelinePicker
from core.scaling.catalogue import LIBRARIES, library
from core.scaling.pipeline import Pipeline


@pytest.fixture
def model(qtbot: QtBot) -> PipelineModel:
    return PipelineModel(Pipeline("opencv", "bilinear", (224, 224)))


@pytest.fixture
def picker(qtbot: QtBot, model: PipelineModel) -> PipelinePicker:
    widget = PipelinePicker(model)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown(picker: PipelinePicker) -> tuple[str, str, str]:
    boxes = (picker.library_box, picker.algorithm_box, picker.size_box)
    library, algorithm, size = (box.currentText() for box in boxes)
    return library, algorithm, size


def choose(qtbot: QtBot, box: QComboBox, steps: int) -> None:
    box.setFocus()
    for _ in range(steps):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_it_shows_the_model(picker: PipelinePicker, model: PipelineModel) -> None:
    assert shown(picker) == ("OpenCV", "bilinear", "224×224")
    model.set(Pipeline("pillow", "area", (200, 100)))
    assert shown(picker) == ("Pillow", "box", "100×200")


def test_the_keyboard_changes_the_model(qtbot: QtBot, picker: PipelinePicker, model: PipelineModel) -> None:
    choose(qtbot, picker.library_box, 1)
    assert model.pipeline == Pipeline("pillow", "bilinear", (224, 224))
    choose(qtbot, picker.algorithm_box, 2)
    assert model.pipeline == Pipeline("pillow", "lanczos", (224, 224))


def test_the_size_is_width_by_height(picker: PipelinePicker, model: PipelineModel) -> None:
    picker.size_box.chosen.emit(320, 240)
    assert model.pipeline.target_shape == (240, 320)


def offered(picker: PipelinePicker) -> list[str | None]:
    """Ids of the algorithms in the list; None is the line between them."""
    return [picker.algorithm_box.itemData(row) for row in range(picker.algorithm_box.count())]


def test_every_library_is_offered_with_its_algorithms(picker: PipelinePicker, model: PipelineModel) -> None:
    for owner in LIBRARIES:
        model.set_library(owner.id)
        assert {entry for entry in offered(picker) if entry} == {entry.id for entry in owner.algorithms}


def test_common_algorithms_come_first(picker: PipelinePicker, model: PipelineModel) -> None:
    model.set_library("tensorflow")
    common, rest = (
        [entry.id for entry in library("tensorflow").algorithms if entry.common == wanted]
        for wanted in (True, False)
    )
    assert offered(picker) == [*common, None, *rest]
    model.set_library("keras")
    assert None not in offered(picker)


def test_the_rule_is_chosen_beside_the_size(
    qtbot: QtBot, picker: PipelinePicker, model: PipelineModel
) -> None:
    model.look_at((480, 640))
    choose(qtbot, picker.rule_box, 1)
    assert model.pipeline.target_shape == (224, 298)
    assert picker.size_box.currentText() == "224"
    choose(qtbot, picker.rule_box, 2)
    assert model.pipeline.crop == (80, 0, 480, 480)
    assert picker.size_box.currentText() == "224×224"
    assert "480×480 at 80, 0" in picker.rule_box.toolTip()


def test_a_tile_can_be_chosen_where_there_are_several(picker: PipelinePicker, model: PipelineModel) -> None:
    assert not picker.tile_box.isVisible()
    model.look_at((1080, 1920))
    model.set_rule("tiles")
    assert picker.tile_box.isVisible()
    assert picker.tile_box.text() == f"1 / {model.tile_count}"
    picker.tile_box.stepUp()
    assert model.choice.tile == 1
    assert model.pipeline.cut is not None
    assert (model.pipeline.cut.top, model.pipeline.cut.left) == (0, 224)
    model.set_rule("fixed")
    assert not picker.tile_box.isVisible()


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((480, 640), ""),
        ((600, 800), "Larger than this image, 640×480: what is enlarged can not hide anything."),
        ((600, 224), "Taller than this image, 640×480: only the axis that shrinks can hide anything."),
        ((480, 800), "Wider than this image, 640×480: what is enlarged can not hide anything."),
    ],
)
def test_a_size_above_the_images_is_warned_of(
    picker: PipelinePicker, model: PipelineModel, size: tuple[int, int], words: str
) -> None:
    said: list[str] = []
    picker.warned.connect(said.append)
    model.look_at((480, 640))
    picker.size_box.chosen.emit(size[1], size[0])
    assert picker.size_box.warning == words
    assert said == ([words] if words else [])
    assert words in picker.size_box.toolTip()
    model.look_at((1000, 1000))
    assert picker.size_box.warning == ""


def test_a_size_above_the_crop_is_warned_of(picker: PipelinePicker, model: PipelineModel) -> None:
    model.look_at((480, 640))
    model.set_rule("centre-crop")
    model.set_target_shape((512, 512))
    assert picker.size_box.warning.startswith("Larger than the crop, 480×480")
    model.set(Pipeline("opencv", "area", (30, 30), (0, 0, 9000, 9000)))
    assert picker.size_box.warning == ""


def test_showing_a_pipeline_does_not_change_it(picker: PipelinePicker, model: PipelineModel) -> None:
    heard: list[Pipeline] = []
    model.changed.connect(heard.append)
    model.set(Pipeline("tensorflow", "lanczos", (30, 40)))
    assert heard == [Pipeline("tensorflow", "lanczos", (30, 40))]
    assert shown(picker)[0] == "TensorFlow"
