"""Stubborn outputs solved on the spot: a box is part of the whole problem, and the optimum stays the same."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks import neighbourhood
from core.attacks.dual import solve_dual
from core.attacks.float_solution import FloatSolution
from core.attacks.linear_problem import Floats, LinearProblem
from core.attacks.neighbourhood import Neighbourhoods
from core.attacks.prepared import prepare_problem
from core.attacks.primal import LEAST_SQUARES, answer
from core.attacks.problem import attack_problem
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

SIDE, OUTPUTS = 160, 40


def linear(algorithm: str, *, corner: int) -> LinearProblem:
    """astronaut ← chelsea with a chequered corner of that many outputs, which no image can show."""
    cover, target = (
        picture("astronaut.png")[:SIDE, 100 : 100 + SIDE],
        picture("chelsea.png")[:300, :300].copy(),
    )
    target[: corner * 300 // OUTPUTS, : corner * 300 // OUTPUTS] = 0
    posed = attack_problem(cover, target, Pipeline("pillow", algorithm, (OUTPUTS, OUTPUTS)))
    problem = prepare_problem(posed, real_resize).linear
    low, high = problem.goals[0].low.copy(), problem.goals[0].high.copy()
    chequered = np.indices((corner, corner)).sum(axis=0) % 2 * np.float32(255)
    for bound, side in ((low, -1), (high, 1)):
        bound[:corner, :, :corner] = chequered[:, None] + np.float32(side)
    return replace(problem.with_bounds(low.ravel(), high.ravel()), strays=0.0)


def always(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Boxes are worth it whatever they cost; the rounds in which some were solved."""
    monkeypatch.setattr(neighbourhood, "OVERHEAD", 0)
    monkeypatch.setattr(neighbourhood, "WORTH", 10.0)
    monkeypatch.setattr(neighbourhood, "FEW", 1.0)
    counted: list[int] = []
    solved = Neighbourhoods.solved

    def counting(self: Neighbourhoods, boxes: list[neighbourhood.Box], *rest: object) -> Floats:
        counted.append(len(boxes))
        return solved(self, boxes, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Neighbourhoods, "solved", counting)
    return counted


def never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "MOST_ROUNDS", 0)


def cost(problem: LinearProblem, solution: FloatSolution) -> float:
    return float(np.square(solution.image - problem.source).sum(dtype=np.float64))


@pytest.mark.parametrize("algorithm", ["bilinear", "lanczos"])
@pytest.mark.parametrize("corner", [0, 5], ids=["feasible", "infeasible"])
def test_the_optimum_is_that_of_whole_sweeps(
    algorithm: str, corner: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = linear(algorithm, corner=corner)
    monkeypatch.setattr("core.attacks.leaps.MOST_LEAPS", 1)  # so that something is left to do
    with monkeypatch.context() as patch:
        never(patch)
        whole = solve_dual(problem)
    rounds = always(monkeypatch)
    local = solve_dual(problem)
    assert rounds
    assert local.iterations < whole.iterations
    assert local.gap <= (1e-2 if corner else 1e-3)
    assert (local.beyond is None) == (whole.beyond is None) == (corner == 0)
    assert cost(problem, local) == pytest.approx(cost(problem, whole), rel=3e-3)
    if local.beyond is not None and whole.beyond is not None:
        assert local.beyond.sum() == pytest.approx(whole.beyond.sum(), rel=0.05)


def test_a_box_answers_as_the_whole_does(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = linear("bicubic", corner=4)
    rng = np.random.default_rng(2)
    multipliers = rng.normal(0, 200, problem.goals[0].low.shape).astype(np.float32)
    marks = np.zeros(multipliers.size, np.bool_)
    marks.reshape(multipliers.shape)[7, 1, 9] = True
    assert Neighbourhoods(problem).found(marks, marks) == []  # a sweep over so small a source costs less
    always(monkeypatch)
    (box,) = Neighbourhoods(problem).found(marks, marks)
    assert box.corner == (slice(4, 11), 1, slice(6, 13))
    part = box.part(problem, multipliers)
    own = answer(part, multipliers[box.corner].ravel(), LEAST_SQUARES, lambda: None).output
    both = answer(problem, multipliers.ravel(), LEAST_SQUARES, lambda: None).output
    expected = both.reshape(multipliers.shape)[box.corner]
    np.testing.assert_allclose(own.reshape(expected.shape), expected, rtol=1e-4, atol=5e-3)


def test_boxes_with_nothing_wrong_in_them_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    problem = linear("bilinear", corner=0)
    outside = np.zeros(problem.goals[0].low.shape, np.bool_)
    outside[3, 0, 3] = outside[3, 0, 5] = outside[30, 2, 30] = True
    wrong = outside.copy()
    wrong[30, 2, 30] = wrong[3, 0, 5] = False
    (box,) = Neighbourhoods(problem).found(outside.ravel(), wrong.ravel())
    assert box.corner == (slice(0, 7), 0, slice(0, 9))
