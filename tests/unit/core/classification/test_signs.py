import numpy as np
import pytest

from core.classification.signs import SignSet, split_by_track


@pytest.fixture
def signs() -> SignSet:
    """Class 3 with ten tracks of five frames, class 7 with a single track of five."""
    labels = np.repeat([3] * 10 + [7], 5)
    tracks = np.repeat([*range(10), 0], 5)
    images = np.arange(len(labels), dtype=np.uint8)[:, None, None, None] * np.ones((1, 32, 32, 3), np.uint8)
    return SignSet(images, labels, tracks)


def _tracks(signs: SignSet) -> set[tuple[int, int]]:
    return set(zip(signs.labels.tolist(), signs.tracks.tolist(), strict=True))


def test_tracks_stay_whole_and_nothing_is_lost(signs: SignSet) -> None:
    train, held = split_by_track(signs, 0.2, seed=0)
    assert not _tracks(train) & _tracks(held)
    assert _tracks(train) | _tracks(held) == _tracks(signs)
    assert (len(train), len(held)) == (45, 10)


def test_images_go_with_their_labels(signs: SignSet) -> None:
    _, held = split_by_track(signs, 0.2, seed=0)
    assert (held.images[:, 0, 0, 0] // 5 == held.tracks).all()


def test_a_class_with_one_track_is_trained_on(signs: SignSet) -> None:
    train, held = split_by_track(signs, 0.9, seed=0)
    assert 7 in train.labels
    assert 7 not in held.labels


def test_a_small_share_still_holds_one_track_back(signs: SignSet) -> None:
    assert len(split_by_track(signs, 0.01, seed=0)[1]) == 5


def test_the_seed_decides(signs: SignSet) -> None:
    chosen = [_tracks(split_by_track(signs, 0.3, seed)[1]) for seed in (0, 0, 1)]
    assert chosen[0] == chosen[1]
    assert chosen[0] != chosen[2]
