"""The picture before and after, one in the other's place, blinking, or what lies between them."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.theme import set_icon
from app.widgets.colour_bar import ColourBar
from app.widgets.image_tile_picture import Picture
from app.widgets.section import quiet
from core.images.arrays import RGB
from core.sanitizing.change_map import colour_scale, place_on_scale
from core.sanitizing.wording import grey_levels

Key = Literal["after", "before", "changes"]

BLINK_MS = 600
RESIZED_MS = 200
TICKS = (1, 16, 64, 128, 255)
SCALE_WIDTH = 360
TEXTS: dict[Key, str] = {"after": "Sanitized", "before": "Before", "changes": "Changes"}
NAMES: dict[Key, str] = {
    "after": "The sanitized image",
    "before": "The image before sanitizing",
    "changes": "Which pixels were changed",
}


class SanitizedPicture(QWidget):
    """One picture in place, so that only the difference moves. Space on it swaps before and after."""

    changes_requested = Signal()
    """The picture of the changes is wanted and not there yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: dict[Key, RGB | None] = {}
        self._reduced: dict[Key, RGB] = {}
        self._legend = ""
        self.picture = Picture()
        self.picture.set_placeholder("Reducing …")
        self.buttons = {key: self._switch(text) for key, text in TEXTS.items()}
        self.blink = self._switch("Blink")
        set_icon(self.blink, "blink")
        self.blink.setToolTip("Alternate before and after; Space on the picture swaps them once")
        self.legend = quiet()
        self.scale = ColourBar(colour_scale())
        self.scale.set_ticks(*((place_on_scale(change), str(change)) for change in TICKS))
        self.scale.setMaximumWidth(SCALE_WIDTH)
        self.scale.setToolTip("Largest change of any channel, in grey levels")
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self.swap)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZED_MS)
        self._resized.timeout.connect(self._map_again)
        self._lay_out()
        self._add_swap_key()

    def _switch(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.buttons.values():
            group.addButton(button)
            row.addWidget(button)
        row.addWidget(self.blink)
        row.addStretch(1)
        self.buttons["after"].setChecked(True)
        group.buttonClicked.connect(self._chosen)
        self.blink.toggled.connect(self._blink)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.scale)
        column.addWidget(self.legend)
        column.addLayout(row)

    def _add_swap_key(self) -> None:
        swap = QAction("Swap before and after", self.picture)
        swap.setShortcut(QKeySequence(Qt.Key.Key_Space))
        swap.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        swap.triggered.connect(self.swap)
        self.picture.addAction(swap)

    @property
    def key(self) -> Key:
        """Which of the three is shown."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def show_pictures(self, before: RGB, after: RGB) -> None:
        """Start with the sanitized one; each is drawn once `set_reduced` has brought its area average."""
        self._pictures = {"before": before, "after": after}
        self._reduced, self._legend = {}, ""
        same = before.shape == after.shape
        self.buttons["changes"].setEnabled(same)
        tip = "Every changed pixel, brighter the more it changed"
        self.buttons["changes"].setToolTip(tip if same else "An image of another size has no changed pixels")
        self.blink.setChecked(False)
        self.buttons["after"].setChecked(True)
        self._show()

    def set_reduced(self, key: Literal["before", "after"], reduced: RGB) -> None:
        """The area average of one of the two pictures, for drawing."""
        self._reduced[key] = reduced
        self._show()

    def set_changes(self, pixels: RGB, largest: int) -> None:
        """The picture of the changes, and the largest of them in grey levels."""
        self._pictures["changes"] = self._reduced["changes"] = pixels
        self._legend = (
            f"In colour: pixels that changed, by up to {grey_levels(largest)}; the scale is in grey levels. "
            "Dimmed: the others."
        )
        self._show()

    def set_box(self, box: QSize) -> None:
        """The largest logical size of the picture; a map of changes is made anew for it."""
        self.picture.set_box(box)
        if "changes" in self._pictures:
            self._resized.start()

    def _map_again(self) -> None:
        """Points of one pixel would fade in a map that is drawn smaller than it was made."""
        if self._pictures.pop("changes", None) is not None and self.key == "changes":
            self.changes_requested.emit()

    def swap(self) -> None:
        """Show what it was before, or the sanitized one again."""
        self.buttons["after" if self.key == "before" else "before"].setChecked(True)
        self._show()

    def _chosen(self) -> None:
        self.blink.setChecked(False)
        self._show()

    def _blink(self, on: bool) -> None:
        if on:
            self.swap()
            self._timer.start()
        else:
            self._timer.stop()

    def _show(self) -> None:
        key = self.key
        if key == "changes" and "changes" not in self._pictures:
            self.changes_requested.emit()
            return  # what was shown stays until the map is there
        reduced = self._reduced.get(key)
        self.picture.set_pixels(None if reduced is None else self._pictures.get(key), reduced)
        self.picture.setAccessibleName(NAMES[key])
        self.legend.setText(self._legend if key == "changes" else "")
        for widget in (self.scale, self.legend):
            widget.setVisible(bool(self.legend.text()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: stand still."""
        super().hideEvent(event)
        self.blink.setChecked(False)
        self._resized.stop()
