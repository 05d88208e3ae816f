"""Write a result as a text file: a table of numbers, say."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images.files import write_file
from core.progress import Progress


@dataclass(frozen=True)
class TextOptions:
    """`protect`: evidence files that must never be overwritten."""

    text: str
    path: Path
    protect: tuple[Path, ...] = ()


class TextJob(Job):
    """Result: the `Path` written, in UTF-8."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: TextOptions) -> None:
        super().__init__(f"Saving {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> Path:
        """Encode and write."""
        progress(0.0, f"Writing {self.options.path.name}")
        write_file(self.options.path, self.options.text.encode("utf-8"), protect=self.options.protect)
        return self.options.path
