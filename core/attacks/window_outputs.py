"""The outputs that the pixels of a window reach, by the library's own arithmetic, as these pixels change."""

from dataclasses import dataclass

import numpy as np

from core.attacks.passes import Doubles, Indices, Passes
from core.attacks.prepared import WHITE
from core.images.arrays import RGB

Place = tuple[Indices, Indices]
"""Rows and columns of a window."""


@dataclass(eq=False)
class WindowOutputs:
    """The outputs of one goal and channel around a window, while pixels of the window change.

    All arrays lie in the order of the passes, `turned` around where the vertical one comes first.
    passed: (k, j) lines of the window after the first pass; along: (c, j) and down: (i, k) weights of the
    window's pixels in the two passes; output, low, high: (i, j) before the last rounding.
    """

    view: Passes
    passed: Doubles
    along: Doubles
    down: Doubles
    output: Doubles
    low: Doubles
    high: Doubles

    @staticmethod
    def of(
        view: Passes, image: RGB, channel: int, place: Place, margin: float, off: Doubles
    ) -> "WindowOutputs":
        """Of rows and columns of the image.

        margin: grey levels inside the edge of its bounds that every output is to be brought to.
        off: what `unmodelled` found there before anything changed.
        """
        windows = view.windows(*place)
        outputs = windows[0].outputs[:, None], windows[1].outputs, channel
        down, across = reversed(windows) if view.turned else windows
        passed = view.first_pass(image, channel, windows)
        low, high = view.low[outputs] + margin, view.high[outputs] - margin
        return WindowOutputs(
            view=view,
            passed=passed[down.own],
            along=across.weights[:, across.own].T,
            down=down.weights[:, down.own],
            output=down.weights @ view.between(passed) + off,
            low=low.T if view.turned else low,
            high=high.T if view.turned else high,
        )

    @property
    def missed(self) -> int:
        """Outputs out of bounds."""
        return int(np.count_nonzero(self._beyond(self.output)))

    @property
    def excess(self) -> float:
        """Σ of squares of what the outputs lie beyond their bounds."""
        return float(np.square(self._beyond(self.output)).sum())

    def slope(self) -> Doubles:
        """Half the derivative of `excess` by the window's pixels, less what is clipped between the passes."""
        lines = self.down.T @ self._beyond(self.output)
        if self.view.exact:
            lines[np.where(lines > 0, self.passed < 0, self.passed > WHITE)] = 0
        pull = lines @ self.along.T
        return np.asarray(pull.T if self.view.turned else pull)

    def tried(self, row: Indices, column: Indices, steps: Doubles) -> Doubles:
        """`excess` if one of those pixels (p,) of the window moved by one of its steps (p, s); (p, s)."""
        beyond = self._beyond(self.output + self._effect(row, column, steps))
        return np.asarray(np.square(beyond).sum(axis=(2, 3)))

    def move(self, row: int, column: int, step: float) -> None:
        """Move that pixel of the window."""
        self.output += self._effect(np.array([row]), np.array([column]), np.array([[step]]))[0, 0]
        line, place = (column, row) if self.view.turned else (row, column)
        self.passed[line] += step * self.along[place]

    def _effect(self, row: Indices, column: Indices, steps: Doubles) -> Doubles:
        """On the outputs, (p, s, i, j)."""
        line, place = (column, row) if self.view.turned else (row, column)
        before = self.passed[line][:, None]
        after = self.view.between(before + steps[:, :, None] * self.along[place][:, None])
        change = after - self.view.between(before)
        return self.down.T[line][:, None, :, None] * change[:, :, None]

    def _beyond(self, output: Doubles) -> Doubles:
        return output - np.minimum(np.maximum(output, self.low), self.high)


def unmodelled(view: Passes, image: RGB, output: RGB, channel: int, place: Place) -> Doubles | None:
    """How far the real output of an image lies off the model around a window, in the order of the passes.

    Rounding and clipping left aside: some libraries truncate. None where the window reaches no output.
    """
    windows = view.windows(*place)
    if not all(window.outputs.size for window in windows):
        return None
    if view.exact:
        return np.zeros(())
    modelled = windows[0].weights @ view.first_pass(image, channel, windows)
    seen = np.minimum(np.maximum(modelled, 0), WHITE)
    real = output[windows[0].outputs[:, None], windows[1].outputs, channel]
    return np.asarray(np.minimum(np.maximum(seen, real - 0.5), real + 0.5) - seen)
