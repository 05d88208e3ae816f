"""What crafting hands back, every figure measured on the finished image with the real library."""

from dataclasses import dataclass

from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True, eq=False)
class GoalResult:
    """What one pipeline makes of the attack image.

    output: scale(A) by the real library; target: T, both (h', w', 3) uint8. max_output_error: max|output - T|
    in grey levels; output_psnr: dB between the two, infinite where they are equal. feasible: no error exceeds
    ε. raised: output pixels beyond ε; the largest error among them is `max_output_error`.
    wanted: output pixels that were to show the target, all without a region; shown: those of them within ε.
    """

    pipeline: Pipeline
    target: RGB
    output: RGB
    max_output_error: float
    output_psnr: float
    feasible: bool
    raised: int = 0
    wanted: int = 0
    shown: int = 0


@dataclass(frozen=True, eq=False)
class AttackResult:
    """An attack image and how good it is.

    image: A, (H, W, 3) uint8. output: scale(A) by the first goal's real library; target: its T, both
    (h', w', 3) uint8. goals: the same for every goal.
    seconds: from the problem to the finished image, without the quality figures. iterations: steps of the
    solver, or problems solved by cvxpy. max_output_error: max|scale(A) - T| in grey levels over all goals
    (objective O1). psnr (dB), ssim: A against S (objective O2). l0: changed pixels; l1, l2, linf: norms of
    A - S over all values, grey levels. feasible: max_output_error ≤ epsilon. note: what else to know.
    gap: relative distance of the float solution to a proven lower bound, None where none is known.
    psnr_there: the same as psnr in the box around all changes where that is less than half of the image, else
    None: what is glaring in a corner is little on average.
    variant: id from `ATTACKS`. figures: what else the variant measured, as (what, value) in words.
    source: S where the variant chose or resized it, so that it is not the problem's; None where it is.
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
    goals: tuple[GoalResult, ...] = ()
    gap: float | None = None
    psnr_there: float | None = None
    variant: str = "strong"
    figures: tuple[tuple[str, str], ...] = ()
    source: RGB | None = None
