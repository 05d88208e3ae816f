"""The running job in the status bar: title, progress, Cancel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.jobs import Job, JobManager

STEPS = 1000


class JobStatus(QWidget):
    """Shows the job started last, and says how many more run or wait. Hidden while nothing does."""

    def __init__(self, jobs: JobManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._reports: dict[Job, tuple[float, str]] = {}
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setFixedSize(160, 12)
        self._bar.setTextVisible(False)
        self._percent = QLabel()
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._cancel = QPushButton("Cancel")
        self._cancel.setToolTip("Cancel this job (Ctrl+.)")
        self._cancel.clicked.connect(self.cancel)
        self._lay_out()
        jobs.job_started.connect(self._started)
        jobs.job_ended.connect(self._ended)
        self.hide()

    @property
    def job(self) -> Job | None:
        """The job on show."""
        return self._job

    @property
    def title(self) -> str:
        """The words on show."""
        return self._title.text()

    def cancel(self) -> None:
        """Cancel the job on show."""
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._cancel.setEnabled(False)
            self._title.setText(f"Cancelling: {self._job.title}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._title, self._bar, self._percent, self._cancel):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._bar.setAccessibleName("Progress of the job")

    def _started(self, job: Job) -> None:
        if not job.quiet:
            self._reports[job] = (0.0, "")
            job.progressed.connect(lambda fraction, text: self._progressed(job, fraction, text))
            self._show(job)

    def _ended(self, job: Job) -> None:
        self._reports.pop(job, None)
        if job is self._job or self._job is None:
            self._show(next(reversed(self._reports), None))
        else:
            self._refresh()

    def _show(self, job: Job | None) -> None:
        self._job = job
        self.setVisible(job is not None)
        if job is not None:
            self._cancel.setEnabled(True)
            self._refresh()

    def _progressed(self, job: Job, fraction: float, text: str) -> None:
        self._reports[job] = (fraction, text)
        if job is self._job:
            self._refresh()

    def _refresh(self) -> None:
        job = self._job
        if job is None or not self._cancel.isEnabled():  # the words on show say that it is being cancelled
            return
        fraction, text = self._reports[job]
        others = sum(not one.quiet for one in self._jobs.jobs()) - 1
        words = [job.title, text, f"{others} more" if others > 0 else ""]
        self._title.setText(" · ".join(word for word in words if word))
        self._bar.setValue(round(fraction * STEPS))
        self._percent.setText(f"{fraction * 100:.0f} %")
