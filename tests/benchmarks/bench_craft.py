"""Crafting: our solver against the published way, one small cvxpy problem per column and row."""

import time
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from core.attacks.craft import craft
from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.samples import picture
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output
from tests.benchmarks.row import Row

Floats = NDArray[np.float64]

SIDE, TARGET, CHANNELS = 896, 224, 3
LINES_TIMED = 4
REPEATS = 5
PIPELINES = (("opencv", "bilinear"), ("opencv", "bicubic"), ("pillow", "bilinear"))


def rows() -> Iterator[Row]:
    """Seconds for three channels, largest output error, and how many times faster than the reference."""
    on = f"astronaut ← chelsea, {SIDE}→{TARGET}, ε 1"
    for library, algorithm in PIPELINES:
        problem = posed(Pipeline(library, algorithm, (TARGET, TARGET)))
        results = [craft(problem) for _ in range(REPEATS)]
        seconds, best = min(result.seconds for result in results), results[0]
        label = problem.pipeline.label
        yield Row(f"{label}: craft", seconds, "s", limit=1.0, note=on)
        yield Row(f"{label}: largest output error", best.max_output_error, "levels", limit=2, note=on)
        yield Row(f"{label}: PSNR of A against S", best.psnr, "dB", note=on)
        reference = reference_seconds(problem)
        note = f"reference {reference:.0f} s, estimated from {LINES_TIMED} columns and rows"
        yield Row(f"{label}: times faster", reference / seconds, "×", note=note)


def posed(pipeline: Pipeline) -> AttackProblem:
    """The facts' own example."""
    cover = cv2.resize(picture("astronaut.png"), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    return attack_problem(np.asarray(cover, np.uint8), picture("chelsea.png"), pipeline)


def reference_seconds(problem: AttackProblem) -> float:
    """Estimated seconds of the paper's way (Eq. 3 and 4): columns of S·R, then rows of S, per channel."""
    operator = operator_for(problem.pipeline, problem.source.shape[:2])
    source = problem.source[..., 0].astype(np.float64)
    target = area_output(problem.target, operator.target_shape)[..., 0].astype(np.float64)
    narrow = source @ operator.right
    places = np.linspace(20, TARGET - 20, LINES_TIMED).astype(int)
    column = seconds_per_line(operator.left, narrow[:, places], target[:, places])
    across = operator.right.T.tocsr()
    goal = across @ source[4 * places].T
    row = seconds_per_line(across, source[4 * places].T, goal + np.linspace(-30, 30, TARGET)[:, None])
    return CHANNELS * (TARGET * column + SIDE * row)


def seconds_per_line(matrix: sparse.csr_array, sources: Floats, targets: Floats) -> float:
    """Mean seconds to build and solve min ‖x - s‖² with |M·x - t| ≤ 1 and 0 ≤ x ≤ 255, once per column."""
    solve_line(matrix, sources[:, 0], targets[:, 0])
    start: float = time.perf_counter()
    for source, target in zip(sources.T, targets.T, strict=True):
        solve_line(matrix, source, target)
    return (time.perf_counter() - start) / len(sources.T)


def solve_line(matrix: sparse.csr_array, source: Floats, target: Floats) -> None:
    """One column or row; infeasible ones are timed as they are."""
    import cvxpy as cp

    image = cp.Variable(source.size)
    bounds = [cp.abs(sparse.csc_matrix(matrix) @ image - target) <= 1, image >= 0, image <= 255]
    cp.Problem(cp.Minimize(cp.sum_squares(image - source)), bounds).solve(solver=cp.CLARABEL)
