"""Widgets that say something in words."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import apply_theme
from app.widgets.elided_label import ElidedLabel
from app.widgets.empty_state import EmptyState
from app.widgets.figure_list import FigureList
from app.widgets.notice import Notice


def test_a_label_shortens_its_text_and_keeps_it_as_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_text("a rather long name of a file.png")
    label.resize(60, 20)
    assert label.toolTip() == "a rather long name of a file.png"
    assert label.minimumSizeHint().width() == 0
    narrow = label.grab().toImage()
    label.show_text("a rather long name of b file.png")
    assert label.grab().toImage() == narrow, "the middle is what is left out"


def test_a_notice_is_there_only_while_it_says_something(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.say("Odd ratio.")
    assert not notice.isHidden()
    assert notice.text == "Odd ratio."
    notice.say("")
    assert notice.isHidden()


def test_figures_are_replaced_whatever_their_number(qtbot: QtBot) -> None:
    figures = FigureList()
    qtbot.addWidget(figures)
    figures.set_figures(("Share", "25 %"), ("Ratio", "4"))
    figures.set_figures(("Share", "6 %"))
    assert [name for name, _ in figures.figures] == ["Share"]
    figures.set_figures(("Share", "6 %"), ("Ratio", "8"), ("Width", "2"))
    assert figures.figures == (("Share", "6 %"), ("Ratio", "8"), ("Width", "2"))


def test_an_empty_state_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    state = EmptyState("grid", "Nothing", "Open an image, and what is said about it will stand here. " * 3)
    qtbot.addWidget(state)
    state.resize(500, 400)
    light = state.grab().toImage()
    apply_theme(qapp, "dark")
    assert state.grab().toImage() != light
    assert state.words.height() >= state.words.heightForWidth(state.words.width())
    state.say("error", "Trouble", "It broke.")
    assert (state.title.text(), state.words.text()) == ("Trouble", "It broke.")
