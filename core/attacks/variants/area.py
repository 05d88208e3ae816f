"""Attacks on area scaling, which averages every pixel and so can only be steered in plain sight (§5.3.2)."""

import time
from dataclasses import replace

import numpy as np

from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.block_filling import SWEEPS, filled_blocks
from core.attacks.variants.finish import finish
from core.attacks.variants.fitting import has_limits, source_shape
from core.errors import AttackError
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.robust import area_output

FILLED = 0.6
"""Progress at which all blocks are filled and the engine begins."""


def craft_area(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:  # noqa: ARG001
    """Move the average of every block to the target: L1, or as few pixels as possible to 0 or 255 (L0).

    Where blocks end on pixel borders every pixel of a block weighs the same, so that any sharing-out has the
    least L1 norm; as in the paper it is shared out evenly. Blocks with fractional borders share pixels: for
    L1 they are solved jointly, for L0 gone over in turn. Raises `AttackError` for an algorithm that does not
    average areas.
    """
    if problem.pipeline.algorithm.removesuffix("-gap") != "area":
        raise AttackError(
            f"The area attack moves the averages of whole blocks, but {problem.pipeline.label} does not take "
            "any; choose the strong attack, or the algorithm area."
        )
    operator = operator_for(problem.pipeline, source_shape(problem.source))
    whole = _blocks_are_whole(operator)
    if problem.norm == "l1" and whole:
        result = call.craft(replace(problem, norm="l2"))
    elif whole or problem.norm == "l1" or has_limits(problem):
        result = call.craft(problem)
    else:
        result = _filled(problem, operator, call)
    return replace(result, figures=(("Changed pixels", _changed_share(result)), *result.figures))


def _filled(problem: AttackProblem, operator: ScalingOperator, call: VariantCall) -> AttackResult:
    """L0 with blocks that share pixels; the engine mends what rounding leaves."""
    start = time.perf_counter()
    target = area_output(problem.target, operator.target_shape)
    pulse = Pulse(call.progress, call.preview)

    def poll(share: float) -> None:
        pulse.report(FILLED * share, "Filling blocks")

    image = filled_blocks(problem.source, operator, target, problem.epsilon, poll)
    mended = call.craft(replace(problem, source=image, norm="l1"), FILLED, 0.95)
    note = "Blocks share pixels at their borders here, so few pixels change, but not provably the fewest."
    return finish(mended.image, problem, call, start, iterations=SWEEPS + mended.iterations, note=note)


def _blocks_are_whole(operator: ScalingOperator) -> bool:
    """Whether no pixel belongs to two blocks and all pixels of a block weigh the same."""
    for matrix in (operator.left, operator.right.T.tocsr()):
        uses = np.diff(matrix.tocsc().indptr)
        even = np.repeat(1 / np.diff(matrix.indptr), np.diff(matrix.indptr))
        if uses.max(initial=0) > 1 or not np.allclose(matrix.data, even, rtol=1e-3):
            return False
    return True


def _changed_share(result: AttackResult) -> str:
    height, width = source_shape(result.image)
    return f"{100 * result.l0 / (height * width):.1f} % (the paper's L0 attack: 28 to 50 %)"
