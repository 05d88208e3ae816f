"""The Craft form: what to hide in what, for which pipeline, by which norm, error and solver."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from app.widgets.section import quiet
from core.attacks.catalogue import NORMS, SOLVERS, norm_spec, solver_spec

MAX_EPSILON = 50.0
EPSILON_WORDS = "How far a pixel of the output may be from the target, of 255 levels."


@dataclass(frozen=True)
class CraftChoices:
    """The form's answers beside the two images and the pipeline; `epsilon` in grey levels."""

    solver: str
    norm: str
    epsilon: float


class CraftForm(QWidget):
    """Solver, norm and ε, each with its explanation; the pipeline picker is handed in."""

    changed = Signal()

    def __init__(self, pipeline_picker: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.solver = QComboBox()
        self.norm = QComboBox()
        self.epsilon = QDoubleSpinBox()
        self.solver_words = quiet()
        self.norm_words = quiet()
        self.epsilon_words = quiet(EPSILON_WORDS)
        self._fill()
        self._lay_out(pipeline_picker)
        self._explain()
        self._connect()

    def _fill(self) -> None:
        for solver in SOLVERS:
            self.solver.addItem(solver.title, solver.id)
        self._offer_norms()
        self.epsilon.setRange(0.0, MAX_EPSILON)
        self.epsilon.setDecimals(1)
        self.epsilon.setValue(1.0)
        self.epsilon.setSuffix(" grey levels")

    def _lay_out(self, pipeline_picker: QWidget) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        self._add(grid, (0, 0), "&Pipeline", pipeline_picker, columns=3)
        self._add(grid, (2, 0), "&Solver", self.solver)
        self._add(grid, (2, 1), "&Norm", self.norm)
        self._add(grid, (2, 2), "Output &error ε", self.epsilon)
        for column, words in enumerate((self.solver_words, self.norm_words, self.epsilon_words)):
            grid.addWidget(words, 4, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(5, 1)

    @staticmethod
    def _add(grid: QGridLayout, place: tuple[int, int], text: str, field: QWidget, columns: int = 1) -> None:
        """The label at `place` (row, column), the field below it."""
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        row, column = place
        grid.addWidget(label, row, column, 1, columns)
        grid.addWidget(field, row + 1, column, 1, columns, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.solver.currentIndexChanged.connect(self._solver_changed)
        self.norm.currentIndexChanged.connect(self._told)
        self.epsilon.valueChanged.connect(self._told)

    def _solver_changed(self) -> None:
        self._offer_norms()
        self._told()

    def _offer_norms(self) -> None:
        """Offer only the norms that the solver can minimise; keep the choice where it can."""
        wanted = self.norm.currentData()
        self.norm.blockSignals(True)
        self.norm.clear()
        for norm in NORMS:
            if norm.id in solver_spec(self.solver.currentData()).norms:
                self.norm.addItem(norm.title, norm.id)
        self.norm.setCurrentIndex(max(0, self.norm.findData(wanted)))
        self.norm.blockSignals(False)

    def _told(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        self.solver_words.setText(solver_spec(self.solver.currentData()).explanation)
        self.norm_words.setText(norm_spec(self.norm.currentData()).explanation)

    @property
    def choices(self) -> CraftChoices:
        """What is chosen now."""
        return CraftChoices(self.solver.currentData(), self.norm.currentData(), self.epsilon.value())

    def choose(self, choices: CraftChoices) -> None:
        """Set the form."""
        self.solver.setCurrentIndex(self.solver.findData(choices.solver))
        self.norm.setCurrentIndex(self.norm.findData(choices.norm))
        self.epsilon.setValue(choices.epsilon)
