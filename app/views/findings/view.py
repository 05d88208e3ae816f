"""Findings: what is wrong with the current image, in words, and what to do about it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app import flows
from app.dialogs.files import IMAGE_FILTER
from app.dialogs.save_beside import ask_save_beside
from app.jobs import Job
from app.jobs.classify_job import ClassifyJob
from app.jobs.inspect_job import InspectJob
from app.jobs.outputs_job import OutputsJob
from app.jobs.sanitize_job import SanitizeJob
from app.models import EvidenceItem, Session
from app.views.findings.outputs import enlarges, shown_images
from app.views.findings.published_link import PublishedLink
from app.views.findings.report_page import ReportPage
from app.views.findings.sanitized_link import SanitizedLink
from app.views.findings.state_page import StatePage
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

UNEXPECTED = "The inspection ended in an error of the program, which is no finding about the image."


class FindingsView(QWidget):
    """Shows the current evidence's inspection; before there is one, how far it is or why not."""

    state_changed = Signal(str)
    """"empty", "inspecting", "error", "stopped" or "report"."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state = "empty"
        self.page = StatePage()
        self.report = ReportPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.report)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect_models()
        self._connect_panels()
        self.refresh()
        for job in session.jobs.jobs():
            self._watch(job)

    def _connect_models(self) -> None:
        self.session.evidence.current_changed.connect(self.refresh)
        self.session.evidence.item_changed.connect(self._item_changed)
        self.session.pipeline.changed.connect(self._pipeline_changed)
        self.session.jobs.job_started.connect(self._watch)
        self.session.jobs.job_started.connect(self._tell_asking)
        self.session.jobs.job_ended.connect(self._tell_asking)

    def _sanitize_anyway(self) -> None:
        flows.detect_and_sanitize(self.session, even_clean=True)

    def _connect_panels(self) -> None:
        report = self.report
        report.headline.sanitize_requested.connect(self._sanitize_anyway)
        report.headline.compare_requested.connect(
            lambda: self.session.messages.view_requested.emit("compare")
        )
        report.headline.save_hidden_requested.connect(self.save_hidden)
        report.headline.report_requested.connect(self.export_report)
        report.pipelines.pipeline_chosen.connect(self.session.pipeline.set)
        report.sanitized.save_requested.connect(self.save_sanitized)
        self._sanitized = SanitizedLink(self.session, report.sanitized)
        self._published = PublishedLink(self.session, report.published)
        self.page.action_requested.connect(self._act)
        self.session.classifier.changed.connect(
            lambda: report.classification.show_model(self.session.classifier)
        )
        report.classification.show_model(self.session.classifier)
        report.classification.every_library_requested.connect(lambda: flows.ask_every_library(self.session))
        report.classification.every_filter_requested.connect(lambda: flows.ask_every_filter(self.session))

    @property
    def item(self) -> EvidenceItem | None:
        """The evidence on show."""
        return self.session.evidence.current

    def refresh(self) -> None:
        """Show the current evidence from scratch."""
        item = self.item
        if item is None:
            self.page.show_empty()
            self._turn_to("empty")
        elif item.inspection is not None:
            self._show_report(item)
        elif item.error is not None:
            self.page.show_error(item.evidence.name, item.error)
            self._turn_to("error")
        else:
            self.page.show_inspecting(item.evidence.name)
            self._turn_to("inspecting")

    def _turn_to(self, state: str) -> None:
        self.state = state
        self._stack.setCurrentWidget(self.report if state == "report" else self.page)
        self.state_changed.emit(state)

    def _show_report(self, item: EvidenceItem) -> None:
        self.report.show_item(item, self.session.pipeline.pipeline)
        self._turn_to("report")
        self._reduce(item)
        self._want_output(item, self.session.pipeline.pipeline)

    def _reduce(self, item: EvidenceItem) -> None:
        """Have the large pictures averaged for their tiles."""
        receive = partial(self._evidence_reduced, item)
        flows.reduce_picture(self.session, item.evidence.pixels, receive)
        self._sanitized.reduce(item)

    def _evidence_reduced(self, item: EvidenceItem, small: RGB) -> None:
        if item is self.item and self.state == "report":
            self.report.set_reduced(item, small)

    def _item_changed(self, item: EvidenceItem, field: str) -> None:
        if item is not self.item:
            return
        if self.state != "report" or field == "inspection":
            if field in ("inspection", "error"):
                self.refresh()
        elif field == "outputs":
            self.report.show_pipeline(item, self.session.pipeline.pipeline)
        elif field == "sanitized":
            self.report.show_sanitized(item, self.session.pipeline.pipeline)
            self._reduce(item)
            QTimer.singleShot(0, self, self.report.look_at_answers)
        elif field == "recheck":
            self.report.show_recheck(item, self.session.pipeline.pipeline)
        elif field in ("classified", "predictions", "by_pipeline", "by_filter"):
            self.report.show_predictions(item, self.session.pipeline.pipeline)

    def _pipeline_changed(self, pipeline: Pipeline) -> None:
        if self.item is not None and self.state == "report":
            self.report.show_pipeline(self.item, pipeline)
            if self.item.sanitized is None:
                self.report.show_sanitized(self.item, pipeline)
            self.report.show_choices(self.item, pipeline)
            self._want_output(self.item, pipeline)

    def _want_output(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Have the real library scale the image, unless that is done, under way or pointless."""
        shown = shown_images(item, pipeline)
        missing = shown.output is None or shown.robust is None
        wanted = self.isVisible() and missing and not enlarges(item, pipeline)
        grids = [job for job in self.session.jobs.jobs() if isinstance(job, OutputsJob)]
        under_way = any(job.subject is item.evidence and pipeline in job.options.pipelines for job in grids)
        if wanted and not under_way:
            flows.fill_outputs(self.session)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on the output, which is only asked for while somebody looks."""
        super().showEvent(event)
        if self.item is not None and self.state == "report":
            self._want_output(self.item, self.session.pipeline.pipeline)

    def _watch(self, job: Job) -> None:
        if isinstance(job, InspectJob):
            job.progressed.connect(lambda fraction, text: self._progressed(job, fraction, text))
            job.cancelled.connect(lambda: self._stopped(job))
            job.failed.connect(lambda _: self._failed(job))
            name = self._current_name(job)
            if name is not None and self.state != "report":
                self.page.show_inspecting(name)
                self._turn_to("inspecting")

    def _current_name(self, job: Job) -> str | None:
        """The name of the current evidence when `job` is about it."""
        item = self.item
        return item.evidence.name if item is not None and job.subject is item.evidence else None

    def _progressed(self, job: InspectJob, fraction: float, text: str) -> None:
        if self.state == "inspecting" and self._current_name(job) is not None:
            self.page.show_progress(fraction, text)

    def _stopped(self, job: InspectJob) -> None:
        name = self._current_name(job)
        if self.state == "inspecting" and name is not None:
            self.page.show_stopped(name)
            self._turn_to("stopped")

    def _failed(self, job: InspectJob) -> None:
        """An expected reason follows as the item's error and replaces these words."""
        name = self._current_name(job)
        if self.state == "inspecting" and name is not None:
            self.page.show_error(name, UNEXPECTED)
            self._turn_to("error")

    def _tell_asking(self, _job: Job) -> None:
        """Say so while the current image is being sanitized and classified."""
        jobs = [job for job in self.session.jobs.jobs() if isinstance(job, SanitizeJob | ClassifyJob)]
        asking = any(self._current_name(job) is not None for job in jobs)
        self.report.classification.set_asking(asking)

    def _act(self) -> None:
        """The state page's button: open when empty, else inspect."""
        if self.item is not None:
            flows.inspect_current(self.session)
            return
        paths, _ = QFileDialog.getOpenFileNames(self, "Open images", "", IMAGE_FILTER)
        if paths:
            flows.open_paths(self.session, paths)

    def save_hidden(self) -> None:
        """Ask where to and save the hidden image."""
        if (path := self._ask("Save the hidden image", "hidden.png", "Lossless image")) is not None:
            flows.save_hidden(self.session, path)

    def save_sanitized(self) -> None:
        """Ask where to and save the sanitized image."""
        if (path := self._ask("Save the sanitized image", "sanitized.png", "Lossless image")) is not None:
            flows.save_sanitized(self.session, path)

    def export_report(self) -> None:
        """Ask where to and write the HTML report."""
        if (path := self._ask("Export the report", "report.html", "HTML report")) is not None:
            flows.export_report(self.session, path)

    def _ask(self, title: str, ending: str, kind: str) -> Path | None:
        if self.item is None:
            return None
        return ask_save_beside(self, title, self.item.evidence, ending, kind)
