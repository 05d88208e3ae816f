"""A pipeline with a crop is the cropped image's pipeline, seen from the whole image."""

import numpy as np
import pytest

from core.errors import AliascopeError
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline

CROP = (13, 7, 60, 44)
PLACES = slice(7, 51), slice(13, 73)
KEYS = [("opencv", "bilinear"), ("pillow", "lanczos"), ("skimage", "bicubic"), ("opencv", "area")]


def noise() -> np.ndarray:
    return np.random.default_rng(4).integers(0, 256, (90, 100, 3), dtype=np.uint8)


@pytest.mark.parametrize("key", KEYS, ids="-".join)
def test_only_the_crop_is_scaled(key: tuple[str, str]) -> None:
    image, whole = noise(), Pipeline(*key, (11, 15))
    operator = operator_for(Pipeline(*key, (11, 15), CROP), (90, 100))
    part = operator_for(whole, (44, 60))
    assert np.array_equal(operator.resize(image), part.resize(image[PLACES]))
    assert np.array_equal(operator.apply(image), part.apply(image[PLACES]))
    assert operator.forward(image.astype(float)) == pytest.approx(part.forward(image[PLACES].astype(float)))


def test_nothing_outside_the_crop_is_sampled() -> None:
    mask = operator_for(Pipeline("opencv", "bilinear", (11, 15), CROP), (90, 100)).sampled_mask()
    assert mask[PLACES].any()
    mask[PLACES] = False
    assert not mask.any()


def test_ratio_and_bound_are_the_crop_s() -> None:
    operator = operator_for(Pipeline("opencv", "nearest", (11, 15), CROP), (90, 100))
    assert operator.ratio == (4.0, 4.0)
    assert operator.share_bound == pytest.approx(11 * 15 / 9000)
    assert operator.sampled_share == pytest.approx(11 * 15 / 9000)


def test_a_crop_outside_the_image_is_refused() -> None:
    with pytest.raises(AliascopeError, match="60×44 pixels at 13, 7 does not lie in an image of 50×90"):
        operator_for(Pipeline("opencv", "nearest", (11, 15), CROP), (90, 50))
