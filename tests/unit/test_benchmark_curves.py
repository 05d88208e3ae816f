"""What benchmarks draw and bracket."""

from xml.etree import ElementTree

import pytest

from tests.benchmarks.curve_picture import HEIGHT, TOP, Curve, Panel, picture
from tests.benchmarks.defense_adaptive import DELTAS, FILTERS, Point, panels
from tests.benchmarks.intervals import mean_interval, share_interval


def test_a_curve_rises_where_its_values_do() -> None:
    curve = Curve("a & b", ((0, 0), (25, 50), (50, 100)), ((0, 0), (40, 60), (90, 100)))
    panel = Panel("title", "across", "%", (0, 50), (0, 100), (curve,))
    root = ElementTree.fromstring(picture([panel, panel]))
    lines = [element for element in root.iter() if element.tag.endswith("polyline")]
    assert len(lines) == 2
    heights = [float(point.split(",")[1]) for point in lines[0].attrib["points"].split()]
    assert heights == sorted(heights, reverse=True)
    assert TOP <= heights[-1] < heights[0] < HEIGHT
    assert "a & b" in "".join(root.itertext())


def test_intervals_hold_the_value_and_shrink_with_more() -> None:
    few, many = share_interval(5, 10), share_interval(500, 1000)
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    assert share_interval(0, 50)[0] == pytest.approx(0, abs=1e-9)
    assert share_interval(0, 50)[1] == pytest.approx(0.071, abs=0.001)  # Wilson: z² / (n + z²)
    low, high = mean_interval([1.0, 2.0, 3.0])
    assert (low + high) / 2 == pytest.approx(2)
    assert mean_interval([7.0]) == (7.0, 7.0)


def test_attacks_on_area_scaling_are_in_every_diagram() -> None:
    """They have no δ, so that they are a level line beside the curves of the filters."""
    interval = (0.1, 0.3)
    points = [Point("area", 0.0, 0.2, interval, 0.1, interval, 10.0, (9.0, 11.0), 40)]
    for name in FILTERS:
        points += [Point(name, d, d, interval, d / 2, interval, 20 - d, (9.0, 11.0), 40) for d in DELTAS]
    found = panels(points)
    assert [panel.title[:4] for panel in found] == ["O1: ", "O2: "]
    for panel, height in zip(found, (20.0, 10.0), strict=True):
        curves = {curve.name: curve for curve in panel.curves}
        assert curves["area"].points == ((0.0, height), (50.0, height))
        assert len(curves["median"].points) == len(DELTAS)
