"""A titled card: the unit a scrolling view is made of; can be collapsible."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from app.widgets.image_tile import selectable_label

TOGGLE_STYLE = (
    "QToolButton { border: none; background: transparent; padding: 0; font-weight: 600; }"
    "QToolButton:focus { text-decoration: underline; }"
)
MARGIN = 16
SPACING = 8


class Section(QFrame):
    """A rounded card with a heading and a column of content."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(SPACING)
        if title:
            self.column.addWidget(heading(title))


def with_role(label: QLabel, role: str) -> QLabel:
    """`label` dressed by the theme: "muted", "title", "heading" or "error"."""
    label.setProperty("role", role)
    return label


def heading(text: str) -> QLabel:
    """A card's heading, selectable."""
    return with_role(selectable_label(text), "heading")


def quiet(text: str = "") -> QLabel:
    """A selectable note in the theme's secondary text colour."""
    return with_role(selectable_label(text), "muted")


class CollapsibleSection(Section):
    """A card whose content is shown on request."""

    def __init__(self, title: str, parent: QWidget | None = None, *, expanded: bool = False) -> None:
        super().__init__("", parent)
        self.toggle = QToolButton()
        self.toggle.setText(title)
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setAccessibleName(title)
        self.toggle.setStyleSheet(TOGGLE_STYLE)
        self.body = QWidget()
        self.body_column = QVBoxLayout(self.body)
        self.body_column.setContentsMargins(0, 0, 0, 0)
        self.body_column.setSpacing(SPACING)
        self.column.addWidget(self.toggle)
        self.column.addWidget(self.body)
        self.toggle.toggled.connect(self._show)
        self.toggle.setChecked(expanded)
        self._show(expanded)

    def _show(self, expanded: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if expanded else Qt.ArrowType.RightArrow)
        self.body.setVisible(expanded)
