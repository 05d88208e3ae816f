"""What crafting hands back, every figure measured on the finished image with the real library."""

from dataclasses import dataclass

import numpy as np

from core.attacks.prepared import PreparedProblem
from core.images.arrays import RGB
from core.images.metrics import psnr, ssim


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


def measured(crafted: Crafted, problem: PreparedProblem, solver: str, seconds: float) -> AttackResult:
    """The figures of `crafted.image` against the problem's source and target."""
    image, source = crafted.image, problem.source
    error = largest_error(crafted.output, problem)
    change = np.abs(image.astype(np.int16) - source)
    return AttackResult(
        image=image,
        output=crafted.output,
        target=problem.target,
        seconds=seconds,
        solver=solver,
        iterations=crafted.iterations,
        epsilon=problem.epsilon,
        max_output_error=error,
        psnr=psnr(image, source),
        ssim=ssim(image, source),
        l0=int(np.count_nonzero(change.any(axis=2))),
        l1=float(change.sum(dtype=np.int64)),
        l2=float(np.sqrt(np.square(change, dtype=np.int64).sum())),
        linf=float(change.max()),
        feasible=error <= problem.epsilon,
        note=" ".join(filter(None, (crafted.note, _shortfall(error, problem)))),
    )


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
