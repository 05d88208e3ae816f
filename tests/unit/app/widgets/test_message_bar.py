"""The message bar: one sentence, errors stay."""

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.widgets import message_bar
from app.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    widget = MessageBar()
    qtbot.addWidget(widget)
    return widget


def test_it_is_hidden_until_something_is_said(bar: MessageBar) -> None:
    assert bar.isHidden()
    assert bar.text == ""
    bar.say("error", "x.png is empty.")
    assert bar.isVisible()
    assert (bar.severity, bar.text) == ("error", "x.png is empty.")
    assert bar.accessibleName() == "Error: x.png is empty."


def test_the_close_button_hides_it(bar: MessageBar) -> None:
    bar.say("error", "x.png is empty.")
    button = bar.findChild(QToolButton)
    assert button is not None
    button.click()
    assert bar.isHidden()
    assert bar.text == ""


def test_an_info_goes_by_itself_and_an_error_does_not(
    qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "INFO_SECONDS", 0.05)
    bar.say("info", "Wrote report.html.")
    qtbot.waitUntil(bar.isHidden, timeout=2000)
    bar.say("info", "Wrote report.html.")
    bar.say("error", "The disk is full.")
    qtbot.wait(150)
    assert bar.isVisible()


def test_markup_in_a_file_name_is_shown_as_it_is(bar: MessageBar) -> None:
    bar.say("error", "<b>x</b>.png is empty.")
    assert bar.text == "<b>x</b>.png is empty."
    assert "<b>" in bar.accessibleName()
