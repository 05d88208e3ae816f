"""Open a model of the user's own."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app import flows
from app.dialogs.model_files import ModelFiles
from app.dialogs.model_form import ModelForm
from app.jobs.examine_model_job import ExamineModelJob
from app.models import Session
from app.settings import Settings
from app.settings.profiles import recall, remember
from core.classification.formats import format_of
from core.classification.labels_file import read_labels
from core.classification.profile import ModelChoice, Profile
from core.errors import AliascopeError

WORDS = (
    "A Keras or TensorFlow Lite classifier. Its input size and type are read from the file; say here what "
    "the file does not. A model that holds code is refused."
)
PROGRAM = "I &trust it: a SavedModel is a program that can read and write files"
UNTRUSTED = "Open is off until you say that you trust this SavedModel: opening it runs it."
OPENING = "Opening the model …"
CANCELLED = "Opening the model was cancelled."


class ModelDialog(QDialog):
    """Path, labels and profile of a model; Open tries it and closes when it works. Blocks nothing."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open model")
        self.setModal(False)
        self._session, self._settings = session, settings
        self._job: ExamineModelJob | None = None
        self.files, self.form = ModelFiles(settings), ModelForm()
        self.trust_box, self.pipeline_box = QCheckBox(PROGRAM), QCheckBox("Make its scaling the &pipeline")
        self.status = QLabel()
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Open | kinds.Cancel)
        self._lay_out()
        self._connect()
        self._show_current()

    @property
    def open_button(self) -> QPushButton:
        """The default button."""
        return self.buttons.button(QDialogButtonBox.StandardButton.Open)

    def choose_labels(self, path: Path | None) -> None:
        """Read the names of the outputs; None: there are none."""
        try:
            self._set_labels(() if path is None else read_labels(path))
        except AliascopeError as error:
            self._say(str(error), wrong=True)

    def try_it(self) -> None:
        """Open the model in the worker."""
        path = self.files.path
        if path is None:
            return
        try:
            choice = ModelChoice(path, self.form.profile(), self.trust_box.isChecked())
        except AliascopeError as error:
            self._say(str(error), wrong=True)
            return
        self._say(OPENING)
        job = flows.open_model(self._session, choice, as_pipeline=self.pipeline_box.isChecked())
        job.finished.connect(lambda _: self._done(choice))
        job.failed.connect(lambda error: self._ended(job, str(error), wrong=True))
        job.cancelled.connect(lambda: self._ended(job, CANCELLED, wrong=False))
        self._job = job
        self._check()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being opened."""
        self._give_up()
        super().closeEvent(event)

    def _give_up(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            self._session.jobs.cancel(job)

    def _done(self, choice: ModelChoice) -> None:
        remember(self._settings, choice.path, choice.profile)
        self._job = None
        self.accept()

    def _ended(self, job: ExamineModelJob, words: str, *, wrong: bool) -> None:
        if job is self._job:
            self._job = None
            self._say(words, wrong=wrong)
            self._check()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.status.setText(words)
        self.status.setProperty("role", "error" if wrong else "muted")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)

    def _check(self) -> None:
        """What can be done with what is entered."""
        path = self.files.path
        program = path is not None and _is_program(path)
        self.trust_box.setVisible(program)
        trusted = not program or self.trust_box.isChecked()
        if not trusted:
            self._say(UNTRUSTED)
        elif self.status.text() == UNTRUSTED:
            self._say("")
        self.open_button.setEnabled(path is not None and self._job is None and trusted)

    def _path_edited(self) -> None:
        self.trust_box.setChecked(False)  # it was said of another file
        self._check()

    def _recall(self) -> None:
        """Fill in how the model was used before."""
        path = self.files.path
        self._say("")
        try:
            known = None if path is None else recall(self._settings, path)
            self._check()
        except AliascopeError as error:
            self._say(str(error), wrong=True)
            return
        if known is not None:
            self._show(known)

    def _show_current(self) -> None:
        """Start from the model in use."""
        choice = self._session.classifier.choice
        if choice is not None:
            self.files.path_edit.setText(str(choice.path))
        self._show(Profile() if choice is None else choice.profile)
        self._check()

    def _show(self, profile: Profile) -> None:
        self.form.show_profile(profile)
        self._set_labels(profile.labels)

    def _set_labels(self, labels: tuple[str, ...]) -> None:
        self.form.set_labels(labels)
        self.files.show_labels(labels)

    def _connect(self) -> None:
        self.files.edited.connect(self._path_edited)
        self.files.named.connect(self._recall)
        self.files.labels_wanted.connect(self.choose_labels)
        self.trust_box.toggled.connect(lambda _: self._check())
        self.form.edited.connect(lambda: self._say(""))
        self.buttons.accepted.connect(self.try_it)
        self.buttons.rejected.connect(self.reject)
        self.rejected.connect(self._give_up)

    def _lay_out(self) -> None:
        words = QLabel(WORDS)
        words.setProperty("role", "muted")
        for label in (words, self.status):
            label.setWordWrap(True)
        self.status.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.pipeline_box.setChecked(True)
        self.pipeline_box.setToolTip("Look at images as this library scales them to the model's size")
        self.open_button.setProperty("primary", True)
        self.open_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (words, self.files, self.form, self.trust_box, self.pipeline_box, self.status):
            column.addWidget(widget)
        column.addWidget(self.buttons)
        self.resize(640, 560)


def _is_program(path: Path) -> bool:
    try:
        return format_of(path).program
    except (AliascopeError, OSError, ValueError):
        return False  # opening it says why
