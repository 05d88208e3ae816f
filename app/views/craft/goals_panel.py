"""The pipelines an attack is made for: the window's own, and further ones beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.models import PipelineChoice, PipelineModel, Session
from app.theme import set_icon
from app.views.craft.goal_row import GoalRow
from app.widgets.pipeline_picker import PipelinePicker
from core.errors import AliascopeError
from core.images import Evidence
from core.images.arrays import Shape
from core.scaling.catalogue import LIBRARIES
from core.scaling.pipeline import Pipeline

MOST_GOALS = 6


class GoalsPanel(QWidget):
    """The first row is bound to the window's pipeline; further ones have their own, perhaps a target, too."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.picker = PipelinePicker(session.pipeline, label="")
        self.add = QPushButton("Another pipeline")
        self.add.setToolTip("One attack image for several pipelines at once")
        set_icon(self.add, "add")
        self.rows: list[GoalRow] = []
        self._shape: Shape | None = None
        self._many = True
        self._lay_out()
        self.add.clicked.connect(self._add_row)
        session.pipeline.choice_changed.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        label = QLabel("&Pipeline")
        label.setBuddy(self.picker.library_box)
        left = Qt.AlignmentFlag.AlignLeft
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label)
        self._column.addWidget(self.picker, 0, left)
        self._column.addWidget(self.add, 0, left)

    @property
    def further(self) -> tuple[GoalRow, ...]:
        """The further rows in force: none where the attack takes one pipeline only."""
        return tuple(self.rows) if self._many else ()

    @property
    def pipeline(self) -> Pipeline:
        """The first pipeline, for the source."""
        return pipeline_for(self._session.pipeline.choice, self._shape)

    @property
    def goals(self) -> tuple[tuple[Pipeline, Evidence | None], ...]:
        """Every pipeline for the source, with its own target where it has one."""
        further = ((pipeline_for(row.model.choice, self._shape), row.target) for row in self.further)
        return ((self.pipeline, None), *further)

    def set_source(self, shape: Shape | None) -> None:
        """Size rules are applied to a source of (height, width)."""
        self._shape = shape
        for row in self.rows:
            row.model.look_at(shape)

    def set_many(self, many: bool) -> None:
        """Whether the attack takes several pipelines."""
        self._many = many
        self.add.setVisible(many)
        for row in self.rows:
            row.setVisible(many)

    def add_goal(self, pipeline: Pipeline, target: Evidence | None = None) -> GoalRow:
        """One more pipeline, with a target of its own if there is one."""
        row = GoalRow(self._session, PipelineModel(pipeline))
        row.model.look_at(self._shape)
        row.set_target(target)
        row.changed.connect(self.changed)
        row.remove_requested.connect(lambda: self.remove(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.indexOf(self.add), row)
        self._update()
        return row

    def remove(self, row: GoalRow) -> None:
        """Take a row out."""
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus()
        self._update()

    def _add_row(self) -> None:
        """Start from the pipeline above, by the next library that has the algorithm."""
        taken = [self.pipeline, *(row.model.pipeline for row in self.rows)]
        self.add_goal(_next_library(taken)).picker.library_box.setFocus()

    def _update(self) -> None:
        self.add.setEnabled(len(self.rows) + 1 < MOST_GOALS)
        self.changed.emit()


def _next_library(taken: list[Pipeline]) -> Pipeline:
    """The first pipeline's size and algorithm by a library that is not among `taken` yet, if there is one."""
    first, used = taken[0], {pipeline.library for pipeline in taken}
    for library in LIBRARIES:
        if library.id not in used and any(entry.id == first.algorithm for entry in library.algorithms):
            return Pipeline(library.id, first.algorithm, first.target_shape)
    return taken[-1]


def pipeline_for(choice: PipelineChoice, shape: Shape | None) -> Pipeline:
    """The pipeline that `choice` makes of a source of (height, width).

    A crop made for another image that does not lie in this one is dropped.
    """
    pipeline = choice.pipeline(shape)
    if shape is None or choice.scaling is None:
        return pipeline
    try:
        pipeline.crop_of(shape)
    except AliascopeError:
        return replace(choice, scaling=None).pipeline(shape)
    return pipeline
