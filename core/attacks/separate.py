"""Solving a linear problem window by window, where no pixel belongs to two windows."""

from collections.abc import Iterator

import numpy as np

from core.attacks.dual import violation_of
from core.attacks.float_solution import UNWATCHED, FloatSolution, Watch
from core.attacks.linear_problem import Floats, LinearProblem, forward
from core.attacks.taps import TapTable, tap_table
from core.attacks.windows import Minimiser

CHUNK_VALUES = 600_000
"""Window values gathered at a time; bounds memory and the time between two cancel points."""


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
    rows, columns, channels = problem.source.shape
    vertical, horizontal = tap_table(problem.left, rows), tap_table(problem.right.T.tocsr(), columns)
    image = np.zeros(
        (rows + 1, columns + 1, channels), np.float32
    )  # the last row and column take the padding
    image[:rows, :columns] = problem.source
    need = _need(problem)
    for part in _parts(len(need), horizontal.positions.size * vertical.positions.shape[1] * channels):
        _solve_rows(image, vertical, horizontal, need[part], part, minimise)
        watch.tick(part.stop / len(need), lambda: image[:rows, :columns])
    solved = image[:rows, :columns]
    return FloatSolution(solved, None, 1, violation_of(forward(problem, solved), problem), 0.0)


def _need(problem: LinearProblem) -> Floats:
    """How far each output pixel has to move to reach its bounds, signed."""
    output = forward(problem, problem.source)
    return np.clip(output, problem.low, problem.high) - output


def _solve_rows(
    image: Floats, vertical: TapTable, horizontal: TapTable, need: Floats, part: slice, minimise: Minimiser
) -> None:
    """Solve the windows of some output rows and write them into `image`."""
    at = vertical.positions[part][:, None, :, None], horizontal.positions[None, :, None, :]
    weights = vertical.weights[part][:, None, :, None] * horizontal.weights[None, :, None, :]
    values = image[at].transpose(0, 1, 4, 2, 3)  # (rows, n, 3, kv, kh)
    direction = np.sign(need)[..., None, None] * np.sign(weights)[:, :, None]
    room = np.where(direction > 0, 255 - values, np.where(direction < 0, values, 0))
    windows = (-1, values.shape[2], values.shape[3] * values.shape[4])
    strength = np.broadcast_to(np.abs(weights)[:, :, None], values.shape).reshape(windows)
    change = minimise(room.reshape(windows), strength, np.abs(need).reshape(windows[:2]))
    image[at] = (values + direction * change.reshape(values.shape)).transpose(0, 1, 3, 4, 2)


def _parts(rows: int, row_values: int) -> Iterator[slice]:
    height = max(1, CHUNK_VALUES // row_values)
    return (slice(start, min(start + height, rows)) for start in range(0, rows, height))
