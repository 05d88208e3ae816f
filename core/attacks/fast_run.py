"""One run of the fast solver: the float problem, which is adjusted between passes, and its last solution."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from core.attacks import windows
from core.attacks.descent import MOST_WINDOWS, descend
from core.attacks.dual import solve_dual
from core.attacks.float_solution import FloatSolution, FloatSolver
from core.attacks.linear_problem import VIOLATION_TOLERANCE, Floats, product
from core.attacks.pass_watch import PassWatch, share
from core.attacks.peak import solve_peak
from core.attacks.prepared import PreparedGoal, PreparedProblem
from core.attacks.repair import Outputs, Repair, excess_of, repair
from core.attacks.separate import solve_windows
from core.attacks.settings import Settings
from core.attacks.sparse import solve_fewest, solve_total
from core.images.arrays import RGB

REWINDS_FROM = 2
"""The pass from which the windows of missed outputs start from the source again."""

AIM_BEYOND = np.float32(0.25)
"""Grey levels by which a missed output's bounds are shifted further than it missed them."""

MANY_MISSED, STRONG_BIAS = 0.02, 0.2
"""Where more than this share of outputs misses, and by more than this many levels in the middle, the library
truncates what the model rounds."""

_OVERLAPPING: dict[str, FloatSolver] = {
    "l2": solve_dual,
    "l1": solve_total,
    "l0": solve_fewest,
    "linf": solve_peak,
}
_SEPARATE: dict[str, FloatSolver] = {
    "l2": partial(solve_windows, minimise=windows.least_squares),
    "l1": partial(solve_windows, minimise=windows.fewest_levels),
    "l0": partial(solve_windows, minimise=windows.fewest_pixels),
    "linf": partial(solve_windows, minimise=windows.smallest_peak),
}


class Run:
    """One run of the solver: the float problem, which is adjusted between passes, and its last solution."""

    def __init__(self, problem: PreparedProblem, settings: Settings) -> None:
        self.problem, self.settings, self.linear = problem, settings, problem.linear
        self.solver = (_OVERLAPPING if self.linear.windows_overlap else _SEPARATE)[problem.norm]
        self.solution: FloatSolution | None = None
        self.gap, self.iterations, self.number = math.inf, 0, 0

    def solve(self) -> tuple[RGB, Outputs]:
        """The float solution rounded, and what the real libraries make of it."""
        watch = PassWatch(self.problem, self.settings, self.number)
        self.solution = self.solver(self.linear, start=self.solution, watch=watch)
        self.gap = self.solution.gap
        self.iterations += self.solution.iterations
        if self.solution.beyond is not None:
            self._raise_epsilon(self.solution.beyond)
        bands = self.solution.bands
        image = self.settings.aside(lambda: self.problem.attack_image_of(bands()))
        return image, self.settings.resize(image)

    def _raise_epsilon(self, beyond: Floats) -> None:
        """Where no image keeps the bounds they give way, as the paper's do: by as much as it takes (§5)."""
        self.problem = self.settings.aside(lambda: self.problem.raised(beyond))
        self.linear = self.linear.widened(beyond)

    def excess(self, outputs: Outputs) -> Floats:
        """How far the outputs that can be steered are beyond their bounds, flat as in `LinearProblem`."""
        parts = [
            excess_of(output, goal)[goal.outputs].transpose(0, 2, 1).ravel()
            for output, goal in zip(outputs, self.problem.goals, strict=True)
        ]
        return np.concatenate(parts)

    def missed(self, attempt: Repair) -> int:
        """Outputs beyond their bounds."""
        return int(np.count_nonzero(self.excess(attempt.outputs)))

    def repair(self, image: RGB, outputs: Outputs) -> Repair:
        """The integer repair: of windows, which takes few calls of the library, and else of single pixels.

        These come first where windows do not overlap, and where pixels are spared that did not change.
        """
        found, resize = Repair(image, outputs, 1), self.settings.resize
        if self.linear.windows_overlap and self.problem.norm not in ("l0", "l1"):
            found = descend(found, self.problem, resize, self._poll(0.7, 0.8))
            if self.settings.large and self.missed(found) <= MOST_WINDOWS:
                return found  # single pixels take a hundred calls of the library, another solution a few
        found = repair(found.image, self.problem, resize, self._poll(0.8, 0.9), found.outputs)
        return descend(found, self.problem, resize, self._poll(0.9, 1.0))

    def lowered(self, found: Repair, problem: PreparedProblem) -> Repair:
        """Back within the bounds of `problem` what was given a larger ε than it needs: first one by one."""
        spared = descend(found, problem, self.settings.resize, self._poll(0.9, 1.0), sparing=True)
        return descend(spared, problem, self.settings.resize, self._poll(0.9, 1.0))

    def _poll(self, start: float, end: float) -> Callable[[float], None]:
        def poll(fraction: float) -> None:
            done = share(self.number, start + (end - start) * fraction)
            self.settings.pulse.report(done, "Repairing the rounding")

        return poll

    def unbias(self, image: RGB, outputs: Outputs) -> bool:
        """Shift the bounds by what the real outputs lie off the model in the middle, if it is much."""
        if np.count_nonzero(self.excess(outputs)) <= MANY_MISSED * self.linear.low.size:
            return False
        pairs = zip(self.problem.goals, outputs, strict=True)
        biases = self.settings.aside(lambda: [_bias(goal, image, output) for goal, output in pairs])
        if max(map(abs, biases)) < STRONG_BIAS:
            return False
        goals = zip(self.linear.goals, biases, strict=True)
        shift = np.concatenate([np.full(goal.low.size, bias, np.float32) for goal, bias in goals])
        self.linear = self.linear.with_bounds(self.linear.low - shift, self.linear.high - shift)
        return True

    def aim_beyond(self, attempt: Repair) -> None:
        """Shift the bounds of the outputs that the attempt missed, for another pass."""
        self.number += 1
        excess = self.excess(attempt.outputs)
        shift = excess + np.copysign(AIM_BEYOND, excess) * (excess != 0)
        self.linear = replace(
            self.linear.with_bounds(self.linear.low - shift, self.linear.high - shift),
            strays=0.0,
            tolerance=VIOLATION_TOLERANCE,  # what was forgiven may be what was missed
        )
        if self.linear.windows_overlap and self.problem.norm != "l2":
            self.solver, self.solution = solve_dual, None  # cheaper: from here, only what is missed moves
            source = self.settings.aside(lambda: self._rewound(attempt, excess))
            self.linear = replace(self.linear, levels=source)

    def _rewound(self, attempt: Repair, excess: Floats) -> Floats:
        """The attempt's free pixels; in the windows of missed outputs, from the second time on, the source's.

        Pillow clips between its two passes, and the pixels at 0 and 255 that L1 and L0 favour can leave an
        output no way out; least squares seldom gets into such a corner.
        """
        image = self.problem.free_part(attempt.image)
        if self.number < REWINDS_FROM:
            return image
        missed = self.linear.per_goal((excess != 0).astype(np.float32))
        for goal, own in zip(self.linear.goals, missed, strict=True):
            left, right = abs(goal.left).T.tocsr(), abs(goal.right).T.tocsr()
            image = np.where(product(left, own, right) > 0, self.problem.linear.source, image)
        return image


def _bias(goal: PreparedGoal, image: RGB, output: RGB) -> float:
    """Grey levels by which the real output exceeds the linear model's in the middle."""
    modelled = goal.operator.forward(image.astype(np.float32))
    return float(np.median((output - np.clip(modelled, 0, 255))[goal.outputs]))
