"""Write results to files; evidence files are never written to."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.flows.inspecting import NOTHING_OPEN
from app.jobs import Job
from app.jobs.jpeg_job import JpegJob, JpegOptions
from app.jobs.report_job import ReportJob, ReportOptions
from app.jobs.save_hidden_job import SaveHiddenJob, SaveHiddenOptions
from app.jobs.save_job import SaveJob, SaveOptions
from app.jobs.save_sanitized_job import SaveSanitizedJob, SaveSanitizedOptions
from app.jobs.text_job import TextJob, TextOptions
from app.models import EvidenceItem, Session
from core.images import RGB

if TYPE_CHECKING:
    from core.detection.inspection import Inspection
    from core.sanitizing.sanitize import Sanitized

J = TypeVar("J", bound=Job)


def export_report(session: Session, path: Path) -> ReportJob | None:
    """Write the HTML report of the current evidence."""
    item = session.evidence.current
    if item is None or item.inspection is None:
        session.messages.error("There is nothing to report yet: inspect an image first.")
        return None
    choice = session.classifier.choice
    options = ReportOptions(
        path,
        item.evidence,
        all_findings(item),
        sanitized_and_rechecked(item),
        item.predictions or None,
        item.by_filter,
        "" if choice is None else choice.path.name,
    )
    return _start(session, ReportJob(options, session.worker))


def all_findings(item: EvidenceItem) -> "Inspection":
    """The inspection, and what the published detectors say where somebody asked."""
    from core.detection.comparison import with_published  # imports scipy, which an inspection has paid for

    assert item.inspection is not None
    return with_published(item.inspection, item.published)


def sanitized_and_rechecked(item: EvidenceItem) -> "Sanitized | None":
    """The sanitized image with what another inspection found in it, as far as that is done."""
    return None if item.sanitized is None else replace(item.sanitized, recheck=item.recheck)


def save_sanitized(session: Session, path: Path) -> SaveSanitizedJob | None:
    """Save the sanitized image of the current evidence, lossless, with the record of it beside."""
    item = session.evidence.current
    sanitized = None if item is None else sanitized_and_rechecked(item)
    if item is None or sanitized is None:
        session.messages.error("There is no sanitized image yet: choose Detect and sanitize first.")
        return None
    options = SaveSanitizedOptions(sanitized, item.evidence, path, _evidence_files(session))
    return _start(session, SaveSanitizedJob(options))


def save_hidden(session: Session, path: Path) -> SaveHiddenJob | None:
    """Save the hidden image that was found, lossless, and its robust counterpart beside it."""
    item = session.evidence.current
    if item is None:
        session.messages.error(NOTHING_OPEN)
        return None
    found = item.inspection
    if found is None or found.hidden is None or found.robust is None:
        session.messages.error("No hidden image was found in this evidence, so there is none to save.")
        return None
    job = SaveHiddenJob(SaveHiddenOptions(found.hidden, found.robust, path, _evidence_files(session)))
    job.finished.connect(
        lambda paths: session.messages.info(f"Wrote {paths[0]} and its robust counterpart {paths[1].name}.")
    )
    session.jobs.start(job)
    return job


def save_pixels(session: Session, pixels: RGB, path: Path, protect: Iterable[Path] = ()) -> SaveJob:
    """Save (H, W, 3) uint8 pixels, lossless by the suffix of `path`.

    No open evidence is overwritten, nor a file in `protect`.
    """
    return _start(session, SaveJob(SaveOptions(pixels, path, (*_evidence_files(session), *protect))))


def save_jpeg_file(session: Session, data: bytes, path: Path, protect: Iterable[Path] = ()) -> JpegJob:
    """Save a JPEG file that is encoded already; nothing is overwritten that `save_pixels` would not."""
    return _start(session, JpegJob(JpegOptions(data, path, (*_evidence_files(session), *protect))))


def save_text(session: Session, text: str, path: Path) -> TextJob:
    """Save a text, a table in CSV say, in UTF-8; no open evidence is overwritten."""
    return _start(session, TextJob(TextOptions(text, path, _evidence_files(session))))


def _evidence_files(session: Session) -> tuple[Path, ...]:
    files = (item.evidence.path for item in session.evidence.items)
    return tuple(file for file in files if file is not None)


def _start(session: Session, job: J) -> J:
    job.finished.connect(lambda path: session.messages.info(f"Wrote {path}."))
    session.jobs.start(job)
    return job
