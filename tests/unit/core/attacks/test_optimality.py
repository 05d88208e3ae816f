"""The float solutions against cvxpy's CLARABEL, a solver that knows nothing of ours."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from core.attacks import windows
from core.attacks.dual import solve_dual
from core.attacks.float_solution import FloatSolution
from core.attacks.linear_problem import LinearProblem
from core.attacks.peak import solve_peak
from core.attacks.prepared import prepare_problem
from core.attacks.problem import attack_problem
from core.attacks.separate import solve_windows
from core.attacks.sparse import solve_total
from core.scaling.operator import ScalingOperator
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture

APART = [("opencv", "bilinear", (40, 36)), ("opencv", "bicubic", (36, 40)), ("pillow", "area", (36, 36))]
OVERLAPPING = [
    ("opencv", "bicubic", (24, 26)),
    ("opencv", "lanczos", (36, 33)),
    ("pillow", "bilinear", (36, 36)),
]


def linear(library: str, algorithm: str, shape: tuple[int, int]) -> LinearProblem:
    cover = picture("astronaut.png")[100 : 100 + shape[0], 200 : 200 + shape[1]]
    target = picture("chelsea.png")[100:190, 100:190]
    posed = attack_problem(cover, target, Pipeline(library, algorithm, (9, 9)))
    return replace(prepare_problem(posed, real_resize).linear, tolerance=0.02)


def reference(problem: LinearProblem, norm: str) -> float:
    """The least Σd², Σ|d| or max|d| over all channels, by CLARABEL on the joint problem."""
    import cvxpy as cp

    goal = problem.goals[0]
    both = sp.kron(goal.left, goal.right.T, format="csc").astype(float)
    values = []
    for channel in range(3):
        source, low, high = (
            array[:, channel].ravel().astype(float) for array in (problem.source, goal.low, goal.high)
        )
        image = cp.Variable(source.size)
        cost = {"l2": cp.sum_squares, "l1": cp.norm1, "linf": cp.norm_inf}[norm](image - source)
        bounds = [both @ image >= low, both @ image <= high, image >= 0, image <= 255]
        values.append(cp.Problem(cp.Minimize(cost), bounds).solve(solver=cp.CLARABEL))
    return float(max(values) if norm == "linf" else sum(values))


def cost(problem: LinearProblem, solution: FloatSolution, norm: str) -> float:
    change = solution.image.astype(float) - problem.source
    return float({"l2": (change**2).sum(), "l1": np.abs(change).sum(), "linf": np.abs(change).max()}[norm])


@pytest.mark.parametrize("case", APART, ids=lambda case: f"{case[0]}-{case[1]}")
@pytest.mark.parametrize(
    ("norm", "minimise"),
    [("l2", windows.least_squares), ("l1", windows.fewest_levels), ("linf", windows.smallest_peak)],
)
def test_window_solutions_are_exact(
    case: tuple[str, str, tuple[int, int]], norm: str, minimise: windows.Minimiser
) -> None:
    problem = linear(*case)
    assert not problem.windows_overlap
    solution = solve_windows(problem, minimise=minimise)
    assert solution.violation < 0.01
    assert cost(problem, solution, norm) == pytest.approx(reference(problem, norm), rel=1e-3)


@pytest.mark.parametrize("case", [*APART, *OVERLAPPING], ids=lambda case: f"{case[0]}-{case[1]}")
def test_dual_solution_is_within_one_per_cent(case: tuple[str, str, tuple[int, int]]) -> None:
    problem = linear(*case)
    solution = solve_dual(problem)
    assert solution.violation <= 0.02
    assert solution.gap <= 1e-3
    assert cost(problem, solution, "l2") == pytest.approx(reference(problem, "l2"), rel=0.01)


@pytest.mark.parametrize("case", OVERLAPPING, ids=lambda case: f"{case[0]}-{case[1]}")
def test_total_change_is_within_its_certified_gap(case: tuple[str, str, tuple[int, int]]) -> None:
    problem = linear(*case)
    solution = solve_total(problem)
    best = reference(problem, "l1")
    assert best * 0.99 <= cost(problem, solution, "l1") <= best * 1.06
    assert cost(problem, solution, "l1") <= best * (1.005 + solution.gap)


@pytest.mark.parametrize("case", OVERLAPPING, ids=lambda case: f"{case[0]}-{case[1]}")
def test_peak_is_within_two_levels_of_the_best(case: tuple[str, str, tuple[int, int]]) -> None:
    problem = linear(*case)
    assert cost(problem, solve_peak(problem), "linf") <= reference(problem, "linf") + 2


def test_fewest_pixels_matches_brute_force_on_grey() -> None:
    generator = np.random.default_rng(5)
    values = np.repeat(generator.uniform(0, 255, (6, 1, 1, 40)), 3, axis=2).astype(np.float32)
    weights = generator.uniform(0.02, 0.3, (6, 1, 1, 40)).astype(np.float32)
    need = 0.6 * ((255 - values) * weights).sum(axis=0)
    change = windows.fewest_pixels(windows.Windows(values, weights, need)) - values
    np.testing.assert_allclose((change * weights).sum(axis=0), need, rtol=1e-3)
    assert (values + change <= 255.01).all()
    able = ((255 - values) * weights)[:, 0, 0].T
    for capacity, wanted, moved in zip(able, need[0, 0], change[:, 0, 0].T, strict=True):
        sums = [
            (capacity[[bool(mask >> k & 1) for k in range(6)]].sum(), mask.bit_count()) for mask in range(64)
        ]
        assert (moved > 1e-3).sum() == min(count for total, count in sums if total >= wanted * 0.9999)


@pytest.mark.parametrize(
    "minimise",
    [windows.least_squares, windows.fewest_levels, windows.fewest_pixels, windows.smallest_peak],
)
def test_an_infeasible_window_moves_as_far_as_it_goes(minimise: windows.Minimiser) -> None:
    values = np.full((4, 1, 3, 2), 100, np.float32)
    weights = np.full((4, 1, 1, 2), 0.25, np.float32)
    most = np.full_like(values, 110)
    need = np.array([50, -200], np.float32) * np.ones((1, 3, 1), np.float32)
    solved = minimise(windows.Windows(values, weights, need, np.float32(0), most))
    np.testing.assert_allclose(solved[..., 0], 110)
    np.testing.assert_allclose(solved[..., 1], 0)


def test_operator_type_is_only_needed_for_preparing() -> None:
    """A solver sees matrices, never a library: the linear problem holds no operator."""
    assert not any(isinstance(value, ScalingOperator) for value in vars(linear(*APART[0])).values())
