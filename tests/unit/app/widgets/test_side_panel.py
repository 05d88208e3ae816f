from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.pane_bar import HEIGHT, PaneBar
from app.widgets.section import Section, quiet
from app.widgets.side_panel import WIDTH, SidePanel


def test_cards_stand_below_each_other_without_overlap(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    words = "Words that need several lines in a column as narrow as this one is, surely."
    cards = [Section("One"), Section("Two")]
    for card in cards:
        panel.add_section(card, quiet(words))
    panel.resize(panel.width(), 800)
    panel.show()
    assert panel.width() == WIDTH
    assert cards[0].geometry().bottom() < cards[1].geometry().top()
    for card in cards:
        for label in card.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())


def test_bars_have_one_height_whatever_they_hold(qtbot: QtBot) -> None:
    bars = [PaneBar(), PaneBar(QLabel("one"), QLabel("two"))]
    for bar in bars:
        qtbot.addWidget(bar)
        assert bar.minimumHeight() == bar.maximumHeight() == HEIGHT
