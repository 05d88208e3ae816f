"""The sanitized image: toggled against the original, and saved."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.theme import set_icon
from app.views.findings.wording import sanitized_words
from app.widgets.image_tile import selectable_label
from app.widgets.image_tile_picture import Picture
from app.widgets.section import MARGIN, Section, quiet
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized

MAX_HEIGHT = 360


class SanitizedPanel(Section):
    """One picture in place, before or after, so that only the difference moves."""

    sanitize_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The sanitized image", parent)
        self._pictures: dict[str, RGB | None] = {}
        self._reduced: dict[str, RGB] = {}
        self.picture = Picture()
        self.picture.set_placeholder("Reducing …")
        self.words = selectable_label()
        self.note = quiet()
        self.after = self._switch("Sanitized")
        self.before = self._switch("Before")
        self.save = QPushButton("Save…")
        set_icon(self.save, "save")
        self.save.setToolTip("Save the sanitized image without loss; the evidence stays as it is")
        self.save.clicked.connect(self.save_requested)
        self._lay_out()

    def _switch(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.after, self.before):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.save)
        group.buttonClicked.connect(self._show_picture)
        self.after.setChecked(True)
        self.column.addWidget(self.words)
        self.column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def show_sanitized(self, before: RGB, sanitized: "Sanitized | None", pipeline_label: str) -> None:
        """Show the sanitized image (H, W, 3) over `before`, or what sanitizing would do.

        Pictures appear with `set_reduced`.
        """
        self._pictures = {"before": before, "after": sanitized.pixels if sanitized else None}
        self._reduced = {}
        self.words.setText(sanitized_words(sanitized, before.shape[:2], pipeline_label))
        self.note.setText(sanitized.note if sanitized else "")
        self.note.setVisible(bool(sanitized and sanitized.note))
        for widget in (self.picture, self.before, self.after, self.save):
            widget.setVisible(sanitized is not None)
        self.after.setChecked(True)
        self._show_picture()

    def set_reduced(self, key: Literal["before", "after"], reduced: RGB) -> None:
        """The area average of one of the two pictures, for drawing."""
        self._reduced[key] = reduced
        self._show_picture()

    def _show_picture(self) -> None:
        key = "before" if self.before.isChecked() else "after"
        reduced = self._reduced.get(key)
        self.picture.set_pixels(None if reduced is None else self._pictures[key], reduced)
        which = "The image before sanitizing" if key == "before" else "The sanitized image"
        self.picture.setAccessibleName(which)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the card's width."""
        super().resizeEvent(event)
        self.picture.set_box(QSize(max(64, self.width() - 2 * MARGIN - 2), MAX_HEIGHT))
