"""Everything one window works on, handed to every view."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.jobs import JobManager, Worker
from app.models.classifier_model import ClassifierModel
from app.models.cursor_model import CursorModel
from app.models.evidence_model import EvidenceModel
from app.models.known_model import KnownModel
from app.models.pipeline_model import PipelineModel


class Messages(QObject):
    """What flows want to say to the user; the window shows it without stopping anybody."""

    said = Signal(str, str)
    """Severity ("info" or "error") and one sentence."""
    view_requested = Signal(str)
    """Id of the view that has something new: "findings", "compare", "craft", …"""
    bug_found = Signal(object)
    """An unexpected exception; the window shows its traceback."""

    def info(self, sentence: str) -> None:
        """Say what was done."""
        self.said.emit("info", sentence)

    def error(self, sentence: str) -> None:
        """Say what went wrong and the remedy."""
        self.said.emit("error", sentence)


def refuse_huge(path: Path, reason: str) -> bool:
    """The answer when nobody can be asked: do not decode images beyond the safe limit."""
    del path, reason
    return False


@dataclass
class Session:
    """Models, job manager and worker of one window. The flows (app.flows) take it as their first argument."""

    evidence: EvidenceModel = field(default_factory=EvidenceModel)
    pipeline: PipelineModel = field(default_factory=PipelineModel)
    known: KnownModel = field(default_factory=KnownModel)
    cursor: CursorModel = field(default_factory=CursorModel)
    classifier: ClassifierModel = field(default_factory=ClassifierModel)
    jobs: JobManager = field(default_factory=JobManager)
    worker: Worker = field(default_factory=Worker)
    messages: Messages = field(default_factory=Messages)
    confirm_huge: Callable[[Path, str], bool] = refuse_huge
    """Asks whether a file beyond the safe limit shall be decoded all the same; the window sets a dialog."""
