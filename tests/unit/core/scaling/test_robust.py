"""What outputs are held against: an average of every pixel, also where one axis grows."""

import numpy as np
import pytest

from core.errors import AliascopeError
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.pipeline import Cut, Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output, axis_changes, is_mixed, robust_pipeline

SOURCE = (200, 20_000)


@pytest.mark.parametrize(
    ("target", "changes", "library"),
    [
        ((100, 100), (-1, -1), "opencv"),
        ((200, 100), (0, -1), "opencv"),
        ((224, 224), (1, -1), "pillow"),
        ((100, 20_001), (-1, 1), "pillow"),
        ((224, 20_000), (1, 0), "opencv"),
        ((201, 20_001), (1, 1), "opencv"),
    ],
)
def test_pillows_box_judges_where_one_axis_grows(
    target: tuple[int, int], changes: tuple[int, int], library: str
) -> None:
    pipeline = Pipeline("tensorflow", "bilinear", target)
    assert axis_changes(pipeline, SOURCE) == changes
    assert is_mixed(pipeline, SOURCE) == (library == "pillow")
    assert robust_pipeline(pipeline, SOURCE) == Pipeline(library, "area", target)


def test_crops_and_cuts_count_as_what_is_scaled() -> None:
    cropped = Pipeline("opencv", "bilinear", (100, 100), (0, 0, 400, 50))
    assert axis_changes(cropped, SOURCE) == (1, -1)
    cut = Pipeline("opencv", "bilinear", (100, 100), (0, 0, 9000, 90), Cut((224, 224), 0, 0))
    assert axis_changes(cut, SOURCE) == (1, -1)
    with pytest.raises(AliascopeError, match="does not lie in an image"):
        axis_changes(cropped, (20, 20))


def test_pillows_box_reads_every_pixel_alike_and_opencvs_area_does_not(coffee: RGB) -> None:
    strip = np.ascontiguousarray(coffee[100:200])
    target = Pipeline("opencv", "area", (150, 40))
    box = robust_pipeline(target, (100, 600))
    right = operator_for(box, (100, 600)).right.toarray()
    assert np.unique(np.round(right[right > 0], 6)).tolist() == [pytest.approx(1 / 15, abs=1e-5)]
    assert (right.sum(axis=1) > 0).all()
    averaged = area_output(strip, (100, 40)).astype(int)
    rows = (2 * np.arange(150) + 1) * 100 // 300
    assert np.abs(real_resize(strip, box).astype(int) - averaged[rows]).max() <= 1
    assert np.abs(real_resize(strip, target).astype(int) - averaged[rows]).max() > 50
