"""OpenCV's area average, bit for bit, on each of its three ways of computing and at real image sizes."""

import cv2
import numpy as np
import pytest

from core.scaling import opencv_area
from core.scaling.verify import picture

SIZES = (
    ((224, 448), (56, 112)),  # whole ratios: integers
    ((300, 200), (150, 100)),  # 2:1 rounds half up
    ((103, 138), (1, 23)),  # whole, but 1 / (1 / 103) is a bit off 103: float
    ((427, 640), (224, 224)),
    ((1080, 1920), (299, 299)),
    ((100, 60), (90, 70)),  # one axis grows: both are interpolated
)


@pytest.mark.parametrize(("source", "target"), SIZES, ids=str)
@pytest.mark.parametrize("content", ["noise", "black and white", "attack"])
def test_every_value_is_that_of_the_library(
    source: tuple[int, int], target: tuple[int, int], content: str
) -> None:
    image = picture(content, source, target, 7)
    real = cv2.resize(image, target[::-1], interpolation=cv2.INTER_AREA)
    np.testing.assert_array_equal(opencv_area.output(image, target), real)


def test_grey_images_too() -> None:
    image = picture("noise", (90, 131), (32, 32), 3)[:, :, 0]
    real = cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA)
    np.testing.assert_array_equal(opencv_area.output(image, (32, 32)), real)


def test_the_weights_of_an_output_pixel_are_the_shares_it_covers() -> None:
    taps = opencv_area.taps(5, 2)
    shares = np.array([[0, 0.4, 0.4, 0.2], [0.2, 0.4, 0.4, 0]], np.float32)
    np.testing.assert_array_equal(taps.weights, shares)
    assert taps.indices[1].tolist() == [2, 3, 4, 4]
