"""The two pictures of an attack: the source a person will see, the target the model will see."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app import flows
from app.dialogs.files import IMAGE_FILTER
from app.jobs.read_job import ReadJob, ReadOptions
from app.models import Session
from app.theme import set_icon
from app.widgets.file_well import FileWell
from core.errors import AliascopeError
from core.images import RGB, Evidence

INVITATION = "{}\n\nDrop an image here,\nor click to choose one"


class InputsPanel(QWidget):
    """Two wells; files are decoded by a job, a bad one leaves its sentence in the well."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.source: Evidence | None = None
        self.target: Evidence | None = None
        self.reduced_source: RGB | None = None
        self.source_well = _well("Source", "What a person sees")
        self.target_well = _well("Target", "What the model sees")
        self.use_current = QPushButton("Use current evidence")
        self.use_current.setToolTip("Take the image that is open in the window as the source")
        self.swap = QPushButton("Swap")
        self.swap.setToolTip("Make the source the target and the target the source")
        set_icon(self.swap, "swap")
        self._lay_out()
        self._connect()
        self._update_buttons()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, well in enumerate((self.source_well, self.target_well)):
            grid.addWidget(well.heading, 0, column)
            grid.addWidget(well, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.use_current, 2, 0)
        grid.addWidget(self.swap, 2, 1)
        grid.setRowStretch(3, 1)

    def _connect(self) -> None:
        self.source_well.file_chosen.connect(lambda path: self.read(path, "source"))
        self.target_well.file_chosen.connect(lambda path: self.read(path, "target"))
        self.use_current.clicked.connect(self.take_current)
        self.swap.clicked.connect(self.swap_images)
        self._session.evidence.current_changed.connect(self._update_buttons)

    def _well(self, role: str) -> FileWell:
        return self.source_well if role == "source" else self.target_well

    def read(self, path: Path, role: str) -> ReadJob:
        """Decode the file for "source" or "target"; the image that was there stays until that succeeds."""
        self._well(role).set_busy(path.name)
        job = ReadJob(ReadOptions(path))
        job.finished.connect(lambda evidence: self.take(evidence, role))
        job.failed.connect(lambda error: self._refuse(error, role))
        job.cancelled.connect(lambda: self._restore(role))
        self._session.jobs.start(job)
        return job

    def take(self, evidence: Evidence | None, role: str) -> None:
        """Put an image into a well, or empty it."""
        setattr(self, role, evidence)
        self._restore(role)

    def _restore(self, role: str) -> None:
        evidence: Evidence | None = getattr(self, role)
        if evidence is None:
            self._well(role).clear()
        else:
            self._well(role).set_busy(evidence.name)
            flows.reduce_picture(self._session, evidence.pixels, partial(self._reduced, role, evidence))
        self._update_buttons()
        self.changed.emit()

    def _reduced(self, role: str, evidence: Evidence, small: RGB) -> None:
        if getattr(self, role) is evidence:
            self._well(role).set_image(evidence.pixels, evidence.name, small)
            if role == "source":
                self.reduced_source = small

    def _refuse(self, error: Exception, role: str) -> None:
        setattr(self, role, None)
        known = isinstance(error, AliascopeError)
        self._well(role).set_error(str(error) if known else "This file could not be read.")
        self._update_buttons()
        self.changed.emit()

    def take_current(self) -> None:
        """The current evidence becomes the source."""
        item = self._session.evidence.current
        if item is not None:
            self.take(item.evidence, "source")

    def swap_images(self) -> None:
        """Exchange source and target."""
        source, target = self.source, self.target
        self.take(target, "source")
        self.take(source, "target")

    def _update_buttons(self) -> None:
        self.use_current.setEnabled(self._session.evidence.current is not None)
        self.swap.setEnabled(self.source is not None or self.target is not None)


def _well(title: str, words: str) -> FileWell:
    return FileWell(title, INVITATION.format(words), file_filter=IMAGE_FILTER)
