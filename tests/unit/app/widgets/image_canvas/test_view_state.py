from fractions import Fraction

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.image_canvas.view_state import STEPS, CanvasView, next_step, tidy_zoom


def test_steps_rise_and_are_whole_factors_above_one() -> None:
    assert list(STEPS) == sorted(set(STEPS))
    assert all(step.denominator == 1 for step in STEPS if step > 1)


@pytest.mark.parametrize(
    ("wish", "zoom"), [(0.59, Fraction(59, 100)), (1 / 3, Fraction(1, 3)), (1.0, Fraction(1))]
)
def test_zooms_become_fractions_of_small_terms(wish: float, zoom: Fraction) -> None:
    assert tidy_zoom(wish) == zoom


def test_zoom_stays_within_its_limits() -> None:
    assert tidy_zoom(1e-6) == STEPS[0]
    assert tidy_zoom(1e6) == STEPS[-1]


def test_next_step_moves_to_the_neighbour_and_stops_at_the_ends() -> None:
    assert next_step(Fraction(1), 1) == 2
    assert next_step(Fraction(1), -1) == Fraction(3, 4)
    assert next_step(Fraction(9, 10), 1) == 1
    assert next_step(STEPS[-1], 1) == STEPS[-1]
    assert next_step(STEPS[0], -1) == STEPS[0]


def test_change_is_told_once(qtbot: QtBot) -> None:
    view = CanvasView()
    told: list[None] = []
    view.changed.connect(lambda: told.append(None))
    view.fit()
    view.look_at(2, (3.0, 4.0))
    view.look_at(2, (3.0, 4.0))
    assert len(told) == 1
    assert view.zoom == 2
    assert view.centre == (3.0, 4.0)
