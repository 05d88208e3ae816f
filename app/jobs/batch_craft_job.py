"""Craft many attacks by one recipe, from folders into a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress, worker_resize
from app.jobs.worker import Worker
from core.progress import Progress

if TYPE_CHECKING:
    from core.attacks.batch import DrawnTarget, Pairing, Recipe
    from core.attacks.prepared import Resize
    from core.attacks.problem import AttackProblem
    from core.attacks.result import AttackResult


@dataclass(frozen=True)
class BatchCraftOptions:
    """`sources` and `targets`: a folder of images or one image; a drawn target stands for itself."""

    sources: Path
    targets: "Path | DrawnTarget"
    folder: Path
    recipe: "Recipe"
    pairing: "Pairing" = "all"


class BatchCraftJob(Job):
    """Publishes a `ManifestLine` per pair; result: the manifest's path."""

    lane: ClassVar[str] = "batch"
    tells: ClassVar[bool] = True

    def __init__(self, options: BatchCraftOptions, worker: Worker) -> None:
        super().__init__(f"Crafting into {options.folder.name}")
        self.options = options
        self._worker = worker

    def run(self, progress: Progress) -> Path:
        """Find the images, then one pair after the other."""
        from core.attacks.batch import Batch, craft_batch, images_at

        options, polled = self.options, PolledProgress(progress)
        polled(0.0, "Looking for images")
        targets = images_at(options.targets) if isinstance(options.targets, Path) else (options.targets,)
        batch = Batch(images_at(options.sources), targets, options.folder, options.recipe, options.pairing)
        resize = worker_resize(self._worker, polled)
        return craft_batch(batch, resize=resize, crafter=self._craft, progress=polled, report=self.publish)

    def _craft(
        self,
        attack: str,
        problem: "AttackProblem",
        options: Mapping[str, object],
        *,
        solver: str | None,
        resize: "Resize",
        progress: Progress,
    ) -> "AttackResult":
        """As `CraftJob` does: cvxpy in the worker."""
        from core.attacks.variants import craft_variant

        if solver == "cvxpy":
            call = self._worker.call
            return call(craft_variant, attack, problem, dict(options), solver=solver, progress=progress)
        return craft_variant(attack, problem, options, solver=solver, resize=resize, progress=progress)
