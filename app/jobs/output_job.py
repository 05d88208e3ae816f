"""What one pipeline makes of an image."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from app.jobs.job import Job
from core.images import RGB, Evidence
from core.progress import Progress
from core.scaling.catalogue import library
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class OutputOptions:
    """Scale `evidence` by `pipeline`."""

    evidence: Evidence
    pipeline: Pipeline

    @property
    def is_modelled(self) -> bool:
        """Whether the model stands for a library that only the worker process may call."""
        return library(self.pipeline.library).in_worker


class OutputJob(Job):
    """Result: the output, (h', w', 3) uint8."""

    lane: ClassVar[str] = "output"
    quiet: ClassVar[bool] = True

    def __init__(self, options: OutputOptions) -> None:
        super().__init__(f"Scaling {options.evidence.name}")
        self.options = options
        self.subject = options.evidence

    def run(self, progress: Progress) -> RGB:
        """Call the library, or its model."""
        from core.scaling.operator import operator_for

        progress(0.0, self.options.pipeline.label)
        evidence = self.options.evidence
        operator = operator_for(self.options.pipeline, evidence.shape)
        if self.options.is_modelled:
            return np.asarray(operator.apply(evidence.pixels), np.uint8)
        return operator.resize(evidence.pixels)
