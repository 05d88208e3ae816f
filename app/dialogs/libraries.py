"""Library versions, and how exactly our models follow the real calls on this machine."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.dialogs.table_dialog import TableDialog
from app.jobs.self_test_job import SelfTestJob
from app.models import Session
from app.theme import tokens
from core.scaling.catalogue import LIBRARIES, Algorithm
from core.scaling.self_test import SelfTest
from core.scaling.versions import library_versions

WORDS = (
    "Models are compared with the real calls of the installed versions, on noise, at four scaling ratios. "
    "The figure is the largest difference in grey levels."
)
TEST_COLUMN = 2


class LibrariesDialog(TableDialog):
    """Starts the self-test when it opens and fills in each line as it is ready."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Libraries", WORDS, ("Algorithm", "Version", "Self-test", "What it does"), parent)
        self._session = session
        self._rows: dict[Algorithm, int] = {}
        self._tests: list[SelfTest] = []
        self._fill()
        self._job = SelfTestJob(session.worker)
        self._job.partial.connect(self._take)
        session.jobs.start(self._job)
        self.finished.connect(lambda _: session.jobs.cancel(self._job))

    @property
    def job(self) -> SelfTestJob:
        """The running self-test."""
        return self._job

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the test up."""
        self._session.jobs.cancel(self._job)
        super().closeEvent(event)

    def _fill(self) -> None:
        versions = library_versions()
        for library in LIBRARIES:
            self.add_row((library.title, versions.get(library.id, "not installed"), "", ""), heading=True)
            for algorithm in library.algorithms:
                cells = (f"    {algorithm.title}", "", "waiting", algorithm.explanation)
                self._rows[algorithm] = self.add_row(cells)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the results anew for another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_tests"):
            for test in self._tests:
                self._show(test)

    def _take(self, test: SelfTest) -> None:
        self._tests.append(test)
        self._show(test)

    def _show(self, test: SelfTest) -> None:
        word, colour = ("passed", tokens().clean) if test.passed else ("FAILED", tokens().attack)
        levels = "level" if test.largest_difference == 1 else "levels"
        text = f"{word}: {test.largest_difference} {levels}"
        self.set_cell(self._rows[test.algorithm], TEST_COLUMN, text, colour)
