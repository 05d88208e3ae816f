import numpy as np
import pytest

from core.classification.augmentation import Augmentation
from core.classification.batches import Sampling, batch_count, drawing_chances, training_batches
from core.classification.labels import CLASS_COUNT, CLASS_NAMES, MIRRORED, NO_SIGN
from core.classification.signs import SignSet

STILL = Augmentation(
    shift=0, rotation_degrees=0, scale=(1, 1), corner_jitter=0, contrast=(1, 1), brightness=0, colour_cast=0,
    shadow_probability=0, patch_probability=0, coarse_probability=0, blur_probability=0, motion_probability=0,
    night_probability=0, noise_probability=0, scatter_probability=0, median_probability=0,
    fade_probability=0, glare_probability=0,
)  # fmt: skip


def signs(*labels: int) -> SignSet:
    """One picture per label, its left half bright, its level telling the label."""
    images = np.zeros((len(labels), 32, 32, 3), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[:, :16] = 100 + label
    return SignSet(images, np.array(labels, np.int64), np.arange(len(labels)))


def test_balance_and_share_decide_how_often_an_image_is_drawn() -> None:
    labels = np.array([2] * 8 + [0] * 2 + [NO_SIGN] * 5)
    chances = drawing_chances(labels, Sampling(balance=1.0, no_sign=0.1))
    assert chances.sum() == pytest.approx(1)
    assert chances[labels == NO_SIGN].sum() == pytest.approx(0.1)
    assert chances[labels == 2].sum() == pytest.approx(chances[labels == 0].sum())
    even = drawing_chances(labels[:10], Sampling(balance=0.0))
    assert even == pytest.approx(0.1)


def test_mirror_images_get_the_class_of_the_mirrored_sign() -> None:
    sampling = Sampling(size=64, mirrored=1.0, no_sign=0.0, augmentation=STILL)
    batches = list(training_batches(signs(*[14, 19, 38, 12] * 16), sampling, np.random.default_rng(0)))
    images, wanted = batches[0]
    answers = wanted.argmax(axis=1)
    bright_left = images[:, 5, 3, 0] > 0
    levels = images.max(axis=(1, 2, 3)).astype(int) - 100
    assert set(zip(levels.tolist(), answers.tolist(), bright_left.tolist(), strict=True)) == {
        (14, 14, True),
        (19, 20, False),
        (38, 39, False),
        (12, 12, False),
    }


def test_mirrored_classes_go_both_ways_and_left_becomes_right() -> None:
    assert all(MIRRORED[MIRRORED[label]] == label for label in MIRRORED)
    for label, other in MIRRORED.items():
        if label < CLASS_COUNT and label != other:
            names = CLASS_NAMES[label], CLASS_NAMES[other]
            assert names[0].replace("left", "right") == names[1].replace("left", "right")
    assert not set(MIRRORED) & {0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 24}


def test_batches_are_the_same_for_the_same_seed_and_whole() -> None:
    chosen = signs(*range(40))
    sampling = Sampling(size=16)
    first, again = (list(training_batches(chosen, sampling, np.random.default_rng(4))) for _ in range(2))
    assert len(first) == batch_count(chosen, 16) == 2
    for (images, wanted), (same, _) in zip(first, again, strict=True):
        assert images.shape == (16, 32, 32, 3)
        assert wanted.shape == (16, CLASS_COUNT + 1)
        assert (images == same).all()
