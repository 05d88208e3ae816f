"""Read one image: hash, decode, describe."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images import Evidence, decode_evidence, read_evidence
from core.progress import Progress


@dataclass(frozen=True)
class OpenOptions:
    """A file by `path`, or the bytes of one in `data` (pasted, dragged from a browser) called `name`."""

    path: Path | None = None
    data: bytes | None = None
    name: str = ""
    allow_huge: bool = False


class OpenJob(Job):
    """Result: `Evidence`. Fails as `read_evidence` does."""

    lane: ClassVar[str] = "open"

    def __init__(self, options: OpenOptions) -> None:
        name = options.path.name if options.path is not None else options.name
        super().__init__(f"Opening {name}")
        self.options = options

    def run(self, progress: Progress) -> Evidence:
        """Decode once, here, off the GUI thread."""
        options = self.options
        if options.path is not None:
            return read_evidence(options.path, allow_huge=options.allow_huge, progress=progress)
        data = options.data or b""
        return decode_evidence(data, options.name, allow_huge=options.allow_huge, progress=progress)
