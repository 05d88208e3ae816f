"""Library, algorithm and size of the pipeline, in the toolbar and in forms."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.models import PipelineModel
from app.widgets.size_box import SizeBox
from core.scaling.catalogue import LIBRARIES, library
from core.scaling.pipeline import Pipeline


class PipelinePicker(QWidget):
    """Three boxes bound to a `PipelineModel`; they show what the model holds and write to it."""

    def __init__(
        self, model: PipelineModel, parent: QWidget | None = None, *, label: str = "Pipeline"
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.library_box = _box("Library", "Which library the victim scales with")
        self.algorithm_box = _box("Algorithm", "How that library scales")
        self.size_box = SizeBox()
        for entry in LIBRARIES:
            self.library_box.addItem(entry.title, entry.id)
        self._lay_out(label)
        self._show(model.pipeline)
        model.changed.connect(self._show)
        self.library_box.activated.connect(lambda: model.set_library(self.library_box.currentData()))
        self.algorithm_box.activated.connect(lambda: model.set_algorithm(self.algorithm_box.currentData()))
        self.size_box.chosen.connect(lambda width, height: model.set_target_shape((height, width)))

    def _lay_out(self, label: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if label:
            words = QLabel(label)
            words.setProperty("role", "muted")
            row.addWidget(words)
        for box in (self.library_box, self.algorithm_box, self.size_box):
            row.addWidget(box)

    def _show(self, pipeline: Pipeline) -> None:
        with QSignalBlocker(self.library_box), QSignalBlocker(self.algorithm_box):
            self.library_box.setCurrentIndex(self.library_box.findData(pipeline.library))
            self._fill_algorithms(pipeline)
        self.size_box.show_size(*pipeline.target_size)

    def _fill_algorithms(self, pipeline: Pipeline) -> None:
        self.algorithm_box.clear()
        for place, entry in enumerate(library(pipeline.library).algorithms):
            self.algorithm_box.addItem(entry.title, entry.id)
            self.algorithm_box.setItemData(place, entry.explanation, 3)  # Qt.ToolTipRole
        self.algorithm_box.setCurrentIndex(self.algorithm_box.findData(pipeline.algorithm))


def _box(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box
