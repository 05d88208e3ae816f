"""What the classifier says about every library's output."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker
from core.classification.classify import Prediction, classify_all
from core.images import RGB, Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output

if TYPE_CHECKING:
    from core.classification.profile import ModelChoice


@dataclass(frozen=True, eq=False)
class ClassifyOutputsOptions:
    """The `outputs` of `evidence`, for a model that takes images of (height, width)."""

    evidence: Evidence
    outputs: Mapping[Pipeline, RGB]
    input_shape: tuple[int, int]
    model: "ModelChoice | None" = None


class ClassifyOutputsJob(Job):
    """Result: the first answer by pipeline. Outputs of another size are area-averaged to the model's."""

    lane: ClassVar[str] = "classify outputs"

    def __init__(self, options: ClassifyOutputsOptions, worker: Worker) -> None:
        super().__init__(f"Classifying {options.evidence.name} by library")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> dict[Pipeline, Prediction]:
        """Average here, ask in the worker, all at once."""
        polled, options = PolledProgress(progress), self.options
        images = []
        for done, output in enumerate(options.outputs.values()):
            polled(0.5 * done / len(options.outputs), "Averaging the outputs")
            images.append(area_output(output, options.input_shape))
        polled(0.5, "Asking the model")
        found = self._worker.call(classify_all, images, model=options.model, progress=polled.poll)
        return dict(zip(options.outputs, found, strict=True))
