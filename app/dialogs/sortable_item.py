"""A cell of a table that sorts by a value instead of by its words."""

from PySide6.QtWidgets import QTableWidgetItem

Value = float | str


class SortableItem(QTableWidgetItem):
    """Words on show and the value that rows are ordered by; all values of a column are of one type."""

    def __init__(self, text: str, value: Value) -> None:
        super().__init__(text)
        self._value = value
        self.setToolTip(text)

    def set(self, text: str, value: Value) -> None:
        """Show other words for another value."""
        self._value = value
        self.setToolTip(text)
        self.setText(text)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        """Order by value."""
        if isinstance(other, SortableItem):
            return bool(self._value < other._value)  # type: ignore[operator]  # one type per column
        return super().__lt__(other)
