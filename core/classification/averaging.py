"""The average of a network's weights over its last steps, which generalises better than the last step's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


class WeightAverage:
    """An exponential moving average of the weights and batch statistics of `network`, kept in `averaged`.

    `averaged` is the same network once more; it holds the average as of the last call of `settle`. Polyak
    and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992; with a window that moves.
    """

    EVERY = 8
    """Steps from one to the next taken in: neighbours differ by too little to be worth the copy."""

    def __init__(self, network: Any, averaged: Any, decay: float) -> None:
        """`decay` in 0..1 is what is left of a step's share after `EVERY` more steps."""
        self.network, self.averaged, self._decay = network, averaged, decay
        self._values: list[NDArray[np.float32]] = []
        self._taken = self._steps = 0

    def step(self) -> None:
        """Say that the network has made a step."""
        self._steps += 1
        if self._steps % self.EVERY == 0:
            self._take()

    def settle(self) -> None:
        """Bring the average into `averaged`."""
        if not self._values:
            self._take()
        self.averaged.set_weights(self._values)

    def _take(self) -> None:
        now = self.network.get_weights()
        if not self._values:
            self._values = [np.array(value, np.float32) for value in now]
        self._taken += 1
        # Few are averaged evenly, so that the beginning does not count more than it should.
        share = max(1 - self._decay, 1 / self._taken)
        for mean, value in zip(self._values, now, strict=True):
            mean += share * (value - mean)
