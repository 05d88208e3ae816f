"""The evidence list follows the model and drives it."""

import dataclasses
from typing import Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.flows.mime import rgb_of
from app.models import EvidenceItem, Session
from app.theme import tokens
from app.views.evidence_list import EvidenceListView
from app.views.evidence_list.list_model import state_words
from core.images import evidence_from_pixels
from tests.support.inspections import inspection


@pytest.fixture
def session(qapp: object) -> Session:
    return Session()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> EvidenceListView:
    widget = EvidenceListView(session)
    qtbot.addWidget(widget)
    widget.resize(232, 400)
    widget.show()
    return widget


def add(session: Session, name: str) -> EvidenceItem:
    return session.evidence.add(evidence_from_pixels(np.full((20, 30, 3), 200, np.uint8), name))


def selected(view: EvidenceListView) -> str:
    return str(view.list.currentIndex().data())


def test_rows_follow_the_model(session: Session, view: EvidenceListView) -> None:
    first, second = add(session, "a.png"), add(session, "b.png")
    model = view.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["a.png", "b.png"]
    assert selected(view) == "a.png"
    session.evidence.select(second)
    assert selected(view) == "b.png"
    session.evidence.remove(second)
    assert model.rowCount() == 1
    assert session.evidence.current is first


def test_the_keyboard_chooses_and_closes(qtbot: QtBot, session: Session, view: EvidenceListView) -> None:
    items = [add(session, name) for name in ("a.png", "b.png", "c.png")]
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert session.evidence.current is items[1]
    with qtbot.waitActive(view):
        view.activateWindow()
    qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    assert session.evidence.items == (items[0], items[2])
    assert selected(view) == "c.png"


@pytest.mark.parametrize("verdict", ["clean", "suspicious", "attack"])
def test_the_verdict_is_a_word_an_icon_and_a_colour(
    session: Session, view: EvidenceListView, verdict: Literal["clean", "suspicious", "attack"]
) -> None:
    item = add(session, "a.png")
    assert state_words(item) == "Not inspected"
    before = grabbed(view)
    session.evidence.update(item, inspection=dataclasses.replace(inspection(), verdict=verdict))
    assert state_words(item) == verdict.capitalize()
    index = view.list.model().index(0, 0)
    assert verdict.capitalize() in index.data(Qt.ItemDataRole.AccessibleTextRole)
    after = grabbed(view)
    colour = QColor(tokens().verdict(verdict))
    level = np.array([colour.red(), colour.green(), colour.blue()])
    assert np.any(np.abs(after.astype(int) - level).max(axis=2) < 12)
    assert not np.array_equal(before, after)


def grabbed(view: EvidenceListView) -> np.ndarray:
    return rgb_of(view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888))


def test_an_item_that_is_being_inspected_says_so(session: Session) -> None:
    item = add(session, "a.png")
    session.evidence.update(item, inspecting=True)
    assert state_words(item) == "Inspecting…"
    session.evidence.update(item, inspecting=False, error="Too small.")
    assert state_words(item) == "Failed"
