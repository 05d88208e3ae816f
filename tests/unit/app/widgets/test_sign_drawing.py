"""The 43 drawings: all there, all different, all drawn."""

from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.widgets.sign_drawing import SignDrawing, sign_file
from core.classification.labels import CLASS_COUNT, CLASS_NAMES

SIDE = 48
ALLOWED = {"svg", "title", "g", "path", "circle"}


def rendered(qtbot: QtBot, class_id: int, side: int = SIDE) -> NDArray[np.uint8]:
    drawing = SignDrawing(class_id, side)
    qtbot.addWidget(drawing)
    image = QImage(side, side, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    drawing.render(image, renderFlags=SignDrawing.RenderFlag.DrawChildren)
    return np.frombuffer(image.constBits(), np.uint8).reshape(side, side, 4).copy()


@pytest.mark.parametrize("class_id", range(CLASS_COUNT))
def test_a_drawing_is_shapes_only_and_names_its_class(class_id: int) -> None:
    root = ElementTree.fromstring(sign_file(class_id))
    assert {entry.tag.rpartition("}")[2] for entry in root.iter()} <= ALLOWED  # text would need a font
    assert root.findtext("{http://www.w3.org/2000/svg}title") == CLASS_NAMES[class_id]


def test_drawings_fill_their_square_and_differ(qtbot: QtBot) -> None:
    pictures = [rendered(qtbot, class_id) for class_id in range(CLASS_COUNT)]
    for picture in pictures:
        assert (picture[..., 3] > 200).mean() > 0.35
        assert (picture[[0, 0, -1, -1], [0, -1, 0, -1], 3] < 100).all()  # no corner is covered
    for place, picture in enumerate(pictures):
        for other in pictures[:place]:
            assert np.abs(picture.astype(int) - other).mean() > 1.5


def test_left_and_right_are_mirror_images(qtbot: QtBot) -> None:
    for left, right in ((19, 20), (34, 33), (37, 36), (39, 38)):
        mirrored = rendered(qtbot, right)[:, ::-1].astype(int)
        assert np.abs(rendered(qtbot, left) - mirrored).mean() < 1


def test_there_is_no_drawing_for_another_class(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        sign_file(CLASS_COUNT)
