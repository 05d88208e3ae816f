"""What libraries and algorithms make of an image: the cells of the Compare view."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import ClassVar

from app.jobs.job import Job
from app.jobs.outputs_budget import affordable
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker, WorkerError
from app.jobs.worker_image import WorkerImage
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.progress import Cancelled, Progress
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import robust_pipeline


@dataclass(frozen=True)
class OutputsOptions:
    """Scale `evidence` as `pipeline` does, by every algorithm; pipelines in `done` are left out."""

    evidence: Evidence
    pipeline: Pipeline
    done: Collection[Pipeline] = ()

    @property
    def purpose(self) -> tuple[object, ...]:
        """Equal for options that ask for the same cells."""
        return "algorithms", frozenset(affordable(self.pipeline, self.evidence.shape))

    @property
    def title(self) -> str:
        """For the status bar."""
        width, height = self.pipeline.target_size
        return f"Scaling {self.evidence.name} to {width}×{height}"

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """What is to be computed: what all are judged by, what is looked at, then the common ones.

        The worker's come after the others, as it may still be starting. Large outputs are few, or none.
        """
        made = affordable(self.pipeline, self.evidence.shape)
        first = (robust_pipeline(self.pipeline, self.evidence.shape), self.pipeline)
        return _missing([*(entry for entry in first if entry in made), *sorted(made, key=_turn)], self.done)


@dataclass(frozen=True)
class SizesOptions:
    """Scale `evidence` by `wanted`, one algorithm at several sizes, those in `done` left out."""

    evidence: Evidence
    wanted: tuple[Pipeline, ...]
    done: Collection[Pipeline] = ()

    @property
    def purpose(self) -> tuple[object, ...]:
        """Equal for options that ask for the same cells."""
        return "sizes", self.wanted

    @property
    def title(self) -> str:
        """For the status bar."""
        return f"Scaling {self.evidence.name} to all common sizes"

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """What is to be computed, each after the robust output it is judged by."""
        shape = self.evidence.shape
        pairs = ((robust_pipeline(size, shape), size) for size in self.wanted)
        return _missing((entry for pair in pairs for entry in pair), self.done)


class OutputsJob(Job):
    """Publishes `(Pipeline, RGB)` as each is ready; result: the dict of all of them. Real calls only."""

    lane: ClassVar[str] = "outputs"

    def __init__(self, options: OutputsOptions | SizesOptions, worker: Worker) -> None:
        super().__init__(options.title)
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> dict[Pipeline, RGB]:
        """One real call per pipeline; the worker gets the image once.

        A library that fails leaves its cell empty and the others alone; its error is raised at the end.
        """
        polled = PolledProgress(progress)
        pixels = self.options.evidence.pixels
        remote = WorkerImage(self._worker, pixels, polled)
        pipelines, outputs, failures = self.options.pipelines, {}, []
        for done, pipeline in enumerate(pipelines):
            polled(done / len(pipelines), pipeline.label)
            in_worker = library(pipeline.library).in_worker
            try:
                outputs[pipeline] = remote.resize(pipeline) if in_worker else real_resize(pixels, pipeline)
            except (Cancelled, WorkerError):
                raise
            except Exception as error:  # noqa: BLE001 - whatever a library raises is told at the end
                failures.append((pipeline, error))
            else:
                self.publish((pipeline, outputs[pipeline]))
        remote.forget()
        if failures:
            raise _told(failures)
        return outputs


def _turn(pipeline: Pipeline) -> tuple[bool, bool]:
    entry = algorithm(pipeline.library, pipeline.algorithm)
    return not entry.common, library(pipeline.library).in_worker


def _told(failures: list[tuple[Pipeline, Exception]]) -> AliascopeError:
    """One sentence about all of them."""
    (first, error), others = failures[0], len(failures) - 1
    words = f"{first.label}" + (f" and {others} others" if others else "")
    return AliascopeError(
        f"{words} could not scale this image ({error or type(error).__name__}); the other outputs stand."
    )


def _missing(pipelines: Iterable[Pipeline], done: Collection[Pipeline]) -> tuple[Pipeline, ...]:
    return tuple(dict.fromkeys(entry for entry in pipelines if entry not in done))
