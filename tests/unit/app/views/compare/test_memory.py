"""What Compare keeps alive, and what it does not even make."""

import gc
import weakref

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.jobs import outputs_budget
from app.jobs.outputs_budget import GRID_BYTES, affordable, budget_words, output_bytes
from app.models import EvidenceItem, Session
from app.views.compare import CompareView
from core.images import RGB, evidence_from_pixels
from core.scaling.catalogue import ALGORITHMS
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

SHAPE = (100, 150)
NEAREST = Pipeline("opencv", "nearest", SHAPE)


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CompareView:
    widget = CompareView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    return widget


def given(session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]) -> list[weakref.ref[RGB]]:
    """Copies of `outputs` that only the item holds, and references that do not keep them."""
    copies = {entry: output.copy() for entry, output in outputs.items()}
    session.evidence.update(item, outputs=copies)
    return [weakref.ref(output) for output in copies.values()]


@pytest.mark.parametrize("looking", [True, False])
def test_dropped_outputs_leave_the_grid_and_the_large_pane(
    view: CompareView, session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB], *, looking: bool
) -> None:
    alive = given(session, item, outputs)
    view.show()
    view.open_output(NEAREST)
    view.detail.blink()
    view.back_to_grid()
    view.open_output(NEAREST)
    view.setVisible(looking)
    session.evidence.update(item, outputs={})
    assert not any(ref() is not None for ref in alive)


def test_other_sizes_leave_no_pictures_in_spare_cells(
    view: CompareView, session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    alive = given(session, item, outputs)
    view.show()
    session.evidence.update(item, outputs={})
    session.pipeline.set_target_shape((5000, 5000))
    assert len(view.grid.board.cells) == 2
    assert not any(ref() is not None for ref in alive)


@pytest.mark.parametrize("looking", [True, False])
def test_closed_evidence_is_not_kept(
    view: CompareView, session: Session, attack: RGB, *, looking: bool
) -> None:
    session.evidence.add(evidence_from_pixels(attack.copy(), "cup.png"))
    view.show()
    view.setVisible(looking)
    pixels = weakref.ref(session.evidence.items[0].evidence.pixels)
    session.evidence.remove(session.evidence.items[0])
    gc.collect()
    assert pixels() is None


def test_a_grid_too_large_is_cut_to_what_is_looked_at(
    view: CompareView, session: Session, item: EvidenceItem, attack: RGB
) -> None:
    session.pipeline.set(Pipeline("pillow", "bicubic", (2500, 2500)))
    view.show()
    chosen = session.pipeline.pipeline
    assert [cell.pipeline for cell in view.grid.board.cells] == [chosen.robust, chosen]
    words = view.grid.legend.text()
    assert f"All {len(ALGORITHMS)} outputs would take" in words
    assert "only the chosen pipeline's and the robust one" in words
    session.evidence.update(item, outputs={chosen.robust: real_resize(attack, chosen.robust)})
    assert view.grid.summary.text().startswith("1 of 2 outputs made")


def test_nothing_is_made_where_two_outputs_are_too_large(view: CompareView, session: Session) -> None:
    session.pipeline.set_target_shape((16384, 16384))
    assert affordable(session.pipeline.pipeline, SHAPE) == ()
    assert "805 MB each" in budget_words(session.pipeline.pipeline, SHAPE)


def test_what_is_made_never_exceeds_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    for side in (224, 1000, 2000, 3000, 8000, 12000):
        made = affordable(Pipeline("opencv", "bilinear", (side, side)), SHAPE)
        assert sum(map(output_bytes, made)) <= GRID_BYTES
    whole = affordable(NEAREST, (400, 600))
    assert len(whole) == len(ALGORITHMS)
    assert budget_words(NEAREST, (400, 600)) == ""
    monkeypatch.setattr(outputs_budget, "GRID_BYTES", output_bytes(NEAREST) * len(ALGORITHMS) - 1)
    assert affordable(NEAREST, (400, 600)) == (NEAREST.robust, NEAREST)
    assert np.prod(SHAPE) * 3 == output_bytes(NEAREST)
