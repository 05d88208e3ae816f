"""Have a large picture reduced for display, off the GUI thread."""

from collections.abc import Callable

from app.jobs.reduce_job import ReduceJob, ReduceOptions, needs_reducing
from app.models import Session
from core.images import RGB


def reduce_picture(session: Session, pixels: RGB, receive: Callable[[RGB], None]) -> None:
    """Call `receive` with an area average of `pixels`: with themselves at once when few, else when made."""
    if not needs_reducing(pixels):
        receive(pixels)
        return
    job = ReduceJob(ReduceOptions(pixels))
    job.finished.connect(receive)
    session.jobs.start(job)
