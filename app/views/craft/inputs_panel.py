"""The two pictures of an attack: the source a person will see, the target the model will see."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from app import flows
from app.dialogs.files import IMAGE_FILTER, SAVE_FILTERS
from app.jobs.read_job import ReadJob, ReadOptions, WellReadJob
from app.models import Session
from app.theme import set_icon
from app.views.craft.target_panel import TargetPanel
from app.views.craft.targets import ImageTarget, Target
from app.widgets.file_well import FileWell
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.images.arrays import Shape

INVITATION = "What a person sees\n\nDrop an image here,\nor click to choose one"


class InputsPanel(QWidget):
    """Two wells; files are decoded by a job. A bad one leaves its sentence, or the picture there was."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.source: Evidence | None = None
        self.reduced_source: RGB | None = None
        self.source_well = FileWell("Source", INVITATION, file_filter=IMAGE_FILTER)
        self.target_panel = TargetPanel()
        self.use_current = QPushButton("Use current evidence")
        self.use_current.setToolTip("Take the image that is open in the window as the source")
        set_icon(self.use_current, "image")
        self._lay_out()
        self._connect()
        self._update_buttons()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heading = self.source_well.heading
        heading.setMinimumHeight(self.target_panel.kind.sizeHint().height())
        grid.addWidget(heading, 0, 0)
        grid.addWidget(self.source_well, 1, 0)
        grid.addWidget(self.use_current, 2, 0)
        grid.addWidget(self.target_panel, 0, 1, 4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)

    def _connect(self) -> None:
        panel = self.target_panel
        self.source_well.file_chosen.connect(lambda path: self.read(path, "source"))
        panel.well.file_chosen.connect(lambda path: self.read(path, "target"))
        self.use_current.clicked.connect(self.take_current)
        panel.swap.clicked.connect(self.swap_images)
        panel.changed.connect(self._target_changed)
        panel.save_requested.connect(self.save_target)
        self._session.evidence.current_changed.connect(self._update_buttons)
        self._session.pipeline.changed.connect(lambda _: self._draw_target())

    @property
    def target_well(self) -> FileWell:
        """The target's well."""
        return self.target_panel.well

    @property
    def target(self) -> Target | None:
        """What is to be hidden."""
        return self.target_panel.target

    def target_picture(self, shape: Shape) -> RGB | None:
        """The target for an output of (height, width); drawn ones in that size, pictures as they are.

        Raises `AliascopeError` for a text that does not fit.
        """
        target = self.target
        return None if target is None else target.picture(shape, self.reduced_source)

    def read(self, path: Path, role: str) -> ReadJob:
        """Decode the file for "source" or "target"; the image that was there stays until that succeeds."""
        if role == "target":
            self.target_panel.choose_kind("image")
        self._well(role).set_busy(path.name)
        job = WellReadJob(ReadOptions(path))
        job.finished.connect(lambda evidence: self.take(evidence, role))
        job.failed.connect(lambda error: self._refuse(error, role))
        job.cancelled.connect(lambda: self._restore(role))
        self._session.jobs.start(job)
        return job

    def take(self, evidence: Evidence | None, role: str) -> None:
        """Put an image into a well, or empty it."""
        self._keep(evidence, role)
        if role == "target":
            self.target_panel.choose_kind("image")
        self._restore(role)

    def _keep(self, evidence: Evidence | None, role: str) -> None:
        if role == "target":
            self.target_panel.image = evidence
        else:
            self.source, self.reduced_source = evidence, None

    def _kept(self, role: str) -> Evidence | None:
        return self.target_panel.image if role == "target" else self.source

    def _well(self, role: str) -> FileWell:
        return self.target_well if role == "target" else self.source_well

    def _restore(self, role: str) -> None:
        evidence = self._kept(role)
        if evidence is None:
            self._well(role).clear()
        else:
            self._well(role).set_busy(evidence.name)
            flows.reduce_picture(self._session, evidence.pixels, partial(self._reduced, role, evidence))
        self._update_buttons()
        self.changed.emit()

    def _reduced(self, role: str, evidence: Evidence, small: RGB) -> None:
        if self._kept(role) is not evidence:
            return
        if role == "source":
            self.source_well.set_image(evidence.pixels, evidence.name, small)
            self.reduced_source = small
            self._draw_target()
            self.changed.emit()
        elif isinstance(self.target, ImageTarget):
            self.target_well.set_image(evidence.pixels, evidence.name, small)

    def _refuse(self, error: Exception, role: str) -> None:
        """Said once: in the well, or in the window where the well keeps the picture it has."""
        known = isinstance(error, AliascopeError)
        if self._kept(role) is not None:
            self._restore(role)
            if known:
                self._session.messages.error(str(error))
            return
        self._well(role).set_error(str(error) if known else "This file could not be read.")
        self._update_buttons()
        self.changed.emit()

    def _target_changed(self) -> None:
        if self.target_panel.kind.currentData() == "image":
            self._restore("target")
            return
        self._draw_target()
        self.changed.emit()

    def _draw_target(self) -> None:
        """Draw a text or a sign again, at the pipeline's size."""
        if self.target_panel.kind.currentData() == "image":
            return
        try:
            picture = self.target_picture(self._session.pipeline.pipeline.target_shape)
        except AliascopeError as error:
            self.target_panel.show_drawn(None, str(error))
        else:
            self.target_panel.show_drawn(picture)

    def save_target(self) -> None:
        """Write a drawn target as a picture, at the pipeline's size."""
        target, pixels = self.target, self.target_well.pixels
        if isinstance(target, ImageTarget) or target is None or pixels is None:
            return
        kinds = SAVE_FILTERS["Lossless image"]
        name, _ = QFileDialog.getSaveFileName(self, "Save the target", target.file_name, kinds)
        if name:
            path = Path(name)
            flows.save_pixels(self._session, pixels, path if path.suffix else path.with_suffix(".png"))

    def take_current(self) -> None:
        """The current evidence becomes the source."""
        item = self._session.evidence.current
        if item is not None:
            self.take(item.evidence, "source")

    def swap_images(self) -> None:
        """Exchange source and target."""
        source, target = self.source, self.target_panel.image
        self.take(target, "source")
        self.take(source, "target")

    def _update_buttons(self) -> None:
        self.use_current.setEnabled(self._session.evidence.current is not None)
        self.target_panel.swap.setEnabled(self.source is not None or self.target_panel.image is not None)
