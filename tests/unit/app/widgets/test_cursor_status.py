"""Place, colour and zoom in words."""

import pytest
from pytestqt.qtbot import QtBot

from app.models import CursorModel, Reading
from app.widgets.cursor_status import CursorStatus, zoom_words


def test_it_follows_the_cursor(qtbot: QtBot) -> None:
    cursor = CursorModel()
    status = CursorStatus(cursor)
    qtbot.addWidget(status)
    assert status.text() == ""
    cursor.show(Reading("Evidence", 412, 97, (12, 40, 9)), Reading("OpenCV", 1, 2, (0, 0, 0)))
    cursor.set_zoom(1.0)
    assert status.text().split() == ["x", "412", "y", "97", "rgb", "12", "40", "9", "100", "%"]
    cursor.show()
    assert status.text() == ""


@pytest.mark.parametrize(
    ("zoom", "words"), [(1.0, "100 %"), (0.333, "33 %"), (0.0625, "6.2 %"), (16.0, "1600 %")]
)
def test_zoom_is_told_in_percent(zoom: float, words: str) -> None:
    assert zoom_words(zoom) == words
