"""The restricted attack on Pillow's wide kernels: few pixels free, the rest all but fixed (§5.3.1)."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.fitting import source_shape
from core.errors import AttackError
from core.scaling.catalogue import algorithm
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator, operator_for

FREE_CHANGE = 255.0


def craft_pillow_restricted(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Craft with the freedom that OpenCV's bilinear kernel would leave, though Pillow's weighs every pixel.

    The paper restricts its one-dimensional problems (Eq. 4), so the `pixels` heaviest rows of every output
    row and the same columns are free, and with them the pixels where both meet; all others may change by
    `others` grey levels. Rarely feasible: as in the paper there is no attack image then.
    Raises `AttackError` where no image within these limits keeps ε, for a pipeline whose kernel does not
    widen with the ratio, and for several limits.
    """
    _check(problem)
    operator = operator_for(problem.pipeline, source_shape(problem.source))
    pixels, others = int(options["pixels"]), float(options["others"])
    freedom = beside(
        lambda: restricted_freedom(operator, pixels, others), lambda: call.progress(0.0, "Preparing")
    )
    result = call.craft(replace(problem, freedom=freedom))
    _check_reached(result, pixels, others)
    free = float((freedom == FREE_CHANGE).mean())
    return replace(result, figures=(("Pixels free to change", f"{100 * free:.1f} %"), *result.figures))


def _check_reached(result: AttackResult, pixels: int, others: float) -> None:
    if result.feasible:
        return
    outputs, missed = result.target.shape[0] * result.target.shape[1], result.goals[0].raised
    raise AttackError(
        f"With {pixels} free rows and columns per output pixel and {others:g} grey levels for all others, "
        f"{missed} of {outputs} output pixels miss the target by up to {result.max_output_error:g} grey "
        f"levels (ε = {result.epsilon:g}), so there is no attack; free more pixels, let the others change "
        "more, or choose the strong attack."
    )


def restricted_freedom(operator: ScalingOperator, pixels: int, others: float) -> NDArray[np.float32]:
    """(H, W) grey levels: 255 where a heavy row meets a heavy column, elsewhere `others`."""
    rows = _heaviest(operator.left, pixels)
    columns = _heaviest(operator.right.T.tocsr(), pixels)
    freedom = np.full(operator.source_shape, others, np.float32)
    freedom[np.ix_(rows, columns)] = FREE_CHANGE
    return freedom


def _heaviest(matrix: Matrix, count: int) -> NDArray[np.bool_]:
    """Which positions are among the `count` of highest weight of any output, (length,) bool."""
    chosen = np.zeros(matrix.shape[1], np.bool_)
    for start, stop in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        order = np.argsort(-np.abs(matrix.data[start:stop]), kind="stable")[:count]
        chosen[matrix.indices[start:stop][order]] = True
    return chosen


def _check(problem: AttackProblem) -> None:
    pipeline = problem.pipeline
    spec = algorithm(pipeline.library, pipeline.algorithm)
    if pipeline.library != "pillow" or not spec.antialiased:
        raise AttackError(
            f"The restricted attack is for Pillow's kernels that widen with the ratio, but {pipeline.label} "
            "has none; choose the strong attack, which changes few pixels there anyway."
        )
    if problem.freedom is not None:
        raise AttackError(
            "The restricted attack decides itself how much each pixel may change; leave the freedom out."
        )
