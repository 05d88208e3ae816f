"""The empty window: Open and the samples."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.drop_zone import DropZone


def test_buttons_ask_for_files_and_samples(qtbot: QtBot) -> None:
    zone = DropZone([("attacks", [("street", "A street")]), ("others", [("portrait", "A portrait")])])
    qtbot.addWidget(zone)
    asked: list[str] = []
    zone.open_requested.connect(lambda: asked.append("open"))
    zone.sample_requested.connect(asked.append)
    qtbot.mouseClick(zone.open_button, Qt.MouseButton.LeftButton)
    for button in zone.sample_buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["open", "street", "portrait"]
    assert [button.text() for button in zone.sample_buttons] == ["A street", "A portrait"]
