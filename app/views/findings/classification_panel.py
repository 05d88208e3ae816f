"""What the traffic-sign model says before scaling, as scaled and after sanitizing, side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.views.findings.by_filter import AnswersByFilter
from app.views.findings.by_library import AnswersByLibrary
from app.widgets.image_tile import selectable_label
from app.widgets.image_tile_picture import Picture
from app.widgets.prediction_bars import PredictionBars
from app.widgets.section import Section, heading, quiet
from core.classification.classify import Prediction
from core.images.arrays import RGB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.jobs.classify_filters_job import FilterAnswers
    from app.models import ClassifierModel
    from core.scaling.pipeline import Pipeline

SMALL, LARGE = 128, 192
ROOMY = 232


@dataclass(frozen=True)
class Stage:
    """One of the three answers: its key in `EvidenceItem.predictions` and its words."""

    key: str
    title: str
    words: str


STAGES = (
    Stage("robust", "Before", "Area average"),
    Stage("scaled", "As scaled", ""),
    Stage("sanitized", "After sanitizing", ""),
)
EVERY_LIBRARY = "Ask about &every library"
EVERY_LIBRARY_TIP = "Scale the image by every library and algorithm, and ask the model about each output"
EVERY_FILTER = "Ask after every f&ilter"
EVERY_FILTER_TIP = (
    "Sanitize the image with each filter, and ask the model about what the pipeline makes of it"
)
NOT_ASKED = "Not asked yet: Detect and sanitize does."
ASKING = "Asking the model …"
TITLE = "What a traffic-sign model makes of it"
NOTE = "The model knows 43 German traffic signs; other pictures it should call no sign, yet it can err."


class StageColumn(QWidget):
    """Title, thumbnail of what the model got, and its answers."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.title = selectable_label(stage.title)
        self.title.setProperty("role", "heading")
        self.words = quiet(stage.words)
        self.picture = Picture()
        self.picture.setAccessibleName(stage.title)
        self.bars = PredictionBars()
        self.waiting: QLabel = quiet(NOT_ASKED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.bars)
        column.addWidget(self.waiting)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Larger thumbnails where there is room."""
        super().resizeEvent(event)
        side = LARGE if self.width() >= ROOMY else SMALL
        self.picture.set_box(QSize(side, side))

    def show_result(self, pixels: RGB | None, predictions: tuple[Prediction, ...]) -> None:
        """Show what was classified and the answer; an empty answer shows the waiting words."""
        self.picture.set_pixels(pixels)
        self.bars.set_predictions(predictions)
        self.bars.setVisible(bool(predictions))
        self.waiting.setVisible(not predictions)


class ClassificationPanel(Section):
    """Three columns: before, as scaled, after."""

    every_library_requested = Signal()
    every_filter_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = heading(TITLE)
        self.note = quiet(NOTE)
        self.column.addWidget(self.title)
        self.columns = {stage.key: StageColumn(stage) for stage in STAGES}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, column in enumerate(self.columns.values()):
            grid.addWidget(column, 0, place)
            grid.setColumnStretch(place, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.note)
        self.by_library = AnswersByLibrary()
        self.every_library = QPushButton(EVERY_LIBRARY)
        self.every_library.setToolTip(EVERY_LIBRARY_TIP)
        self.every_library.clicked.connect(lambda: self.every_library_requested.emit())
        self.by_filter = AnswersByFilter()
        self.every_filter = QPushButton(EVERY_FILTER)
        self.every_filter.setToolTip(EVERY_FILTER_TIP)
        self.every_filter.clicked.connect(lambda: self.every_filter_requested.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.every_library)
        buttons.addWidget(self.every_filter)
        buttons.addStretch(1)
        self.column.addWidget(self.by_filter)
        self.column.addWidget(self.by_library)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def show_by_library(self, answers: "Mapping[Pipeline, Prediction]") -> None:
        """Show the answers to the outputs of every library; none: offer to ask."""
        self.by_library.show_answers(answers)
        self.every_library.setVisible(not answers)

    def show_by_filter(self, found: "FilterAnswers | None") -> None:
        """Show the answers after each filter; None: offer to ask."""
        self.by_filter.show_answers(found)
        self.every_filter.setVisible(found is None)

    def show_model(self, model: "ClassifierModel") -> None:
        """Name the model that is asked."""
        choice, facts = model.choice, model.facts
        if choice is None or facts is None:
            self.title.setText(TITLE)
            self.note.setText(NOTE)
            return
        (height, width), (low, high) = facts.input_shape, facts.levels
        self.title.setText(f"What {choice.path.name} makes of it")
        levels = f"levels {low:.4g} to {high:.4g}, {choice.profile.channel_order.upper()}"
        what = f"{facts.kind}, {width}×{height}, {facts.dtype}, {len(facts.labels)} classes"
        self.note.setText(f"A model of your own: {what}; {levels}. {facts.note}".rstrip())

    def show_stage(self, key: str, pixels: RGB | None, predictions: tuple[Prediction, ...]) -> None:
        """Fill the column of `key`: "robust", "scaled" or "sanitized"."""
        self.columns[key].show_result(pixels, predictions)

    def set_asking(self, asking: bool) -> None:
        """Whether the model is being asked; said where there is no answer yet."""
        for column in self.columns.values():
            column.waiting.setText(ASKING if asking else NOT_ASKED)

    def set_pipeline(self, label: str) -> None:
        """Name the pipeline that scaled the second and the third picture."""
        self.columns["scaled"].words.setText(label)
        self.columns["sanitized"].words.setText(label)
