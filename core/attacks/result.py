"""What crafting hands back, every figure measured on the finished image with the real library."""

import math
from dataclasses import dataclass

import numpy as np

from core.attacks.prepared import PreparedProblem
from core.images.arrays import RGB
from core.images.metrics import SSIM_WINDOW, ssim
from core.progress import Progress, no_progress

BAND_PIXELS = 300_000
"""Pixels that are compared at a time."""


@dataclass(frozen=True, eq=False)
class AttackResult:
    """An attack image and how good it is.

    image: A, (H, W, 3) uint8. output: scale(A) by the real library; target: T, both (h', w', 3) uint8.
    seconds: from the problem to the finished image, without the quality figures. iterations: steps of the
    solver, or problems solved by cvxpy. max_output_error: max|scale(A) - T| in grey levels (objective O1).
    psnr (dB), ssim: A against S (objective O2). l0: changed pixels; l1, l2, linf: norms of A - S over all
    values, grey levels. feasible: max_output_error ≤ epsilon. note: what else a user should know.
    """

    image: RGB
    output: RGB
    target: RGB
    seconds: float
    solver: str
    iterations: int
    epsilon: float
    max_output_error: float
    psnr: float
    ssim: float
    l0: int
    l1: float
    l2: float
    linf: float
    feasible: bool
    note: str


@dataclass(frozen=True, eq=False)
class Crafted:
    """A finished attack image before it is measured."""

    image: RGB
    output: RGB
    iterations: int
    note: str = ""


def measured(
    crafted: Crafted, problem: PreparedProblem, solver: str, seconds: float, progress: Progress = no_progress
) -> AttackResult:
    """The figures of `crafted.image` against the problem's source and target; may raise `Cancelled`."""
    image, source = crafted.image, problem.source
    error = largest_error(crafted.output, problem)
    change = _change_by_bands(image, source, progress)
    return AttackResult(
        image=image,
        output=crafted.output,
        target=problem.target,
        seconds=seconds,
        solver=solver,
        iterations=crafted.iterations,
        epsilon=problem.epsilon,
        max_output_error=error,
        psnr=10 * math.log10(255**2 * image.size / change.squares) if change.squares else math.inf,
        ssim=_ssim_by_bands(image, source, progress),
        l0=change.pixels,
        l1=float(change.total),
        l2=math.sqrt(change.squares),
        linf=float(change.peak),
        feasible=error <= problem.epsilon,
        note=" ".join(filter(None, (crafted.note, _shortfall(error, problem)))),
    )


@dataclass(frozen=True)
class _Change:
    """Changed pixels, Σ|d|, Σd² and max|d| of A - S, in whole numbers."""

    pixels: int = 0
    total: int = 0
    squares: int = 0
    peak: int = 0


def _change_by_bands(image: RGB, source: RGB, progress: Progress) -> _Change:
    """Band by band: little memory, and chances to cancel."""
    change, height = _Change(), max(1, BAND_PIXELS // image.shape[1])
    for start in range(0, len(image), height):
        progress(1.0, "Measuring")
        band = np.abs(image[start : start + height].astype(np.int32) - source[start : start + height])
        change = _Change(
            change.pixels + int(np.count_nonzero(band.any(axis=2))),
            change.total + int(band.sum()),
            change.squares + int(np.square(band).sum(dtype=np.int64)),
            max(change.peak, int(band.max())),
        )
    return change


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


def largest_error(output: RGB, problem: PreparedProblem) -> float:
    """max|output - T| in grey levels."""
    return float(np.abs(output.astype(np.int16) - problem.target).max())


def _shortfall(error: float, problem: PreparedProblem) -> str:
    if error <= problem.epsilon:
        return ""
    return (
        f"The output differs from the target by up to {error:g} grey levels, more than ε = "
        f"{problem.epsilon:g}, and no closer image was found; allow a larger ε."
    )
