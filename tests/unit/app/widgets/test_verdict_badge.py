"""The verdict badge: word and icon differ per verdict, so colour is never alone."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.widgets.verdict_badge import WORDS, Verdict, VerdictBadge


def outline(badge: VerdictBadge) -> bytes:
    """Which pixels are inked, whatever their colour."""
    badge.resize(badge.sizeHint())
    grey = badge.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    levels = np.array([[grey.pixelColor(x, y).red() for x in range(20)] for y in range(20)], int)
    return np.asarray(np.abs(levels - levels[0, 0]) > 40).tobytes()


def test_icons_differ_in_shape(qtbot: QtBot) -> None:
    outlines = set()
    for verdict in WORDS:
        badge = VerdictBadge(verdict, compact=True)
        qtbot.addWidget(badge)
        outlines.add(outline(badge))
    assert len(outlines) == len(WORDS)


@pytest.mark.parametrize("verdict", list(WORDS))
def test_the_verdict_is_said_to_screen_readers(qtbot: QtBot, verdict: Verdict) -> None:
    badge = VerdictBadge()
    qtbot.addWidget(badge)
    badge.set_verdict(verdict)
    assert WORDS[verdict] in badge.accessibleName()
    assert badge.sizeHint().width() > badge.fontMetrics().horizontalAdvance(WORDS[verdict])
