"""The column of words and controls beside a picture; scrolls when the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.widgets.section import Section

WIDTH = 288


class SidePanel(QScrollArea):
    """Fixed in width; fill it with `add_section`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: text that wraps at the one width and not at the other makes the bar come and go without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(inner)

    def add_section(self, section: Section, *widgets: QWidget) -> None:
        """Put `widgets` into a card, as high as they need, below the cards that are there."""
        for widget in widgets:
            section.column.addWidget(widget)
        self._column.insertWidget(self._column.count() - 1, section)
