"""What every library that people commonly use would see of an attack image."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, cancellable_resize
from app.jobs.worker import Worker
from app.jobs.worker_image import WorkerImage
from core.errors import AliascopeError
from core.images import RGB
from core.progress import Cancelled, Progress
from core.scaling.catalogue import ALGORITHMS, library
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import output_distance

Sight = Literal["target", "source", "mixture"]

NEAR = 0.5
"""An output shows one of two pictures when its distance is at most this share of that to the other one."""


@dataclass(frozen=True, eq=False)
class OthersOptions:
    """An attack `image` made of `source` for `pipeline`, which was to see `target`; (H, W, 3) uint8 each."""

    image: RGB
    source: RGB
    target: RGB
    pipeline: Pipeline

    @property
    def pipelines(self) -> tuple[Pipeline, ...]:
        """The common algorithms of every library at the same size; those of the worker last."""
        entries = sorted(
            (entry for entry in ALGORITHMS if entry.common), key=lambda entry: _in_worker(entry.library)
        )
        return tuple(self.pipeline.by(entry.library, entry.id) for entry in entries)


@dataclass(frozen=True, eq=False)
class OtherOutput:
    """One library's output; its root mean square distance from the target in grey levels, and what it shows.

    `error` says why there is no output.
    """

    pipeline: Pipeline
    output: RGB | None = None
    distance: float = math.inf
    sight: Sight = "mixture"
    error: str = ""


def sight(output: RGB, target: RGB, source: RGB) -> Sight:
    """Which of two pictures `output` shows; `source` averaged to that size. (h', w', 3) uint8 each."""
    from_target, from_source = output_distance(output, target), output_distance(output, source)
    if from_target <= NEAR * from_source:
        return "target"
    return "source" if from_source <= NEAR * from_target else "mixture"


class OthersJob(Job):
    """Publishes an `OtherOutput` as each is ready; result: the tuple of all. Real calls only."""

    lane: ClassVar[str] = "others"
    tells: ClassVar[bool] = True

    def __init__(self, options: OthersOptions, worker: Worker) -> None:
        super().__init__("Asking the other libraries")
        self.options = options
        self._worker = worker

    def run(self, progress: Progress) -> tuple[OtherOutput, ...]:
        """One call each; the worker gets the image once. A library that fails is told, the others go on."""
        polled = PolledProgress(progress)
        pixels = self.options.image
        polled(0.0, self.title)
        robust = real_resize(self.options.source, self.options.pipeline.robust)
        remote = WorkerImage(self._worker, pixels, polled)
        here = partial(cancellable_resize(self._worker, polled), pixels)
        made, pipelines = [], self.options.pipelines
        for done, pipeline in enumerate(pipelines):
            polled(done / len(pipelines), pipeline.label)
            resize = remote.resize if _in_worker(pipeline.library) else here
            made.append(self._seen(pipeline, robust, resize))
            self.publish(made[-1])
        remote.forget()
        return tuple(made)

    def _seen(self, pipeline: Pipeline, robust: RGB, resize: Callable[[Pipeline], RGB]) -> OtherOutput:
        try:
            output = resize(pipeline)
        except (Cancelled, AliascopeError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a library raises is told in its cell
            return OtherOutput(pipeline, error=f"{error or type(error).__name__}")
        target = self.options.target
        return OtherOutput(pipeline, output, output_distance(output, target), sight(output, target, robust))


def _in_worker(library_id: str) -> bool:
    return library(library_id).in_worker
