"""What an attack image would still do as a JPEG file; measured before anything is written."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, cancellable_resize
from app.jobs.worker import Worker
from core.images import RGB
from core.images.lossy import decode_jpeg, encode_jpeg
from core.images.metrics import psnr
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.attacks.result import GoalResult


@dataclass(frozen=True, eq=False)
class LossyOptions:
    """The attack image (H, W, 3) uint8, its goals, and the JPEG quality, 1 to 100."""

    image: RGB
    goals: "tuple[GoalResult, ...]"
    quality: int


@dataclass(frozen=True, eq=False)
class GoalCost:
    """One pipeline's output without and with the loss, its target, and the largest error and PSNR (dB)."""

    pipeline: Pipeline
    target: RGB
    before: RGB
    after: RGB
    max_error: int
    psnr: float


@dataclass(frozen=True, eq=False)
class LossyCost:
    """The file, and what it costs each goal."""

    quality: int
    data: bytes
    goals: tuple[GoalCost, ...]


class LossyJob(Job):
    """Result: `LossyCost`."""

    lane: ClassVar[str] = "lossy"
    tells: ClassVar[bool] = True

    def __init__(self, options: LossyOptions, worker: Worker) -> None:
        super().__init__(f"Trying JPEG {options.quality}")
        self.options = options
        self._worker = worker

    def run(self, progress: Progress) -> LossyCost:
        """Encode, decode, and scale as each victim does."""
        polled = PolledProgress(progress)
        polled(0.0, self.title)
        data = encode_jpeg(self.options.image, self.options.quality)
        polled(0.3, self.title)
        image = decode_jpeg(data)
        costs = []
        for goal in self.options.goals:
            polled(0.6, goal.pipeline.label)
            costs.append(self._cost(goal, image, polled))
        return LossyCost(self.options.quality, data, tuple(costs))

    def _cost(self, goal: "GoalResult", image: RGB, polled: PolledProgress) -> GoalCost:
        output = cancellable_resize(self._worker, polled)(image, goal.pipeline)
        error = int(np.abs(output.astype(np.int16) - goal.target).max())
        return GoalCost(goal.pipeline, goal.target, goal.output, output, error, psnr(output, goal.target))
