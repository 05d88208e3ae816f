"""Many attacks at once, made as the form says: folders in, a folder of attack images and a manifest out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.jobs.batch_craft_job import BatchCraftJob, BatchCraftOptions
from app.models import Session
from app.theme import set_icon
from app.views.craft.batch_table import BatchTable
from app.views.craft.statement import Statement
from app.widgets.image_tile import selectable_label
from app.widgets.path_field import PathField
from app.widgets.section import quiet
from core.attacks.batch import DrawnTarget
from core.attacks.manifest import ManifestLine
from core.errors import AliascopeError

PAIRINGS = (("all", "Every source with every target"), ("order", "In order: first with first, and so on"))


class BatchDialog(QDialog):
    """Three folders, Start, and a table that fills; blocks nothing. Closing it cancels what runs."""

    ended = Signal()

    def __init__(self, session: Session, statement: Statement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._statement = session, statement
        self._job: BatchCraftJob | None = None
        self.sources = PathField("Sources", kind="any")
        self.targets = PathField("Targets", kind="any")
        self.folder = PathField("Write to")
        self.pairing = QComboBox()
        self.table = BatchTable()
        self.bar = QProgressBar()
        self.words = selectable_label()
        self.start = QPushButton("Start")
        self.cancel = QPushButton("Cancel")
        self.close_button = QPushButton("Close")
        self._configure()
        self._lay_out()
        self._connect()
        self._update()

    def _configure(self) -> None:
        self.setWindowTitle("Many attacks at once")
        self.setModal(False)
        self.resize(820, 560)
        for key, title in PAIRINGS:
            self.pairing.addItem(title, key)
        if self._statement.target is not None:
            self.targets.line.setPlaceholderText(f"Empty: {self._statement.target.name}, as in the form")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the batch")
        self.start.setProperty("primary", True)
        self.start.setDefault(True)
        set_icon(self.cancel, "stop")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("&Sources", self.sources)
        form.addRow("&Targets", self.targets)
        form.addRow("&Pairs", self.pairing)
        form.addRow("&Write to", self.folder)
        buttons = QHBoxLayout()
        for widget in (self.start, self.cancel):
            buttons.addWidget(widget)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch(0)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(quiet(f"Each pair is crafted as the form says: {self._statement.words}."))
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        for field in (self.sources, self.targets, self.folder):
            field.changed.connect(self._update)
        self.start.clicked.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(lambda _: self._cancel())

    def _targets(self) -> Path | DrawnTarget | None:
        """The folder; the form's own target where none is given."""
        target = self._statement.target
        if self.targets.path is not None or target is None:
            return self.targets.path
        return DrawnTarget(target.name, target.picture)

    def _update(self) -> None:
        """What is missing, in words."""
        running = self._job is not None
        missing = [
            name
            for name, there in (
                ("the sources", self.sources.path),
                ("the targets", self._targets()),
                ("where to write", self.folder.path),
            )
            if there is None
        ]
        self.start.setVisible(not running)
        self.start.setEnabled(not missing)
        self.cancel.setVisible(running)
        self.bar.setVisible(running)
        if not running and missing:
            *most, last = missing
            self.words.setText(f"Choose {', '.join(most)} and {last}." if most else f"Choose {last}.")
        elif not running:
            self.words.setText("Nothing is overwritten: where a name is taken, a number is added.")

    def _start(self) -> None:
        sources, targets, folder = self.sources.path, self._targets(), self.folder.path
        if self._job is not None or sources is None or targets is None or folder is None:
            return
        pairing = self.pairing.currentData()
        options = BatchCraftOptions(sources, targets, folder, self._statement.recipe, pairing)
        self._job = job = BatchCraftJob(options, self._session.worker)
        self.table.clear_lines()
        self._update()
        job.progressed.connect(self._progress)
        job.partial.connect(self._take)
        # Methods, not lambdas: Qt lets go of them when the dialog is closed before the job has ended.
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._give_up)
        self._session.jobs.start(job)

    def _cancel(self) -> None:
        if self._job is not None:
            self._session.jobs.cancel(self._job)

    def _progress(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(1000 * fraction))
        self.words.setText(text)

    def _take(self, line: ManifestLine) -> None:
        self.table.add_line(line)

    def _finish(self, manifest: Path) -> None:
        self._end(f"{self.table.summary} The manifest is {manifest}.")

    def _give_up(self) -> None:
        self._end(f"Cancelled. {self.table.summary}")

    def _fail(self, error: Exception) -> None:
        self._end(str(error) if isinstance(error, AliascopeError) else "The batch failed unexpectedly.")

    def _end(self, words: str) -> None:
        self._job = None
        self._update()
        self.words.setText(words)
        self.ended.emit()
