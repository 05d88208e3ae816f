"""Which libraries lead the model to which answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.widgets.image_tile import selectable_label
from app.widgets.prediction_bars import ConfidenceBar
from app.widgets.section import heading, quiet
from app.widgets.sign_drawing import drawing_of
from core.classification.classify import Prediction
from core.percent import confidence_percent
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline

DRAWING_SIDE = 30
TITLE = "As scaled by every library"


@dataclass(frozen=True)
class AnswerGroup:
    """One answer, the pipelines that lead to it, and with which confidence each does."""

    name: str
    sign: int | None
    pipelines: tuple[Pipeline, ...]
    confidences: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean confidence, 0..1."""
        return sum(self.confidences) / len(self.confidences)

    @property
    def confidence_words(self) -> str:
        """The lowest and the highest confidence; one figure where they read the same."""
        ends = dict.fromkeys(
            (confidence_percent(min(self.confidences)), confidence_percent(max(self.confidences)))
        )
        return " to ".join(ends)


def grouped(answers: Mapping[Pipeline, Prediction]) -> tuple[AnswerGroup, ...]:
    """The answers with the most pipelines first; pipelines in the order given."""
    names = dict.fromkeys(answer.name for answer in answers.values())
    groups = []
    for name in names:
        found = {pipeline: answer for pipeline, answer in answers.items() if answer.name == name}
        sign = next(iter(found.values())).sign
        confidences = tuple(answer.confidence for answer in found.values())
        groups.append(AnswerGroup(name, sign, tuple(found), confidences))
    return tuple(sorted(groups, key=lambda group: -len(group.pipelines)))


def pipeline_words(pipelines: tuple[Pipeline, ...]) -> str:
    """A line per library with its algorithms, whose titles have commas: "OpenCV: bilinear · bicubic"."""
    by_library: dict[str, list[str]] = {}
    for entry in pipelines:
        title = algorithm(entry.library, entry.algorithm).title
        by_library.setdefault(library(entry.library).title, []).append(title)
    return "\n".join(f"{name}: {' · '.join(titles)}" for name, titles in by_library.items())


class AnswersByLibrary(QWidget):
    """A line per answer: its drawing, its name and confidence, how many and which pipelines lead to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answers by library")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_answers(self, answers: Mapping[Pipeline, Prediction]) -> None:
        """Replace what is shown; nothing hides the widget."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if answers:
            self._grid.addWidget(heading(TITLE), 0, 0, 1, 3)
        for row, group in enumerate(grouped(answers), start=1):
            self._add(row, group, len(answers))
        self.setVisible(bool(answers))

    def _add(self, row: int, group: AnswerGroup, total: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if (drawing := drawing_of(group.sign, group.name, DRAWING_SIDE)) is not None:
            self._grid.addWidget(drawing, row, 0, top)
        self._grid.addWidget(self._answer(group, total), row, 1, top)
        self._grid.addWidget(quiet(pipeline_words(group.pipelines)), row, 2, top)

    def _answer(self, group: AnswerGroup, total: int) -> QWidget:
        """Name, how many pipelines, their confidence and a bar of its mean."""
        answer = QWidget()
        answer.setMinimumWidth(150)
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = f"{group.name}\n{len(group.pipelines)} of {total}, {group.confidence_words}"
        bar = ConfidenceBar(group.mean, strong=True)
        bar.setToolTip(f"Mean confidence: {confidence_percent(group.mean)}")
        column.addWidget(selectable_label(words))
        column.addWidget(bar)
        return answer
