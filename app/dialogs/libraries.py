"""What each library does to an image, and how exactly our models follow the real calls on this machine."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QCloseEvent, QColor
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QHeaderView, QLabel, QWidget

from app.dialogs.sortable_item import SortableItem
from app.dialogs.table_dialog import TableDialog
from app.jobs.figures_job import FiguresJob
from app.jobs.self_test_job import SelfTestJob
from app.models import Session
from app.theme import tokens
from core.scaling.catalogue import ALGORITHMS, Algorithm, installed_version, library
from core.scaling.figures import DEFAULT_RATIO, LARGEST_RATIO, Figures
from core.scaling.self_test import SelfTest

WORDS = (
    "Models are compared with the real calls of the installed versions on noise, black and white, a photo "
    "and an attack image, at six sizes. The self-test is the largest difference in grey levels."
)
HEADS = (
    "Library",
    "Version",
    "Algorithm",
    "Kernel σ",
    "Antialiased",
    "Sampled",
    "Self-test",
    "What it does",
)
CELL_MARGIN = 28
LIBRARY, VERSION, ALGORITHM, WIDTH, ANTIALIASED, SAMPLED, TEST, WHAT = range(len(HEADS))


class LibrariesDialog(TableDialog):
    """Starts the self-test when it opens and fills in each line as it is ready."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Libraries", WORDS, HEADS, parent)
        self.resize(1200, 720)
        self._session = session
        self._cells: dict[Algorithm, list[SortableItem]] = {}
        self._tests: list[SelfTest] = []
        self.ratio_box, self.sort_box = _ratio_box(), _sort_box()
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self._lay_out()
        self._fill()
        self._figures_job = self._show_ratio(DEFAULT_RATIO)
        self._job = SelfTestJob(session.worker)
        self._job.partial.connect(self._take)
        session.jobs.start(self._job)
        self._connect()

    @property
    def job(self) -> SelfTestJob:
        """The running self-test."""
        return self._job

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the test up."""
        self._give_up()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the results anew for another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_tests"):
            for test in self._tests:
                self._show(test)

    def _connect(self) -> None:
        self.finished.connect(lambda _: self._give_up())
        self.ratio_box.valueChanged.connect(self._show_ratio)
        self.sort_box.activated.connect(self._sort)
        self.table.horizontalHeader().sortIndicatorChanged.connect(
            lambda column, _: self.sort_box.setCurrentIndex(column)
        )

    def _give_up(self) -> None:
        for job in (self._job, self._figures_job):
            self._session.jobs.cancel(job)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, box in (("Scaling ratio &β", self.ratio_box), ("S&ort by", self.sort_box)):
            label = QLabel(words)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(16)
        row.addWidget(self.outcome, 1)
        self.add_controls(row)

    def _fill(self) -> None:
        for place, algorithm in enumerate(ALGORITHMS):
            self._cells[algorithm] = cells = _cells(algorithm, place)
            self.add_items(cells)
        self.table.horizontalHeader().setSortIndicator(LIBRARY, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self._fix_widths()
        self._say_result()

    def _fix_widths(self) -> None:
        """Room for what will come, once: columns that follow each new cell would measure all of them."""
        header, letters = self.table.horizontalHeader(), self.table.fontMetrics()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.resizeColumnsToContents()
        for column, words in ((TEST, "FAILED: 255 of 2 allowed"), (SAMPLED, "0.0244 %"), (WIDTH, "28.5 < β")):
            room = letters.horizontalAdvance(words) + CELL_MARGIN
            header.resizeSection(column, max(room, header.sectionSize(column)))

    def _sort(self, column: int) -> None:
        self.table.sortItems(column, self.table.horizontalHeader().sortIndicatorOrder())

    def _show_ratio(self, ratio: float) -> FiguresJob:
        self._session.jobs.cancel_lane(FiguresJob.lane)
        self._figures_job = FiguresJob(ratio)
        self._figures_job.partial.connect(self._show_figures)
        self._session.jobs.start(self._figures_job)
        return self._figures_job

    def _show_figures(self, found: Figures) -> None:
        cells = self._cells[found.algorithm]
        reach = "" if found.covers else " < β"
        cells[WIDTH].set(f"{found.kernel_width:.4g}{reach}", found.kernel_width)
        cells[SAMPLED].set(f"{100 * found.sampled_share:.3g} %", found.sampled_share)

    def _take(self, test: SelfTest) -> None:
        self._tests.append(test)
        self._show(test)
        self._say_result()

    def _show(self, test: SelfTest) -> None:
        word, colour = ("passed", tokens().clean) if test.passed else ("FAILED", tokens().attack)
        cell = self._cells[test.algorithm][TEST]
        cell.setForeground(QBrush(QColor(colour)))
        cell.set(f"{word}: {test.largest_difference} of {test.bound} allowed", _urgency(test))
        cell.setToolTip(test.sentence)

    def _say_result(self) -> None:
        failed = [test for test in self._tests if not test.passed]
        if failed:
            self.outcome.setText(failed[0].sentence)
        elif len(self._tests) < len(ALGORITHMS):
            self.outcome.setText(f"{len(self._tests)} of {len(ALGORITHMS)} tested")
        else:
            self.outcome.setText(f"All {len(ALGORITHMS)} models hold for the installed libraries.")


def _cells(algorithm: Algorithm, place: int) -> list[SortableItem]:
    """A line of the table; the library's column sorts as the catalogue does."""
    owner = library(algorithm.library)
    version = installed_version(owner) or ""
    return [
        SortableItem(owner.title, place),
        SortableItem(version, version),
        SortableItem(algorithm.title, algorithm.title),
        SortableItem("…", 0.0),
        SortableItem("yes" if algorithm.antialiased else "no", float(algorithm.antialiased)),
        SortableItem("…", 0.0),
        SortableItem("waiting", -1.0),
        SortableItem(algorithm.explanation, algorithm.explanation),
    ]


def _urgency(test: SelfTest) -> float:
    """Failures last in ascending order, each by its difference."""
    return test.largest_difference + (0 if test.passed else 1000)


def _ratio_box() -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(1.0, LARGEST_RATIO)
    box.setDecimals(2)
    box.setValue(DEFAULT_RATIO)
    box.setKeyboardTracking(False)
    box.setAccessibleName("Scaling ratio β")
    box.setToolTip("Source length over target length, for kernel width and sampled pixels")
    return box


def _sort_box() -> QComboBox:
    box = QComboBox()
    box.addItems(HEADS)
    box.setAccessibleName("Sort by")
    return box
