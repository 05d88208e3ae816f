import numpy as np

from app.jobs.spectrum_job import Version
from app.views.spectrum import wording
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate
from core.spectrum.folding import Folding
from core.spectrum.fourier import half_spectrum
from core.spectrum.lattice import Phase
from core.spectrum.pooling import PooledSpectrum, max_pooled


def pooled(shape: tuple[int, int]) -> PooledSpectrum:
    return max_pooled(half_spectrum(np.zeros(shape)), 20)


def test_share_is_told_with_its_channel() -> None:
    assert wording.aliasing_title(0.2981, (896, 896), (224, 224), "Luminance") == (
        "29.8 % of the energy can fold (luminance)"
    )
    assert wording.aliasing_title(0.0, (100, 100), (224, 224), "Red") == "Nothing folds"
    assert "112 cycles per image across and 56 down" in wording.aliasing_meaning((896, 896), (112, 224))


def test_comb_words_tell_searching_from_nothing_from_something() -> None:
    attack = SizeCandidate((100, 150), Phase.CENTRE, 3.0, 1.0, 9.04)
    photo = SizeCandidate((100, 150), Phase.CENTRE, 3.0, 1.0, -9.0)
    assert wording.comb_words(None).startswith("Searching")
    assert wording.comb_words(()) == wording.comb_words((photo,))
    assert "150×100" in wording.comb_words((attack, photo))
    assert "+9.0 dB" in wording.comb_words((attack, photo))


def test_reduction_is_confessed() -> None:
    assert wording.picture_words(pooled((20, 20))) == ""
    assert "3×2" in wording.picture_words(pooled((40, 60)))


def test_lattice_outside_of_the_spectrum_is_told() -> None:
    assert "No sampling frequency" in wording.lattice_words((300, 300), (224, 224))
    assert wording.lattice_words((896, 896), (224, 224)) == ""
    assert "order" in wording.lattice_words((896, 896), (32, 32))


def test_a_place_is_told_as_frequency_and_period() -> None:
    assert wording.place_words(70, 0, (400, 600), (100, 150), -42.06) == (
        "70, 0 cycles per image · period 8.57 × ∞ px · -42.1 dB"
    )


def test_a_place_outside_of_the_box_is_told_with_where_it_folds() -> None:
    assert wording.place_words(160, -90, (400, 600), (100, 150), -42.06).endswith(
        "-42.1 dB · folds to 10, 10"
    )


def test_the_filter_of_the_pipeline_is_told() -> None:
    pipeline = Pipeline("opencv", "bilinear", (100, 150))
    assert wording.filter_words(Folding(0.3, 0.2, 0.5), pipeline) == (
        "OpenCV bilinear lets 50 % of it through: 20 % of the energy of its output is folded (tinted green)."
    )
    assert wording.filter_words(None, pipeline) == ""
    assert wording.filter_words(Folding(0.0, 0.0, 0.0), pipeline) == ""
    assert "0 % can fold, 0 %" in wording.after_words(Folding(0.0, 0.0, 0.0), Version.AREA)
    assert wording.after_words(None, Version.AREA) == ""
