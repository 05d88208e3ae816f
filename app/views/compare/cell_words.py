"""The words under a cell's picture."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from app.theme import tokens
from app.views.compare.comparison import Comparison
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline

LINES = 5
"""Lines of words at most: the library, the title on two, the size, the distance."""


@dataclass(frozen=True)
class Line:
    """A line of words and how it is drawn."""

    text: str
    colour: str
    font: QFont


def note_words(comparison: Comparison | None, waiting: str) -> str:
    """The distance, or `waiting` while it is not known."""
    if comparison is None:
        return waiting
    return "robust" if comparison.is_robust else f"{comparison.distance:.1f}"


def cell_lines(
    pipeline: Pipeline, note: str, font: QFont, width: int, *, differs: bool, chosen: bool
) -> list[Line]:
    """Library, title, size and note for lines of `width` pixels."""
    colours, bold = tokens(), QFont(font)
    bold.setBold(True)
    columns, rows = pipeline.target_size
    title = algorithm(pipeline.library, pipeline.algorithm).title
    name = colours.accent if chosen else colours.text
    verdict = f"{note} differs" if differs else note
    return [
        Line(library(pipeline.library).title, colours.muted, font),
        *(Line(part, name, bold) for part in _broken(title, QFontMetrics(bold), width)),
        Line(f"{columns}×{rows}", colours.muted, font),
        Line(verdict, colours.attack if differs else colours.text, font),
    ]


def paint_lines(painter: QPainter, lines: list[Line], room: QRect) -> None:
    """Draw the lines below each other from the top of `room`, each shortened where it is too long."""
    height = painter.fontMetrics().height()
    for index, line in enumerate(lines):
        painter.setFont(line.font)
        painter.setPen(QColor(line.colour))
        spot = QRect(room.left(), room.top() + index * height, room.width(), height)
        shown = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideMiddle, spot.width())
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, shown)


def _broken(title: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The title on one line, or on two where it is too long."""
    words = title.split()
    first = [words.pop(0)]
    while words and metrics.horizontalAdvance(" ".join((*first, words[0]))) <= width:
        first.append(words.pop(0))
    return [" ".join(first), " ".join(words)] if words else [" ".join(first)]
