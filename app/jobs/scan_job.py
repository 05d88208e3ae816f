"""Inspect every image of a folder, several processes at a time."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from core.progress import Progress

if TYPE_CHECKING:
    from core.detection.asked import Asked


@dataclass(frozen=True)
class ScanOptions:
    """`jobs` images at a time; `asked`: the pipeline that the victim is known to use, if it is."""

    folder: Path
    jobs: int = os.cpu_count() or 1
    asked: "Asked | None" = None


@dataclass(frozen=True)
class ScanSums:
    """How much was inspected, and how long that took."""

    files: int
    megapixels: float
    seconds: float


class ScanJob(Job):
    """Publishes the number of files, then a `core.detection.batch.Scanned` per file; result: `ScanSums`."""

    lane: ClassVar[str] = "scan"

    def __init__(self, options: ScanOptions) -> None:
        super().__init__(f"Scanning {options.folder.name or options.folder}")
        self.options = options

    def run(self, progress: Progress) -> ScanSums:
        """Raises `UnreadableImageError` for what is no folder."""
        from core.detection.batch import BatchOptions, scan_files
        from core.detection.folder import image_files

        start = time.perf_counter()
        files = image_files(self.options.folder, progress=progress)
        self.publish(len(files))
        megapixels = 0.0
        jobs = min(self.options.jobs, max(1, len(files)))
        options = BatchOptions(jobs, pictures=True, asked=self.options.asked)
        for result in scan_files(files, options, progress=progress) if files else ():
            megapixels += result.record.megapixels
            self.publish(result)
        return ScanSums(len(files), megapixels, time.perf_counter() - start)
