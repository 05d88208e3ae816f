"""What the attacks on the selective filters share: which windows there are, and what may be rewritten."""

from dataclasses import replace

import numpy as np

from core.attacks.problem import AttackProblem
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.filter_windows import FilterWindows, Mask, windows_of
from core.attacks.variants.fitting import refuse_limits, source_shape
from core.errors import AttackError
from core.scaling.operator import operator_for
from core.scaling.robust import area_output

LARGEST_SHARE = 0.75
"""Share of sampled pixels up to which windows of the paper's size have pixels of their own."""


def attackable_windows(problem: AttackProblem, filter_name: str) -> FilterWindows:
    """The windows of the problem's pipeline.

    Raises `AttackError` where the pipeline samples all pixels or nearly all, for limits that rewriting does
    not keep to.
    """
    refuse_limits(problem, f"The attack on the {filter_name} filter", region=False)
    operator = operator_for(problem.pipeline, source_shape(problem.source))
    if operator.sampled_share > LARGEST_SHARE:
        raise AttackError(
            f"{problem.pipeline.label} weighs {100 * operator.sampled_share:.0f} % of this source's pixels, "
            f"which leaves the selective {filter_name} filter next to nothing to restore from and an attack "
            "nothing to rewrite; choose the strong attack, or a larger source."
        )
    return windows_of(operator)


def changeable(problem: AttackProblem) -> Mask:
    """Pixels inside the problem's region, (H, W) bool; all without one."""
    height, width = source_shape(problem.source)
    x, y, across, down = problem.region or (0, 0, width, height)
    inside = np.zeros((height, width), np.bool_)
    inside[y : y + down, x : x + across] = True
    return inside


def crafted_flat(problem: AttackProblem, call: VariantCall, stop: float) -> AttackResult:
    """The engine's attack, with all pixels that one output pixel mixes near its target value.

    Their windows all but coincide, so that only equal values can be the median (or be drawn) in all of them;
    the least change would set them apart by their weights. Its progress ends at `stop`.
    """
    height, width = source_shape(problem.source)
    operator = operator_for(problem.pipeline, (height, width))
    if operator.taps == (1, 1):
        return call.craft(problem, 0.0, stop)
    target = area_output(problem.target, operator.target_shape)
    of_row = np.asarray(abs(operator.left).tocsc().argmax(axis=0)).ravel()
    of_column = np.asarray(abs(operator.right).tocsr().argmax(axis=1)).ravel()
    x, y, across, down = problem.region or (0, 0, width, height)
    rows = y + np.flatnonzero(operator.sampled_rows[y : y + down])
    columns = x + np.flatnonzero(operator.sampled_columns[x : x + across])
    flat = problem.source.copy()
    flat[np.ix_(rows, columns)] = target[np.ix_(of_row[rows], of_column[columns])]
    return call.craft(replace(problem, source=flat), 0.0, stop)
