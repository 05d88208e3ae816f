"""The model dialog: what is entered is tried in the worker, remembered, or refused with a sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.model import CANCELLED, UNTRUSTED, ModelDialog
from app.flows import bind
from app.models import Session
from app.settings import Settings
from app.settings.profiles import recall
from core.classification.model import ModelFacts
from core.classification.preparations import PREPARATIONS
from core.classification.profile import ModelChoice, Profile, profile_to_json, sidecar_path
from core.errors import ModelError
from core.scaling.pipeline import Pipeline

FACTS = ModelFacts("Keras", (48, 64), 3, "float32", ("cat", "dog"))
LABELS = "cat\ndog\n"


class Worker:
    """Stands in for the worker: answers, refuses, or waits to be cancelled."""

    def __init__(self) -> None:
        self.asked: list[ModelChoice] = []
        self.answer: ModelFacts | Exception | None = FACTS

    def call(
        self, _function: object, choice: ModelChoice, *, progress: Callable[[float, str], None]
    ) -> ModelFacts:
        self.asked.append(choice)
        while self.answer is None:
            progress(0, "")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        pass


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def session(qapp: object, worker: Worker) -> Iterator[Session]:
    made = Session(worker=worker)  # type: ignore[arg-type]
    bind(made)
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, settings: Settings) -> ModelDialog:
    made = ModelDialog(session, settings)
    qtbot.addWidget(made)
    made.show()
    return made


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_nothing_can_be_opened_before_a_model_is_named(dialog: ModelDialog) -> None:
    assert not dialog.open_button.isEnabled()
    dialog.files.path_edit.setText("own.keras")
    assert dialog.open_button.isEnabled()


def test_what_is_entered_is_tried_used_and_remembered(
    qtbot: QtBot, dialog: ModelDialog, session: Session, worker: Worker, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "labels.txt").write_text(LABELS)
    model = tmp_path / "own.keras"
    qtbot.keyClicks(dialog.files.path_edit, str(model))
    dialog.choose_labels(tmp_path / "labels.txt")
    torch = next(entry for entry in PREPARATIONS if entry.id == "torch")
    box = dialog.form.preparation_box
    box.setCurrentIndex(box.findData("torch"))
    box.activated.emit(box.currentIndex())
    dialog.form.library_box.setCurrentIndex(dialog.form.library_box.findData("pillow"))
    dialog.form.library_box.activated.emit(0)
    qtbot.keyClick(dialog.files.path_edit, Qt.Key.Key_Return)  # Open is the default button
    settle(qtbot, session)
    wanted = torch.applied(Profile(labels=("cat", "dog"), library="pillow"))
    assert worker.asked == [ModelChoice(model, wanted)]
    assert session.classifier.choice == ModelChoice(model, wanted)
    assert session.classifier.facts == FACTS
    assert session.pipeline.pipeline == Pipeline("pillow", "bilinear", (48, 64))
    assert recall(settings, model) == wanted
    assert not dialog.isVisible()


def test_the_pipeline_stays_when_asked_to(qtbot: QtBot, dialog: ModelDialog, session: Session) -> None:
    before = session.pipeline.pipeline
    dialog.files.set_path(Path("own.keras"))
    dialog.pipeline_box.setChecked(False)
    dialog.open_button.click()
    settle(qtbot, session)
    assert session.classifier.choice is not None
    assert session.pipeline.pipeline == before


def test_a_refused_model_leaves_the_dialog_with_a_sentence(
    qtbot: QtBot, dialog: ModelDialog, session: Session, worker: Worker, settings: Settings
) -> None:
    worker.answer = ModelError("It is broken, for a reason; do something.")
    said: list[object] = []
    session.messages.said.connect(lambda *words: said.append(words))
    dialog.files.set_path(Path("own.keras"))
    dialog.open_button.click()
    settle(qtbot, session)
    assert dialog.status.text() == "It is broken, for a reason; do something."
    assert dialog.status.property("role") == "error"
    assert said == []  # the dialog has said it
    assert dialog.isVisible()
    assert dialog.open_button.isEnabled()
    assert session.classifier.choice is None
    assert recall(settings, Path("own.keras")) is None


def test_values_no_model_can_mean_are_said_before_anything_runs(dialog: ModelDialog, worker: Worker) -> None:
    dialog.files.set_path(Path("own.keras"))
    dialog.form.range_boxes[0].setValue(300)
    dialog.open_button.click()
    assert "is empty" in dialog.status.text()
    assert worker.asked == []


def test_closing_gives_up_what_is_being_opened(
    qtbot: QtBot, dialog: ModelDialog, session: Session, worker: Worker
) -> None:
    worker.answer = None
    dialog.files.set_path(Path("own.keras"))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: bool(worker.asked), timeout=5000)
    assert not dialog.open_button.isEnabled()
    dialog.close()
    settle(qtbot, session)
    assert session.classifier.choice is None


def test_cancelling_the_job_is_said(
    qtbot: QtBot, dialog: ModelDialog, session: Session, worker: Worker
) -> None:
    worker.answer = None
    dialog.files.set_path(Path("own.keras"))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: bool(worker.asked), timeout=5000)
    session.jobs.cancel(session.jobs.jobs()[0])
    settle(qtbot, session)
    assert dialog.status.text() == CANCELLED
    assert dialog.open_button.isEnabled()


def test_a_program_has_to_be_trusted_and_each_anew(
    dialog: ModelDialog, tmp_path: Path, session: Session, worker: Worker, qtbot: QtBot
) -> None:
    assert not dialog.trust_box.isVisible()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "saved_model.pb").write_bytes(b"")
    dialog.files.set_path(tmp_path / "one")
    assert dialog.trust_box.isVisible()
    assert dialog.status.text() == UNTRUSTED
    assert not dialog.open_button.isEnabled()
    dialog.trust_box.setChecked(True)
    assert dialog.status.text() == ""
    assert dialog.open_button.isEnabled()
    dialog.files.set_path(tmp_path / "two")
    assert not dialog.trust_box.isChecked()
    dialog.trust_box.setChecked(True)
    dialog.open_button.click()
    settle(qtbot, session)
    assert [choice.trusted for choice in worker.asked] == [True]


def test_the_profile_beside_a_model_is_filled_in(dialog: ModelDialog, tmp_path: Path) -> None:
    profile = Profile(("a", "b"), -1, 1, (0.1, 0, 0), (1, 2, 1), "bgr", "tensorflow", "area", (20, 30))
    sidecar_path(tmp_path / "own.keras").write_text(profile_to_json(profile))
    dialog.files.set_path(tmp_path / "own.keras")
    assert dialog.form.profile() == profile
    assert dialog.form.preparation_box.currentText() == "As below"
    assert dialog.files.labels_words.text() == "2: a, b"
    dialog.files.labels_wanted.emit(None)
    assert dialog.form.profile().labels == ()


def test_a_broken_labels_file_is_a_sentence(dialog: ModelDialog, tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text("{")
    dialog.choose_labels(tmp_path / "labels.json")
    assert "labels.json" in dialog.status.text()
    assert dialog.form.labels == ()


def test_it_starts_from_the_model_in_use(qtbot: QtBot, session: Session, settings: Settings) -> None:
    profile = Profile(labels=("cat", "dog"), high=1.0)
    session.classifier.use(ModelChoice(Path("own.keras"), profile), FACTS)
    dialog = ModelDialog(session, settings)
    qtbot.addWidget(dialog)
    assert dialog.files.path == Path("own.keras")
    assert dialog.form.profile() == profile
    assert dialog.form.preparation_box.currentText() == "0 to 1"
