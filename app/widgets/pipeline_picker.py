"""Library, algorithm, size rule and size of the pipeline, in the toolbar and in forms."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from app.models import PipelineChoice, PipelineModel
from app.widgets.narrow_combo_box import NarrowComboBox
from app.widgets.size_box import SizeBox
from core.errors import AliascopeError
from core.scaling.catalogue import LIBRARIES, Algorithm, library
from core.scaling.pipeline import Pipeline
from core.scaling.robust import axis_changes
from core.scaling.size_rules import SIZE_RULES, size_rule


class PipelinePicker(QWidget):
    """Boxes bound to a `PipelineModel`; they show what the model holds and write to it."""

    warned = Signal(str)
    """A sentence about the size just chosen, which enlarges the image."""

    def __init__(
        self, model: PipelineModel, parent: QWidget | None = None, *, label: str = "Pipeline"
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.library_box = _box("Library", "Which library the victim scales with", 9)
        self.algorithm_box = _box("Algorithm", "How that library scales", 10)
        self.rule_box = _box("Size rule", "What the victim makes of the image's size", 10)
        self.size_box = SizeBox()
        self.tile_box = _tile_box()
        self.tile_box.setMaximumHeight(self.size_box.sizeHint().height())
        for entry in LIBRARIES:
            self.library_box.addItem(entry.title, entry.id)
        for rule in SIZE_RULES:
            self.rule_box.addItem(rule.title, rule.id)
            _explain(self.rule_box, rule.explanation)
        self._lay_out(label)
        self._show(model.choice)
        self._connect(model)

    def _connect(self, model: PipelineModel) -> None:
        model.choice_changed.connect(self._show)
        model.source_changed.connect(lambda: self._show_size(model.choice))
        self.library_box.activated.connect(lambda: model.set_library(self.library_box.currentData()))
        self.algorithm_box.activated.connect(lambda: model.set_algorithm(self.algorithm_box.currentData()))
        self.rule_box.activated.connect(lambda: model.set_rule(self.rule_box.currentData()))
        self.size_box.chosen.connect(self._choose_size)
        self.tile_box.valueChanged.connect(lambda number: model.set_tile(number - 1))

    def _choose_size(self, width: int, height: int) -> None:
        self._model.set_target_shape((height, width))
        if self.size_box.warning:
            self.warned.emit(self.size_box.warning)

    def _lay_out(self, label: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._words = QLabel(label)
        self._words.setProperty("role", "muted")
        row.addWidget(self._words)
        for box in (self.library_box, self.algorithm_box, self.rule_box, self.size_box, self.tile_box):
            row.addWidget(box)

    def _show(self, choice: PipelineChoice) -> None:
        boxes = (self.library_box, self.algorithm_box, self.rule_box, self.tile_box)
        blockers = [QSignalBlocker(box) for box in boxes]
        self.library_box.setCurrentIndex(self.library_box.findData(choice.library))
        self._fill_algorithms(choice)
        self.rule_box.setCurrentIndex(self.rule_box.findData(choice.rule))
        self._show_size(choice)
        for blocker in blockers:
            blocker.unblock()

    def _show_size(self, choice: PipelineChoice) -> None:
        rule, label = size_rule(choice.rule), self._model.pipeline.label
        self.size_box.offer(rule.sides, one_length=rule.one_length)
        self.size_box.show_size(choice.size[1], choice.size[0])
        self.size_box.warn(_growth_words(self._model.pipeline, self._model.source_shape))
        self.rule_box.setToolTip(f"{rule.explanation}\nNow: {label}")
        count = self._model.tile_count
        blocker = QSignalBlocker(self.tile_box)
        self.tile_box.setVisible(count > 1)
        self._words.setVisible(count == 1 and bool(self._words.text()))  # the toolbar has no room for both
        self.tile_box.setRange(1, count)
        self.tile_box.setSuffix(f" / {count}")
        self.tile_box.setValue(choice.tile + 1)
        blocker.unblock()

    def _fill_algorithms(self, choice: PipelineChoice) -> None:
        """The common ones, a line, the others."""
        entries = library(choice.library).algorithms
        common = [entry for entry in entries if entry.common]
        others = [entry for entry in entries if not entry.common]
        self.algorithm_box.clear()
        self._add_algorithms(common)
        if common and others:
            self.algorithm_box.insertSeparator(len(common))
        self._add_algorithms(others)
        self.algorithm_box.setCurrentIndex(self.algorithm_box.findData(choice.algorithm))
        self.algorithm_box.setToolTip(
            f"How that library scales. {self.algorithm_box.currentText()}: {self._explanation()}"
        )

    def _add_algorithms(self, entries: list[Algorithm]) -> None:
        for entry in entries:
            self.algorithm_box.addItem(entry.title, entry.id)
            _explain(self.algorithm_box, entry.explanation)

    def _explanation(self) -> str:
        return str(self.algorithm_box.currentData(Qt.ItemDataRole.ToolTipRole))


def _growth_words(pipeline: Pipeline, source_shape: tuple[int, int] | None) -> str:
    """That an output is larger than what it is made of, and what that means; empty where it is not."""
    try:
        rows, columns = (0, 0) if source_shape is None else axis_changes(pipeline, source_shape)
    except AliascopeError:  # a crop that does not fit is said where the image would be
        return ""
    if max(rows, columns) <= 0 or source_shape is None:
        return ""
    _, _, width, height = pipeline.whole.crop_of(source_shape)
    word = "Larger" if rows > 0 and columns > 0 else "Taller" if rows > 0 else "Wider"
    what = "this image" if pipeline.whole.crop is None else "the crop"
    hides = "only the axis that shrinks can" if min(rows, columns) < 0 else "what is enlarged can not"
    return f"{word} than {what}, {width}×{height}: {hides} hide anything."


def _box(name: str, tip: str, letters: int) -> QComboBox:
    box = NarrowComboBox(letters)
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setMaxVisibleItems(24)
    return box


def _explain(box: QComboBox, words: str) -> None:
    """A tool tip on the entry added last."""
    box.setItemData(box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)


def _tile_box() -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName("Tile")
    box.setToolTip("Which of the tiles to look at, row by row from the top left")
    box.setWrapping(True)
    return box
