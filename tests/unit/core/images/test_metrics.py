"""PSNR and SSIM against scikit-image, the definition everyone quotes."""

import math

import numpy as np
import pytest
from skimage import data
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from core.errors import ImageTooSmallError
from core.images import RGB, psnr, ssim
from core.images.metrics import ssim_map


@pytest.fixture(scope="module")
def pair() -> tuple[RGB, RGB]:
    image = data.astronaut()[100:240, 60:250]
    noise = np.random.default_rng(1).normal(0, 12, image.shape)
    return image, np.clip(image + noise, 0, 255).astype(np.uint8)


def test_psnr_is_scikit_images(pair: tuple[RGB, RGB]) -> None:
    assert psnr(*pair) == pytest.approx(peak_signal_noise_ratio(*pair, data_range=255), abs=1e-9)


def test_ssim_is_scikit_images_in_colour_and_grey(pair: tuple[RGB, RGB]) -> None:
    expected = structural_similarity(*pair, channel_axis=2, data_range=255)
    assert ssim(*pair) == pytest.approx(expected, abs=1e-9)
    a, b = pair[0][..., 0], pair[1][..., 0]
    assert ssim(a, b) == pytest.approx(structural_similarity(a, b, data_range=255), abs=1e-9)


def test_ssim_window_shrinks_for_small_images(pair: tuple[RGB, RGB]) -> None:
    a, b = pair[0][:6, :9], pair[1][:6, :9]
    expected = structural_similarity(a, b, channel_axis=2, data_range=255, win_size=5)
    assert ssim(a, b) == pytest.approx(expected, abs=1e-9)
    with pytest.raises(ImageTooSmallError):
        ssim(a[:2], b[:2])


def test_equal_images(pair: tuple[RGB, RGB]) -> None:
    assert psnr(pair[0], pair[0]) == math.inf
    assert ssim(pair[0], pair[0]) == pytest.approx(1.0)


def test_map_shows_where_images_differ(pair: tuple[RGB, RGB]) -> None:
    changed = pair[0].copy()
    changed[20:40, 20:40] = 255 - changed[20:40, 20:40]
    values = ssim_map(pair[0], changed)
    assert values.shape == changed.shape
    assert values[24:36, 24:36].mean() < 0.6
    assert values[60:, 60:].min() == pytest.approx(1.0)


def test_shapes_must_agree(pair: tuple[RGB, RGB]) -> None:
    for metric in (psnr, ssim):
        with pytest.raises(ValueError, match="differ in shape"):
            metric(pair[0], pair[1][:-1])
