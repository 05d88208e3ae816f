"""Kernel width and sampled share of every algorithm at one scaling ratio."""

from typing import ClassVar

from app.jobs.job import Job
from core.progress import Progress
from core.scaling.catalogue import ALGORITHMS
from core.scaling.figures import Figures, figures


class FiguresJob(Job):
    """Publishes `Figures` per algorithm; result: the tuple of them."""

    lane: ClassVar[str] = "figures"
    quiet: ClassVar[bool] = True

    def __init__(self, ratio: float) -> None:
        super().__init__(f"Kernel widths at β = {ratio:g}")
        self.ratio = ratio

    def run(self, progress: Progress) -> tuple[Figures, ...]:
        """One after the other."""
        found = []
        for done, algorithm in enumerate(ALGORITHMS):
            progress(done / len(ALGORITHMS), self.title)
            found.append(figures(algorithm, self.ratio))
            self.publish(found[-1])
        return tuple(found)
