"""The self-test passes on the pinned libraries and notices one that scales differently."""

import numpy as np
import pytest

from core.scaling import operator as operator_module
from core.scaling.catalogue import ALGORITHMS, Algorithm, algorithm
from core.scaling.operator import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.self_test import self_test


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
