"""The penalty method's variables: an image behind a tanh, moved by Adam.

Formulas of the seed project's notebook after Carlini and Wagner 2017: A = (tanh w + 1)/2 keeps 0 ≤ A ≤ 1 by
itself, and error and change are one sum that any gradient method takes. In units of the whole range.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.attacks.variants.banded_scaling import BandedScaling, Floats

RANGE = np.float32(255)
EDGE = np.float32(1e-4)
"""How far from black and white a variable starts: at them w would be infinite."""
FIRST_DECAY, SECOND_DECAY, TINY = 0.9, 0.999, 1e-8
"""Adam's own constants (Kingma and Ba 2015)."""

Slope = Callable[[Floats], Floats]
"""The change A - S (k, w, 3), in units of the range, to the gradient of its penalty."""


@dataclass(eq=False)
class PenaltyState:
    """Image, variables and Adam's moments, each (r, c, 3) float32.

    source, target: in units of the range, (r, c, 3) and (m, n, 3). fixed: (r, c) pixels that stay.
    weight: c, of the mean squared error of the output. steps: taken so far.
    """

    scaling: BandedScaling
    source: Floats
    target: Floats
    weight: float
    rate: float
    variables: Floats = field(init=False)
    first: Floats = field(init=False)
    second: Floats = field(init=False)
    fixed: NDArray[np.bool_] = field(init=False)
    output: Floats = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        inside = np.clip(self.source, EDGE, 1 - EDGE)
        self.variables = np.arctanh(2 * inside - 1)
        self.fixed = np.zeros(self.source.shape[:2], np.bool_)
        self.restart()
        self.output = self._output()

    def restart(self) -> None:
        """Forget Adam's moments."""
        self.first, self.second = np.zeros_like(self.source), np.zeros_like(self.source)
        self.steps = 0

    @property
    def loss(self) -> float:
        """Mean squared error of the output, in units of the range squared."""
        return float(np.mean(np.square(self.output - self.target)))

    def step(self, slope: Slope, poll: Callable[[], None]) -> None:
        """One step of Adam on c·(mean squared error of the output) and the penalty of the change."""
        error = self.output - self.target
        pull = self.scaling.widened(np.float32(2 * self.weight / error.size) * error)
        vertical = self.scaling.nothing()
        self.steps += 1
        for rows in self.scaling.bands():
            poll()
            image = self.image(rows)
            gradient = self.scaling.pull(pull, rows) + slope(image - self.source[rows])
            self._move(rows, 2 * image * (1 - image) * gradient)
            self.scaling.add(vertical, self.image(rows), rows)
        self.output = self.scaling.output(vertical)

    def image(self, rows: slice) -> Floats:
        """Some rows of the attack image, 0..1; fixed pixels are the source's."""
        free = (np.tanh(self.variables[rows]) + np.float32(1)) / 2
        return np.where(self.fixed[rows][..., None], self.source[rows], free)

    def importance(self, rows: slice, pull: Floats) -> Floats:
        """|gradient of the output's error · change| per pixel, summed over the channels, (k, c)."""
        change = self.image(rows) - self.source[rows]
        return np.asarray(np.abs(self.scaling.pull(pull, rows) * change).sum(axis=2), np.float32)

    def _move(self, rows: slice, gradient: Floats) -> None:
        first, second = self.first[rows], self.second[rows]
        first += np.float32(1 - FIRST_DECAY) * (gradient - first)
        second += np.float32(1 - SECOND_DECAY) * (np.square(gradient) - second)
        length = self.rate * np.sqrt(1 - SECOND_DECAY**self.steps) / (1 - FIRST_DECAY**self.steps)
        self.variables[rows] -= np.float32(length) * first / (np.sqrt(second) + np.float32(TINY))

    def _output(self) -> Floats:
        vertical = self.scaling.nothing()
        for rows in self.scaling.bands():
            self.scaling.add(vertical, self.image(rows), rows)
        return self.scaling.output(vertical)
