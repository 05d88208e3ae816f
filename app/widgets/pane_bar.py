"""The strip above or below a pane; all have one height, so that panes side by side line up."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

HEIGHT = 40


class PaneBar(QWidget):
    """A row of labels and buttons; add them to `row`."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 8, 0)
        self.row.setSpacing(8)
        for widget in widgets:
            self.row.addWidget(widget)
