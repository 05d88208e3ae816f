"""The size box: common sizes, any W×H, nothing else."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.size_box import SizeBox, parse_size
from core.scaling.sizes import COMMON_SIZES


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("224", (224, 224)),
        ("640x480", (640, 480)),
        (" 640 × 480 ", (640, 480)),
        ("640*480", (640, 480)),
        ("1,2", (1, 2)),
        ("16384x1", (16384, 1)),
        ("0x10", None),
        ("16385", None),
        ("big", None),
        ("", None),
        ("12x", None),
        ("-3x4", None),
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, size: tuple[int, int] | None) -> None:
    assert parse_size(text) == size


@pytest.fixture
def box(qtbot: QtBot) -> SizeBox:
    widget = SizeBox()
    qtbot.addWidget(widget)
    widget.show_size(224, 224)
    return widget


def typed(qtbot: QtBot, box: SizeBox, text: str) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    box.chosen.connect(lambda width, height: chosen.append((width, height)))
    edit = box.lineEdit()
    assert edit is not None
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    return chosen


def test_a_typed_size_is_chosen_once(qtbot: QtBot, box: SizeBox) -> None:
    assert typed(qtbot, box, "300x200") == [(300, 200)]
    assert box.currentText() == "300×200"


def test_nonsense_leaves_the_old_size(qtbot: QtBot, box: SizeBox) -> None:
    assert typed(qtbot, box, "huge") == []
    assert box.currentText() == "224×224"
    assert box.size_in_force == (224, 224)


def test_every_common_size_is_offered(box: SizeBox) -> None:
    offered = [box.itemData(row) for row in range(box.count())]
    assert offered == [tuple(size) for size in COMMON_SIZES]


def test_showing_a_size_is_no_choice(box: SizeBox) -> None:
    chosen = []
    box.chosen.connect(lambda *size: chosen.append(size))
    box.show_size(32, 48)
    assert (box.currentText(), chosen) == ("32×48", [])


def test_a_warning_is_about_the_size_in_force(qtbot: QtBot, box: SizeBox) -> None:
    words = "Larger than this image."
    edit = box.lineEdit()
    assert edit is not None
    box.warn(words)
    assert edit.property("warned") is True
    assert box.toolTip().startswith(words)
    assert box.accessibleDescription() == words
    edit.selectAll()
    qtbot.keyClicks(edit, "100")
    assert edit.property("warned") is False
    box.warn("")
    assert words not in box.toolTip()


def test_a_rule_of_one_length_takes_one(qtbot: QtBot, box: SizeBox) -> None:
    box.offer((512, 768), one_length=True)
    box.show_size(768, 768)
    assert [box.itemText(row) for row in range(box.count())] == ["512", "768"]
    assert box.currentText() == "768"
    assert typed(qtbot, box, "1568") == [(1568, 1568)]
    assert typed(qtbot, box, "640x480") == []
    assert box.currentText() == "1568"
    box.offer((224,), one_length=False)
    box.show_size(640, 480)
    assert box.currentText() == "640×480"
