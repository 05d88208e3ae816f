"""Text that wraps anywhere, shows all of itself and copies unchanged."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.widgets.wrapping_text import WrappingText

HASH = "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5"


def test_a_long_word_is_shown_whole_at_any_width(qtbot: QtBot) -> None:
    text = WrappingText(HASH)
    qtbot.addWidget(text)
    text.show()
    heights = []
    for width in (800, 160, 80):
        text.resize(width, text.height())
        assert text.document().size().height() <= text.height() + 1
        heights.append(text.height())
    assert heights == sorted(heights)
    assert heights[0] < heights[2]


def test_it_copies_what_it_was_given(qtbot: QtBot) -> None:
    text = WrappingText(HASH)
    qtbot.addWidget(text)
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == HASH


def test_it_can_not_be_edited(qtbot: QtBot) -> None:
    text = WrappingText("fixed")
    qtbot.addWidget(text)
    qtbot.keyClicks(text, "more")
    assert text.text == "fixed"
