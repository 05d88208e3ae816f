"""What the classifier says of an image as it is, as scaled, and after each filter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.classification.classify import Prediction, classify_all
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.progress import Progress, stage
from core.sanitizing.catalogue import SANITIZERS, SanitizerSpec
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output, robust_pipeline

if TYPE_CHECKING:
    from core.classification.profile import ModelChoice

_Wanted = tuple[str, SanitizerSpec, tuple[Pipeline, ...]]
AS_IT_IS = "As it is, averaged"
SCALING = 0.9
"""Share of the work that is done before the model is asked."""


@dataclass(frozen=True)
class FilterAnswer:
    """The first answer to one version of the image; None where `note` says why there is none."""

    title: str
    prediction: Prediction | None
    note: str = ""


@dataclass(frozen=True)
class FilterAnswers:
    """The answers as `pipeline` hands each version to the model."""

    pipeline: Pipeline
    answers: tuple[FilterAnswer, ...]


@dataclass(frozen=True, eq=False)
class ClassifyFiltersOptions:
    """`found` are all pipelines that something may be hidden for, best first, perhaps none."""

    evidence: Evidence
    pipeline: Pipeline
    found: tuple[Pipeline, ...]
    input_shape: tuple[int, int]
    model: "ModelChoice | None" = None


@dataclass(frozen=True, eq=False)
class _Version:
    title: str
    output: RGB | None
    note: str = ""


class ClassifyFiltersJob(Job):
    """Result: `FilterAnswers`. Outputs of another size than the model's are area-averaged to it."""

    lane: ClassVar[str] = "classify filters"

    def __init__(self, options: ClassifyFiltersOptions, worker: Worker) -> None:
        super().__init__(f"Classifying {options.evidence.name} after each filter")
        self.options = options
        self.subject = options.evidence
        self._worker = worker

    def run(self, progress: Progress) -> FilterAnswers:
        """Sanitize and scale here, one version after the other, ask in the worker, all at once."""
        polled, options = PolledProgress(progress), self.options
        versions = list(self._versions(polled))
        seen = {entry.title: entry.output for entry in versions if entry.output is not None}
        polled(SCALING, "Asking the model")
        images = [area_output(output, options.input_shape) for output in seen.values()]
        found = self._worker.call(classify_all, images, model=options.model, progress=polled.poll)
        by_title = dict(zip(seen, found, strict=True))
        answers = tuple(
            FilterAnswer(entry.title, by_title.get(entry.title), entry.note) for entry in versions
        )
        return FilterAnswers(options.pipeline, answers)

    def _versions(self, polled: PolledProgress) -> Iterator[_Version]:
        pixels, pipeline = self.options.evidence.pixels, self.options.pipeline
        resize = worker_resize(self._worker, polled)
        polled(0.0, "Scaling")
        yield _Version(AS_IT_IS, resize(pixels, robust_pipeline(pipeline, pixels.shape[:2])))
        yield _Version(f"As scaled by {pipeline.label}", resize(pixels, pipeline))
        wanted = self._wanted()
        for done, (title, spec, pipelines) in enumerate(wanted):
            share = stage(polled, SCALING * done / len(wanted), SCALING * (done + 1) / len(wanted))
            yield self._sanitized(title, spec, pipelines, resize, share)

    def _wanted(self) -> list[_Wanted]:
        """Every filter that leaves a picture to scale; for all that were found the median once more."""
        options = self.options
        selective = [spec for spec in SANITIZERS if spec.id in ("median", "random")]
        agreeing = [spec for spec in SANITIZERS if spec.id == "safe"]
        wanted: list[_Wanted] = []
        wanted += [(f"After {spec.title.lower()}", spec, (options.pipeline,)) for spec in selective]
        if len(options.found) > 1:
            title = f"After {selective[0].title.lower()} for all {len(options.found)} found"
            wanted.append((title, selective[0], options.found))
        everybody = tuple(dict.fromkeys((options.pipeline, *options.found)))
        return wanted + [(f"After {spec.title.lower()}", spec, everybody) for spec in agreeing]

    def _sanitized(
        self,
        title: str,
        spec: SanitizerSpec,
        pipelines: tuple[Pipeline, ...],
        resize: Callable[[RGB, Pipeline], RGB],
        progress: Progress,
    ) -> _Version:
        from core.sanitizing.sanitize import sanitize_all
        from core.scaling.operator import operator_for

        evidence = self.options.evidence
        operators = [operator_for(pipeline, evidence.shape) for pipeline in pipelines]
        try:
            made = sanitize_all(evidence.pixels, operators, spec.id, resize=resize, progress=progress)
        except AliascopeError as error:
            return _Version(title, None, str(error))
        # Robust scaling in a filter's place has made the model's input already.
        output = made.pixels if made.filter == "area" else resize(made.pixels, self.options.pipeline)
        return _Version(title, output, made.note)
