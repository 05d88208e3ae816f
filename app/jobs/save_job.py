"""Write a result as a lossless image file."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images import RGB, save_lossless
from core.progress import Progress


@dataclass(frozen=True)
class SaveOptions:
    """`protect`: evidence files that must never be overwritten."""

    pixels: RGB
    path: Path
    protect: tuple[Path, ...] = ()


class SaveJob(Job):
    """Result: the `Path` written."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: SaveOptions) -> None:
        super().__init__(f"Saving {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> Path:
        """Compress and write."""
        progress(0.0, f"Writing {self.options.path.name}")
        save_lossless(self.options.pixels, self.options.path, protect=self.options.protect)
        return self.options.path
