"""A set of labelled signs, and its split by track.

A track is one physical sign filmed from a passing car; its 30 frames are near-duplicates, so anything that
is to measure generalisation is split by track, never by image.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIDE = 32


@dataclass(frozen=True, eq=False)
class SignSet:
    """Labelled signs: `images` (N, 32, 32, 3) RGB uint8, `labels` (N,) ClassId, `tracks` (N,) track number.

    Track numbers count within a class; the test set, whose tracks are not published, has -1 throughout.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    tracks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, chosen: NDArray[np.bool_]) -> "SignSet":
        """The signs for which `chosen` (N,) is true."""
        return SignSet(self.images[chosen], self.labels[chosen], self.tracks[chosen])


def joined(*sets: SignSet) -> SignSet:
    """All of them in one, in order."""
    return SignSet(
        np.concatenate([part.images for part in sets]),
        np.concatenate([part.labels for part in sets]),
        np.concatenate([part.tracks for part in sets]),
    )


def split_by_track(signs: SignSet, share: float, seed: int) -> tuple[SignSet, SignSet]:
    """(train, validation): about `share` of each class' tracks, whole, go to validation.

    Every class keeps at least one track for training and, where it has two or more, gives at least one.
    """
    rng = np.random.default_rng(seed)
    held = np.zeros(len(signs), bool)
    for label in np.unique(signs.labels):
        of_class = signs.labels == label
        tracks = np.unique(signs.tracks[of_class])
        count = min(max(1, round(share * len(tracks))), len(tracks) - 1)
        held |= of_class & np.isin(signs.tracks, rng.permutation(tracks)[:count])
    return signs.where(~held), signs.where(held)
