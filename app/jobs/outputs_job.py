"""What every library and algorithm makes of an image: the cells of the Compare grid."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.images import RGB, Evidence
from core.progress import Progress
from core.scaling.catalogue import LIBRARIES
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class OutputsOptions:
    """Scale `evidence` to `target_shape` (height, width); pipelines in `done` are left out."""

    evidence: Evidence
    target_shape: tuple[int, int]
    done: Collection[Pipeline] = ()

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """What is to be computed; TensorFlow is last in the catalogue, as its worker may be slow."""
        every = (
            Pipeline(library.id, algorithm.id, self.target_shape)
            for library in LIBRARIES
            for algorithm in library.algorithms
        )
        return tuple(pipeline for pipeline in every if pipeline not in self.done)


class OutputsJob(Job):
    """Publishes `(Pipeline, RGB)` as each is ready; result: the dict of all of them. Real calls only."""

    lane: ClassVar[str] = "outputs"

    def __init__(self, options: OutputsOptions, worker: Worker) -> None:
        height, width = options.target_shape
        super().__init__(f"Scaling {options.evidence.name} to {width}×{height}")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> dict[Pipeline, RGB]:
        """One real call per pipeline."""
        polled = PolledProgress(progress)
        resize = worker_resize(self._worker, polled)
        pipelines, outputs = self.options.pipelines, {}
        for done, pipeline in enumerate(pipelines):
            polled(done / len(pipelines), pipeline.label)
            outputs[pipeline] = resize(self.options.evidence.pixels, pipeline)
            self.publish((pipeline, outputs[pipeline]))
        return outputs
