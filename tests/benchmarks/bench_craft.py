"""Crafting: our solver against the published way, against the limit, and on a large photograph."""

import time
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from core.attacks.craft import craft
from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.result import AttackResult
from core.attacks.samples import picture
from core.images.arrays import RGB
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.benchmarks.craft_reference import attacked_image, estimated
from tests.benchmarks.row import Row

SIZES = ((896, 224), (448, 112))
PIPELINES = (("opencv", "bilinear"), ("opencv", "bicubic"), ("pillow", "bilinear"))
LINES = 64
"""Columns and rows that are solved by cvxpy; the rest is estimated from them."""

LEAN_LINES = 16
REPEATS = 7
CHANNELS = 3
LARGE = (4000, 6000)
"""24 megapixels."""

IN_REACH = "astronaut.png", "chelsea.png"
OUT_OF_REACH = "chelsea.png", "coffee.png"
"""Source and target; Pillow bilinear can not show some of the other target's highlights."""


def rows() -> Iterator[Row]:
    """Speed and distortion beside the reference, then the large photograph."""
    for side, target in SIZES:
        for library, algorithm in PIPELINES:
            yield from _beside_the_reference(posed(Pipeline(library, algorithm, (target, target)), side))
    for library, algorithm in PIPELINES:
        yield from _distortion(posed(Pipeline(library, algorithm, (112, 112)), 448))
    for library, algorithm in (*PIPELINES, ("pillow", "lanczos"), ("tensorflow", "bilinear-aa")):
        yield from _large(Pipeline(library, algorithm, (224, 224)))
    yield from _large(Pipeline("pillow", "bilinear", (224, 224)), *OUT_OF_REACH)


def posed(pipeline: Pipeline, side: int) -> AttackProblem:
    """astronaut ← chelsea."""
    cover = cv2.resize(picture("astronaut.png"), (side, side), interpolation=cv2.INTER_CUBIC)
    return attack_problem(np.asarray(cover, np.uint8), picture("chelsea.png"), pipeline)


def _beside_the_reference(problem: AttackProblem) -> Iterator[Row]:
    """Three channels by us, three times one channel by cvxpy; the ratio is that of one channel."""
    side, name = problem.source.shape[0], f"{problem.source.shape[0]} → {problem.pipeline.label}"
    seconds, result = _best(problem)
    yield Row(f"{name}: craft", 1e3 * seconds, "ms", note=f"three channels, {result.iterations} iterations")
    yield Row(f"{name}: largest output error", result.max_output_error, "levels", limit=1)
    yield Row(f"{name}: over one forward and adjoint pass", seconds / _pass(problem), "×")
    published = estimated(problem, LINES, LINES)
    again = min(seconds, _best(problem)[0])
    note = f"published, {CHANNELS * published.seconds:.0f} s, from {LINES} of {side} columns and rows"
    faster = CHANNELS * published.seconds / again
    yield Row(f"{name}: times faster", faster, "×", limit=1000, at_least=True, note=note)
    lean = estimated(problem, LEAN_LINES, LEAN_LINES, lean=True)
    note = f"the same stated with sparse matrices, {CHANNELS * lean.seconds:.0f} s"
    yield Row(f"{name}: times faster than a lean statement", CHANNELS * lean.seconds / again, "×", note=note)


def _best(problem: AttackProblem) -> tuple[float, AttackResult]:
    results = [craft(problem) for _ in range(REPEATS)]
    return min(result.seconds for result in results), results[0]


def _pass(problem: AttackProblem) -> float:
    """Seconds of L·X·R and Lᵀ·Y·Rᵀ for three channels by the operator."""
    operator = operator_for(problem.pipeline, problem.source.shape[:2])
    image, taken = problem.source.astype(np.float32), []
    for _ in range(REPEATS):
        start = time.perf_counter()
        operator.adjoint(operator.forward(image))
        taken.append(time.perf_counter() - start)
    return min(taken)


def _distortion(problem: AttackProblem) -> Iterator[Row]:
    """Ours, held to the output error that the reference really reached; one channel of grey pictures."""
    grey = replace(problem, source=_grey(problem.source))
    grey = replace(grey, goals=(replace(grey.goals[0], target=_grey(problem.target)),))
    reference, error = attacked_image(grey)
    ours = craft(replace(grey, epsilon=float(error)))
    theirs = float(np.linalg.norm(reference.astype(np.float64) - grey.source))
    note = f"published {theirs / CHANNELS**0.5:,.0f}, output error {error}; ours {ours.max_output_error:g}"
    yield Row(
        f"{problem.pipeline.label}: L2 norm over the reference's", ours.l2 / theirs, "×", limit=1, note=note
    )


def _grey(image: RGB) -> RGB:
    return np.repeat(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2).astype(np.uint8)


def _large(pipeline: Pipeline, source: str = IN_REACH[0], target: str = IN_REACH[1]) -> Iterator[Row]:
    """The library is loaded before: in the window it lives in a process of its own."""
    real_resize(picture(target), pipeline)
    cover = cv2.resize(picture(source), LARGE[::-1], interpolation=cv2.INTER_CUBIC)
    problem = attack_problem(np.asarray(cover, np.uint8), picture(target), pipeline)
    calls: list[float] = [time.perf_counter()]
    result = craft(problem, progress=lambda *_: calls.append(time.perf_counter()))
    longest = max(np.diff([*calls, time.perf_counter()]))
    limit = 3.0 if pipeline.algorithm != "lanczos" else None
    name = f"24 MP → {pipeline.label}" + ("" if result.feasible else ", out of reach")
    note = f"{result.iterations} iterations, {sum(goal.raised for goal in result.goals)} outputs missed"
    yield Row(f"{name}: craft", result.seconds, "s", limit=limit, note=note)
    yield Row(f"{name}: longest without a chance to cancel", 1e3 * longest, "ms", limit=200)
