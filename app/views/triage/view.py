"""Triage: every image of a folder inspected in the background, the alarming ones first."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.flows.inspecting import toggle_known
from app.flows.opening import open_paths
from app.flows.saving import save_text
from app.jobs.scan_job import ScanJob, ScanOptions, ScanSums
from app.models import Session
from app.views.triage import wording
from app.views.triage.controls import TriageControls
from app.views.triage.detail_strip import DetailStrip
from app.views.triage.table import TriageTable
from app.widgets.empty_state import EmptyState
from app.widgets.pane_bar import PaneBar

if TYPE_CHECKING:
    from core.detection.asked import Asked
    from core.detection.scan_file import Scanned

MOST_OPENED = 20
"""Rows opened at once; each becomes evidence in memory."""


class TriageView(QWidget):
    """A folder is chosen, or scanned by `scan`; rows open as evidence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.controls, self.table = TriageControls(), TriageTable()
        self.empty = EmptyState("grid", wording.TITLE, wording.INVITATION)
        self.state, self.speed = QLabel(), QLabel()
        self.detail = DetailStrip()
        self._pages = QStackedWidget()
        self._job: ScanJob | None = None
        self._expected = 0
        self._counts: Counter[str] = Counter()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.controls.choose)

    def scan(self, folder: Path) -> None:
        """Scan a folder; what was scanned before goes."""
        self.session.jobs.cancel_lane(ScanJob.lane)
        self.table.rows.clear()
        self._counts.clear()
        self._expected = 0
        self.controls.show_folder(folder)
        self.speed.clear()
        self.state.setText("Looking for images …")
        self._pages.setCurrentWidget(self.table)
        self._start(ScanJob(ScanOptions(folder, asked=self._asked())))

    def _lay_out(self) -> None:
        for label in (self.state, self.speed):
            label.setProperty("role", "muted")
        caption = PaneBar(self.state)
        caption.row.addStretch(1)
        caption.row.addWidget(self.speed)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        column.addWidget(self._pages, 1)
        column.addWidget(self.detail)
        column.addWidget(caption)

    def _connect(self) -> None:
        self.controls.folder_requested.connect(self._ask_folder)
        self.controls.filtered.connect(self._filter)
        self.controls.export_requested.connect(self._export)
        self.table.opened.connect(self._open)
        self.table.current_row_changed.connect(self.detail.show_row)
        self.controls.known.clicked.connect(lambda _: toggle_known(self.session))
        self.session.known.changed.connect(lambda _: self._show_known())
        self.session.pipeline.choice_changed.connect(lambda _: self._show_known())
        self._show_known()

    def _show_known(self) -> None:
        known = self.session.known.label
        self.controls.show_known(known, known or self.session.pipeline.pipeline.label)

    # Scanning.

    def _asked(self) -> "Asked | None":
        """What the service is known to use, as the scan takes it; a crop of one image means nothing here."""
        from core.detection.asked import Asked

        choice = self.session.known.choice
        if choice is None:
            return None
        size = choice.pipeline(None).target_shape if choice.scaling is not None else choice.size
        return Asked(choice.library, choice.algorithm, size, choice.rule, choice.tile)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Scan a folder", self.controls.folder.text())
        if name:
            self.scan(Path(name))

    def _start(self, job: ScanJob) -> None:
        self._job = job
        job.partial.connect(lambda part: self._take(job, part))
        job.finished.connect(lambda sums: self._finish(job, sums))
        job.failed.connect(lambda _: self._stop(job, "The scan failed"))
        job.cancelled.connect(lambda: self._stop(job, "Cancelled"))
        self.session.jobs.start(job)

    def _take(self, job: ScanJob, part: "int | Scanned") -> None:
        if job is not self._job:
            return
        if isinstance(part, int):
            self._expected = part
        else:
            self.table.rows.add((part,))
            self._counts[wording.state(part.record)] += 1
        self._count()

    def _finish(self, job: ScanJob, sums: ScanSums) -> None:
        if job is not self._job:
            return
        self._job = None
        if sums.files:
            self.speed.setText(wording.throughput(sums.megapixels, sums.seconds))
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        else:
            self.empty.say("grid", "No images", wording.EMPTY_FOLDER)
            self._pages.setCurrentWidget(self.empty)

    def _stop(self, job: ScanJob, words: str) -> None:
        if job is self._job:
            self._job = None
            self._count()
            self.state.setText(f"{words}. {self.state.text()}")

    def _count(self) -> None:
        self.state.setText(wording.summary(self._counts, self._expected))
        self.controls.export.setEnabled(self._counts.total() > 0)

    # What is shown.

    def _filter(self) -> None:
        self.table.filter.show_only(self.controls.verdict.currentData(), self.controls.name.text())

    def _open(self, results: "list[Scanned]") -> None:
        if len(results) > MOST_OPENED:
            self.session.messages.info(
                f"Only the first {MOST_OPENED} of {len(results)} were opened; open the others later."
            )
        open_paths(self.session, [result.path for result in results[:MOST_OPENED]])

    def _export(self) -> None:
        from core.detection.scan_record import as_csv

        suggestion = str(Path(self.controls.folder.text()) / "scan.csv")
        name, _ = QFileDialog.getSaveFileName(self, "Export the table", suggestion, "CSV (*.csv)")
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
            save_text(self.session, as_csv(row.record for row in self.table.filter.shown), path)
