"""One run of the Craft view: the job that crafts, and those that look at what came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from app import flows
from app.jobs.attack_labels_job import AttackLabelsJob
from app.jobs.attack_pictures_job import AttackPicturesJob, AttackPicturesOptions
from app.jobs.craft_job import CraftJob, CraftOptions
from app.jobs.job import Job
from app.jobs.others_job import OthersJob, OthersOptions
from app.jobs.reduce_job import needs_reducing
from app.models import Session
from app.views.craft.result_panel import ResultPanel
from app.views.craft.saving import survived_quality
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.images.arrays import Shape
from core.scaling.robust import area_output

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

NOTHING_KEPT = "Cancelled: nothing was kept."
KEPT = "The attack crafted before is still here."


@dataclass(frozen=True, eq=False)
class Finished:
    """An attack that is shown: what was asked for, the reduced source, its pictures' files, the result."""

    options: CraftOptions
    reduced_source: RGB | None
    made_of: Sequence[Evidence]
    result: "AttackResult"


class CraftRun(QObject):
    """Feeds a `ResultPanel`. What still runs for an earlier result is given up when another begins."""

    progressed = Signal(float, str)
    ended = Signal(str, bool)
    """The sentence to show, empty when there is a result, and whether it tells of a failure."""

    def __init__(self, session: Session, results: ResultPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._results = session, results
        self.job: CraftJob | None = None
        self.shown: Finished | None = None
        """The last attack that was finished; while another one runs, and if it is given up, it stays."""
        self.survives: int | None = None
        """The JPEG quality that the result was made for, if it was."""
        self._source: RGB = np.zeros((1, 1, 3), np.uint8)
        self._chores: list[Job] = []
        results.others.wanted.connect(self._ask_others)
        results.model.goal_chosen.connect(lambda _: self._begin_others())

    @property
    def result(self) -> "AttackResult | None":
        """The attack on screen, None while another is crafted."""
        return self.shown.result if self.shown is not None and self.job is None else None

    def start(
        self, options: CraftOptions, reduced_source: RGB | None, made_of: Sequence[Evidence] = ()
    ) -> None:
        """Craft in the background; `made_of` are the pictures of the problem, the source first."""
        self.job = job = flows.craft(self._session, options)
        self._begin(options, reduced_source)
        job.progressed.connect(self.progressed)
        job.partial.connect(self._results.show_part)
        job.finished.connect(lambda result: self._finish(Finished(options, reduced_source, made_of, result)))
        job.failed.connect(self._fail)
        job.cancelled.connect(lambda: self._give_up("Cancelled.", NOTHING_KEPT))

    def _begin(self, options: CraftOptions, reduced_source: RGB | None) -> None:
        self._drop_chores()
        goals = options.problem.goals
        targets = [quick_target(goal.target, goal.pipeline.target_shape) for goal in goals]
        self._results.begin(options.problem, reduced_source, targets)

    def cancel(self) -> None:
        """Give the attack up."""
        if self.job is not None:
            self._session.jobs.cancel(self.job)

    def _finish(self, finished: Finished) -> None:
        self.shown, self.job = finished, None
        self._show(finished)
        self._end("")

    def _show(self, finished: Finished) -> None:
        options, result = finished.options, finished.result
        self.survives = survived_quality(options.attack, options.options)
        self._draw(options, result)
        self._results.show_result(result, self.survives)
        self._classify(result)

    def _fail(self, error: Exception) -> None:
        self._give_up(_sentence(error), _sentence(error), failed=True)

    def _give_up(self, words: str, alone: str, *, failed: bool = False) -> None:
        """End without a result; one from before, maybe unsaved, comes back. `alone`: said if none was."""
        self.job = None
        if self.shown is None:
            self._end(alone, failed=failed)
            return
        self._begin(self.shown.options, self.shown.reduced_source)
        self._show(self.shown)
        self._end(f"{words} {KEPT}", failed=failed)

    def _end(self, words: str, *, failed: bool = False) -> None:
        self.job = None
        self.ended.emit(words, failed)

    def _draw(self, options: CraftOptions, result: "AttackResult") -> None:
        source = self._source = options.problem.source if result.source is None else result.source
        job = AttackPicturesJob(AttackPicturesOptions(result.image, source))
        job.finished.connect(lambda pictures: self._results.show_pictures(result, pictures))
        self._start(job)
        if result.source is not None:
            flows.reduce_picture(self._session, source, lambda small: self._show_source(result, small))

    def _show_source(self, result: "AttackResult", small: RGB) -> None:
        if self.result is result and result.source is not None:
            self._results.person.show_source(result.source, small)

    def _classify(self, result: "AttackResult") -> None:
        pairs = [(goal.output, goal.target) for goal in result.goals]
        job = AttackLabelsJob(pairs, self._session.worker)
        job.finished.connect(self._results.model.show_labels)
        self._start(job)

    def _begin_others(self) -> None:
        if self.result is not None:
            self._results.others.begin(self.result.goals[self._results.model.chosen].pipeline)

    def _ask_others(self) -> None:
        result, others = self.result, self._results.others
        if result is None:
            return
        self._session.jobs.cancel_lane(OthersJob.lane)
        goal = result.goals[self._results.model.chosen]
        options = OthersOptions(result.image, self._source, goal.target, goal.pipeline)
        job = OthersJob(options, self._session.worker)
        job.partial.connect(others.show_output)
        job.finished.connect(lambda _: others.finish())
        job.failed.connect(lambda error: others.say(_sentence(error)))
        job.cancelled.connect(lambda: others.say("Cancelled; close and open this to ask again."))
        self._start(job)

    def _start(self, job: Job) -> None:
        self._chores.append(job)
        self._session.jobs.start(job)

    def _drop_chores(self) -> None:
        for job in self._chores:
            self._session.jobs.cancel(job)
        self._chores = []


def _sentence(error: Exception) -> str:
    """An expected failure in its own words; a bug has a dialog of its own."""
    return str(error) if isinstance(error, AliascopeError) else "This failed unexpectedly."


def quick_target(target: RGB, shape: Shape) -> RGB | None:
    """The target at the output's size, when that takes no time; crafting hands it back in any case."""
    return None if needs_reducing(target) else area_output(target, shape)
