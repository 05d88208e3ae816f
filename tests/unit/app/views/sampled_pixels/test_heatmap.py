import numpy as np
import pytest

from app.views.sampled_pixels.heatmap import HeatmapOptions, Scale, heatmap
from app.widgets.colour_map import INFLUENCE_MAP, colour_table
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

TABLE = colour_table(INFLUENCE_MAP)
PIPELINES = [
    Pipeline("opencv", "nearest", (30, 40)),
    Pipeline("opencv", "bilinear", (37, 51)),
    Pipeline("pillow", "lanczos", (30, 40)),
    Pipeline("tensorflow", "bicubic", (30, 40)),
]


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.label)
@pytest.mark.parametrize("scale", list(Scale))
def test_colours_follow_the_influence_of_each_pixel(pipeline: Pipeline, scale: Scale) -> None:
    operator = operator_for(pipeline, (121, 163))
    drawn = heatmap(operator, TABLE, HeatmapOptions(scale, 0.01)).pixels()
    relative = operator.influence() / operator.influence().max()
    position = relative if scale is Scale.LINEAR else 1 + np.log10(np.maximum(relative, 1e-3)) / 3
    clear = drawn[..., 3] == 0
    near_threshold = np.abs(relative - 0.01) < 5e-3
    assert np.array_equal(clear[~near_threshold], relative[~near_threshold] < 0.01)
    shown = np.abs(drawn[..., None, :3].astype(int) - TABLE[None, None]).sum(-1).argmin(-1)
    assert np.abs(shown - 255 * position)[~clear & (relative > 0.1)].max() <= 8


def test_unsampled_pixels_stay_clear_whatever_the_threshold() -> None:
    operator = operator_for(PIPELINES[0], (120, 160))
    drawn = heatmap(operator, TABLE, HeatmapOptions(threshold=0.0)).pixels()
    assert np.array_equal(drawn[..., 3] == 255, operator.sampled_mask())
    assert not drawn[~operator.sampled_mask()].any()
