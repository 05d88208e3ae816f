"""The nearest image on which several pipelines agree.

Every pipeline asks that its output stay near a wanted one, L X R = Y within a tolerance. What is too much in
the outputs of all is taken back at once by the smallest change of the pixels that does so, Aᵀ (A Aᵀ)⁻¹ V,
where A stacks the pipelines and conjugate gradients invert A Aᵀ (Hestenes, Stiefel 1952). Clipping to grey
levels undoes a little of it, so this is repeated: projections onto convex sets (Gubin, Polyak, Raik 1967).
Going from pipeline to pipeline instead would take hundreds of rounds, as their sets meet at small angles.
"""

import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.scaling.operator import ScalingOperator

RGB = NDArray[np.uint8]
Floats = NDArray[np.float32]
Outputs = list[Floats]

ROUNDS = 4
"""Most repetitions; without clipping the first is enough."""
STEPS = 20
"""Most steps of conjugate gradients per round."""
DAMPING = 1e-3
"""Added to A Aᵀ, whose diagonal is about 1 / taps: wishes that contradict each other end in a compromise."""
ROUNDING = 1.0
"""Grey levels of the tolerance kept for rounding: of the pixels, and by the library."""
LEAST_TOLERANCE = 0.25
INNER_SHARE = 0.5
"""An output beyond the tolerance is brought to this share of it, clear of the border."""


class _Stack:
    """A: the operators over the pixels that any of them reads. Images are (3, H, W), outputs (3, h', w').

    Works plane by plane and calls `progress` at each, so that even large images can be cancelled at once.
    """

    def __init__(self, operators: Sequence[ScalingOperator], progress: Progress) -> None:
        self._operators, self._progress = tuple(operators), progress
        self._fraction = 0.0

    def forward(self, image: Floats) -> Outputs:
        """A · image."""
        return [
            np.stack([self._told(operator.forward(plane)) for plane in image]) for operator in self._operators
        ]

    def adjoint(self, outputs: Outputs) -> Floats:
        """Aᵀ · outputs."""
        planes = []
        for channel in range(len(outputs[0])):
            pairs = zip(self._operators, outputs, strict=True)
            parts = (self._told(operator.adjoint(output[channel])) for operator, output in pairs)
            planes.append(functools.reduce(np.add, parts))
        return np.stack(planes)

    def solve(self, excess: Outputs, at: float) -> Floats:
        """The smallest change that adds `excess` to the outputs; `at` is how much of the work is done."""
        weights = [np.zeros_like(part) for part in excess]
        rest, step = list(excess), list(excess)
        square = first = _dot(rest, rest)
        for count in range(STEPS):
            self._fraction = at + count / STEPS / ROUNDS
            if square <= 1e-6 * first:
                break
            answer = _sum(self.forward(self.adjoint(step)), step, DAMPING)
            length = square / _dot(step, answer)
            weights, rest = _sum(weights, step, length), _sum(rest, answer, -length)
            square, before = _dot(rest, rest), square
            step = _sum(rest, step, square / before)
        return self.adjoint(weights)

    def _told(self, plane: NDArray[Any]) -> Floats:
        self._progress(self._fraction, "Bringing the pipelines together")
        return np.asarray(plane, np.float32)


def project(
    image: RGB,
    operators: Sequence[ScalingOperator],
    wanted: Sequence[RGB],
    error: float,
    progress: Progress,
) -> RGB:
    """An image (H, W, 3) near `image` whose outputs are within `error` grey levels of those `wanted`.

    `wanted` are (h', w', 3), one per operator. Where that can not be, the outputs end up between what is
    wanted of them; measure them. Pixels that no operator reads stay as they are.
    """
    rows = np.flatnonzero(np.any([operator.row_influence > 0 for operator in operators], axis=0))
    columns = np.flatnonzero(np.any([operator.column_influence > 0 for operator in operators], axis=0))
    stack = _Stack([_part(operator, rows, columns) for operator in operators], progress)
    part = np.moveaxis(image[np.ix_(rows, columns)], -1, 0).astype(np.float32, order="C")
    goals = [np.moveaxis(goal, -1, 0).astype(np.float32, order="C") for goal in wanted]
    tolerance = max(LEAST_TOLERANCE, error - ROUNDING)
    for number in range(ROUNDS):
        errors = [now - goal for now, goal in zip(stack.forward(part), goals, strict=True)]
        if max(float(np.abs(entry).max()) for entry in errors) <= tolerance:
            break
        part -= stack.solve([_beyond(entry, INNER_SHARE * tolerance) for entry in errors], number / ROUNDS)
        np.clip(part, 0, 255, out=part)
    result = image.copy()
    result[np.ix_(rows, columns)] = np.moveaxis(np.rint(part), 0, -1)
    return result


def _beyond(error: Floats, tolerance: float) -> Floats:
    return np.asarray(error - np.clip(error, -tolerance, tolerance), np.float32)


def _part(operator: ScalingOperator, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> ScalingOperator:
    """The operator over some rows and columns of the image."""
    left, right = operator.left[:, rows].tocsr(), operator.right[columns].tocsr()
    return replace(operator, source_shape=(rows.size, columns.size), left=left, right=right)


def _dot(first: Outputs, second: Outputs) -> float:
    return sum(float(np.vdot(a, b)) for a, b in zip(first, second, strict=True))


def _sum(first: Outputs, second: Outputs, times: float) -> Outputs:
    """first + times · second"""
    return [a + np.float32(times) * b for a, b in zip(first, second, strict=True)]
