"""The pipelines that the traces in the image point to; choosing one sets the pipeline."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.views.findings.wording import match_words, size_words
from app.widgets.image_tile import selectable_label
from app.widgets.section import Section, quiet
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.detection.inspection import PipelineGuess

SHOWN = 6
SHOWN_FURTHER = 3


class PipelinesPanel(Section):
    """One radio button per likely pipeline, best first, with its score beside it."""

    pipeline_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Likely pipelines", parent)
        self._guesses: tuple[PipelineGuess, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self._explanation = quiet()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._chosen = quiet()
        self.column.addWidget(self._explanation)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._chosen)
        self.column.addStretch(1)

    @property
    def buttons(self) -> list[QRadioButton]:
        """The choices, best first."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    @property
    def guesses(self) -> "tuple[PipelineGuess, ...]":
        """What is listed, best first."""
        return self._guesses

    def show_guesses(
        self, guesses: "Sequence[PipelineGuess]", further: "Sequence[PipelineGuess]" = ()
    ) -> None:
        """List the best few of `guesses`, then of those for a second picture; both come best first."""
        self._clear()
        first, second = tuple(guesses[:SHOWN]), tuple(further[:SHOWN_FURTHER])
        self._guesses = (*first, *second)
        for place, guess in enumerate(first):
            self._add(place, guess, match_words(guess.score, first[0].score, place))
        if second:
            words = quiet(f"For a second picture of {size_words(second[0].pipeline.target_shape)}")
            self._grid.addWidget(words, len(first), 0, 1, 3)
        for place, guess in enumerate(second):
            self._add(len(first) + place, guess, match_words(guess.score, second[0].score, place), below=1)
        self._explanation.setText(
            "How the victim most likely scales. Choosing one sets the pipeline of every view."
            if self._guesses
            else "The traces in this image point to no pipeline."
        )

    def _add(self, row: int, guess: "PipelineGuess", match: str, below: int = 0) -> None:
        """`below`: rows of the grid that hold no choice, above this one."""
        button = QRadioButton(guess.pipeline.label)
        above = self.buttons[-1] if self.buttons else self._explanation
        self._group.addButton(button, row)
        score = selectable_label(match, wrap=False)
        score.setToolTip(f"Score {guess.score:.3g}")
        self._grid.addWidget(button, row + below, 0)
        self._grid.addWidget(score, row + below, 1)
        # Made late, it would be the last stop of the Tab key.
        QWidget.setTabOrder(above, button)

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def mark(self, pipeline: Pipeline) -> None:
        """Check the button of the pipeline in force, or say that it is not among the likely ones."""
        self._group.setExclusive(False)
        for button, guess in zip(self.buttons, self._guesses, strict=True):
            button.setChecked(guess.pipeline == pipeline)
        self._group.setExclusive(True)
        listed = any(guess.pipeline == pipeline for guess in self._guesses)
        self._chosen.setText(f"Chosen above: {pipeline.label}.")
        self._chosen.setVisible(not listed)

    def _choose(self, row: int) -> None:
        self.pipeline_chosen.emit(self._guesses[row].pipeline)
