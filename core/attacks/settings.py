"""What every solver is handed besides the problem."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from core.attacks.beside import beside
from core.attacks.prepared import PreparedProblem, Resize
from core.attacks.pulse import Pulse
from core.images.arrays import RGB
from core.scaling.catalogue import library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

T = TypeVar("T")

BESIDE_PIXELS = 1_500_000
"""Sources from this size on are scaled on a thread of their own; below, any library is quick enough."""


@dataclass(frozen=True)
class Settings:
    """resize: A to the outputs of all goals by the real libraries. pulse: progress, cancel and preview.

    large: whether work on the whole source takes so long that someone may want to cancel meanwhile.
    """

    resize: Callable[[RGB], tuple[RGB, ...]]
    pulse: Pulse
    large: bool = False

    def aside(self, call: Callable[[], T]) -> T:
        """`call()`, beside which the pulse goes on where the source is large."""
        return beside(call, self.pulse.again) if self.large else call()


def polled_resize(resize: Resize, pulse: Pulse) -> Resize:
    """`resize` that lets the caller cancel meanwhile."""

    def scaled(image: RGB, pipeline: Pipeline) -> RGB:
        own = (
            resize is not real_resize and library(pipeline.library).in_worker
        )  # a process, polled by its owner
        if own or not is_large(image):
            return resize(image, pipeline)
        return beside(lambda: resize(image, pipeline), pulse.again)

    return scaled


def settings_for(problem: PreparedProblem, resize: Resize, pulse: Pulse) -> Settings:
    """The settings of one problem."""
    return Settings(
        lambda image: tuple(resize(image, goal.pipeline) for goal in problem.goals),
        pulse,
        is_large(problem.source),
    )


def is_large(image: RGB) -> bool:
    """Whether work on the whole image can take longer than a cancel may."""
    pixels: int = image.shape[0] * image.shape[1]
    return pixels >= BESIDE_PIXELS
