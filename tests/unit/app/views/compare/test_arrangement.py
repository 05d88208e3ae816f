import pytest

from app.views.compare.arrangement import COLUMNS, cell_width, library_groups, one_group, place_cells
from core.scaling.catalogue import ALGORITHMS, LIBRARIES
from core.scaling.pipeline import Pipeline

PIPELINE = Pipeline("opencv", "bilinear", (100, 150))


def test_each_library_has_a_group_with_all_of_its_algorithms() -> None:
    groups = library_groups(PIPELINE)
    assert [group.title.split(" · ")[1] for group in groups] == [
        f"{len(library.algorithms)} algorithms" for library in LIBRARIES
    ]
    cells = {(cell.library, cell.algorithm) for group in groups for cell in group.pipelines}
    assert cells == {(entry.library, entry.id) for entry in ALGORITHMS}


@pytest.mark.parametrize("width", [430, 500, 900, 1300])
def test_common_algorithms_stand_below_each_other(width: int) -> None:
    placed = place_cells(library_groups(PIPELINE), width, 150)
    for algorithm in COLUMNS:
        assert len({spot.left() for cell, spot in placed.cells if cell.algorithm == algorithm}) == 1


@pytest.mark.parametrize("width", [430, 500, 900, 1300])
def test_no_cell_lies_on_another_or_outside(width: int) -> None:
    placed = place_cells(library_groups(PIPELINE), width, 150)
    spots = [*(spot for _, spot in placed.cells), *(spot for _, spot in placed.headings)]
    for place, spot in enumerate(spots):
        assert spot.left() >= 0
        assert spot.right() < width
        assert spot.bottom() < placed.height
        assert not any(spot.intersects(other) for other in spots[:place])


def test_a_flow_without_heading_fills_line_after_line() -> None:
    cells = library_groups(PIPELINE)[0].pipelines
    placed = place_cells(one_group(cells), 500, 100)
    assert not placed.headings
    assert [cell for cell, _ in placed.cells] == list(cells)
    assert [spot.top() // 100 for _, spot in placed.cells] == [0] * 5 + [1] * 2


def test_a_wide_board_has_more_columns_not_wider_gaps() -> None:
    assert cell_width(1300) >= 104
    assert max(spot.right() for _, spot in place_cells(library_groups(PIPELINE), 1300, 100).cells) > 1150
