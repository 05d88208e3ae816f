"""Write the hidden image, and what robust scaling shows in its place beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import ClassVar

from app.jobs.job import Job
from core.images import RGB, save_lossless
from core.progress import Progress


@dataclass(frozen=True, eq=False)
class SaveHiddenOptions:
    """`robust` has the size of `hidden`; `protect`: evidence files that must never be overwritten."""

    hidden: RGB
    robust: RGB
    path: Path
    protect: tuple[Path, ...] = ()


class SaveHiddenJob(Job):
    """Result: both `Path`s written. Nobody was asked about the second one, so it takes a free name."""

    lane: ClassVar[str] = "save"

    def __init__(self, options: SaveHiddenOptions) -> None:
        super().__init__(f"Saving {options.path.name}")
        self.options = options

    def run(self, progress: Progress) -> tuple[Path, Path]:
        """Compress and write both."""
        options = self.options
        progress(0.0, f"Writing {options.path.name}")
        save_lossless(options.hidden, options.path, protect=options.protect)
        beside = next(path for path in robust_names(options.path) if not path.exists())
        progress(0.5, f"Writing {beside.name}")
        save_lossless(options.robust, beside, protect=options.protect)
        return options.path, beside


def robust_names(path: Path) -> Iterator[Path]:
    """Names for the counterpart of a hidden image: cat-hidden.png → cat-robust.png, cat-robust-2.png, …"""
    stem = path.stem.removesuffix("hidden").rstrip("-")
    start = f"{stem}-robust" if stem else "robust"
    yield path.with_name(f"{start}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{start}-{number}{path.suffix}")
