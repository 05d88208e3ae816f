"""The words of a crafting result follow its figures and the paper's limits."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.jobs.attack_labels_job import GoalLabels
from app.views.craft.wording import (
    effort_words,
    figure_rows,
    goals_summary,
    label_words,
    output_words,
    source_words,
    visibility,
)
from core.attacks.result import AttackResult, GoalResult
from core.classification.classify import Prediction
from core.scaling.pipeline import Pipeline

PIXELS = np.zeros((40, 50, 3), np.uint8)
GOAL = GoalResult(
    Pipeline("opencv", "bilinear", (10, 10)), PIXELS[:10, :10], PIXELS[:10, :10], 1.0, 48.1, feasible=True
)
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
    goals=(GOAL,),
)


@pytest.mark.parametrize(
    ("psnr", "word"),
    [
        (math.inf, "Invisible"),
        (25.1, "Invisible"),
        (25.0, "Visible"),
        (15.0, "Visible"),
        (14.9, "Obvious"),
    ],
)
def test_the_limits_are_the_papers(psnr: float, word: str) -> None:
    assert visibility(psnr)[0] == word


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (0.0, "exactly the target"),
        (1.0, "more than 1 grey level (PSNR 48.1 dB)."),
        (3.0, "up to 3 grey levels"),
    ],
)
def test_the_output_is_judged_by_epsilon(error: float, words: str) -> None:
    assert words in output_words(replace(GOAL, max_output_error=error), 1.0)


def test_a_missed_epsilon_is_named_with_its_pixels() -> None:
    missed = replace(GOAL, max_output_error=3.0, raised=12)
    assert "the 1 that you allowed, in 12 of 100 pixels" in output_words(missed, 1.0)


def test_labels_agree_or_are_told_apart() -> None:
    stop, yields = Prediction(14, "Stop", 0.98), Prediction(13, "Give way", 0.7)
    assert label_words(GoalLabels((stop,), (stop,))) == (
        "The sign classifier sees “Stop” (98 %), as it does in the target."
    )
    assert "but in the target “Give way” (70 %)" in label_words(GoalLabels((stop,), (yields,)))


def test_figures_stand_beside_the_words() -> None:
    assert source_words(RESULT).startswith("Invisible: PSNR 27.3 dB, SSIM 0.812.")
    assert "unchanged" in source_words(replace(RESULT, psnr=math.inf))


def test_what_is_glaring_in_a_corner_is_not_called_invisible() -> None:
    words = source_words(replace(RESULT, psnr=31.4, psnr_there=14.6))
    assert words.startswith("Obvious: PSNR 31.4 dB, 14.6 dB in the box around the change")


def test_effort_counts_in_words() -> None:
    assert effort_words(RESULT) == "Crafted in 0.25 s by the Fast solver, 12 iterations."
    assert "by the adam solver" in effort_words(replace(RESULT, solver="adam"))
    assert "75 s" in effort_words(replace(RESULT, seconds=75.4))
    assert "1 iteration." in effort_words(replace(RESULT, iterations=1))


def test_the_certificate_is_put_in_words() -> None:
    assert "Proven optimal" in effort_words(replace(RESULT, gap=0.0))
    assert "within 0.2 % of the optimum" in effort_words(replace(RESULT, gap=0.002))


def test_figures_name_their_units() -> None:
    rows = figure_rows(RESULT)
    assert rows[0] == ("L0, changed pixels", "500 of 2,000 (25.0 %)")
    assert rows[3] == ("L∞, largest change", "80 grey levels")


def test_several_pipelines_are_counted() -> None:
    assert goals_summary([GOAL]) == ""
    assert goals_summary([GOAL, replace(GOAL, feasible=False)]).startswith("1 of 2 pipelines")
