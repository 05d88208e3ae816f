"""How to sanitize: which filter, for whom, and with which seed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.theme import set_icon
from app.views.findings.scope import Choice, found_choices
from app.widgets.narrow_combo_box import NarrowComboBox
from app.widgets.section import quiet
from core.sanitizing.catalogue import SANITIZERS, SanitizerSpec
from core.scaling.pipeline import Pipeline

LETTERS = 16
LARGEST_SEED = 2_147_483_647


class SanitizeControls(QWidget):
    """Built from the catalogue of core.sanitizing; what the chosen filter is good for stands below it."""

    requested = Signal(str, int, object)
    """Filter id, seed, and the pipelines to serve, a tuple; empty for the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = NarrowComboBox(LETTERS)
        for spec in SANITIZERS:
            self.filter.addItem(spec.title, spec.id)
        self.filter.setToolTip("How the pixels that a pipeline reads are rebuilt")
        self.scope = NarrowComboBox(LETTERS)
        self.scope.setToolTip("Whom the image is sanitized for")
        self.seed = QSpinBox()
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setToolTip("The same seed gives the same image")
        self.run = QPushButton("Sanitize")
        set_icon(self.run, "sanitize")
        self.run.setToolTip("Sanitize with this filter")
        self.explanation = quiet()
        self._pictures: tuple[tuple[Pipeline, ...], ...] = ()
        self._choices: tuple[Choice, ...] = (Choice("the chosen pipeline"),)
        self._seed_label = QLabel("S&eed")
        self._lay_out()
        self.filter.currentIndexChanged.connect(lambda _: self._explain())
        self.run.clicked.connect(self._request)
        self.show_scope("the chosen pipeline", ())
        self._explain()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._seed_label, self.seed):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.run)
        self._seed_label.setBuddy(self.seed)
        for place, (text, field) in enumerate((("Fi&lter", self.filter), ("F&or", self.scope))):
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.explanation)
        column.addLayout(row)
        self.filter.setAccessibleName("Filter")
        self.scope.setAccessibleName("For")
        self.seed.setAccessibleName("Seed")

    @property
    def spec(self) -> SanitizerSpec:
        """The filter chosen."""
        return SANITIZERS[self.filter.currentIndex()]

    @property
    def pipelines(self) -> "tuple[Pipeline, ...]":
        """Which pipelines found are to be served; none: the chosen one."""
        choice = self._choices[max(0, self.scope.currentIndex())]
        return choice.pipelines

    def show_scope(self, chosen: str, pictures: "Sequence[Sequence[Pipeline]]") -> None:
        """Offer the `chosen` pipeline, all that were found, and where that is several pictures each of them.

        What was picked stays as long as it is offered. Otherwise several pictures are to go together.
        """
        picked, before = self._choices[max(0, self.scope.currentIndex())], self._pictures
        self._pictures = tuple(map(tuple, pictures))
        self._choices = (Choice(chosen), *found_choices(self._pictures))
        self.scope.blockSignals(True)
        self.scope.clear()
        for place, choice in enumerate(self._choices):
            self.scope.addItem(choice.title)
            labels = "\n".join(pipeline.label for pipeline in choice.pipelines)
            self.scope.setItemData(place, labels or chosen, Qt.ItemDataRole.ToolTipRole)
        self.scope.setCurrentIndex(self._place_of(picked, same=before == self._pictures))
        self.scope.blockSignals(False)

    def _place_of(self, picked: Choice, *, same: bool) -> int:
        if picked.whole and len(self._choices) > 1:
            return 1
        if same:
            return [choice.pipelines for choice in self._choices].index(picked.pipelines)
        return 1 if len(self._pictures) > 1 else 0

    def _explain(self) -> None:
        spec = self.spec
        self.explanation.setText(f"{spec.explanation} {spec.advice}")
        for widget in (self._seed_label, self.seed):
            widget.setVisible(spec.seeded)

    def _request(self) -> None:
        self.requested.emit(self.spec.id, self.seed.value(), self.pipelines)
