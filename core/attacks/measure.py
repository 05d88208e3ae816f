"""The figures of a finished attack image, by the real library; in bands, to stay cancellable."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.prepared import PreparedGoal, PreparedProblem
from core.attacks.result import AttackResult, GoalResult
from core.images.arrays import RGB
from core.images.metrics import SSIM_WINDOW, psnr, ssim
from core.progress import Progress, no_progress

BAND_PIXELS = 150_000
"""Pixels that are compared at a time."""

THERE = "PSNR in the box around the change"

CLOSER_ALONE = "and no closer image was found; allow a larger ε"
CLOSER_TOGETHER = (
    "and no closer image was found for all pipelines together; leave out a pipeline, give them targets that "
    "agree, or allow a larger ε"
)
"""Why one pipeline's target, and those of several that may contradict each other, are missed."""


@dataclass(frozen=True, eq=False)
class Crafted:
    """A finished attack image before it is measured. outputs: the real library's, one per goal."""

    image: RGB
    outputs: tuple[RGB, ...]
    iterations: int
    note: str = ""
    gap: float | None = None


def measured(
    crafted: Crafted,
    problem: PreparedProblem,
    solver: str,
    seconds: float,
    progress: Progress = no_progress,
    remedy: str = "",
) -> AttackResult:
    """The figures of `crafted.image` against the problem's source and target; may raise `Cancelled`.

    remedy: why ε is missed and what to do about it, for a note; empty for what holds of the engine.
    """
    image, source = crafted.image, problem.source
    goals = tuple(
        _goal_result(goal, output, problem.epsilon)
        for goal, output in zip(problem.goals, crafted.outputs, strict=True)
    )
    worst = max(goals, key=lambda goal: goal.max_output_error)
    change = _change_by_bands(image, source, progress)
    small = 0 < 2 * change.area < image[..., 0].size
    there = _decibels(change.squares, 3 * change.area) if small else None
    return AttackResult(
        image=image,
        output=goals[0].output,
        target=goals[0].target,
        seconds=seconds,
        solver=solver,
        iterations=crafted.iterations,
        epsilon=problem.epsilon,
        max_output_error=worst.max_output_error,
        psnr=_decibels(change.squares, image.size),
        psnr_there=there,
        ssim=_ssim_by_bands(image, source, progress),
        l0=change.pixels,
        l1=float(change.total),
        l2=math.sqrt(change.squares),
        linf=float(change.peak),
        feasible=worst.feasible,
        note=" ".join(filter(None, (crafted.note, _shortfall(worst, problem, remedy)))),
        goals=goals,
        gap=crafted.gap,
        figures=() if there is None else ((THERE, f"{there:.1f} dB"),),
    )


def _goal_result(goal: PreparedGoal, output: RGB, epsilon: float) -> GoalResult:
    error = np.abs(output.astype(np.int16) - goal.target)
    missed = (error > epsilon).any(axis=2)
    return GoalResult(
        pipeline=goal.pipeline,
        target=goal.target,
        output=output,
        max_output_error=float(error.max()),
        output_psnr=psnr(output, goal.target),
        feasible=not missed.any(),
        raised=int(missed.sum()),
        wanted=missed[goal.inside].size,
        shown=int((~missed[goal.inside]).sum()),
    )


@dataclass(frozen=True)
class _Change:
    """Changed pixels, Σ|d|, Σd² and max|d| of A - S, in whole numbers; first and last + 1 row and column."""

    pixels: int = 0
    total: int = 0
    squares: int = 0
    peak: int = 0
    rows: tuple[int, int] = (0, 0)
    columns: tuple[int, int] = (0, 0)

    @property
    def area(self) -> int:
        """Of the box around all changes, pixels."""
        return (self.rows[1] - self.rows[0]) * (self.columns[1] - self.columns[0])


def _change_by_bands(image: RGB, source: RGB, progress: Progress) -> _Change:
    """Band by band: little memory, and chances to cancel."""
    change, height = _Change(), max(1, BAND_PIXELS // image.shape[1])
    for start in range(0, len(image), height):
        progress(1.0, "Measuring")
        band = np.abs(image[start : start + height].astype(np.int32) - source[start : start + height])
        changed = band.any(axis=2)
        change = _Change(
            change.pixels + int(np.count_nonzero(changed)),
            change.total + int(band.sum()),
            change.squares + int(np.square(band).sum(dtype=np.int64)),
            max(change.peak, int(band.max())),
            _joined(change.rows, changed.any(axis=1), start),
            _joined(change.columns, changed.any(axis=0), 0),
        )
    return change


def _joined(known: tuple[int, int], marks: NDArray[np.bool_], start: int) -> tuple[int, int]:
    """First and last + 1 of what was known and of the marks, which begin at `start`."""
    found = np.flatnonzero(marks)
    if not found.size:
        return known
    first, last = start + int(found[0]), start + int(found[-1]) + 1
    return (first, last) if known == (0, 0) else (min(first, known[0]), max(last, known[1]))


def _decibels(squares: int, values: int) -> float:
    return 10 * math.log10(255**2 * values / squares) if squares else math.inf


def _ssim_by_bands(image: RGB, source: RGB, progress: Progress) -> float:
    """`ssim` in the same way; the mean over bands that overlap by a window is the mean over all."""
    margin, height = SSIM_WINDOW - 1, max(1, BAND_PIXELS // image.shape[1])
    rows = len(image) - margin
    if min(image.shape[:2]) < SSIM_WINDOW:
        return ssim(image, source)
    total = 0.0
    for start in range(0, rows, height):
        progress(1.0, "Measuring")
        stop = min(start + height, rows)
        total += (stop - start) * ssim(image[start : stop + margin], source[start : stop + margin])
    return total / rows


def _shortfall(goal: GoalResult, problem: PreparedProblem, remedy: str) -> str:
    if goal.feasible:
        return ""
    pixels = goal.target.shape[0] * goal.target.shape[1]
    return (
        f"The output differs from the target by up to {goal.max_output_error:g} grey levels, more than ε = "
        f"{problem.epsilon:g}, in {goal.raised} of {pixels} pixels, "
        f"{remedy or (CLOSER_ALONE if len(problem.goals) == 1 else CLOSER_TOGETHER)}."
    )
