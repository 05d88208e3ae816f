from dataclasses import replace

import numpy as np
import pytest

from core.classification.augmentation import Augmentation, augmented
from core.images.arrays import RGB

STILL = Augmentation(
    shift=0,
    rotation_degrees=0,
    scale=(1, 1),
    corner_jitter=0,
    contrast=(1, 1),
    brightness=0,
    colour_cast=0,
    shadow_probability=0,
    patch_probability=0,
    coarse_probability=0,
    blur_probability=0,
    motion_probability=0,
    night_probability=0,
    noise_probability=0,
    fade_probability=0,
    glare_probability=0,
    scatter_probability=0,
    median_probability=0,
)


@pytest.fixture
def sign() -> RGB:
    """A white arrow head pointing left on blue: not its own mirror image."""
    picture = np.full((32, 32, 3), (20, 60, 160), np.uint8)
    for row in range(8, 24):
        picture[row, 6 + abs(row - 16) : 14 + abs(row - 16)] = 240
    return picture


def _likeness(one: RGB, other: RGB) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_without_any_range_the_image_stays(sign: RGB) -> None:
    assert (augmented(sign, STILL, np.random.default_rng(0)) == sign).all()


@pytest.mark.parametrize(
    "change",
    [
        {"shift": 0.2},
        {"rotation_degrees": 20.0},
        {"scale": (0.7, 0.8)},
        {"corner_jitter": 0.1},
        {"contrast": (0.5, 0.6)},
        {"brightness": 50.0},
        {"colour_cast": 0.3},
        {"shadow_probability": 1.0},
        {"patch_probability": 1.0},
        {"coarse_probability": 1.0},
        {"blur_probability": 1.0},
        {"motion_probability": 1.0},
        {"night_probability": 1.0},
        {"noise_probability": 1.0},
        {"fade_probability": 1.0},
        {"glare_probability": 1.0},
        {"scatter_probability": 1.0},
        {"median_probability": 1.0},
    ],
)
def test_each_range_changes_the_image(sign: RGB, change: dict[str, float]) -> None:
    changed = augmented(sign, replace(STILL, **change), np.random.default_rng(3))  # type: ignore[arg-type]
    assert changed.shape == sign.shape
    assert changed.dtype == np.uint8
    assert (changed != sign).any()


def test_the_generator_decides(sign: RGB) -> None:
    first, again, other = (augmented(sign, Augmentation(), np.random.default_rng(s)) for s in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_nothing_is_mirrored(sign: RGB) -> None:
    rng = np.random.default_rng(0)
    variants = [augmented(sign, replace(Augmentation(), shift=0), rng) for _ in range(50)]
    same = np.mean([_likeness(sign, variant) for variant in variants])
    mirrored = np.mean([_likeness(sign[:, ::-1], variant) for variant in variants])
    assert same > mirrored + 0.2


def test_movement_smears_one_way_only() -> None:
    point = np.zeros((32, 32, 3), np.uint8)
    point[16, 16] = 255
    options = replace(STILL, motion_probability=1.0, motion_share=0.5)
    smears = [augmented(point, options, np.random.default_rng(seed))[..., 0] for seed in range(20)]
    spreads = []
    for smear in smears:
        rows, columns = np.nonzero(smear)
        along, across = np.sqrt(np.linalg.eigvalsh(np.cov(np.stack([rows, columns])))[::-1])
        spreads.append(across / max(along, 1e-9))
        assert 180 < smear.sum() < 330
    assert np.median(spreads) < 0.5


def test_the_input_is_not_touched(sign: RGB) -> None:
    before = sign.copy()
    augmented(sign, Augmentation(), np.random.default_rng(0))
    assert (sign == before).all()


def test_scattered_pixels_come_from_nearby() -> None:
    ramp = np.repeat(np.arange(0, 256, 8, dtype=np.uint8)[:, np.newaxis], 32, axis=1)
    image = np.stack([ramp, ramp.T, ramp], axis=2)
    options = replace(STILL, scatter_probability=1.0, scatter_reach=1.0)
    for seed in range(10):
        changed = augmented(image, options, np.random.default_rng(seed)).astype(int)
        assert 0 < np.abs(changed - image).max() <= 9


def test_medians_take_a_speck_away_and_keep_an_edge() -> None:
    image = np.zeros((32, 32, 3), np.uint8)
    image[:, 16:] = 200
    image[8, 8] = 255
    options = replace(STILL, median_probability=1.0)
    for seed in range(10):
        changed = augmented(image, options, np.random.default_rng(seed))
        assert changed[4:12, 4:12].max() < 128
        assert changed[:, 20:].min() > 150
