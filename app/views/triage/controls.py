"""What the triage table is asked for: a folder, a verdict, a part of a name."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from app.theme import set_icon
from app.views.triage.wording import VERDICTS
from app.widgets.elided_label import ElidedLabel
from app.widgets.pane_bar import PaneBar


class TriageControls(PaneBar):
    """One row: the folder at the left, filters and export at the right."""

    folder_requested = Signal()
    filtered = Signal()
    """Another verdict or name: show other rows."""
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.choose = QPushButton("Scan folder…")
        self.choose.setToolTip("Inspect every image of a folder")
        set_icon(self.choose, "open")
        self.folder = ElidedLabel()
        self.folder.setProperty("role", "muted")
        self.known = QCheckBox("Known pipeline")
        self.verdict = QComboBox()
        self.verdict.setAccessibleName("Verdict filter")
        self.verdict.setToolTip("Show one verdict only")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Filter by name")
        self.name.setAccessibleName("Name filter")
        self.name.setClearButtonEnabled(True)
        self.name.setMaximumWidth(180)
        self.export = QPushButton("Export CSV…")
        self.export.setToolTip("Write the rows shown to a file")
        self.export.setEnabled(False)
        set_icon(self.export, "save")
        self._fill()
        self._connect()

    def show_folder(self, folder: Path) -> None:
        """Say which folder the rows are from."""
        self.folder.show_text(str(folder))

    def show_known(self, known: str, label: str) -> None:
        """Whether a pipeline is `known`, and which one is or would be asked about."""
        self.known.setChecked(bool(known))
        self.known.setToolTip(
            f"Your service uses {label}: every image is asked about that first"
            if known
            else f"Tick if your service uses the pipeline above, {label}"
        )

    def _fill(self) -> None:
        self.verdict.addItem("Every verdict", "")
        for verdict, words in VERDICTS.items():
            self.verdict.addItem(words, verdict)
        self.row.addWidget(self.choose)
        self.row.addWidget(self.folder, 1)
        self.row.addWidget(self.known)
        for widget in (self.verdict, self.name, self.export):
            self.row.addWidget(widget)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.folder_requested)
        self.verdict.currentIndexChanged.connect(lambda _: self.filtered.emit())
        self.name.textChanged.connect(lambda _: self.filtered.emit())
        self.export.clicked.connect(self.export_requested)
