"""The envelope keeps a lattice whose signs cancel in the spectrum."""

import cv2
import numpy as np

from core.images.arrays import RGB
from core.spectrum.envelope import CLIP, envelope, texture_of


def speckled(step: int) -> tuple[RGB, np.ndarray]:
    """A soft gradient with pixels changed by ±40 on every `step`-th row and column, and where."""
    draw = np.random.default_rng(3)
    ramp = np.linspace(60, 190, 96)[None, :] + draw.normal(0, 1.5, (96, 96))
    where = np.zeros((96, 96), bool)
    where[1::step, 2::step] = True
    changed = ramp + np.where(where, 40 * draw.choice([-1, 1], (96, 96)), 0)
    return np.repeat(np.clip(changed, 0, 255).astype(np.uint8)[..., None], 3, axis=2), where


def test_changed_pixels_stand_out_and_the_rest_is_level() -> None:
    image, where = speckled(6)
    field = envelope(image)
    assert field.shape == (96, 96)
    assert field.dtype == np.float32
    assert field[where].min() > 4 * field[~where].mean()
    assert field.max() <= CLIP


def test_a_payload_in_one_channel_is_kept() -> None:
    image, where = speckled(6)
    single = image.copy()
    single[..., [0, 2]] = 128
    assert envelope(single)[where].min() > 4 * envelope(single)[~where].mean()


def test_a_flat_image_has_no_envelope() -> None:
    assert not envelope(np.full((20, 30, 3), 77, np.uint8)).any()


def test_texture_is_the_image_less_its_median() -> None:
    image, _ = speckled(6)
    texture = texture_of(image)
    assert texture.shape == (96, 96)
    rows, columns = np.arange(0, image.shape[0], 3), np.arange(1, image.shape[1], 2)
    deviation = (image.astype(np.int16) - texture.median)[np.ix_(rows, columns)]
    assert np.array_equal(texture.deviations(rows, columns), deviation)


def test_without_some_pixels_the_rest_stays_and_they_are_level() -> None:
    image, where = speckled(6)
    texture = texture_of(image)
    rows, columns = (np.asarray(where.any(axis=axis)) for axis in (1, 0))
    without = texture.without(rows, columns)
    assert not without.deviations(np.flatnonzero(rows), np.flatnonzero(columns)).any()
    assert np.allclose(without.envelope[where], texture.envelope[~where].mean(), atol=1e-4)
    assert np.array_equal(without.envelope[~where], texture.envelope[~where])
    assert np.array_equal(without.image[~where], image[~where])
    assert np.array_equal(texture.image, image)


def test_the_robust_output_is_the_median_averaged_and_made_once() -> None:
    texture = texture_of(speckled(6)[0])
    averaged = cv2.resize(texture.median, (20, 12), interpolation=cv2.INTER_AREA)
    assert np.array_equal(texture.robust((12, 20)), averaged)
    assert texture.robust((12, 20)) is texture.robust((12, 20))
