import numpy as np

from app.views.spectrum import wording
from core.spectrum.comb import SizeCandidate
from core.spectrum.pooling import max_pooled


def test_share_is_told_with_its_channel() -> None:
    assert wording.aliasing_title(0.2981, (896, 896), (224, 224), "Luminance") == (
        "29.8 % of the energy can fold (luminance)"
    )
    assert wording.aliasing_title(0.0, (100, 100), (224, 224), "Red") == "Nothing folds"
    assert "112 cycles per image across and 56 down" in wording.aliasing_meaning((896, 896), (112, 224))


def test_comb_words_tell_searching_from_nothing_from_something() -> None:
    attack = SizeCandidate((100, 150), 0.5, 3.0, 1.0, 9.04)
    photo = SizeCandidate((100, 150), 0.5, 3.0, 1.0, -9.0)
    assert wording.comb_words(None).startswith("Searching")
    assert wording.comb_words(()) == wording.comb_words((photo,))
    assert "150×100" in wording.comb_words((attack, photo))
    assert "+9.0 dB" in wording.comb_words((attack, photo))


def test_reduction_is_confessed() -> None:
    assert wording.picture_words(max_pooled(np.zeros((20, 20), np.float32), 20)) == ""
    assert "3×2" in wording.picture_words(max_pooled(np.zeros((40, 60), np.float32), 20))


def test_lattice_outside_of_the_spectrum_is_told() -> None:
    assert "No sampling frequency" in wording.lattice_words((300, 300), (224, 224))
    assert wording.lattice_words((896, 896), (224, 224)) == ""
    assert "order" in wording.lattice_words((896, 896), (32, 32))


def test_a_place_is_told_as_frequency_and_period() -> None:
    assert wording.place_words(150, 0, (400, 600), -42.06) == (
        "150, 0 cycles per image · period 4 × ∞ px · -42.1 dB"
    )
