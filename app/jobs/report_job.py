"""Write the HTML report of one piece of evidence, with the self-test of what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.jobs.classify_filters_job import FilterAnswers
from app.jobs.job import Job
from app.jobs.self_test_job import self_tests
from app.jobs.worker import Worker
from core.classification.classify import Prediction
from core.images import Evidence
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.detection.inspection import Inspection
    from core.sanitizing.sanitize import Sanitized


@dataclass(frozen=True)
class ReportOptions:
    """Everything that is known at the time of writing."""

    path: Path
    evidence: Evidence
    inspection: "Inspection"
    sanitized: "Sanitized | None" = None
    predictions: Mapping[str, tuple[Prediction, ...]] | None = None
    by_filter: FilterAnswers | None = None
    model: str = ""
    """Name of the user's own model, where that was asked."""


class ReportJob(Job):
    """Result: the `Path` written."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: ReportOptions, worker: Worker) -> None:
        super().__init__(f"Writing {options.path.name}")
        self.options = options
        self._worker = worker

    def run(self, progress: Progress) -> Path:
        """One self-contained file."""
        from core.reporting import write_html_report

        options = self.options
        tests = self_tests(self._worker, stage(progress, 0.0, 0.9))
        progress(0.9, f"Writing {options.path.name}")
        write_html_report(
            options.path,
            options.evidence,
            options.inspection,
            sanitized=options.sanitized,
            predictions=options.predictions,
            by_filter=_pairs(options.by_filter),
            tests=tests,
            model=options.model,
        )
        return options.path


def _pairs(found: FilterAnswers | None) -> tuple[tuple[str, Prediction], ...]:
    answers = found.answers if found is not None else ()
    return tuple((entry.title, entry.prediction) for entry in answers if entry.prediction is not None)
