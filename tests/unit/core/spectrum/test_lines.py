"""Lines of profiles with a known period."""

import numpy as np
import pytest

from core.spectrum.lattice import Phase, positions
from core.spectrum.lines import axis_candidates, axis_lines


def profile(length: int, target: int, phase: Phase, strength: float = 0.6) -> np.ndarray:
    values = 1 + np.random.default_rng(length + target).normal(0, 0.2, length)
    values[positions(length, target, phase)] += strength
    return values


@pytest.mark.parametrize("phase", [Phase.FLOOR, Phase.CENTRE])
@pytest.mark.parametrize(
    ("length", "target"), [(896, 224), (900, 224), (1000, 224), (800, 299), (512, 32), (700, 224), (481, 150)]
)
def test_the_target_length_is_named_first_or_soon(length: int, target: int, phase: Phase) -> None:
    candidates = axis_candidates(axis_lines(profile(length, target, phase)))
    assert target in [candidate.length for candidate in candidates[:3]]
    assert candidates[0].score > 4


def test_the_strongest_line_stands_at_the_target_length() -> None:
    lines = axis_lines(profile(900, 224, Phase.FLOOR))
    assert lines.strength.shape == (451,)
    assert int(np.argmax(lines.strength)) == 224


def test_noise_has_no_strong_candidate() -> None:
    noise = np.random.default_rng(0).normal(1, 0.2, 900)
    assert axis_candidates(axis_lines(noise))[0].score < 4


def test_a_silent_or_short_profile_has_no_candidates() -> None:
    assert axis_candidates(axis_lines(np.ones(400))) == ()
    assert axis_candidates(axis_lines(np.arange(20.0))) == ()
