"""A small picture of the evidence that its payload can not fool."""

from typing import ClassVar

from app.jobs.job import Job
from core.images import RGB, Evidence
from core.progress import Progress
from core.scaling.robust import area_output

THUMBNAIL_SIDE = 144
"""Longer side in pixels: enough for the list at a device pixel ratio of 3."""


class ThumbnailJob(Job):
    """Result: RGB, aspect kept, area-averaged; the image itself when it is smaller."""

    lane: ClassVar[str] = "thumbnail"
    quiet: ClassVar[bool] = True

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(f"Reducing {evidence.name}")
        self.subject = evidence
        self._evidence = evidence

    def run(self, progress: Progress) -> RGB:
        """One averaging pass."""
        progress(0.0, "")
        height, width = self._evidence.shape
        factor = THUMBNAIL_SIDE / max(height, width)
        if factor >= 1:
            return self._evidence.pixels
        shape = max(1, round(height * factor)), max(1, round(width * factor))
        return area_output(self._evidence.pixels, shape)
