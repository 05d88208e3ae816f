"""The pipeline picker shows what the model holds and writes to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.models import PipelineModel
from app.widgets.pipeline_picker import PipelinePicker
from core.scaling.catalogue import LIBRARIES
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


def test_every_library_is_offered_with_its_algorithms(picker: PipelinePicker, model: PipelineModel) -> None:
    for library in LIBRARIES:
        model.set_library(library.id)
        offered = [picker.algorithm_box.itemData(row) for row in range(picker.algorithm_box.count())]
        assert offered == [algorithm.id for algorithm in library.algorithms]


def test_showing_a_pipeline_does_not_change_it(picker: PipelinePicker, model: PipelineModel) -> None:
    heard: list[Pipeline] = []
    model.changed.connect(heard.append)
    model.set(Pipeline("tensorflow", "lanczos", (30, 40)))
    assert heard == [Pipeline("tensorflow", "lanczos", (30, 40))]
    assert shown(picker)[0] == "TensorFlow"
