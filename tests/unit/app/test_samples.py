"""The bundled samples are all there and say what they are."""

import pytest

from app.samples import sample, samples


def test_every_sample_exists_and_attacks_come_first() -> None:
    found = samples()
    assert all(entry.path.is_file() for entry in found)
    kinds = [entry.attack for entry in found]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds.count(True) >= 3
    assert kinds.count(False) >= 1


def test_titles_tell_samples_apart() -> None:
    titles = [entry.menu_title for entry in samples()]
    assert len(set(titles)) == len(titles)
    assert "Attack: OpenCV bilinear 32×32" in titles
    assert "Benign: Coffee" in titles


def test_a_sample_is_found_by_its_key() -> None:
    assert sample("benign_coffee").path.name == "benign_coffee.png"
    with pytest.raises(KeyError):
        sample("nothing")
