"""The penalty attacks: one sum of error and change, minimised by Adam; baselines to compare with.

After the seed project's notebook (L2, L0 by masking, L∞ by a shrinking τ), which has them from Carlini and
Wagner 2017. They keep no bound on the error: ε is measured, not met.
"""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.finish import finish
from core.attacks.variants.fitting import refuse_limits
from core.attacks.variants.penalty_run import Run, begun

FIRST_SHARE = 0.4
"""Share of the steps of L0 before any pixel is fixed."""
FIXED_SHARE = 0.3
"""Share of the pixels still free that is fixed after a round of L0."""
WORSE = 1.5
"""Factor by which the output's mean squared error may grow in a round of L0."""
LEVEL = 1 / 255
LOOSE_SHARE = 0.25
"""Share of the steps of L∞ before τ begins to shrink."""
TAU_SHRINK = 0.9
"""τ becomes this share of the largest change once no change exceeds it."""
LOOK_EVERY = 25
"""Steps between two looks at τ."""
REMEDY = "as a penalty only weighs the error and keeps no bound; give it more steps or a larger weight"
"""Why ε is missed, and what helps."""

Figures = tuple[tuple[str, str], ...]


def craft_penalty_l2(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Σ(A - S)²/(pq) + c·Σ(L·A·R - T)²/(ab), both averaged over their pixels, by `steps` of Adam."""

    def minimise(run: Run) -> Figures:
        run.steps(run.total)
        return ()

    return _crafted(problem, options, call, minimise)


def craft_penalty_l0(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """The same in `rounds`; after each, the pixels whose change does least for the output are fixed.

    It ends when the output has become clearly worse; that round is taken back.
    """

    def minimise(run: Run) -> Figures:
        rounds = min(int(options["rounds"]), run.total)
        first, kept, limit = max(1, int(FIRST_SHARE * run.total)), 0, np.inf
        each = max(1, (run.total - first) // max(1, rounds - 1))
        variables, fixed = run.state.variables.copy(), run.state.fixed.copy()
        for number in range(rounds):
            run.steps(each if number else first)
            if run.state.loss > limit:
                run.state.variables, run.state.fixed = variables, fixed
                break
            kept = number + 1
            limit = min(limit, WORSE * max(run.state.loss, LEVEL**2))
            variables, fixed = run.state.variables.copy(), run.state.fixed.copy()
            if number < rounds - 1:
                _fix_least(run)
        return (("Rounds that fixed pixels without harm", f"{kept - 1} of {rounds - 1}"),)

    return _crafted(problem, options, call, minimise)


def craft_penalty_linf(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """The same with Σ max(|A - S| - τ, 0)/(pq) for the change; τ shrinks while no change exceeds it."""

    def minimise(run: Run) -> Figures:
        run.penalty.tau = 1.0
        loose = max(1, int(LOOSE_SHARE * run.total))
        run.steps(loose)
        done = loose
        while done < run.total:
            if run.penalty.peak <= run.penalty.tau + LEVEL / 2:
                run.penalty.tau = TAU_SHRINK * run.penalty.peak
            count = min(LOOK_EVERY, run.total - done)
            run.steps(count)
            done += count
        return (("Bound τ reached", f"{255 * run.penalty.tau:.0f} grey levels"),)

    return _crafted(problem, options, call, minimise)


def _crafted(
    problem: AttackProblem, options: Options, call: VariantCall, minimise: Callable[[Run], Figures]
) -> AttackResult:
    start = time.perf_counter()
    refuse_limits(problem, "A penalty attack")
    pulse = Pulse(call.progress, call.preview)
    steps, rate, weight = int(options["steps"]), float(options["rate"]), float(options["weight"])
    pulse.report(0.0, "Minimising the penalty")
    run = beside(lambda: begun(problem, pulse, steps=steps, rate=rate, weight=weight), pulse.again)
    extra = minimise(run)
    image = run.image()
    figures = (("Convergence", run.convergence), *extra)
    result = finish(image, problem, call, start, iterations=len(run.sums), figures=figures, remedy=REMEDY)
    return replace(result, solver="adam")


def _fix_least(run: Run) -> None:
    """Fix the changed pixels of least |gradient of the error · change|, and start Adam afresh."""
    state = run.state
    pull = state.scaling.widened(state.output - state.target)
    score = np.empty(state.fixed.shape, np.float32)
    for rows in state.scaling.bands():
        run.poll()
        score[rows] = state.importance(rows, pull)
    free = ~state.fixed
    least = np.quantile(score[free], FIXED_SHARE)
    state.fixed = state.fixed | (free & (score <= least))
    state.restart()
