"""The sanitized image: made, compared with the original, undone and saved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.theme import set_icon
from app.views.findings.sanitize_controls import SanitizeControls
from app.views.findings.sanitized_picture import SanitizedPicture
from app.views.findings.wording import agreement_words, sanitized_words
from app.widgets.image_tile import selectable_label
from app.widgets.section import MARGIN, Section, quiet
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.pipeline import Pipeline

MAX_HEIGHT = 360


class SanitizedPanel(Section):
    """Words, picture, what to do with it, and how to make another one."""

    save_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The sanitized image", parent)
        self.words = selectable_label()
        self.pictures = SanitizedPicture()
        self.recheck = selectable_label()
        self.note = quiet()
        self.agreements = quiet()
        self.controls = SanitizeControls()
        tip = "Save the sanitized image without loss, and beside it a record of what was done"
        self.save = self._button("Save…", "save", f"{tip}; the evidence stays as it is (Ctrl+S)")
        self.undo = self._button("Undo", "undo", "Go back to the image before this one (Ctrl+Z)")
        self.redo = self._button("Redo", "redo", "Sanitize again as before it was undone (Ctrl+Shift+Z)")
        self.save.clicked.connect(self.save_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.show_recheck("")
        self._lay_out()

    def _button(self, text: str, icon: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.undo, self.redo):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.save)
        self.column.addWidget(self.words)
        self.column.addWidget(self.pictures)
        self.column.addWidget(self.recheck)
        self.column.addWidget(self.note)
        self.column.addWidget(self.agreements)
        self.column.addLayout(row)
        self.column.addWidget(self.controls)
        self.column.addStretch(1)

    def show_sanitized(
        self, before: RGB, sanitized: "Sanitized | None", pipeline_label: str, reduced: str = ""
    ) -> None:
        """Show the sanitized image (H, W, 3) over `before`, or what sanitizing would do.

        `reduced` says what the file holds that the sanitized image does not. Pictures appear with
        `pictures.set_reduced`.
        """
        self.words.setText(sanitized_words(sanitized, before.shape[:2], pipeline_label))
        notes = (sanitized.note, reduced) if sanitized else ()
        self._say(self.note, " ".join(filter(None, notes)))
        self._say(self.agreements, agreement_words(sanitized) if sanitized else "")
        for widget in (self.pictures, self.save):
            widget.setVisible(sanitized is not None)
        if sanitized is not None:
            self.pictures.show_pictures(before, sanitized.pixels)

    def show_recheck(self, words: str) -> None:
        """Say what another inspection found in the sanitized image; empty for nothing to say."""
        self._say(self.recheck, words)

    def show_choices(
        self, chosen: str, pictures: "Sequence[Sequence[Pipeline]]", *, can_undo: bool, can_redo: bool
    ) -> None:
        """Whom to sanitize for, and whether there is anything to undo or to redo."""
        self.controls.show_scope(chosen, pictures)
        for button, possible in ((self.undo, can_undo), (self.redo, can_redo)):
            button.setEnabled(possible)
            button.setVisible(can_undo or can_redo)

    def _say(self, label: QWidget, text: str) -> None:
        label.setProperty("text", text)
        label.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the card's width."""
        super().resizeEvent(event)
        self.pictures.set_box(QSize(max(64, self.width() - 2 * MARGIN - 2), MAX_HEIGHT))
