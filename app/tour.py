"""A walk through the window without a display: what `make run` does on a machine that has none."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler

from app import flows
from app.main_window import MainWindow
from app.models import EvidenceItem
from app.samples import samples
from core.percent import confidence_percent

TIMEOUT_MS = 120_000
SETTLE_MS = 200
"""Left to the views to paint what came last."""


class Tour(QObject):
    """Opens, inspects, sanitizes and classifies; writes report.html and findings.png; closes the window."""

    def __init__(self, window: MainWindow, images: Sequence[Path], folder: Path) -> None:
        super().__init__(window)
        self.exit_status = 1
        self._window = window
        self._images = list(images)
        self._folder = folder
        self._failures: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._fail("The walk took too long."))

    def start(self) -> None:
        """Begin; the window closes when it is over and `exit_status` is 0 when all went well."""
        session = self._window.session
        session.messages.said.connect(self._said)
        session.messages.bug_found.connect(lambda error: self._fail(repr(error)))
        session.evidence.item_changed.connect(self._changed)
        images = self._images or [entry.path for entry in samples() if entry.attack][:1]
        if not images:
            self._fail("There is no image to look at: name one.")
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._timer.start(TIMEOUT_MS)
        flows.open_paths(session, images)

    def _changed(self, item: EvidenceItem, field: str) -> None:
        if item is not self._window.session.evidence.current:
            return
        if field == "inspection":
            _say(verdict_line(item))
            flows.detect_and_sanitize(self._window.session)
        elif field == "predictions":
            _say(predictions_line(item))
            QTimer.singleShot(SETTLE_MS, self, self._write)

    def _write(self) -> None:
        self._window.show_view("findings")
        picture = self._folder / "findings.png"
        if not self._window.grab().save(str(picture)):
            self._fail(f"{picture} can not be written.")
            return
        _say(f"Screenshot: {picture}")
        job = flows.export_report(self._window.session, self._folder / "report.html")
        if job is not None:
            job.finished.connect(self._finish)

    def _finish(self, report: Path) -> None:
        _say(f"Report: {report}")
        self.exit_status = 0
        self._end()

    def _said(self, severity: str, sentence: str) -> None:
        if severity == "error":
            self._fail(sentence)

    def _fail(self, sentence: str) -> None:
        _say(f"Failed: {sentence}")
        self.exit_status = 1
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        QTimer.singleShot(0, self._window, self._window.close)


def hush_offscreen() -> None:
    """Keep the offscreen platform from saying for every window what it can not do; all else is printed."""

    def handle(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            print(message, file=sys.stderr, flush=True)  # noqa: T201 - where Qt itself would print it

    qInstallMessageHandler(handle)


def verdict_line(item: EvidenceItem) -> str:
    """The verdict in one line, with the hidden size and the likely pipeline."""
    inspection = item.inspection
    assert inspection is not None
    words = [f"{item.evidence.name}: {inspection.verdict}"]
    if inspection.target_shape is not None:
        height, width = inspection.target_shape
        words.append(f"hidden size {width}×{height}")
    if inspection.pipelines:
        words.append(inspection.pipelines[0].pipeline.label)
    words.append(f"{inspection.seconds:.1f} s")
    return ", ".join(words) + f"\n{inspection.summary}"


def predictions_line(item: EvidenceItem) -> str:
    """The best class of each image that was classified."""
    best = ((key, found[0]) for key, found in item.predictions.items() if found)
    return "; ".join(f"{key}: {entry.name} {confidence_percent(entry.confidence)}" for key, entry in best)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is the output of a command
