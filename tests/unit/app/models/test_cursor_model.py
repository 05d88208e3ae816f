"""The cursor model announces changes only."""

import pytest

from app.models import CursorModel, Reading

pytestmark = pytest.mark.usefixtures("qapp")


def test_readings_are_announced_when_they_change() -> None:
    model = CursorModel()
    heard: list[tuple[Reading, ...]] = []
    model.changed.connect(lambda: heard.append(model.readings))
    left, right = Reading("Evidence", 3, 4, (1, 2, 3)), Reading("OpenCV", 0, 1, None)
    model.show(left, right)
    model.show(left, right)
    model.show()
    assert heard == [(left, right), ()]


def test_zoom_is_announced_when_it_changes() -> None:
    model = CursorModel()
    heard: list[float] = []
    model.zoom_changed.connect(heard.append)
    for zoom in (1.0, 1.0, 0.5):
        model.set_zoom(zoom)
    assert heard == [1.0, 0.5]
    assert model.zoom == 0.5
