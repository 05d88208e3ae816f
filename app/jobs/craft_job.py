"""Craft an attack image, with live previews."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.reduce_job import reduced
from app.jobs.worker import Worker
from core.images import RGB
from core.progress import Progress

if TYPE_CHECKING:
    from core.attacks.problem import AttackProblem
    from core.attacks.result import AttackResult


@dataclass(frozen=True)
class CraftOptions:
    """The problem and which solver of the attack catalogue takes it on."""

    problem: "AttackProblem"
    solver: str = "fast"


@dataclass(frozen=True, eq=False)
class CraftPreview:
    """How far the attack image is, averaged for display, and what the real library makes of it; uint8."""

    image: RGB
    output: RGB


class CraftJob(Job):
    """Publishes `CraftPreview`s, at most five a second; result: `AttackResult`. Fails with `AttackError`."""

    lane: ClassVar[str] = "craft"

    def __init__(self, options: CraftOptions, worker: Worker) -> None:
        super().__init__(f"Crafting for {options.problem.pipeline.label}")
        self.options = options
        self._worker = worker

    def run(self, progress: Progress) -> "AttackResult":
        """On this thread, but cvxpy in the worker: its import and its solvers hold the interpreter's lock."""
        from core.attacks.craft import craft

        problem, solver = self.options.problem, self.options.solver
        if solver == "cvxpy":
            return self._worker.call(craft, problem, solver=solver, progress=progress)
        polled = PolledProgress(progress)
        resize = worker_resize(self._worker, polled)

        def show(image: RGB) -> None:
            self.publish(CraftPreview(reduced(image), resize(image, problem.pipeline)))

        return craft(problem, solver=solver, resize=resize, progress=polled, preview=show)
