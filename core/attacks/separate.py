"""Solving a linear problem window by window, where no pixel belongs to two windows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch, whole
from core.attacks.linear_problem import Floats, Limit, LinearProblem
from core.attacks.taps import TapTable, tap_table
from core.attacks.windows import Minimiser, Windows

CHUNK_VALUES = 150_000
"""Window values handled at a time; bounds memory and the time between two cancel points."""


def solve_windows(
    problem: LinearProblem,
    *,
    minimise: Minimiser,
    start: FloatSolution | None = None,  # noqa: ARG001 (part of the protocol)
    watch: Watch = UNWATCHED,
) -> FloatSolution:
    """The image of least norm, exactly; needs `not problem.windows_overlap` and no `start`.

    Windows that can not reach their bounds are moved as far as they go.
    """
    goal, (rows, channels, columns) = problem.goals[0], problem.levels.shape
    tables = tap_table(goal.left, rows), tap_table(goal.right.T.tocsr(), columns)
    image = watch.aside(lambda: _Planes.of(problem.source, *tables))
    solved_image = whole(image.pixels[:rows, :, :columns])
    limits = watch.aside(lambda: _limits(problem, tables))
    missing = np.zeros_like(goal.low)
    values_per_row = channels * tables[0].weights.shape[1] * tables[1].weights.size
    for part in _parts(len(goal.low), values_per_row):
        windows = _windows(image, limits, goal.low[part], goal.high[part], part)
        solved = minimise(windows)
        image.put(part, solved)
        reached = ((solved - windows.values) * windows.weights).sum(axis=0)
        np.abs(windows.need - reached, out=missing[part])
        watch.tick(part.stop / len(goal.low), solved_image)
    violation = float(missing.max())
    watch.plot(0.0, violation)
    beyond = (
        np.where(missing > problem.tolerance, missing, 0).ravel() if violation > problem.tolerance else None
    )
    return FloatSolution(solved_image, None, 1, violation, 0.0, beyond)


@dataclass(frozen=True, eq=False)
class _Planes:
    """An image whose windows are read and written as planes: the first pixels of all windows, the second, …

    Where every output has as many taps as the others the windows are blocks that tile the image, and a plane
    is a view; elsewhere, indices say where the taps are, and `pixels` has a row and column more for missing
    ones.
    """

    pixels: Floats
    down: TapTable
    across: TapTable
    tiled: bool

    @staticmethod
    def of(image: Floats, down: TapTable, across: TapTable) -> "_Planes":
        """A copy of an image (r, 3, c)."""
        rows, channels, columns = image.shape
        if _tiles(down, rows) and _tiles(across, columns):
            return _Planes(image.copy(), down, across, tiled=True)
        padded = np.zeros((rows + 1, channels, columns + 1), np.float32)
        padded[:rows, :, :columns] = image
        return _Planes(padded, down, across, tiled=False)

    def get(self, part: slice) -> Floats:
        """The windows of some output rows, (K, rows, 3, outputs)."""
        found = self._blocks(part) if self.tiled else self.pixels[self._places(part)]
        return np.ascontiguousarray(found).reshape(-1, *found.shape[2:])

    def put(self, part: slice, values: Floats) -> None:
        """Write them back."""
        shape = (self.down.weights.shape[1], self.across.weights.shape[1], *values.shape[1:])
        if self.tiled:
            self._blocks(part)[...] = values.reshape(shape)
        else:
            self.pixels[self._places(part)] = values.reshape(shape)

    def _blocks(self, part: slice) -> Floats:
        taps, width = self.down.weights.shape[1], self.across.weights.shape[1]
        rows = self.pixels[part.start * taps : part.stop * taps]
        blocks = rows.reshape(-1, taps, rows.shape[1], rows.shape[2] // width, width)
        return blocks.transpose(1, 4, 0, 2, 3)

    def _places(self, part: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        rows = self.down.positions[part].T[:, None, :, None, None]
        columns = self.across.positions.T[None, :, None, None, :]
        return rows, np.arange(self.pixels.shape[1])[:, None], columns


def _limits(problem: LinearProblem, tables: tuple[TapTable, TapTable]) -> list[Limit | _Planes]:
    return [
        _Planes.of(limit, *tables) if isinstance(limit, np.ndarray) else limit
        for limit in (problem.least, problem.most)
    ]


def _windows(
    image: _Planes, limits: Sequence[Limit | _Planes], low: Floats, high: Floats, part: slice
) -> Windows:
    down, across = image.down.weights[part], image.across.weights
    outer = down.T[:, None, :, None, None] * across.T[None, :, None, None, :]
    weights = np.ascontiguousarray(outer).reshape(-1, len(down), 1, len(across))
    values = image.get(part)
    least, most = (limit.get(part) if isinstance(limit, _Planes) else limit for limit in limits)
    now = (weights * values).sum(axis=0)
    return Windows(values, weights, np.clip(now, low, high) - now, least, most)


def _tiles(table: TapTable, length: int) -> bool:
    """Whether the taps of the outputs lie one after the other, the same number for each."""
    positions = table.positions.ravel()
    return positions.size == length and bool((positions == np.arange(length)).all())


def _parts(rows: int, row_values: int) -> Iterator[slice]:
    height = max(1, CHUNK_VALUES // row_values)
    return (slice(start, min(start + height, rows)) for start in range(0, rows, height))
