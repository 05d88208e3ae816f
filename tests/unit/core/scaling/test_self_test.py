"""The self-test passes on the pinned libraries and notices one that scales differently."""

import numpy as np
import pytest

from core.scaling import operator as operator_module
from core.scaling.catalogue import ALGORITHMS, Algorithm, algorithm, installed_version, library
from core.scaling.operator import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.self_test import CONTENTS, SIZES, content, self_test


@pytest.mark.parametrize("entry", ALGORITHMS, ids=lambda entry: f"{entry.library}-{entry.id}")
def test_models_hold_on_this_machine(entry: Algorithm) -> None:
    result = self_test(entry)
    assert result.passed, result


def test_a_library_that_scales_differently_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def shifted(image: RGB, pipeline: Pipeline) -> RGB:
        return np.asarray(real_resize(np.roll(image, 1, axis=1), pipeline))

    monkeypatch.setattr(operator_module, "real_resize", shifted)
    result = self_test(algorithm("opencv", "nearest"))
    assert not result.passed
    assert result.largest_difference > 100


def test_the_sentence_names_library_version_algorithm_and_case(monkeypatch: pytest.MonkeyPatch) -> None:
    def darker(image: RGB, pipeline: Pipeline) -> RGB:
        return np.asarray(real_resize(image, pipeline) // 2, np.uint8)

    monkeypatch.setattr(operator_module, "real_resize", darker)
    result = self_test(algorithm("opencv", "area"))
    version = installed_version(library("opencv"))
    assert result.sentence.startswith(f"OpenCV {version} area: the model is off by 128 grey levels")
    assert "requirements.lock" in result.sentence
    assert result.worst == "black and white, 448×448 to 112×112" or " to " in result.worst


@pytest.mark.parametrize("name", CONTENTS)
def test_contents_fill_any_shape(name: str) -> None:
    for source, _ in SIZES:
        picture = content(name, source)
        assert picture.shape == (*source, 3)
        assert picture.std() > 20
