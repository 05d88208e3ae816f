"""Long steps: exact where no pixel meets a limit, few iterations elsewhere, and the same optimum."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks.dual import solve_dual
from core.attacks.leaps import Leaps
from core.attacks.linear_problem import LinearProblem, unchanged
from core.attacks.prepared import prepare_problem
from core.attacks.problem import attack_problem
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize


def linear(library: str, algorithm: str, contrast: float) -> LinearProblem:
    """A problem of 90×84 to 30×28 with source and target around middle grey."""
    rng = np.random.default_rng(5)
    source, target = (
        np.rint(128 + contrast * rng.uniform(-1, 1, shape)).astype(np.uint8)
        for shape in ((90, 84, 3), (30, 28, 3))
    )
    problem = attack_problem(source, target, Pipeline(library, algorithm, (30, 28)))
    return replace(prepare_problem(problem, real_resize).linear, strays=0.0)


@pytest.mark.parametrize(("library", "algorithm"), [("pillow", "bilinear"), ("tensorflow", "bicubic-aa")])
def test_without_limits_the_start_puts_every_output_on_its_bounds(library: str, algorithm: str) -> None:
    problem = replace(
        linear(library, algorithm, 20), least=np.float32(-1e6), most=np.float32(1e6), strays=0.0
    )
    leaps, goal = Leaps.of(problem), problem.goals[0]
    assert leaps is not None
    start = leaps.start(problem)
    pull = goal.left.T @ start.reshape(len(goal.low), -1)
    change = (goal.right @ pull.reshape(-1, goal.low.shape[2]).T).T.reshape(problem.source.shape)
    output = unchanged(replace(problem, levels=(problem.source + change).astype(np.float32)))
    assert output.min() > (problem.low - 0.3).min()
    assert (np.maximum(problem.low - output, output - problem.high) < 0.5).mean() > 0.97


@pytest.mark.parametrize("contrast", [40, 70])
def test_they_save_iterations_and_change_no_optimum(contrast: float, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = linear("pillow", "bicubic", contrast)
    warm = solve_dual(problem)
    monkeypatch.setattr("core.attacks.dual.Leaps.of", lambda _: None)
    cold = solve_dual(problem)
    assert warm.iterations < cold.iterations / 2
    costs = [float(np.square(found.image - problem.source).sum()) for found in (warm, cold)]
    assert costs[0] == pytest.approx(costs[1], rel=2e-3)


def test_kernels_too_wide_have_none() -> None:
    """Where an axis grows sixfold, an output shares pixels with many others."""
    rng = np.random.default_rng(1)
    source, target = (rng.integers(0, 256, shape, np.uint8) for shape in ((300, 40, 3), (30, 39, 3)))
    problem = attack_problem(source, target, Pipeline("pillow", "lanczos", (30, 39)))
    leaps = Leaps.of(prepare_problem(problem, real_resize).linear)
    assert leaps is None or np.isfinite(leaps.inverse.solved(np.ones((30, 3, 39), np.float32))).all()
