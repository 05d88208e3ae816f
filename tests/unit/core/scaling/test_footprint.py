import numpy as np
import pytest

from core.scaling.footprint import considered_count, footprint, heaviest_output
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

SHAPE = (61, 80)
PIPELINES = [
    Pipeline("opencv", "nearest", (15, 20)),
    Pipeline("opencv", "bicubic", (17, 23)),
    Pipeline("pillow", "lanczos", (9, 11)),
    Pipeline("tensorflow", "bilinear", (70, 90)),
    Pipeline("opencv", "bilinear", (10, 10), crop=(13, 5, 40, 50)),
]


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
def test_a_footprint_makes_its_output_pixel(pipeline: Pipeline) -> None:
    operator = operator_for(pipeline, SHAPE)
    image = np.random.default_rng(5).uniform(0, 255, SHAPE)
    output = operator.forward(image)
    height, width = pipeline.target_shape
    for row, column in ((0, 0), (height // 2, width // 3), (height - 1, width - 1)):
        found = footprint(operator, row, column)
        mixed = (image[np.ix_(found.rows, found.columns)] * found.weights).sum()
        assert mixed == pytest.approx(output[row, column])
        assert (np.diff(found.rows) > 0).all()
        assert (np.diff(found.columns) > 0).all()
        x, y, box_width, box_height = found.box
        assert (x, x + box_width - 1) == (found.columns[0], found.columns[-1])
        assert (y, y + box_height - 1) == (found.rows[0], found.rows[-1])


def test_a_source_pixel_leads_to_the_output_pixel_it_matters_most_to() -> None:
    operator = operator_for(Pipeline("opencv", "bilinear", (15, 20)), (60, 80))
    for row, column in ((0, 0), (7, 11), (14, 19)):
        found = footprint(operator, row, column)
        i, j = np.unravel_index(found.weights.argmax(), found.weights.shape)
        assert heaviest_output(operator, int(found.rows[i]), int(found.columns[j])) == (row, column)
    assert heaviest_output(operator, 0, 0) is None


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
@pytest.mark.parametrize("threshold", [0.0, 0.003, 0.02, 0.31, 1.0])
def test_the_considered_pixels_are_those_of_the_influence_map(pipeline: Pipeline, threshold: float) -> None:
    operator = operator_for(pipeline, SHAPE)
    influence = np.outer(operator.row_influence, operator.column_influence)
    expected = ((influence >= threshold * influence.max() * (1 - 1e-9)) & (influence > 0)).sum()
    assert considered_count(operator, threshold) == expected
