"""The panel on the right: the file, its hashes and metadata, the pixel under the pointer, predictions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.models import EvidenceItem, Session
from app.views.facts.cursor_grid import CursorGrid
from app.views.facts.exif_table import ExifTable
from app.views.facts.fact_grid import FactGrid
from app.views.facts.rows import file_rows, prediction_rows
from app.widgets.wrapping_text import WrappingText

NOTHING_OPEN = "Facts about the open image appear here."


class FactsView(QScrollArea):
    """Facts about the current evidence; everything can be selected and copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.file = FactGrid()
        self.notes = WrappingText()
        self.exif = ExifTable()
        self.predictions = FactGrid(stacked=True)
        self._empty = _quiet(NOTHING_OPEN)
        self._sections: dict[str, QWidget] = {}
        self._lay_out()
        session.evidence.current_changed.connect(self._show)
        session.evidence.item_changed.connect(self._changed)
        self._show(session.evidence.current)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(20)
        column.addWidget(self._empty)
        for title, widget in (
            ("File", self.file),
            ("Notes on decoding", self.notes),
            ("Under the pointer", CursorGrid(self._session.cursor)),
            ("Classifier", self.predictions),
            ("Metadata", self.exif),
        ):
            self._sections[title] = _section(title, widget)
            column.addWidget(self._sections[title])
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: text that wraps at the one width and not at the other makes the bar come and go without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Facts about the current evidence")

    def _changed(self, item: EvidenceItem, field: str) -> None:
        if item is self._session.evidence.current and field == "predictions":
            self._show_predictions(item)

    def _show(self, item: EvidenceItem | None) -> None:
        self._empty.setVisible(item is None)
        for section in self._sections.values():
            section.setVisible(item is not None)
        if item is None:
            return
        evidence = item.evidence
        self.file.show_rows(file_rows(evidence))
        self.notes.set_text("\n".join(evidence.notes))
        self._sections["Notes on decoding"].setVisible(bool(evidence.notes))
        self.exif.show_entries(evidence.exif)
        self._sections["Metadata"].setVisible(bool(evidence.exif))
        self._show_predictions(item)

    def _show_predictions(self, item: EvidenceItem) -> None:
        self.predictions.show_rows(prediction_rows(item.predictions))
        self._sections["Classifier"].setVisible(bool(item.predictions))


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def _section(title: str, content: QWidget) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    column.addWidget(heading)
    column.addWidget(content)
    return section
