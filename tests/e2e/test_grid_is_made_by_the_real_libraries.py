"""Compare on an attack: every installed library fills its cells, the common ones first, and is judged."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.models import EvidenceItem
from app.views.compare import CompareView
from app.views.compare.arrangement import Order
from core.images import read_evidence
from core.scaling.catalogue import ALGORITHMS, algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline


def test_every_library_shows_what_it_makes(qtbot: QtBot, window: MainWindow, attack_path: Path) -> None:
    session = window.session
    session.pipeline.set(Pipeline("opencv", "bilinear", (224, 224)))
    item = session.evidence.add(read_evidence(attack_path))
    arrived: list[Pipeline] = []
    session.evidence.item_changed.connect(lambda changed, field: _note(changed, field, arrived))
    window.show_view("compare")
    qtbot.waitUntil(lambda: len(item.outputs) == len(ALGORITHMS), timeout=120_000)
    common = [algorithm(entry.library, entry.algorithm).common for entry in arrived]
    assert common == sorted(common, reverse=True)
    for pipeline, output in item.outputs.items():
        model = operator_for(pipeline, item.evidence.shape).apply(item.evidence.pixels)
        bound = algorithm(pipeline.library, pipeline.algorithm).bound
        assert np.abs(model - output).max() <= bound, pipeline.label
    view = window.view("compare")
    assert isinstance(view, CompareView)
    view.grid.set_order(Order.DISTANCE)
    first = [cell.comparison for cell in view.grid.board.cells]
    assert all(entry is not None for entry in first)
    outliers = {entry.pipeline.label for entry in first if entry is not None and entry.differs}
    assert "TensorFlow bilinear 224×224" in outliers
    assert "Pillow box 224×224" not in outliers


def _note(item: EvidenceItem, field: str, arrived: list[Pipeline]) -> None:
    if field == "outputs":
        arrived.extend(entry for entry in item.outputs if entry not in arrived)
