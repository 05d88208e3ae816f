"""The words of a crafting result follow its figures and the paper's limits."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.views.craft.wording import effort_words, norm_words, output_words, psnr_words, source_words
from core.attacks.result import AttackResult

PIXELS = np.zeros((40, 50, 3), np.uint8)
RESULT = AttackResult(
    image=PIXELS,
    output=PIXELS[:10, :10],
    target=PIXELS[:10, :10],
    seconds=0.254,
    solver="fast",
    iterations=12,
    epsilon=1.0,
    max_output_error=1.0,
    psnr=27.3,
    ssim=0.812,
    l0=500,
    l1=12345.0,
    l2=98.76,
    linf=80.0,
    feasible=True,
    note="",
)


@pytest.mark.parametrize(
    ("psnr", "word"),
    [
        (math.inf, "Invisible"),
        (40.0, "Invisible"),
        (39.9, "Strong"),
        (25.1, "Strong"),
        (25.0, "Weak"),
        (15.0, "Weak"),
        (14.9, "Failed"),
    ],
)
def test_the_limits_are_the_papers(psnr: float, word: str) -> None:
    assert psnr_words(psnr).startswith(word)


@pytest.mark.parametrize(
    ("error", "words"),
    [(0.0, "exactly the target"), (1.0, "more than 1 grey level."), (3.0, "3 grey levels of error")],
)
def test_the_output_is_judged_by_epsilon(error: float, words: str) -> None:
    assert words in output_words(replace(RESULT, max_output_error=error))


def test_a_missed_epsilon_is_named() -> None:
    assert "the 1 that you allowed" in output_words(replace(RESULT, max_output_error=3.0))


def test_figures_stand_beside_the_words() -> None:
    assert "PSNR 27.3 dB, SSIM 0.812" in source_words(RESULT)
    assert "unchanged" in source_words(replace(RESULT, psnr=math.inf))


def test_effort_counts_in_words() -> None:
    assert effort_words(RESULT) == "Crafted in 0.25 s by the fast solver, 12 iterations."
    assert "75 s" in effort_words(replace(RESULT, seconds=75.4))
    assert "1 iteration." in effort_words(replace(RESULT, iterations=1))


def test_norms_name_their_units() -> None:
    lines = norm_words(RESULT).splitlines()
    assert lines[0] == "L0: 500 of 2,000 pixels changed (25.0 %)"
    assert lines[3] == "L∞: 80 grey levels at most"
