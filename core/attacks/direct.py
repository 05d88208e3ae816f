"""The direct attack: where a pipeline reads one pixel per output pixel, write the target there (§3.2)."""

import numpy as np

from core.attacks.measure import Crafted
from core.attacks.prepared import PreparedProblem
from core.attacks.settings import Settings
from core.errors import AttackError


def craft_direct(problem: PreparedProblem, settings: Settings) -> Crafted:
    """Overwrite exactly the sampled pixels; every other pixel stays as it is.

    Raises `AttackError` when the pipeline mixes several pixels per output pixel.
    """
    goal = problem.goals[0]
    operator = goal.operator
    if operator.taps != (1, 1):
        down, across = operator.taps
        raise AttackError(
            f"{operator.pipeline.label} mixes {across}×{down} pixels per output pixel here, so overwriting "
            "single pixels does not set it; choose the fast solver or a nearest pipeline."
        )
    rows = operator.left.indices[goal.inside[0]]
    columns = operator.right.T.tocsr().indices[goal.inside[1]]
    image = problem.source.copy()
    image[np.ix_(rows, columns)] = goal.target[goal.inside]
    image = problem.allowed(image)
    return Crafted(image, settings.resize(image), 1)
