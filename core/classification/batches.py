"""Training batches, augmented anew each epoch and the same for the same seed."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.classification.augmentation import Augmentation, augmented
from core.classification.labels import CLASS_COUNT
from core.classification.signs import SignSet

Batch = tuple[NDArray[np.float32], NDArray[np.float32]]


def batch_count(signs: SignSet, size: int) -> int:
    """Batches per epoch; the last, incomplete one is dropped unless it is the only one."""
    return max(1, len(signs) // size)


def training_batches(
    signs: SignSet, size: int, options: Augmentation, rng: np.random.Generator
) -> Iterator[Batch]:
    """One epoch of `signs` in random order: (B, 32, 32, 3) float32 in 0..255 and one-hot labels (B, 43)."""
    order = rng.permutation(len(signs))
    for place in range(batch_count(signs, size)):
        chosen = order[place * size : (place + 1) * size]
        images = [augmented(signs.images[index], options, rng) for index in chosen]
        yield np.asarray(images, np.float32), one_hot(signs.labels[chosen])


def one_hot(labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """(N, 43) float32 with a 1 at each label."""
    return np.eye(CLASS_COUNT, dtype=np.float32)[labels]
