"""Training batches, augmented anew each epoch and the same for the same seed."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.classification.augmentation import Augmentation, augmented
from core.classification.labels import CLASS_COUNT, MIRRORED, NO_SIGN
from core.classification.signs import SignSet
from core.images.arrays import RGB

Batch = tuple[NDArray[np.float32], NDArray[np.float32]]
OUTPUTS = CLASS_COUNT + 1


@dataclass(frozen=True)
class Sampling:
    """Which images a batch is drawn from.

    `balance` in 0..1: 0 draws every sign alike, 1 every class alike. `mirrored` and `no_sign` are shares of
    the images: mirror images where the mirrored sign has a class, and pictures without a sign.
    """

    size: int = 128
    balance: float = 0.6
    mirrored: float = 0.5
    no_sign: float = 0.10
    augmentation: Augmentation = field(default_factory=Augmentation)


def batch_count(signs: SignSet, size: int) -> int:
    """Batches per epoch: as many images as the set has, in whole batches, at least one."""
    return max(1, len(signs) // size)


def training_batches(signs: SignSet, sampling: Sampling, rng: np.random.Generator) -> Iterator[Batch]:
    """One epoch: (B, 32, 32, 3) float32 in 0..255 and one-hot labels (B, 44), B at most `sampling.size`.

    `signs` may hold pictures labelled `NO_SIGN`. Images are drawn with replacement.
    """
    chances = drawing_chances(signs.labels, sampling)
    size = min(sampling.size, len(signs))
    for _ in range(batch_count(signs, sampling.size)):
        chosen = rng.choice(len(signs), size, p=chances)
        turned = [_turned(signs.images[k], int(signs.labels[k]), sampling.mirrored, rng) for k in chosen]
        images = [augmented(image, sampling.augmentation, rng) for image, _ in turned]
        yield np.asarray(images, np.float32), one_hot(np.array([label for _, label in turned], np.int64))


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """`batches`, each made on a thread of its own while the one before is being used."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming: Future[Batch | None] = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def drawing_chances(labels: NDArray[np.int64], sampling: Sampling) -> NDArray[np.float64]:
    """The chance (N,) of each image to be the next one drawn; they add up to 1."""
    counts = np.bincount(labels, minlength=OUTPUTS)[labels]
    chances = counts.astype(np.float64) ** -sampling.balance
    without = labels == NO_SIGN
    if without.any() and not without.all():
        chances[~without] *= (1 - sampling.no_sign) / chances[~without].sum()
        chances[without] = sampling.no_sign / without.sum()
    return np.asarray(chances / chances.sum(), np.float64)


def _turned(image: RGB, label: int, share: float, rng: np.random.Generator) -> tuple[RGB, int]:
    """The image and its class, or, for a `share` of those that have one, the mirror image and its class."""
    if label in MIRRORED and rng.random() < share:
        return np.ascontiguousarray(image[:, ::-1]), MIRRORED[label]
    return image, label


def one_hot(labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """(N, 44) float32 with a 1 at each label; the last column is `NO_SIGN`."""
    return np.eye(OUTPUTS, dtype=np.float32)[labels]
