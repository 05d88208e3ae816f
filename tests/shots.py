"""`make shots`: grab every screen, light and dark, at two sizes, as PNG files.

python -m tests.shots FOLDER [SCREEN…] drives the real window on the bundled samples, offscreen. Themes are
switched while the window is open, so that a view which does not follow shows it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import flows
from app.dialogs.bug import BugDialog
from app.garbage import GarbageCollector
from app.gui import make_application
from app.jobs.outputs_job import OutputsOptions
from app.main_window import MainWindow
from app.models import EvidenceItem, Session
from app.samples import samples
from app.settings import Settings
from app.theme import apply_theme
from app.tour import hush_offscreen
from app.views.craft import CraftView
from app.views.craft.batch_dialog import BatchDialog
from app.views.craft.form import CraftChoices
from app.views.craft.lossy_dialog import LossyDialog
from app.views.findings import FindingsView
from app.views.triage import TriageView
from core.attacks.samples import enlarged
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline

SIZES = ((1280, 800), (1920, 1200))
THEMES = ("light", "dark")
TIMEOUT_SECONDS = 180
SETTLE_SECONDS = 0.25


class Studio:
    """The window, and the screens it is put through, in order."""

    def __init__(self, folder: Path, chosen: list[str]) -> None:
        self._folder = folder
        self._chosen = chosen
        self._session = Session()
        settings = Settings(Path(tempfile.mkdtemp()) / "settings.ini")
        self.window = MainWindow(self._session, settings)
        self.window.show()
        self._session.worker.start()

    def run(self) -> None:
        """Every screen in order; each builds on what those before have opened."""
        for name, prepare in self._screens():
            subject = prepare()
            if not self._chosen or name in self._chosen:
                self._grab(name, subject)
            if subject is not self.window:
                subject.close()

    def close(self) -> None:
        """End the window, its jobs and its worker."""
        self.window.close()
        wait_until(lambda: not self._session.jobs.is_busy)
        self._session.worker.close()

    def _screens(self) -> Iterator[tuple[str, Callable[[], QWidget]]]:
        yield "01-empty", lambda: self.window
        yield "02-drop", self._hovering
        yield "03-inspecting", self._inspecting
        yield "04-findings-attack", self._inspected
        yield "05-findings-sanitized", self._sanitized
        yield "05-findings-changes", self._changes
        yield "05-findings-published", self._published
        yield "06-compare", self._compare
        yield "07-spectrum", lambda: self._view("spectrum")
        yield "08-sampled-pixels", lambda: self._view("sampled_pixels")
        yield "15-vulnerability", lambda: self._view("vulnerability")
        yield "09-craft-empty", lambda: self._view("craft")
        yield "16-craft-filled", self._craft_filled
        yield "17-craft-running", self._craft_running
        yield "18-craft-result", self._craft_result
        yield "19-craft-others", self._craft_others
        yield "20-craft-lossy", self._craft_lossy
        yield "21-craft-batch", self._craft_batch
        yield "10-findings-clean", self._clean
        yield "10-findings-region", self._region
        yield "10-findings-tiny", self._tiny
        yield "40-triage", self._triage
        yield "11-error", self._error
        yield "12-shortcuts", self._shortcuts
        yield "13-libraries", self._libraries
        yield "16-model", self._model
        yield "14-bug", self._bug

    # Screens.

    def _hovering(self) -> QWidget:
        self.window.drops.overlay.appear()
        return self.window

    def _inspecting(self) -> QWidget:
        self.window.drops.overlay.hide()
        attacks = [entry.path for entry in samples() if entry.attack]
        flows.open_paths(self._session, attacks)
        wait_until(lambda: self._session.evidence.current is not None)
        return self.window

    def _inspected(self) -> QWidget:
        wait_until(lambda: all(item.inspection for item in self._session.evidence.items))
        wait_until(lambda: not self._session.jobs.is_busy)
        return self.window

    def _sanitized(self) -> QWidget:
        flows.sanitize_current(self._session)
        wait_until(lambda: "sanitized" in self._current.predictions)
        return self.window

    def _changes(self) -> QWidget:
        view = self.window.view("findings")
        assert isinstance(view, FindingsView)
        pictures = view.report.sanitized.pictures
        pictures.buttons["changes"].click()
        wait_until(lambda: pictures.legend.text())
        view.report.ensureWidgetVisible(view.report.sanitized.controls)
        return self.window

    def _published(self) -> QWidget:
        view = self.window.view("findings")
        assert isinstance(view, FindingsView)
        flows.compare_detectors(self._session)
        wait_until(lambda: self._current.published is not None)
        settle()
        view.report.verticalScrollBar().setValue(view.report.published.y())
        return self.window

    def _region(self) -> QWidget:
        """A cat's face behind a corner of a portrait."""
        attack = enlarged("astronaut.png", 1024, 1024).copy()
        attack[4:512:8, 516::8] = enlarged("chelsea.png", 64, 64)
        return self._pixels(attack, "corner.png")

    def _tiny(self) -> QWidget:
        return self._pixels(enlarged("chelsea.png", 24, 24), "tiny.png")

    def _pixels(self, pixels: RGB, name: str) -> QWidget:
        flows.add_pixels(self._session, pixels, name)
        wait_until(lambda: self._current.evidence.name == name and self._current.inspection)
        wait_until(lambda: not self._session.jobs.is_busy)
        self.window.show_view("findings")
        return self.window

    def _compare(self) -> QWidget:
        self.window.show_view("compare")
        cells = OutputsOptions(self._current.evidence, self._session.pipeline.pipeline).pipelines
        wait_until(lambda: all(cell in self._current.outputs for cell in cells))
        return self.window

    def _view(self, key: str) -> QWidget:
        self.window.show_view(key)
        wait_until(lambda: not self._session.jobs.is_busy)
        return self.window

    # Crafting.

    @property
    def _crafting(self) -> CraftView:
        view = self.window.view("craft")
        assert isinstance(view, CraftView)
        return view

    def _craft_filled(self) -> QWidget:
        """A local attack with a sign over the source, for two pipelines."""
        view = self._crafting
        view.inputs.take(
            evidence_from_pixels(enlarged("astronaut.png", 1600, 1600), "astronaut.png"), "source"
        )
        view.inputs.target_panel.choose_kind("sign")
        view.inputs.target_panel.over_source.setChecked(True)
        view.form.choose(CraftChoices("local"))
        view.form.goals.add_goal(Pipeline("pillow", "nearest", (64, 64)))
        return self.window

    def _craft_running(self) -> QWidget:
        """An attack that takes a while: every pixel counts for Pillow's Lanczos."""
        view = self._crafting
        view.form.choose(CraftChoices(epsilon=0.0))
        for row in view.form.goals.further:
            view.form.goals.remove(row)
        self._session.pipeline.set(Pipeline("pillow", "lanczos", (299, 299)))
        view.start()
        wait_until(lambda: view.results.curve.isVisible() or view.job is None)
        return self.window

    def _craft_result(self) -> QWidget:
        view = self._crafting
        view.cancel()
        wait_until(lambda: view.job is None)
        view.form.choose(CraftChoices())
        self._session.pipeline.set(Pipeline("opencv", "bilinear", (224, 224)))
        view.start()
        wait_until(lambda: view.result is not None and view.results.model.labels.text() != "")
        return self.window

    def _craft_others(self) -> QWidget:
        view = self._crafting
        view.results.others.toggle.setChecked(True)
        wait_until(lambda: "see" in view.results.others.summary.text())
        settle()
        view.scroller.ensureWidgetVisible(view.results.others, 0, 0)
        return self.window

    def _craft_lossy(self) -> QWidget:
        result = self._crafting.result
        assert result is not None
        dialog = LossyDialog(self._session, result, self.window)
        dialog.show()
        wait_until(lambda: dialog.cost is not None)
        return dialog

    def _craft_batch(self) -> QWidget:
        dialog = BatchDialog(self._session, self._crafting.statement, self.window)
        dialog.show()
        return dialog

    def _clean(self) -> QWidget:
        flows.open_paths(self._session, [entry.path for entry in samples() if not entry.attack][:1])
        wait_until(lambda: self._session.jobs.is_busy)
        wait_until(lambda: not self._session.jobs.is_busy)
        self.window.show_view("findings")
        return self.window

    def _triage(self) -> QWidget:
        self.window.show_view("triage")
        view = self.window.view("triage")
        assert isinstance(view, TriageView)
        view.scan(samples()[0].path.parent)
        wait_until(lambda: not self._session.jobs.is_busy)
        view.table.selectRow(0)
        return self.window

    def _error(self) -> QWidget:
        flows.open_paths(self._session, [Path("holiday.png")])
        wait_until(lambda: self.window.messages.text != "")
        return self.window

    def _shortcuts(self) -> QWidget:
        self.window.messages.dismiss()
        self.window.show_shortcuts()
        return self._dialog()

    def _libraries(self) -> QWidget:
        self.window.show_libraries()
        wait_until(lambda: not self._session.jobs.is_busy)
        return self._dialog()

    def _model(self) -> QWidget:
        self.window.show_model_dialog()
        return self._dialog()

    def _bug(self) -> QWidget:
        try:
            raise ZeroDivisionError("an example of an unexpected error")
        except ZeroDivisionError as error:
            dialog = BugDialog(error, self.window)
        dialog.show()
        return dialog

    # Grabbing.

    @property
    def _current(self) -> EvidenceItem:
        item = self._session.evidence.current
        assert item is not None
        return item

    def _dialog(self) -> QWidget:
        return next(dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible())

    def _grab(self, name: str, subject: QWidget) -> None:
        sizes = SIZES if subject is self.window else (None,)
        for theme in THEMES:
            self.window.choose_theme(theme)
            for size in sizes:
                if size is not None:
                    subject.resize(*size)
                settle()
                words = f"-{size[0]}x{size[1]}" if size is not None else ""
                file = self._folder / f"{name}-{theme}{words}.png"
                subject.grab().save(str(file))
                print(file)


def settle(seconds: float = SETTLE_SECONDS) -> None:
    """Let the event loop turn for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def wait_until(condition: Callable[[], object]) -> None:
    """Turn the event loop until `condition` holds; TimeoutError when it does not come to that."""
    end = time.monotonic() + TIMEOUT_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the screen did not get ready")
        settle(0.02)


def main(arguments: list[str]) -> int:
    """Grab the screens named after the folder, or all."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    hush_offscreen()
    app = make_application(["aliascope"])
    apply_theme(app, THEMES[0])
    collector = GarbageCollector(app)
    collector.take_over()
    studio = Studio(folder, arguments[1:])
    studio.run()
    studio.close()
    collector.hand_back()
    QApplication.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
