"""The Facts panel."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.models import Reading, Session
from app.views.facts import FactsView
from app.views.facts.cursor_grid import CursorGrid
from app.views.facts.rows import byte_words, file_rows, prediction_rows
from core.classification.classify import Prediction
from core.images import evidence_from_pixels, read_evidence


@pytest.fixture
def session(qapp: object) -> Session:
    return Session()


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 bytes"), (1023, "1023 bytes"), (1536, "1.5 KiB"), (5 * 2**20, "5.0 MiB")]
)
def test_sizes_are_readable(count: int, words: str) -> None:
    assert byte_words(count) == words


def test_hashes_are_those_of_the_file(chelsea_path: Path) -> None:
    evidence = read_evidence(chelsea_path)
    rows = dict(file_rows(evidence))
    assert rows["SHA-256"] == evidence.sha256
    assert rows["MD5"] == evidence.md5
    assert rows["Size"].startswith("451×300 pixels")
    assert rows["Folder"] == str(chelsea_path.parent)


def test_it_shows_the_current_evidence(qtbot: QtBot, session: Session, chelsea_path: Path) -> None:
    view = FactsView(session)
    qtbot.addWidget(view)
    view.resize(272, 700)
    view.show()
    item = session.evidence.add(read_evidence(chelsea_path))
    assert view.file.value_of("Name") == "chelsea.png"
    assert view.file.value_of("SHA-256") == item.evidence.sha256
    other = session.evidence.add(evidence_from_pixels(np.zeros((9, 8, 3), np.uint8), "made"))
    session.evidence.select(other)
    assert view.file.value_of("Name") == "made"
    assert "no file" in view.notes.text
    assert not view.exif.isVisible()


def test_predictions_appear_when_they_are_there(qtbot: QtBot, session: Session) -> None:
    view = FactsView(session)
    qtbot.addWidget(view)
    view.show()
    item = session.evidence.add(evidence_from_pixels(np.zeros((9, 8, 3), np.uint8), "made"))
    assert not view.predictions.isVisible()
    stop, priority = Prediction(14, "Stop", 0.97), Prediction(12, "Priority road", 0.03)
    session.evidence.update(item, predictions={"robust": (priority,), "scaled": (stop, priority)})
    assert view.predictions.isVisible()
    assert view.predictions.value_of("As scaled").splitlines() == ["97 %  Stop", "3 %  Priority road"]
    with pytest.raises(KeyError):
        view.predictions.value_of("Sanitized")


def test_predictions_keep_their_order() -> None:
    answer = (Prediction(1, "Speed limit 30 km/h", 0.5),)
    rows = prediction_rows({"sanitized": answer, "scaled": answer, "robust": answer})
    assert [title for title, _ in rows] == ["Averaged", "As scaled", "Sanitized"]


def test_the_pixel_under_the_pointer_is_told_per_pane(qtbot: QtBot, session: Session) -> None:
    grid = CursorGrid(session.cursor)
    qtbot.addWidget(grid)
    grid.show()
    session.cursor.show(Reading("Evidence", 5, 6, (1, 20, 255)), Reading("OpenCV", 1, 1, None))
    words = [label.text() for label in grid.visible_labels()]
    assert words == ["Evidence", "  1  20 255", "OpenCV", "outside"]
    session.cursor.show()
    assert [label.text() for label in grid.visible_labels()] == ["Point at an image to read its pixels."]
