"""Craft: hide a target in a source, off the GUI thread, and look at what comes out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app import flows
from app.dialogs.save_beside import ask_save_beside
from app.jobs.attack_pictures_job import AttackPictures, AttackPicturesJob, AttackPicturesOptions
from app.jobs.craft_job import CraftJob, CraftOptions
from app.jobs.reduce_job import needs_reducing
from app.models import Session
from app.views.craft.command import craft_command
from app.views.craft.form import CraftForm
from app.views.craft.hint_list import HintList
from app.views.craft.hints import blocking, form_hints
from app.views.craft.inputs_panel import InputsPanel
from app.views.craft.result_panel import ResultPanel
from app.views.craft.run_bar import RunBar
from app.widgets.pipeline_picker import PipelinePicker
from app.widgets.section import Section
from app.widgets.section_pair import SectionPair
from core.attacks.problem import AttackProblem
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.scaling.robust import area_output

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

MARGIN = 16


class CraftView(QScrollArea):
    """Form above, pictures below; one attack at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.inputs = InputsPanel(session)
        self.form = CraftForm(PipelinePicker(session.pipeline, label=""))
        self.hints = HintList()
        self.run_bar = RunBar()
        self.results = ResultPanel()
        self.job: CraftJob | None = None
        self.result: AttackResult | None = None
        self._content = QWidget()
        self.results.hide()
        self._lay_out()
        self._connect()
        self.check_form()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: text that wraps at the one width and not at the other makes the bar come and go without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Section("Hide one picture in another")
        card.column.addWidget(SectionPair(self.inputs, self.form, shares=(1, 1), wide=960))
        card.column.addWidget(self.hints)
        card.column.addWidget(self.run_bar)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(card)
        column.addWidget(self.results)
        column.addStretch(1)
        self.setWidget(self._content)

    def _connect(self) -> None:
        self.inputs.changed.connect(self.check_form)
        self.form.changed.connect(self.check_form)
        self.session.pipeline.changed.connect(self.check_form)
        self.run_bar.start_requested.connect(self.start)
        self.run_bar.cancel_requested.connect(self.cancel)
        self.run_bar.copy_requested.connect(self.copy_command)
        self.results.open_requested.connect(self.open_as_evidence)
        self.results.save_requested.connect(self.save)

    def check_form(self) -> None:
        """Say what is missing or unwise; errors keep Start disabled."""
        source, target = self.inputs.source, self.inputs.target
        hints = form_hints(
            source.shape if source else None,
            target.shape if target else None,
            self.session.pipeline.pipeline,
            self.form.choices.solver,
        )
        self.hints.show_hints(hints)
        self.run_bar.set_ready(not blocking(hints))

    def problem(self) -> AttackProblem | None:
        """The problem the form states; None while an image is missing."""
        source, target, choices = self.inputs.source, self.inputs.target, self.form.choices
        if source is None or target is None:
            return None
        pipeline = self.session.pipeline.pipeline
        return AttackProblem(source.pixels, target.pixels, pipeline, choices.norm, choices.epsilon)

    def start(self) -> None:
        """Craft in the background."""
        problem = self.problem()
        if problem is None or self.job is not None:
            return
        self.result = None
        self.results.begin(problem, self.inputs.reduced_source, quick_target(problem))
        self.results.show()
        self.run_bar.set_running(True)
        QTimer.singleShot(0, self, self._look_at_run)
        job = flows.craft(self.session, CraftOptions(problem, self.form.choices.solver))
        self.job = job
        job.progressed.connect(self.run_bar.show_progress)
        job.partial.connect(lambda preview: self.results.show_preview(problem, preview))
        job.finished.connect(lambda result: self._finish(problem, result))
        job.failed.connect(self._fail)
        job.cancelled.connect(lambda: self._end("Cancelled: nothing was kept."))

    def _look_at_run(self) -> None:
        """Scroll, where there is no room for all, so that Cancel, progress and the pictures are on screen."""
        top = self.run_bar.mapTo(self._content, self.run_bar.rect().topLeft()).y()
        self.verticalScrollBar().setValue(top - MARGIN)

    def cancel(self) -> None:
        """Give the attack up."""
        if self.job is not None:
            self.session.jobs.cancel(self.job)

    def _finish(self, problem: AttackProblem, result: "AttackResult") -> None:
        self.result = result
        self._end("")
        self.results.show_result(problem, result)
        options = AttackPicturesOptions(result.image, problem.source, result.linf)
        job = AttackPicturesJob(options)
        job.finished.connect(lambda pictures: self._show_pictures(result, pictures))
        self.session.jobs.start(job)

    def _show_pictures(self, result: "AttackResult", pictures: AttackPictures) -> None:
        if self.result is result:
            self.results.show_pictures(result, pictures)

    def _fail(self, error: Exception) -> None:
        known = isinstance(error, AliascopeError)
        self._end(str(error) if known else "Crafting failed unexpectedly.")

    def _end(self, words: str) -> None:
        self.job = None
        self.run_bar.set_running(False)
        self.run_bar.say(words)
        if self.result is None:
            self.results.hide()

    def open_as_evidence(self) -> None:
        """Inspect the attack image like any other."""
        if self.result is not None:
            flows.adopt_attack(self.session, self.result, f"{self._stem()}-attack.png")

    def save(self) -> None:
        """Ask where to and write the attack image without loss."""
        source = self.inputs.source
        if self.result is None or source is None:
            return
        path = ask_save_beside(self, "Save the attack image", source, "attack.png", "Lossless image")
        if path is not None:
            flows.save_pixels(self.session, self.result.image, path)

    def _stem(self) -> str:
        return Path(self.inputs.source.name).stem if self.inputs.source else "crafted"

    def copy_command(self) -> None:
        """Put the equivalent command line on the clipboard."""
        source, target, choices = self.inputs.source, self.inputs.target, self.form.choices
        if source is None or target is None:
            return
        command = craft_command(
            _where(source),
            _where(target),
            self.session.pipeline.pipeline,
            choices.norm,
            choices.epsilon,
            choices.solver,
        )
        QGuiApplication.clipboard().setText(command)
        self.session.messages.info(f"Copied: {command}")


def quick_target(problem: AttackProblem) -> RGB | None:
    """The target at the output's size, when that takes no time; crafting hands it back in any case."""
    if needs_reducing(problem.target):
        return None
    return area_output(problem.target, problem.pipeline.target_shape)


def _where(evidence: Evidence) -> Path | str:
    return evidence.path if evidence.path is not None else evidence.name
