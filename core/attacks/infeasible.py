"""Proof that no image keeps ε: a linear programme over the outputs around one that is missed."""

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from core.attacks.passes import Doubles, Passes
from core.attacks.prepared import WHITE, PreparedGoal
from core.scaling.coefficients import Matrix

RADIUS = 3
"""Outputs on each side of the missed one that the programme holds to their bounds; others are left free."""

SECONDS = 3.0
"""Longer than this no proof is sought."""

HALF = 0.5
"""Most that rounding to whole levels changes, grey levels."""


def least_excess(goal: PreparedGoal, row: int, column: int, channel: int, radius: int = RADIUS) -> float:
    """Lower bound, in grey levels, of what the outputs around one lie beyond ε in total, whatever the image.

    Its pixels range over all of 0..255, unrounded, and every rounding turns out as it suits. Positive: no
    image keeps ε there; 0: nothing is proved.
    """
    from scipy.optimize import linprog

    view = Passes.of(goal)
    rows, columns = (slice(max(0, place - radius), place + radius + 1) for place in (row, column))
    down, across = _used(view.rows.matrix[rows]), _used(view.columns.matrix[columns])
    low, high = (bound[rows, columns, channel] for bound in (view.low, view.high))
    if view.turned:
        down, across, low, high = across, down, low.T, high.T
    outputs, extra, limits = _in_bytes(down, across) if view.exact else (kron(down, across), [], [])
    excess, pixels = eye_array(low.size), outputs.shape[1]
    bounded = [hstack([outputs, -excess]), hstack([-outputs, -excess])]
    bounded += [hstack([own, csr_array((own.shape[0], low.size))]) for own in extra]
    most = np.concatenate([high.ravel(), -low.ravel(), *limits])
    held = np.isfinite(most)
    found = linprog(
        np.r_[np.zeros(pixels), np.ones(low.size)],
        A_ub=vstack(bounded).tocsr()[held],
        b_ub=most[held],
        bounds=[(0, WHITE)] * pixels + [(0, None)] * low.size,
        method="highs",
        options={"time_limit": SECONDS},
    )
    return float(found.fun) if found.status == 0 else 0.0


def _used(weights: Matrix) -> Matrix:
    """Only the positions that are mixed."""
    return weights[:, np.unique(weights.indices)]


def _in_bytes(down: Matrix, across: Matrix) -> tuple[Matrix, list[Matrix], list[Doubles]]:
    """The outputs by pixels and what Pillow keeps between its passes, and what binds these two.

    Its clip (Resample.c) is not linear: clip(y) is held between the line from its lowest y to white and the
    one from black to its highest y.
    """
    lines, positions, kept = down.shape[1], across.shape[1], across.shape[0]
    passed = kron(eye_array(lines), across)
    between, unmoved = eye_array(lines * kept), csr_array((down.shape[0] * kept, lines * positions))
    least = np.tile(WHITE * np.minimum(across.toarray(), 0).sum(axis=1), lines)
    most = np.maximum(np.tile(WHITE * np.maximum(across.toarray(), 0).sum(axis=1), lines), WHITE)
    upper, lower = WHITE / (WHITE - least), WHITE / most
    above = hstack([-passed.multiply(upper[:, None]), between])
    below = hstack([passed.multiply(lower[:, None]), -between])
    outputs = hstack([unmoved, kron(down, eye_array(kept))])
    return outputs, [above, below], [HALF - upper * least, np.full(lines * kept, HALF)]
