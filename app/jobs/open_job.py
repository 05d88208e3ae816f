"""Read one image: hash, decode, describe."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from numpy.typing import NDArray

from app.jobs.job import Job
from core.images import Evidence, decode_evidence, evidence_from_pixels, read_evidence
from core.progress import Progress


@dataclass(frozen=True)
class OpenOptions:
    """A file by `path`, or the bytes of one in `data` (pasted, dragged from a browser) called `name`.

    `pixels` (H, W, 3) uint8 of that name instead, where there is no file at all.
    """

    path: Path | None = None
    data: bytes | None = None
    name: str = ""
    allow_huge: bool = False
    pixels: NDArray[Any] | None = field(default=None, compare=False)


class OpenJob(Job):
    """Result: `Evidence`. Fails as `read_evidence` does."""

    lane: ClassVar[str] = "open"

    def __init__(self, options: OpenOptions) -> None:
        name = options.path.name if options.path is not None else options.name
        super().__init__(f"Opening {name}")
        self.options = options

    def run(self, progress: Progress) -> Evidence:
        """Decode and hash once, here, off the GUI thread."""
        options = self.options
        if options.path is not None:
            return read_evidence(options.path, allow_huge=options.allow_huge, progress=progress)
        if options.pixels is not None:
            progress(0.0, self.title)
            return evidence_from_pixels(options.pixels, options.name)
        data = options.data or b""
        return decode_evidence(data, options.name, allow_huge=options.allow_huge, progress=progress)
