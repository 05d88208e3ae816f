from pathlib import Path

import numpy as np
import pytest

from core.classification.labels import NO_SIGN
from core.classification.negatives import random_square, read_negatives
from core.errors import DatasetError
from core.images.arrays import RGB
from tests.support.pictures import picture_path


def test_photographs_become_labelled_squares(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.png").write_bytes(picture_path("coffee.png").read_bytes())
    (tmp_path / "b.jpg").write_bytes(picture_path("rocket.jpg").read_bytes())
    (tmp_path / "notes.txt").write_text("no photograph")
    found = read_negatives([tmp_path], crops=5, seed=1)
    assert found.images.shape == (10, 32, 32, 3)
    assert (found.labels == NO_SIGN).all()
    assert found.tracks.tolist() == [0] * 5 + [1] * 5
    assert (found.images == read_negatives([tmp_path], crops=5, seed=1).images).all()


def test_squares_have_many_sizes(chelsea: RGB) -> None:
    flat = np.linspace(0, 255, 300).astype(np.uint8)[:, None, None] * np.ones((1, 300, 3), np.uint8)
    spans = [int(np.ptp(random_square(flat, np.random.default_rng(seed)))) for seed in range(40)]
    assert min(spans) < 50
    assert max(spans) > 200


def test_small_pictures_are_enlarged() -> None:
    assert random_square(np.zeros((9, 20, 3), np.uint8), np.random.default_rng(0)).shape == (32, 32, 3)


def test_no_photographs_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no photograph"):
        read_negatives([tmp_path])
    (tmp_path / "a.png").write_bytes(b"no image")
    with pytest.raises(DatasetError, match="can not be used"):
        read_negatives([tmp_path])
