"""Craft: hide a target in a source, off the GUI thread, and look at what comes out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app import flows
from app.jobs.craft_job import CraftJob
from app.models import Session
from app.views.craft.batch_dialog import BatchDialog
from app.views.craft.command import craft_command
from app.views.craft.form import CraftForm
from app.views.craft.hint_list import HintList
from app.views.craft.hints import blocking, form_hints
from app.views.craft.inputs_panel import InputsPanel
from app.views.craft.result_panel import ResultPanel
from app.views.craft.run import CraftRun
from app.views.craft.run_bar import RunBar
from app.views.craft.saving import save_attack
from app.views.craft.statement import Statement, state
from app.views.craft.targets import SignTarget
from app.widgets.section import Section
from app.widgets.section_pair import SectionPair
from core.errors import AliascopeError
from core.images import Evidence

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

MARGIN = 16
WIDE = 1220
"""From this width on the form has room beside the wells."""


class CraftView(QWidget):
    """Form above, pictures below: both scroll, the bar that starts and cancels stays. An attack at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.inputs = InputsPanel(session)
        self.form = CraftForm(session)
        self.hints = HintList()
        self.run_bar = RunBar()
        self.results = ResultPanel()
        self.run = CraftRun(session, self.results, self)
        self.scroller = QScrollArea()
        self.results.hide()
        self._lay_out()
        self._connect()
        self.check_form()

    def _lay_out(self) -> None:
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: text that wraps at the one width and not at the other makes the bar come and go without end.
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self._content())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.run_bar)

    def _content(self) -> QWidget:
        content = QWidget()
        card = Section("Hide one picture in another")
        card.column.addWidget(SectionPair(self.inputs, self.form, shares=(1, 1), wide=WIDE))
        card.column.addWidget(self.hints)
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(card)
        column.addWidget(self.results)
        column.addStretch(1)
        return content

    def _connect(self) -> None:
        self.inputs.changed.connect(self._inputs_changed)
        self.form.changed.connect(self.check_form)
        self.run_bar.start_requested.connect(self.start)
        self.run_bar.cancel_requested.connect(self.run.cancel)
        self.run_bar.copy_requested.connect(self.copy_command)
        self.run_bar.batch_requested.connect(self.open_batch)
        self.run.progressed.connect(self.run_bar.show_progress)
        self.run.ended.connect(self._end)
        self.results.end.open_requested.connect(self.open_as_evidence)
        self.results.end.save_requested.connect(self.save)

    @property
    def job(self) -> CraftJob | None:
        """What is crafting now."""
        return self.run.job

    @property
    def result(self) -> "AttackResult | None":
        """The finished attack."""
        return self.run.result

    @property
    def statement(self) -> Statement:
        """What the fields state."""
        return state(self.inputs, self.form, self.session.pipeline.choice)

    def _inputs_changed(self) -> None:
        source = self.inputs.source
        shape = None if source is None else source.shape
        self.form.goals.set_source(shape)
        self.form.region.show_source(shape, self.inputs.reduced_source)
        self.check_form()

    def check_form(self) -> None:
        """Say what is missing or unwise; errors keep Start disabled."""
        statement = self.statement
        hints = form_hints(statement.stated)
        self.form.region.show_share(statement.goals[0][0])
        self.hints.show_hints(hints)
        self.run_bar.set_ready(not blocking(hints))
        self.run_bar.forget_failure()

    def start(self) -> None:
        """Craft in the background."""
        if self.job is not None:
            return
        try:
            options = self.statement.craft_options()
        except AliascopeError as error:
            self.run_bar.say(str(error), failed=True)
            return
        if options is not None:
            self.run_bar.set_running(True)
            self.run.start(options, self.inputs.reduced_source, self._pictures())
            self.results.show()
            QTimer.singleShot(0, self, self._look_at_results)

    def _look_at_results(self) -> None:
        """Scroll, where there is no room for all, so that the pictures are on screen."""
        self.scroller.verticalScrollBar().setValue(self.results.pos().y() - MARGIN)

    def cancel(self) -> None:
        """Give the attack up."""
        self.run.cancel()

    def _end(self, words: str, failed: bool) -> None:
        self.run_bar.set_running(False)
        self.run_bar.say(words, failed=failed)
        if self.result is None:
            self.results.hide()

    def open_as_evidence(self) -> None:
        """Inspect the attack image like any other."""
        shown = self.run.shown
        if shown is not None and self.result is not None:
            flows.adopt_attack(self.session, shown.result, f"{Path(shown.made_of[0].name).stem}-attack.png")

    def save(self) -> None:
        """Ask where to, and write the attack image; a lossy format shows first what it costs."""
        shown = self.run.shown
        if shown is not None and self.result is not None:
            save_attack(self, self.session, shown.result, shown.made_of, self.run.survives)

    def _pictures(self) -> list[Evidence]:
        """Every picture in the form, the source first."""
        targets = (self.inputs.target_panel.image, *(row.target for row in self.form.goals.rows))
        return [image for image in (self.inputs.source, *targets) if image is not None]

    def open_batch(self) -> None:
        """Craft many pairs like this one."""
        dialog = BatchDialog(self.session, self.statement, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def copy_command(self) -> None:
        """Put the equivalent command line on the clipboard."""
        statement = self.statement
        if statement.source is None or statement.target is None:
            return
        command = craft_command(statement)
        QGuiApplication.clipboard().setText(command)
        target = statement.target
        first = f" Save the target as {target.file_name} first." if isinstance(target, SignTarget) else ""
        self.session.messages.info(f"Copied: {command}{first}")
