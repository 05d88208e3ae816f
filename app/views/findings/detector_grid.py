"""One row per detector: score, its own threshold, what follows, and where it is published."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.views.findings.wording import flag_words, rate_words
from app.widgets.image_tile import selectable_label
from app.widgets.section import quiet, with_role
from core.reporting.words import citation_text, number_text

if TYPE_CHECKING:
    from core.detection.inspection import Finding

HEADERS = ("Detector", "Score", "Flags from", "False alarms", "Result", "What it looks for")
PAIR_GAP = 10
"""Logical pixels between what one detector looks for and the next detector."""
_RESULT, _EXPLANATION = 4, 5


class DetectorGrid(QWidget):
    """A table of selectable labels: it wraps, where item views would cut."""

    def __init__(self, parent: QWidget | None = None, *, cited: bool = False) -> None:
        """`cited`: what the detector looks for stands under its figures, with its source."""
        super().__init__(parent)
        self._cited = cited
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2 if cited else 8)
        self._grid.setColumnStretch(_EXPLANATION, 1)

    def show_findings(self, findings: "Sequence[Finding]") -> None:
        """Fill the table anew."""
        self._clear()
        headers = HEADERS[:_EXPLANATION] if self._cited else HEADERS
        for place, text in enumerate(headers if findings else ()):
            self._add(with_role(selectable_label(text, wrap=False), "muted"), 0, place)
        for row, finding in enumerate(findings, start=1):
            figures = cells(finding)
            last = _EXPLANATION if self._cited else _EXPLANATION + 1
            for place, text in enumerate(figures[:last]):
                self._add(self._label(place, text, finding), 2 * row, place)
            if self._cited:
                words = quiet(f"{finding.explanation} — {citation_text(finding)}")
                words.setContentsMargins(0, 0, 0, PAIR_GAP)
                self._grid.addWidget(words, 2 * row + 1, 0, 1, len(HEADERS))

    def _label(self, place: int, text: str, finding: "Finding") -> QLabel:
        label = selectable_label(text, wrap=place == _EXPLANATION)
        return with_role(label, "error") if place == _RESULT and finding.flagged else label

    def _add(self, label: QLabel, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def cells(finding: "Finding") -> tuple[str, ...]:
    """One detector's row; the threshold says from which side it is crossed."""
    from core.detection.catalogue import detector  # imports scipy, which an inspection has paid for

    spec = detector(finding.detector)
    unit = f" {spec.unit}" if spec.unit == "dB" else ""
    side = "≥" if spec.suspicious == "high" else "≤"
    return (
        finding.title,
        f"{number_text(finding.score, 3)}{unit}",
        f"{side} {number_text(finding.threshold, 3)}{unit}",
        rate_words(finding.false_alarm_rate),
        flag_words(finding),
        finding.explanation,
    )
