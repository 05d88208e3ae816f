"""Write a JPEG file whose bytes are there already."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images.lossy import save_jpeg
from core.progress import Progress


@dataclass(frozen=True)
class JpegOptions:
    """`data`: a JPEG file. `protect`: evidence files that must never be overwritten."""

    data: bytes
    path: Path
    protect: tuple[Path, ...] = ()


class JpegJob(Job):
    """Result: the `Path` written."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: JpegOptions) -> None:
        super().__init__(f"Saving {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> Path:
        """Write."""
        progress(0.0, f"Writing {self.options.path.name}")
        save_jpeg(self.options.data, self.options.path, protect=self.options.protect)
        return self.options.path
