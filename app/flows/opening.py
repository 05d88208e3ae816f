"""Files, bytes and pixels become evidence, and evidence is inspected at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from app.flows.inspecting import inspect_item
from app.jobs import Job
from app.jobs.open_job import OpenJob, OpenOptions
from app.jobs.thumbnail_job import ThumbnailJob
from app.models import EvidenceItem, Session
from core.errors import ImageTooLargeError
from core.images import Evidence


def open_paths(session: Session, paths: Iterable[Path | str]) -> None:
    """Open every file, in order, and inspect each; the first becomes the current one."""
    for place, path in enumerate(paths):
        _open(session, OpenOptions(path=Path(path).absolute()), select=place == 0)


def open_bytes(session: Session, data: bytes, name: str) -> None:
    """Open the bytes of an image file that has no path (pasted, or dragged from a browser)."""
    _open(session, OpenOptions(data=data, name=name), select=True)


def add_pixels(session: Session, pixels: NDArray[Any], name: str) -> None:
    """Open (H, W, 3) uint8 pixels as evidence and inspect them."""
    _open(session, OpenOptions(pixels=pixels, name=name), select=True)


def answer_huge(session: Session, job: Job, error: Exception) -> bool:
    """Ask about a file beyond the safe limit and open it when told to; False when that is not so."""
    if not isinstance(job, OpenJob) or not isinstance(error, ImageTooLargeError):
        return False
    options = job.options
    if not session.confirm_huge(options.path or Path(options.name), str(error)):
        return False
    _open(session, OpenOptions(options.path, options.data, options.name, allow_huge=True), select=True)
    return True


def _open(session: Session, options: OpenOptions, *, select: bool) -> None:
    job = OpenJob(options)
    job.finished.connect(lambda evidence: _adopt(session, evidence, select=select))
    session.jobs.start(job)


def _adopt(session: Session, evidence: Evidence, *, select: bool) -> EvidenceItem:
    item = session.evidence.add(evidence)
    if select:
        session.evidence.select(item)
        session.messages.view_requested.emit("findings")
    _reduce(session, item)
    inspect_item(session, item)
    return item


def _reduce(session: Session, item: EvidenceItem) -> None:
    job = ThumbnailJob(item.evidence)
    job.finished.connect(lambda thumbnail: session.evidence.update(item, thumbnail=thumbnail))
    session.jobs.start(job)
