"""Write a sanitized image, and the record of what was done beside it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from core.images import Evidence
from core.progress import Progress

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized


@dataclass(frozen=True, eq=False)
class SaveSanitizedOptions:
    """`protect`: evidence files that must never be overwritten."""

    sanitized: "Sanitized"
    evidence: Evidence
    path: Path
    protect: tuple[Path, ...] = ()


class SaveSanitizedJob(Job):
    """Result: the `Path` of the image written."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: SaveSanitizedOptions) -> None:
        super().__init__(f"Saving {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> Path:
        """Compress, write both files."""
        from core.sanitizing.record import save_with_record

        options = self.options
        progress(0.0, f"Writing {options.path.name}")
        save_with_record(options.sanitized, options.path, options.evidence, protect=options.protect)
        return options.path
