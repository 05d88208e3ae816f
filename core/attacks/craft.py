"""Crafting: from an attack problem to a finished, measured attack image."""

import time
from collections.abc import Callable

from core.attacks.beside import beside
from core.attacks.catalogue import norm_spec, solver_spec
from core.attacks.convex import craft_convex
from core.attacks.direct import craft_direct
from core.attacks.fast import craft_fast
from core.attacks.measure import Crafted, measured
from core.attacks.prepared import PreparedProblem, Resize, prepare_problem
from core.attacks.problem import AttackProblem, check_problem
from core.attacks.pulse import Preview, Pulse, Trace
from core.attacks.result import AttackResult
from core.attacks.settings import Settings, is_large, polled_resize, settings_for
from core.errors import AttackError
from core.progress import Progress, no_progress
from core.scaling.real_calls import real_resize

_CRAFTERS: dict[str, Callable[[PreparedProblem, Settings], Crafted]] = {
    "fast": craft_fast,
    "cvxpy": craft_convex,
    "direct": craft_direct,
}


def craft(
    problem: AttackProblem,
    *,
    solver: str = "fast",
    resize: Resize = real_resize,
    progress: Progress = no_progress,
    preview: Preview | None = None,
    trace: Trace | None = None,
) -> AttackResult:
    """Solve the attack problem (paper, Eq. 1) and measure the result with the real library.

    solver: id from `SOLVERS`. resize: the real library's call, run here or in a worker process.
    progress: called at least every 100 ms while the solver computes; may raise `Cancelled`.
    preview: gets the attack image as it is, at most five times a second.
    trace: gets every iteration's number, relative primal-dual gap and largest violation of the bounds.
    An infeasible problem is no error: the best image found comes back with `feasible` False and a `note`.
    Raises `AttackError` for a problem that makes no sense, `UnknownNameError` for an unknown solver or norm.
    """
    spec = solver_spec(solver)
    if norm_spec(problem.norm).id not in spec.norms:
        raise AttackError(f"{spec.title} can not minimise the norm {problem.norm}; choose the fast solver.")
    if len(problem.goals) > 1 and solver != "fast":
        raise AttackError(f"{spec.title} takes one pipeline at a time; choose the fast solver for several.")
    start = time.perf_counter()
    progress(0.0, "Preparing")
    pulse = Pulse(progress, preview, trace)
    scaled = polled_resize(resize, pulse)
    prepared = _prepared(problem, scaled, pulse)
    crafted = _CRAFTERS[solver](prepared, settings_for(prepared, scaled, pulse))
    seconds = time.perf_counter() - start
    progress(1.0, "Measuring")
    return measured(crafted, prepared, solver, seconds, progress)


def _prepared(problem: AttackProblem, resize: Resize, pulse: Pulse) -> PreparedProblem:
    check_problem(problem)

    def prepare() -> PreparedProblem:
        prepared = prepare_problem(problem, resize)
        prepared.linear.bands  # noqa: B018 (made here, where it can be cancelled)
        return prepared

    return beside(prepare, pulse.again) if is_large(problem.source) else prepare()
