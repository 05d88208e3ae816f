"""The evidence on the left; on the right either the grid or one output large."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

GRID_SPLIT, DETAIL_SPLIT = (32, 68), (46, 54)


class ComparePanes(QSplitter):
    """Each of both pages has shares of the width of its own."""

    def __init__(self, left: QWidget, grid: QWidget, detail: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pages = {grid: GRID_SPLIT, detail: DETAIL_SPLIT}
        # Not a stack: that would keep the room the grid needs while the detail shows.
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            column.addWidget(page)
        detail.hide()
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.split(grid)

    def turn_to(self, page: QWidget) -> None:
        """Show the grid or the detail."""
        for other in self._pages:
            other.setVisible(other is page)

    def split(self, page: QWidget) -> None:
        """Give `page` its share of the width."""
        shares, width = self._pages[page], max(self.width(), 100)
        self.setSizes([share * width // 100 for share in shares])
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
