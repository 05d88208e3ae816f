"""Put pixels on the clipboard."""

from PySide6.QtGui import QGuiApplication, QImage

from app.jobs.copy_job import CopyJob, CopyOptions
from app.models import Session
from core.images import RGB


def copy_pixels(session: Session, pixels: RGB, name: str) -> CopyJob:
    """Copy (H, W, 3) uint8 pixels, none changed; `name` is said in the message."""
    job = CopyJob(CopyOptions(pixels))
    job.finished.connect(lambda image: _put(session, image, name))
    session.jobs.start(job)
    return job


def _put(session: Session, image: QImage, name: str) -> None:
    QGuiApplication.clipboard().setImage(image)
    session.messages.info(f"Copied {name}, {image.width()}×{image.height()} pixels.")
