"""The numbers behind the words, on request: one row per detector, copyable as text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from app.theme import set_icon
from app.views.findings.detector_grid import HEADERS, DetectorGrid, cells
from app.widgets.section import CollapsibleSection, quiet
from core.reporting.words import told_text

if TYPE_CHECKING:
    from core.detection.inspection import Inspection


class NumbersPanel(CollapsibleSection):
    """The detectors of every inspection, and how long it took with what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Numbers", parent)
        self._inspection: Inspection | None = None
        self.grid = DetectorGrid()
        self._versions = quiet()
        self._copy = QPushButton("Copy as text")
        set_icon(self._copy, "copy")
        self._copy.clicked.connect(self.copy)
        self.body_column.addWidget(self.grid)
        self.body_column.addWidget(self._versions)
        self.body_column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_inspection(self, inspection: "Inspection") -> None:
        """Fill the table."""
        self._inspection = inspection
        self.grid.show_findings(inspection.findings)
        self._versions.setText(closing_line(inspection))

    def copy(self) -> None:
        """Put the table on the clipboard, columns separated by tabs."""
        if self._inspection is not None:
            QGuiApplication.clipboard().setText(as_text(self._inspection))


def closing_line(inspection: "Inspection") -> str:
    """What detectors were told, the time taken and the versions that took part."""
    versions = ", ".join(f"{name} {version}" for name, version in dict(inspection.versions).items())
    return f"{told_text(inspection.told)} Inspected in {inspection.seconds:.2f} s. {versions}".strip()


def as_text(inspection: "Inspection") -> str:
    """Everything in the table, the likely pipelines and the versions, for pasting into a report."""
    rows = [HEADERS, *(cells(finding) for finding in inspection.findings)]
    lines = ["\t".join(row) for row in rows]
    lines += [f"{guess.pipeline.label}\t{guess.score:.3g}" for guess in inspection.pipelines]
    return "\n".join([*lines, closing_line(inspection)])
