"""What the classifier says before scaling tricks, as scaled, and after sanitizing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.classification.classify import Prediction, classify
from core.images import RGB, Evidence
from core.progress import Progress
from core.scaling.pipeline import Pipeline
from core.scaling.robust import robust_pipeline

if TYPE_CHECKING:
    from core.classification.profile import ModelChoice

Predictions = dict[str, tuple[Prediction, ...]]


@dataclass(frozen=True)
class ClassifyOptions:
    """Classify `evidence` as `pipeline` hands it to the model, and `sanitized` pixels when there are any."""

    evidence: Evidence
    pipeline: Pipeline
    sanitized: RGB | None = None
    top: int = 5
    model: "ModelChoice | None" = None
    """A model of the user's own to ask instead of the shipped one."""


class ClassifyJob(Job):
    """Result: predictions by "robust" (area-averaged), "scaled" (the pipeline's output) and "sanitized".

    Publishes the images they are about, by the same keys, before it asks the model.
    Each is the pipeline's target size first; what the model's own size still differs by is area-averaged, so
    that only the pipeline under test can make a difference.
    """

    lane: ClassVar[str] = "classify"

    def __init__(self, options: ClassifyOptions, worker: Worker) -> None:
        super().__init__(f"Classifying {options.evidence.name}")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> Predictions:
        """Scale here, classify in the worker."""
        polled = PolledProgress(progress)
        predictions: Predictions = {}
        images = self._images(polled)
        self.publish(images)
        for done, (key, image) in enumerate(images.items()):
            polled(done / len(images), f"Classifying the {key} image")
            predictions[key] = self._worker.call(classify, image, progress=polled.poll, **self._how())
        return predictions

    def _how(self) -> dict[str, Any]:
        model = self.options.model
        return {"algorithm": "area", "top": self.options.top, **({"model": model} if model else {})}

    def _images(self, polled: PolledProgress) -> dict[str, RGB]:
        pixels, pipeline = self.options.evidence.pixels, self.options.pipeline
        resize = worker_resize(self._worker, polled)
        polled(0.0, "Scaling")
        robust = robust_pipeline(pipeline, self.options.evidence.shape)
        images = {"robust": resize(pixels, robust), "scaled": resize(pixels, pipeline)}
        if self.options.sanitized is not None:
            images["sanitized"] = resize(self.options.sanitized, pipeline)
        return images
