"""Open a model of the user's own and see whether it works."""

from typing import TYPE_CHECKING, ClassVar

from app.jobs.job import Job
from app.jobs.polling import PolledProgress
from app.jobs.worker import Worker, WorkerError
from core.progress import Progress

if TYPE_CHECKING:
    from core.classification.model import ModelFacts
    from core.classification.profile import ModelChoice


class ExamineModelJob(Job):
    """Result: `ModelFacts`. The file is opened in the worker, which a broken one may end."""

    lane: ClassVar[str] = "model"
    tells: ClassVar[bool] = True

    def __init__(self, choice: "ModelChoice", worker: Worker) -> None:
        super().__init__(f"Opening {choice.path.name}")
        self.choice = choice
        self._worker = worker

    def run(self, progress: Progress) -> "ModelFacts":
        """Ask the worker. Raises `ModelError` also when the file ends the worker's process."""
        from core.classification.apart import died
        from core.classification.model import examine

        polled = PolledProgress(progress)
        polled(0.0, "Opening the model")
        try:
            return self._worker.call(examine, self.choice, progress=polled.poll)
        except WorkerError as error:
            raise died(self.choice.path) from error
