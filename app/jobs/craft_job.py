"""Craft an attack image, with live previews and the solver's curve."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, cancellable_resize, worker_resize
from app.jobs.reduce_job import reduced
from app.jobs.worker import Worker
from core.images import RGB
from core.progress import Progress

if TYPE_CHECKING:
    from core.attacks.problem import AttackProblem
    from core.attacks.result import AttackResult
    from core.attacks.specs import OptionValue

TRACE_INTERVAL = 0.15
"""Least seconds between two deliveries of the curve: drawing it takes the GUI thread a few milliseconds."""


@dataclass(frozen=True, eq=False)
class CraftOptions:
    """The problem, and which attack of the catalogue with which options and solver takes it on."""

    problem: "AttackProblem"
    solver: str = "fast"
    attack: str = "strong"
    options: "Mapping[str, OptionValue]" = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class CraftPreview:
    """How far the attack image is, averaged for display, and what each real library makes of it; uint8."""

    image: RGB
    outputs: tuple[RGB, ...]


@dataclass(frozen=True)
class TracePoint:
    """One iteration: relative gap to the proven bound, largest violation of the outputs' bounds in levels."""

    iteration: int
    gap: float
    violation: float


@dataclass(frozen=True)
class CraftTrace:
    """Iterations since the last one of these."""

    points: tuple[TracePoint, ...]


class CraftJob(Job):
    """Publishes `CraftPreview`s and `CraftTrace`s; result: `AttackResult`. Fails with `AttackError`."""

    lane: ClassVar[str] = "craft"
    tells: ClassVar[bool] = True

    def __init__(self, options: CraftOptions, worker: Worker) -> None:
        super().__init__(f"Crafting for {options.problem.pipeline.label}")
        self.options = options
        self._worker = worker
        self._points: list[TracePoint] = []
        self._told = 0.0

    def run(self, progress: Progress) -> "AttackResult":
        """On this thread, but cvxpy in the worker: its import and its solvers hold the interpreter's lock."""
        from core.attacks.beside import beside
        from core.attacks.variants import craft_variant

        asked, solver = self.options, self.options.solver
        named = (asked.attack, asked.problem, dict(asked.options))
        if solver == "cvxpy":
            return self._worker.call(craft_variant, *named, solver=solver, progress=progress)
        polled = PolledProgress(progress)
        resize = worker_resize(self._worker, polled)
        look = cancellable_resize(self._worker, polled)

        def show(image: RGB) -> None:
            outputs = tuple(look(image, goal.pipeline) for goal in asked.problem.goals)
            small = beside(lambda: reduced(image), lambda: polled.poll(0.0, ""))
            self.publish(CraftPreview(small, outputs))

        result = craft_variant(
            *named, solver=solver, resize=resize, progress=polled, preview=show, trace=self._trace
        )
        self._tell()
        return result

    def _trace(self, iteration: int, gap: float, violation: float) -> None:
        self._points.append(TracePoint(iteration, gap, violation))
        if time.monotonic() - self._told >= TRACE_INTERVAL:
            self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        if self._points:
            self.publish(CraftTrace(tuple(self._points)))
            self._points = []
