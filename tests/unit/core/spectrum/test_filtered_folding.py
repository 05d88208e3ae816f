"""What folds through a pipeline's own filter, against what the pipeline really makes of waves."""

import numpy as np
import pytest

from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.folding import folding_of, responses_of
from core.spectrum.fourier import half_spectrum

SHAPE = (96, 120)


def wave(down: int, across: int, phase: float = 0.3) -> np.ndarray:
    rows, columns = np.arange(SHAPE[0])[:, None] / SHAPE[0], np.arange(SHAPE[1])[None, :] / SHAPE[1]
    return np.cos(2 * np.pi * (down * rows + across * columns) + phase)


@pytest.mark.parametrize("algorithm", ["nearest", "bilinear", "bicubic", "area"])
@pytest.mark.parametrize(("down", "across"), [(3, 5), (17, 2), (30, 41), (7, 33)])
def test_a_response_is_the_power_a_wave_leaves_in_the_output(algorithm: str, down: int, across: int) -> None:
    operator = operator_for(Pipeline("opencv", algorithm, (24, 30)), SHAPE)
    responses = responses_of(operator)
    # Waves whose phase differs by a quarter together have the same power at every pixel.
    outputs = [operator.forward(wave(down, across, phase)) for phase in (0.3, 0.3 + np.pi / 2)]
    power = sum(float((output**2).mean()) for output in outputs)
    expected = float(responses.vertical[down] * responses.horizontal[across])
    assert power == pytest.approx(expected, rel=0.05, abs=1e-3)


def test_what_folds_is_told_before_and_after_the_filter() -> None:
    channel = 100 + 30 * wave(4, 5) + 40 * wave(30, 41)
    spectrum = half_spectrum(channel)
    open_to_all = folding_of(spectrum, (24, 30), responses_of(operator_for(NEAREST, SHAPE)))
    assert open_to_all.share == pytest.approx(0.64, abs=1e-4)
    assert open_to_all.kept == pytest.approx(0.64, abs=1e-4)
    assert open_to_all.reach == pytest.approx(1, abs=1e-4)
    filtered = folding_of(spectrum, (24, 30), responses_of(operator_for(AREA, SHAPE)))
    assert filtered.share == open_to_all.share
    assert filtered.kept < 0.02
    assert filtered.reach < 0.01


def test_a_crop_is_judged_by_itself() -> None:
    cropped = Pipeline("opencv", "bilinear", (24, 30), crop=(11, 7, 60, 48))
    alone = Pipeline("opencv", "bilinear", (24, 30))
    responses, expected = (
        responses_of(operator_for(cropped, SHAPE)),
        responses_of(operator_for(alone, (48, 60))),
    )
    assert np.allclose(responses.vertical, expected.vertical)
    assert np.allclose(responses.horizontal, expected.horizontal)


def test_a_flat_channel_folds_nothing() -> None:
    folding = folding_of(half_spectrum(np.full((50, 60), 77)), (5, 5))
    assert (folding.share, folding.kept, folding.reach) == (0, 0, 0)


NEAREST, AREA = Pipeline("opencv", "nearest", (24, 30)), Pipeline("opencv", "area", (24, 30))
