"""Read an image for a form: decoded like evidence, but not opened as evidence."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images import Evidence, read_evidence
from core.progress import Progress


@dataclass(frozen=True)
class ReadOptions:
    """The file to read; images beyond the safe limit are refused with a sentence."""

    path: Path


class ReadJob(Job):
    """Result: `Evidence`. Fails as `read_evidence` does."""

    lane: ClassVar[str] = "open"

    def __init__(self, options: ReadOptions) -> None:
        super().__init__(f"Reading {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> Evidence:
        """Decode once, here, off the GUI thread."""
        return read_evidence(self.options.path, progress=progress)


class WellReadJob(ReadJob):
    """The same for a well, which says itself why a file could not be read."""

    tells: ClassVar[bool] = True
