"""Objective O1: what the model sees. Target and the real library's output, for each pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.jobs.attack_labels_job import GoalLabels
from app.views.craft import wording
from app.views.craft.person_card import HEIGHT, size_words
from app.widgets.image_tile import ImageTile, selectable_label
from app.widgets.image_tile_row import ImageTileRow
from app.widgets.narrow_combo_box import NarrowComboBox
from app.widgets.section import Section, quiet
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.attacks.result import AttackResult


@dataclass(frozen=True, eq=False)
class Shown:
    """What is known about one goal so far."""

    pipeline: Pipeline
    target: RGB | None = None
    output: RGB | None = None
    caption: str = ""
    words: str = ""
    labels: str = ""


class ModelCard(Section):
    """Target T and output D of one goal at a time; a box chooses which where there are several."""

    goal_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("O1: what the model sees", parent)
        self.goal = NarrowComboBox(26)
        self.goal.setAccessibleName("Pipeline to look at")
        self.target = ImageTile("Target T", placeholder="Crafting …")
        self.output = ImageTile("Output D", placeholder="Crafting …")
        self.words = selectable_label()
        self.labels = selectable_label()
        self.note = quiet(wording.CLASSIFIER_NOTE)
        self._row = ImageTileRow((self.target, self.output), max_height=HEIGHT)
        self._goals: list[Shown] = []
        for widget in (self.goal, self._row, self.words, self.labels, self.note):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.goal.currentIndexChanged.connect(self._choose)

    @property
    def chosen(self) -> int:
        """Which goal is on show."""
        return max(0, self.goal.currentIndex())

    def begin(self, pipelines: Sequence[Pipeline], targets: Sequence[RGB | None]) -> None:
        """The goals of a new run, with those targets that are known already."""
        pairs = zip(pipelines, targets, strict=True)
        self._goals = [Shown(pipeline, target) for pipeline, target in pairs]
        self.goal.blockSignals(True)
        self.goal.clear()
        self.goal.addItems([pipeline.label for pipeline in pipelines])
        self.goal.blockSignals(False)
        self.goal.setVisible(len(pipelines) > 1)
        self._show()

    def show_preview(self, outputs: Sequence[RGB]) -> None:
        """What the libraries make of the attack image as it is at this moment."""
        for place, output in enumerate(outputs):
            label = self._goals[place].pipeline.label
            self._set(place, output=output, caption=f"So far, by {label}")
        self._show()

    def show_result(self, result: "AttackResult") -> None:
        """Targets, outputs and figures of the finished image."""
        for place, goal in enumerate(result.goals):
            caption = f"By {goal.pipeline.label} itself"
            words = wording.output_words(goal, result.epsilon)
            self._set(place, target=goal.target, output=goal.output, caption=caption, words=words)
        self._show()

    def show_labels(self, labels: Sequence[GoalLabels]) -> None:
        """What the classifier says."""
        for place, entry in enumerate(labels):
            self._set(place, labels=wording.label_words(entry))
        self._show()

    def _set(self, place: int, **known: object) -> None:
        self._goals[place] = replace(self._goals[place], **known)  # type: ignore[arg-type]

    def _choose(self) -> None:
        self._show()
        self.goal_chosen.emit(self.chosen)

    def _show(self) -> None:
        if not self._goals:
            return
        goal = self._goals[self.chosen]
        self.target.set_image(goal.target, "" if goal.target is None else size_words(goal.target))
        self.output.set_image(goal.output, goal.caption)
        self.words.setText(goal.words)
        self.labels.setText(goal.labels)
        for label in (self.labels, self.note):
            label.setVisible(bool(goal.labels))
        self._row.refresh()
