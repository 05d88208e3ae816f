"""Two widgets side by side where there is room, one below the other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

WIDE = 1080
GAP = 16


class SectionPair(QWidget):
    """Puts `first` left of `second` from `wide` logical pixels on, above it below that width."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        parent: QWidget | None = None,
        *,
        shares: tuple[int, int] = (3, 2),
        wide: int = WIDE,
    ) -> None:
        super().__init__(parent)
        self._wide = wide
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for both in one row."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: side by side they must not keep the window from shrinking."""
        width = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction by the width."""
        super().resizeEvent(event)
        wide = self.width() >= self._wide
        if wide != self.side_by_side:
            self._turn(wide)

    def _turn(self, wide: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self.updateGeometry()
