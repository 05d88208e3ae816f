"""From an open image to a local attack with a sign in it, without a mouse."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import flows
from app.main_window import MainWindow
from app.views.craft import CraftView

MOST_TABS = 60
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tab_to(qtbot: QtBot, view: CraftView, there: Callable[[], QWidget]) -> QWidget:
    """Press Tab until the focus is on a widget."""
    for _ in range(MOST_TABS):
        widget = QApplication.focusWidget()
        if widget is not None and widget is there():
            return widget
        qtbot.keyClick(widget or view, Qt.Key.Key_Tab)
    raise AssertionError("the focus never came there")


def test_fill_draw_the_region_and_start(qtbot: QtBot, window: MainWindow, attack_path: Path) -> None:
    flows.open_paths(window.session, [attack_path])
    qtbot.waitUntil(lambda: window.session.evidence.current is not None, timeout=20_000)
    window.show_view("craft")
    view = window.view("craft")
    assert isinstance(view, CraftView)
    panel, form = view.inputs.target_panel, view.form
    view.inputs.source_well.setFocus()
    qtbot.keyClick(tab_to(qtbot, view, lambda: view.inputs.use_current), Qt.Key.Key_Space)
    qtbot.keyClick(tab_to(qtbot, view, lambda: panel.kind), Qt.Key.Key_End)
    assert panel.kind.currentData() == "sign"
    qtbot.keyClicks(tab_to(qtbot, view, lambda: form.attack), "local")
    assert form.choices.attack == "local"
    canvas = tab_to(qtbot, view, lambda: form.region.canvas)
    before = form.region.region
    assert before is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Control)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Control | Shift)
    assert form.region.region == (before[0] + 16, before[1], before[2], before[3] + 16)
    qtbot.keyClick(canvas, Qt.Key.Key_Return, Control)
    qtbot.waitUntil(lambda: view.result is not None, timeout=60_000)
    assert view.result is not None
    assert view.result.variant == "local"
    qtbot.waitUntil(lambda: view.results.person.gain.isVisible(), timeout=10_000)
    tab_to(qtbot, view, lambda: view.results.person.gain.slider)
    tab_to(qtbot, view, lambda: view.results.end.open)
