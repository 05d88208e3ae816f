"""What the model says before any filter and after each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.jobs.classify_filters_job import FilterAnswer, FilterAnswers
from app.widgets.image_tile import selectable_label
from app.widgets.prediction_bars import ConfidenceBar
from app.widgets.section import heading, quiet
from app.widgets.sign_drawing import drawing_of
from core.percent import confidence_percent

DRAWING_SIDE, GAP = 30, 3
TITLE = "After every filter"
NO_ANSWER = "not possible"


class AnswersByFilter(QWidget):
    """A line per version of the image: what was done, the sign's drawing, its name and the confidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answers by filter")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_answers(self, found: FilterAnswers | None) -> None:
        """Replace what is shown; None hides the widget."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if found is not None:
            self._grid.addWidget(heading(TITLE), 0, 0, 1, 4)
            for place, answer in enumerate(found.answers):
                self._add(1 + 2 * place, answer)
        self.setVisible(found is not None)

    def _add(self, row: int, answer: FilterAnswer) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        title = quiet(answer.title)
        title.setMinimumWidth(150)
        self._grid.addWidget(title, row, 0, 2, 1, middle)
        prediction = answer.prediction
        drawing = None
        if prediction is not None:
            drawing = drawing_of(prediction.sign, prediction.name, DRAWING_SIDE)
        if drawing is not None:
            self._grid.addWidget(drawing, row, 1, 2, 1, middle)
        name = selectable_label(NO_ANSWER if prediction is None else prediction.name)
        name.setWordWrap(True)
        name.setToolTip(answer.note)
        bottom = Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(name, row, 2, bottom)
        if prediction is not None:
            figure = selectable_label(confidence_percent(prediction.confidence), wrap=False)
            self._grid.addWidget(figure, row, 3, bottom | Qt.AlignmentFlag.AlignRight)
            bar = ConfidenceBar(prediction.confidence, strong=True)
            self._grid.addWidget(bar, row + 1, 2, 1, 2, Qt.AlignmentFlag.AlignTop)
        for line in (row, row + 1):
            self._grid.setRowMinimumHeight(line, DRAWING_SIDE // 2 + GAP)
