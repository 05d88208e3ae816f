"""The numbers behind the words, on request: one row per detector, copyable as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.theme import set_icon
from app.views.findings.wording import flag_words, rate_words
from app.widgets.image_tile import selectable_label
from app.widgets.section import CollapsibleSection, quiet, with_role

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection

HEADERS = ("Detector", "Score", "Flags from", "False alarms", "Result", "What it looks for")


class NumbersPanel(CollapsibleSection):
    """A table of selectable labels: it wraps, where item views would cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Numbers", parent)
        self._inspection: Inspection | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(len(HEADERS) - 1, 1)
        self._versions = quiet()
        self._copy = QPushButton("Copy as text")
        set_icon(self._copy, "copy")
        self._copy.clicked.connect(self.copy)
        self.body_column.addLayout(self._grid)
        self.body_column.addWidget(self._versions)
        self.body_column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_inspection(self, inspection: "Inspection") -> None:
        """Fill the table."""
        self._inspection = inspection
        self._clear()
        for place, text in enumerate(HEADERS):
            self._grid.addWidget(with_role(selectable_label(text, wrap=False), "muted"), 0, place)
        for row, finding in enumerate(inspection.findings, start=1):
            for place, text in enumerate(cells(finding)):
                label = selectable_label(text, wrap=place == len(HEADERS) - 1)
                self._grid.addWidget(label, row, place)
        self._versions.setText(closing_line(inspection))

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def copy(self) -> None:
        """Put the table on the clipboard, columns separated by tabs."""
        if self._inspection is not None:
            QGuiApplication.clipboard().setText(as_text(self._inspection))


def cells(finding: "Finding") -> tuple[str, ...]:
    """One detector's row; the threshold says from which side it is crossed."""
    from core.detection.catalogue import detector  # imports scipy, which an inspection has paid for

    spec = detector(finding.detector)
    unit = f" {spec.unit}" if spec.unit == "dB" else ""
    side = "≥" if spec.suspicious == "high" else "≤"
    return (
        finding.title,
        f"{finding.score:.3g}{unit}",
        f"{side} {finding.threshold:.3g}{unit}",
        rate_words(finding.false_alarm_rate),
        flag_words(finding),
        finding.explanation,
    )


def closing_line(inspection: "Inspection") -> str:
    """Time taken and the versions that took part."""
    versions = ", ".join(f"{name} {version}" for name, version in dict(inspection.versions).items())
    return f"Inspected in {inspection.seconds:.2f} s. {versions}".rstrip()


def as_text(inspection: "Inspection") -> str:
    """Everything in the table, the likely pipelines and the versions, for pasting into a report."""
    rows: Sequence[Sequence[str]] = [HEADERS, *(cells(finding) for finding in inspection.findings)]
    lines = ["\t".join(row) for row in rows]
    lines += [f"{guess.pipeline.label}\t{guess.score:.3g}" for guess in inspection.pipelines]
    return "\n".join([*lines, closing_line(inspection)])
