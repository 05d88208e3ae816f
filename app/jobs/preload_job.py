"""Import what the first inspection needs while the user still looks for a file."""

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar

from app.jobs.job import Job
from core.progress import Progress

CORE_MODULES = (
    "core.detection.inspection",
    "core.sanitizing.sanitize",
    "core.spectrum.comb",
    "core.reporting",
    "skimage.transform",  # lazily loaded at the first call otherwise, in the middle of a grid
)


class PreloadJob(Job):
    """Imports `CORE_MODULES` and whatever else is named; result: None."""

    lane: ClassVar[str] = "preload"
    quiet: ClassVar[bool] = True

    def __init__(self, modules: Sequence[str]) -> None:
        super().__init__("Loading")
        self._modules = (*modules, *CORE_MODULES)

    def run(self, progress: Progress) -> None:
        """One import after the other; a module that is already there costs nothing."""
        for module in self._modules:
            progress(0.0, module)
            import_module(module)
