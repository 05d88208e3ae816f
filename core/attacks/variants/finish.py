"""From a variant's own image to a measured result."""

import time
from collections.abc import Sequence
from dataclasses import replace

from core.attacks.measure import Crafted, measured
from core.attacks.prepared import Resize, prepare_problem
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.settings import polled_resize
from core.attacks.variant_call import VariantCall
from core.images.arrays import RGB

Figures = tuple[tuple[str, str], ...]


def finish(
    image: RGB,
    problem: AttackProblem,
    call: VariantCall,
    start: float,
    *,
    iterations: int,
    figures: Sequence[tuple[str, str]] = (),
    note: str = "",
    gap: float | None = None,
    remedy: str = "",
) -> AttackResult:
    """The figures of `image`, which need not meet the problem's ε; what misses it is told in the note.

    start: `time.perf_counter()` when the variant began. iterations, gap: as in `AttackResult`.
    remedy: as in `measured`.
    """
    call.progress(1.0, "Measuring")
    resize = polled(call, 1.0)
    outputs = tuple(resize(image, goal.pipeline) for goal in problem.goals)
    seconds = time.perf_counter() - start
    prepared = prepare_problem(problem, resize)
    crafted = Crafted(image, outputs, iterations, note, gap)
    result = measured(crafted, prepared, call.solver, seconds, call.progress, remedy)
    return replace(result, figures=(*figures, *result.figures))


def polled(call: VariantCall, fraction: float) -> Resize:
    """The call's `resize`, which can be cancelled meanwhile; it reports `fraction` all the time."""
    return polled_resize(call.resize, Pulse(lambda _fraction, _text: call.progress(fraction, "Scaling")))
