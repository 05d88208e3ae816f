"""Inspecting one file of many, in a process of its own."""

import hashlib
import signal
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.detection.asked import Asked
from core.detection.scan_record import ScanRecord
from core.errors import AliascopeError
from core.images.arrays import RGB
from core.images.evidence import Evidence
from core.images.files import printable
from core.images.saving import save_lossless
from core.progress import Cancelled

if TYPE_CHECKING:
    from core.detection.inspection import Inspection

THUMBNAIL_SIDE = 96
"""Longer side in pixels of the small pictures that come with a result."""


@dataclass(frozen=True)
class BatchOptions:
    """`jobs` processes; `hidden_folder` gets the hidden images, each with its robust counterpart.

    `pictures` asks for small pictures; `asked` is the pipeline the victim is known to use, if it is.
    """

    jobs: int = 1
    hidden_folder: Path | None = None
    pictures: bool = False
    allow_huge: bool = False
    asked: Asked | None = None

    @property
    def asked_key(self) -> str | None:
        """What the records say was asked about; None for any pipeline."""
        return None if self.asked is None else self.asked.key


@dataclass(frozen=True, eq=False)
class Scanned:
    """A file's record, and small pictures of it and of what it hides, if asked for and if there."""

    path: Path
    record: ScanRecord
    thumbnail: RGB | None = None
    hidden: RGB | None = None


def scan_file(path: Path, name: str, options: BatchOptions) -> Scanned:
    """Inspect one file in this process. Errors that are the file's own become its record."""
    from core.images import read_evidence

    blank = ScanRecord(name, 0, 0, asked=options.asked_key)
    try:
        status = path.stat()
        blank = replace(blank, mtime_ns=status.st_mtime_ns, bytes=status.st_size)
        evidence = read_evidence(path, allow_huge=options.allow_huge, progress=_poll)
        return _inspected(evidence, path, blank, options)
    except OSError as error:
        return Scanned(path, replace(blank, error=f"{printable(name)} can not be read ({error.strerror})."))
    except AliascopeError as error:
        return Scanned(path, replace(blank, error=str(error)))


def _inspected(evidence: Evidence, path: Path, blank: ScanRecord, options: BatchOptions) -> Scanned:
    from core.detection.inspection import inspect_image
    from core.scaling.real_calls import real_resize

    shown = options.pictures or options.hidden_folder is not None
    found = inspect_image(
        evidence.pixels,
        known=None if options.asked is None else options.asked.pipeline(evidence.shape),
        resize=real_resize if shown else _no_resize,
        progress=_poll,
    )
    hidden, robust = _saved(evidence, found, path, options)
    record = _record(evidence, found, replace(blank, hidden_image=hidden, robust_image=robust))
    if not options.pictures:
        return Scanned(path, record)
    return Scanned(path, record, reduced(evidence.pixels), _small(found.hidden))


def _record(evidence: Evidence, found: "Inspection", record: ScanRecord) -> ScanRecord:
    best = found.pipelines[0].pipeline if found.pipelines else None
    height, width = evidence.shape
    return replace(
        record,
        sha256=evidence.sha256,
        width=width,
        height=height,
        verdict=found.verdict,
        unsearched=found.unsearched,
        false_alarm_rate=found.false_alarm_rate,
        target_size=None if best is None else best.target_size,
        library=None if best is None else best.library,
        algorithm=None if best is None else best.algorithm,
        region=found.region,
        second_size=found.further[0].pipeline.target_size if found.further else None,
        summary=found.summary,
        pictures=evidence.pictures,
        note=" ".join(evidence.notes) or None,
        seconds=round(found.seconds, 4),
    )


def _saved(
    evidence: Evidence, found: "Inspection", path: Path, options: BatchOptions
) -> tuple[str | None, str | None]:
    """The files that the hidden image and its robust counterpart were written to, None for none."""
    if options.hidden_folder is None or found.hidden is None or found.robust is None:
        return None, None
    stem = options.hidden_folder / f"{path.stem[:80]}-{evidence.sha256[:8]}"
    files = stem.with_name(f"{stem.name}-hidden.png"), stem.with_name(f"{stem.name}-robust.png")
    for file, pixels in zip(files, (found.hidden, found.robust), strict=True):
        save_lossless(pixels, file, protect=(path,))
    return str(files[0]), str(files[1])


def file_sha256(path: Path) -> str | None:
    """SHA-256 of a file's bytes, None where it can not be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def reduced(image: RGB) -> RGB:
    """The image averaged down to at most `THUMBNAIL_SIDE` pixels a side, aspect kept; (h, w, 3) uint8."""
    from core.scaling.robust import area_output

    height, width = image.shape[:2]
    factor = THUMBNAIL_SIDE / max(height, width)
    if factor >= 1:
        return np.ascontiguousarray(image)
    return area_output(image, (max(1, round(height * factor)), max(1, round(width * factor))))


def _small(image: RGB | None) -> RGB | None:
    return None if image is None else reduced(image)


def _no_resize(image: RGB, pipeline: object) -> RGB:
    """Stands in for the library where nobody looks at the hidden image, and spares importing TensorFlow."""
    del pipeline
    return image[:1, :1]


# In the processes.

_stop: list[Event] = []
"""The event that ends this process' work; set once, by `prepare`."""


def prepare(stop: Event) -> None:
    """Start of a process: one thread, and `stop` ends what it does."""
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all processes; the first tells the others
    cv2.setNumThreads(1)
    _stop[:] = [stop]


def _poll(fraction: float, text: str) -> None:
    """A `Progress` that listens only."""
    del fraction, text
    if _stop and _stop[0].is_set():
        raise Cancelled
