"""Tabs make their content when it is needed, once."""

from functools import partial

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.lazy_tabs import LazyTabs


def test_content_is_made_when_first_shown(qtbot: QtBot) -> None:
    made: list[str] = []

    def maker(name: str) -> QLabel:
        made.append(name)
        return QLabel(name)

    tabs = LazyTabs()
    qtbot.addWidget(tabs)
    for key in ("one", "two", "three"):
        tabs.add(key, key.title(), f"Tip of {key}", partial(maker, key))
    assert made == []
    tabs.show()
    assert made == ["one"]
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    tabs.show_page("two")
    assert made == ["one", "two"]
    assert tabs.current_key == "two"
    content = tabs.content("three")
    assert tabs.content("three") is content
    assert made == ["one", "two", "three"]
    assert tabs.tabToolTip(2) == "Tip of three"
