"""The published detectors, on request: each with its score, its own threshold and its source."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.theme import set_icon
from app.views.findings.detector_grid import HEADERS, DetectorGrid, cells
from app.views.findings.wording import published_invitation, published_words
from app.widgets.notice import Notice
from app.widgets.section import Section, quiet
from core.reporting.words import citation_text
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.detection.comparison import Comparison

STEPS = 1000


class PublishedPanel(Section):
    """Says what would be asked, how far it is, and what came of it."""

    run_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Published detectors", parent)
        self._comparison: Comparison | None = None
        self.words = quiet()
        self.trouble = Notice()
        self.run = QPushButton("Run the published detectors")
        self.run.setToolTip("Score this image by every detector of the literature, for comparison")
        set_icon(self.run, "inspect")
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("Progress of the published detectors")
        self.cancel = QPushButton("Cancel")
        self.grid = DetectorGrid(cited=True)
        self.copy_button = QPushButton("Copy as text")
        set_icon(self.copy_button, "copy")
        self._lay_out()
        self.run.clicked.connect(self.run_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.copy_button.clicked.connect(self.copy)
        self.show_running(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.run, self.bar, self.cancel):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.column.addWidget(self.words)
        self.column.addLayout(row)
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.grid)
        self.column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_comparison(self, comparison: "Comparison | None", pipeline: Pipeline) -> None:
        """What came of it, or what `pipeline` would be told; asking again is offered for another one."""
        if comparison is not self._comparison or comparison is None:
            self._comparison = comparison
            self.grid.show_findings(() if comparison is None else comparison.findings)
        self.words.setText(
            published_invitation(pipeline) if comparison is None else published_words(comparison)
        )
        other = comparison is not None and comparison.told != pipeline
        self.run.setText(f"Run again for {pipeline.label}" if other else "Run the published detectors")
        self.grid.setVisible(comparison is not None)
        self.copy_button.setVisible(comparison is not None)
        self._done = comparison is not None and not other
        self.run.setVisible(self.bar.isHidden() and not self._done)

    def show_running(self, fraction: float | None) -> None:
        """How far it is, 0..1; None when nothing runs."""
        running = fraction is not None
        self.bar.setValue(round(STEPS * (fraction or 0.0)))
        self.bar.setVisible(running)
        self.cancel.setVisible(running)
        self.run.setVisible(not running and not self._done)
        if running:
            self.trouble.say("")

    _done = False
    """Whether there is nothing more to ask for the pipeline chosen."""

    def copy(self) -> None:
        """Put the table on the clipboard, columns separated by tabs."""
        if self._comparison is not None:
            QGuiApplication.clipboard().setText(as_text(self._comparison))


def as_text(comparison: "Comparison") -> str:
    """The table with its sources, for pasting into a report."""
    rows = [(*HEADERS, "Source"), *((*cells(entry), citation_text(entry)) for entry in comparison.findings)]
    return "\n".join([*("\t".join(row) for row in rows), published_words(comparison)])
