"""A pipeline with a cut is a part of the whole image's output."""

import numpy as np
import pytest

from core.errors import AliascopeError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Cut, Pipeline

SOURCE = (90, 101)
SHOWN = (20, 11, 61, 40)
CUT = Cut((37, 41), 5, 8)
WINDOW = slice(5, 20), slice(8, 31)
KEYS = [
    ("opencv", "bilinear"), ("opencv", "bicubic"), ("pillow", "lanczos"), ("pillow", "bicubic-gap"),
    ("skimage", "bicubic-aa"),
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_the_output_is_part_of_the_scaled_image(key: tuple[str, str]) -> None:
    image = np.random.default_rng(4).integers(0, 256, (*SOURCE, 3), dtype=np.uint8)
    operator = operator_for(Pipeline(*key, (15, 23), SHOWN, CUT), SOURCE)
    whole = operator_for(Pipeline(*key, (37, 41)), SOURCE)
    assert np.array_equal(operator.resize(image), whole.resize(image)[WINDOW])
    assert np.array_equal(operator.apply(image), whole.apply(image)[WINDOW])
    assert operator.forward(image.astype(float)) == pytest.approx(whole.forward(image.astype(float))[WINDOW])
    assert operator.ratio == whole.ratio
    assert operator.kernel_width == whole.kernel_width


def test_the_bound_allows_for_kernels_beyond_the_crop() -> None:
    operator = operator_for(Pipeline("pillow", "lanczos", (15, 23), SHOWN, CUT), SOURCE)
    kept = SHOWN[2] * SHOWN[3] / (90 * 101)
    assert kept < operator.sampled_share <= operator.share_bound < 1


@pytest.mark.parametrize("cut", [Cut((20, 20), 6, 0), Cut((20, 20), 0, -1)])
def test_a_cut_outside_the_scaled_image_is_refused(cut: Cut) -> None:
    with pytest.raises(AliascopeError, match="scaled image of 20×20"):
        Pipeline("opencv", "nearest", (15, 15), None, cut)


def test_labels_say_the_crop() -> None:
    assert (
        Pipeline("opencv", "nearest", (15, 23), SHOWN, CUT).label
        == "OpenCV nearest 23×15 of the 61×40 at 20, 11"
    )
