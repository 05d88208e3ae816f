from fractions import Fraction

import pytest

from app.widgets.image_canvas.placement import fit_zoom, place
from app.widgets.image_canvas.view_state import CanvasView


def looking(zoom: float | None, centre: tuple[float, float] | None = None) -> CanvasView:
    view = CanvasView()
    if zoom is not None:
        view.look_at(zoom, centre)
    return view


@pytest.mark.parametrize("extent", [(6000, 4000), (512, 512), (1000, 77), (33, 1999)])
def test_fit_shows_everything_and_wastes_little(extent: tuple[int, int]) -> None:
    spot = place(looking(None), extent, (700, 500), 8)
    assert spot.drawn[0] <= 700
    assert spot.drawn[1] <= 500
    assert max(spot.drawn[0] / 684, spot.drawn[1] / 484) > 0.97
    rows, columns = spot.visible()
    assert (len(columns), len(rows)) == spot.drawn


def test_fit_enlarges_by_whole_factors() -> None:
    assert fit_zoom((100, 100), (399, 250)) == 2


def test_image_smaller_than_the_canvas_lies_in_the_middle() -> None:
    spot = place(looking(1.0, (0.0, 0.0)), (100, 50), (301, 200), 8)
    assert spot.offset == (100, 75)


def test_larger_image_leaves_no_empty_margin() -> None:
    assert place(looking(1.0, (-500.0, -500.0)), (1000, 800), (300, 200), 8).offset == (0, 0)
    assert place(looking(1.0, (5000.0, 5000.0)), (1000, 800), (300, 200), 8).offset == (-700, -600)


def test_points_go_to_the_device_and_back() -> None:
    spot = place(looking(0.59, (400.0, 300.0)), (1000, 800), (300, 200), 8)
    assert spot.to_source(spot.to_device((412.5, 297.25))) == pytest.approx((412.5, 297.25))
    assert spot.centre == pytest.approx((400, 300), abs=1)


def test_an_output_is_stretched_over_the_source() -> None:
    spot = place(looking(0.5), (896, 448), (600, 600), 8)
    assert spot.scales((224, 224)) == (Fraction(1), Fraction(2))
