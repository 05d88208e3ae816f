"""What the classifier says about the outputs of an attack and about their targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker
from core.classification.classify import Prediction, classify
from core.images import RGB
from core.progress import Progress

TOP = 3


@dataclass(frozen=True)
class GoalLabels:
    """The best few predictions for an output and for its target, best first."""

    output: tuple[Prediction, ...]
    target: tuple[Prediction, ...]

    @property
    def agree(self) -> bool:
        """Whether the model names the same sign in both: objective O1 as the literature judges it."""
        return self.output[0].class_id == self.target[0].class_id


class AttackLabelsJob(Job):
    """`pairs` of output and target, (h', w', 3) uint8 each. Result: a tuple of `GoalLabels`, one a pair.

    What the model's own size differs by is area-averaged, so that only the pipeline makes a difference.
    """

    lane: ClassVar[str] = "classify"
    quiet: ClassVar[bool] = True

    def __init__(self, pairs: Sequence[tuple[RGB, RGB]], worker: Worker) -> None:
        super().__init__("Classifying output and target")
        self.pairs = tuple(pairs)
        self._worker = worker

    def run(self, progress: Progress) -> tuple[GoalLabels, ...]:
        """In the worker, which has the model."""
        polled = PolledProgress(progress)
        labels = []
        for done, pair in enumerate(self.pairs):
            polled(done / len(self.pairs), self.title)
            output, target = (self._classified(image, polled) for image in pair)
            labels.append(GoalLabels(output, target))
        return tuple(labels)

    def _classified(self, image: RGB, polled: PolledProgress) -> tuple[Prediction, ...]:
        return self._worker.call(
            classify, image, algorithm="area", top=TOP, progress=polled.poll, patient=True
        )
