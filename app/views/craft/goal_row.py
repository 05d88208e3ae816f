"""A further pipeline of the attack, with the same target or one of its own."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QWidget

from app.dialogs.files import IMAGE_FILTER
from app.jobs.read_job import ReadJob, ReadOptions
from app.models import PipelineModel, Session
from app.widgets.pipeline_picker import PipelinePicker
from app.widgets.tool_button import tool_button
from core.errors import AliascopeError
from core.images import Evidence

SAME = "The same target"
LETTERS = 18


class GoalRow(QWidget):
    """Picker, target, remove. Size rules are left to the first pipeline; here a size is a size."""

    changed = Signal()
    remove_requested = Signal()

    def __init__(self, session: Session, model: PipelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = model
        self.target: Evidence | None = None
        self.picker = PipelinePicker(model, label="")
        self.picker.rule_box.hide()
        self.target_button = QPushButton(SAME)
        self.target_button.setToolTip("What this pipeline shall see")
        self._menu = QMenu(self)
        self._menu.addAction(SAME, lambda: self.set_target(None))
        self._menu.addAction("Another image…", self.choose)
        self.target_button.setMenu(self._menu)
        self.remove = tool_button("close", "Remove this pipeline", self.remove_requested.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.picker, self.target_button, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        model.setParent(self)
        model.choice_changed.connect(lambda _: self.changed.emit())

    def choose(self) -> None:
        """Ask for the image that this pipeline shall see."""
        name, _ = QFileDialog.getOpenFileName(self, "Target for this pipeline", "", IMAGE_FILTER)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Decode a file, which becomes the target; a bad one is reported as every failed job."""
        self.target_button.setText(f"Reading {path.name} …")
        job = ReadJob(ReadOptions(path))
        job.finished.connect(self.set_target)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._restore)
        self._session.jobs.start(job)

    def _restore(self) -> None:
        self.set_target(self.target)

    def _refuse(self, error: Exception) -> None:
        self.set_target(self.target)
        self.target_button.setToolTip(str(error) if isinstance(error, AliascopeError) else "")

    def set_target(self, evidence: Evidence | None) -> None:
        """An image of its own, or None: the same as the others."""
        self.target = evidence
        name = SAME if evidence is None else evidence.name
        self.target_button.setText(name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…")
        self.target_button.setToolTip(f"What this pipeline shall see: {name}")
        self.target_button.setAccessibleName(f"Target of this pipeline: {name}")
        self.changed.emit()
