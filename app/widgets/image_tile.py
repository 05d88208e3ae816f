"""A labelled picture: title above, honest picture, caption below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.widgets.image_tile_picture import Picture
from core.images.arrays import RGB

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def selectable_label(text: str = "", *, wrap: bool = True) -> QLabel:
    """A label whose text can be marked and copied by mouse and keyboard."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(SELECTABLE)
    return label


class ImageTile(QWidget):
    """Title, picture and caption; the picture never grows beyond the tile's box."""

    def __init__(self, title: str, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self._title = selectable_label(title)
        self._title.setProperty("role", "heading")
        self._caption = selectable_label()
        self._caption.setProperty("role", "muted")
        self.picture = Picture()
        self.picture.set_placeholder(placeholder)
        self.picture.setAccessibleName(title)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._caption)
        column.addStretch(1)

    def set_image(self, pixels: RGB | None, caption: str = "", reduced: RGB | None = None) -> None:
        """Show `pixels` (H, W, 3) uint8 with a line of words under it; `reduced` as for `Picture`."""
        self.picture.set_pixels(pixels, reduced)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.picture.setAccessibleDescription(caption)

    def set_box(self, box: QSize) -> None:
        """The largest logical size of the picture; the tile becomes as wide as the box."""
        self.picture.set_box(box)
        self._title.setFixedWidth(box.width())
        self._caption.setFixedWidth(box.width())

    @property
    def title(self) -> str:
        """The words above the picture."""
        return self._title.text()

    @property
    def caption(self) -> str:
        """The words below the picture."""
        return self._caption.text()

    @property
    def pixels(self) -> RGB | None:
        """The picture at its own size."""
        return self.picture.pixels
