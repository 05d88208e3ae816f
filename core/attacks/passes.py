"""How a library scales one channel: two passes, each with its windows, and what happens between them."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.attacks.prepared import WHITE, PreparedGoal
from core.images.arrays import RGB
from core.scaling.coefficients import Matrix
from core.scaling.operator import ScalingOperator
from core.scaling.pillow_coefficients import GAP_SUFFIX
from core.scaling.pillow_models import vertical_first
from core.scaling.pipeline import Pipeline

Doubles = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class AxisWindow:
    """One output's window along one axis, and all that its positions reach.

    positions: (k,) of the window that may change; outputs: (m,) that they reach; used: (n,) positions that
    those mix; weights: (m, n); own: (k,) where the window's positions lie among the used ones.
    """

    positions: Indices
    outputs: Indices
    used: Indices
    weights: Doubles
    own: Indices


@dataclass(frozen=True, eq=False)
class AxisPass:
    """One axis of a goal. matrix: (outputs, positions) CSR; uses: the same as CSC."""

    matrix: Matrix
    uses: Matrix

    @staticmethod
    def of(matrix: Matrix) -> "AxisPass":
        """The axis of a coefficient matrix."""
        return AxisPass(matrix.tocsr(), matrix.tocsc())

    def mixed(self, output: int, wider: int) -> Indices:
        """Positions that an output mixes, and so many others on both sides of it."""
        return np.asarray(self.matrix[max(0, output - wider) : output + wider + 1].indices, np.intp)

    def window(self, positions: Indices) -> AxisWindow:
        """All that those positions reach."""
        outputs = np.unique(self.uses[:, positions].indices)
        rows = self.matrix[outputs]
        used = np.union1d(rows.indices, positions)
        return AxisWindow(positions, outputs, used, rows[:, used].toarray(), np.searchsorted(used, positions))


@dataclass(frozen=True, eq=False)
class Passes:
    """One goal. exact: its library works in bytes, which is modelled; turned: it scales vertically first.

    low, high: (h', w', 3) of its output before the last rounding; infinite where the library clips.
    """

    goal: PreparedGoal
    rows: AxisPass
    columns: AxisPass
    exact: bool
    turned: bool
    low: Doubles
    high: Doubles
    met: dict[tuple[int, bytes], AxisWindow] = field(default_factory=dict)

    @staticmethod
    def of(goal: PreparedGoal) -> "Passes":
        """The passes in the library's order, see `core.scaling.pillow_models.two_pass`."""
        operator = goal.operator
        room = np.floor(np.broadcast_to(goal.epsilon, goal.target.shape)) + 0.5
        low, high = goal.target - room, goal.target + room
        return Passes(
            goal=goal,
            rows=AxisPass.of(operator.left),
            columns=AxisPass.of(operator.right.T.tocsr()),
            exact=works_in_bytes(operator.pipeline),
            turned=works_in_bytes(operator.pipeline) and _turned(operator),
            low=np.where(low <= 0.5, -np.inf, low),
            high=np.where(high >= WHITE - 0.5, np.inf, high),
        )

    def between(self, passed: Doubles) -> Doubles:
        """What is kept of the first pass: Pillow keeps 8 bits (Resample.c), others floats."""
        if not self.exact:
            return passed
        return np.minimum(np.maximum(np.floor(passed + 0.5), 0), WHITE)

    def first_pass(self, image: RGB, channel: int, windows: tuple[AxisWindow, AxisWindow]) -> Doubles:
        """(n, j) of the lines and outputs around a window, turned where the vertical pass comes first."""
        rows, columns = windows
        seen = image[rows.used[:, None], columns.used, channel].astype(np.float64)
        return np.asarray(seen.T @ rows.weights.T if self.turned else seen @ columns.weights.T)

    def windows(self, rows: Indices, columns: Indices) -> tuple[AxisWindow, AxisWindow]:
        """What those rows and those columns reach; remembered."""
        return self._window(0, self.rows, rows), self._window(1, self.columns, columns)

    def _window(self, number: int, axis: AxisPass, positions: Indices) -> AxisWindow:
        key = number, positions.tobytes()
        if key not in self.met:
            self.met[key] = axis.window(positions)
        return self.met[key]


def works_in_bytes(pipeline: Pipeline) -> bool:
    """Whether the library keeps 8 bits between two passes, and nothing else happens."""
    return pipeline.library == "pillow" and not pipeline.algorithm.endswith(GAP_SUFFIX)


def _turned(operator: ScalingOperator) -> bool:
    cut, (_, _, width, height) = operator.pipeline.cut, operator.crop
    if cut is not None:
        return vertical_first(operator.source_shape, cut.scaled_shape)
    return vertical_first((height, width), operator.target_shape)
