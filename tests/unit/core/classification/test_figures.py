from xml.etree import ElementTree

import numpy as np

from core.classification.figures import confusion, confusion_picture, learning_curves
from core.classification.fitting import Epoch

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    return [entry.text or "" for entry in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_curves_have_a_point_per_epoch_and_fall_with_the_loss() -> None:
    epochs = [Epoch(2.0, 1.5, 0.5), Epoch(1.0, 0.8, 0.8), Epoch(0.5, 0.4, 0.9)]
    picture = ElementTree.fromstring(learning_curves(epochs))
    lines = [entry.attrib["points"].split() for entry in picture.iter(f"{SVG}polyline")]
    assert [len(line) for line in lines] == [3, 3, 3]
    for line in lines:
        heights = [float(point.split(",")[1]) for point in line]
        assert heights == sorted(heights)  # a smaller loss is further down


def test_one_epoch_can_be_drawn() -> None:
    assert "validation loss" in texts(learning_curves([Epoch(1.0, 1.0, 0.0)]))


def test_confusion_counts_answers_by_class() -> None:
    table = confusion(np.array([0, 0, 1, 2]), np.array([0, 2, 1, 2]), ("a", "b", "c"))
    assert table.tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 1]]


def test_the_picture_names_classes_errors_and_recalls() -> None:
    picture = confusion_picture(np.array([[3, 1, 0], [0, 0, 0], [0, 0, 5]]), ("a & b", "empty", "c"))
    words = texts(picture)
    assert "0 a & b" in words
    assert "75.0 %" in words
    assert "100.0 %" in words
    assert words.count("1") == 2  # the column's number and the one error
