"""A target size: a common one from the list, or any W×H typed in."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.scaling.sizes import COMMON_SIDES

LARGEST_SIDE = 16384
LETTERS = 10
"""Room for the largest size, whose letters are narrower than the average one."""
SIZE_TIP = "Size the model gets, width×height: choose one or type your own"
LENGTH_TIP = "Length in pixels; the other side follows from the image: choose one or type your own"
_SIZE = re.compile(r"\s*(\d{1,5})\s*(?:[x×*,\s]\s*(\d{1,5})\s*)?", re.IGNORECASE)


def parse_size(text: str) -> tuple[int, int] | None:
    """(width, height) from "224", "224x224", "640 × 480"; None when it is no size of 1..16384 pixels."""
    match = _SIZE.fullmatch(text)
    if match is None:
        return None
    width = int(match[1])
    height = int(match[2]) if match[2] else width
    return (width, height) if min(width, height) >= 1 and max(width, height) <= LARGEST_SIDE else None


def size_words(width: int, height: int) -> str:
    """A size as people write it: 224×224."""
    return f"{width}×{height}"


class SizeBox(QComboBox):
    """An editable list of common sizes. What is no size turns red and leaves the old one in force.

    `offer` makes it a list of lengths for rules that leave the other side to the image; `warn` says that
    the size in force is unusual.
    """

    chosen = Signal(int, int)
    """Width and height, when the user has chosen another size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = (0, 0)
        self._one_length = False
        self._warning = ""
        self._sides: tuple[int, ...] = ()
        self._edit = QLineEdit()
        self.setLineEdit(self._edit)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.offer(COMMON_SIDES, one_length=False)
        self.setMaxVisibleItems(len(COMMON_SIDES))
        self.activated.connect(lambda _: self._commit())
        self._edit.editingFinished.connect(self._commit)
        self._edit.textEdited.connect(lambda _: self._mark())

    @property
    def size_in_force(self) -> tuple[int, int]:
        """(width, height) as last shown or chosen."""
        return self._size

    def offer(self, sides: Sequence[int], *, one_length: bool) -> None:
        """List these squares, or with `one_length` these lengths; what is shown stays."""
        if (tuple(sides), one_length) == (self._sides, self._one_length):
            return
        self._sides, self._one_length = tuple(sides), one_length
        blocker = QSignalBlocker(self)
        self.clear()
        for side in sides:
            self.addItem(self._text(side, side), (side, side))
        self.setMinimumContentsLength(5 if one_length else LETTERS)
        self.setAccessibleName("Target length" if one_length else "Target size")
        self._describe()
        blocker.unblock()

    def show_size(self, width: int, height: int) -> None:
        """Show a size without emitting `chosen`."""
        self._size = (width, height)
        self.setEditText(self._text(width, height))
        self._mark()

    @property
    def warning(self) -> str:
        """What is said about the size in force; empty where there is nothing to say."""
        return self._warning

    def warn(self, words: str) -> None:
        """Say `words` about the size in force: in the tool tip, and by another colour."""
        if words != self._warning:
            self._warning = words
            self._describe()
            self._mark()

    def _describe(self) -> None:
        tip = LENGTH_TIP if self._one_length else SIZE_TIP
        self.setToolTip(f"{self._warning}\n{tip}" if self._warning else tip)
        self.setAccessibleDescription(self._warning)

    def minimumSizeHint(self) -> QSize:
        """The size hint: Qt keeps the least width of another length of contents."""
        return self.sizeHint()

    def _commit(self) -> None:
        size = self._read()
        if size is None:
            self.show_size(*self._size)
        elif size != self._size:
            self.show_size(*size)
            self.chosen.emit(*size)
        else:
            self.show_size(*size)

    def _text(self, width: int, height: int) -> str:
        return str(min(width, height)) if self._one_length else size_words(width, height)

    def _read(self) -> tuple[int, int] | None:
        size = parse_size(self.currentText())
        return None if size is None or (self._one_length and size[0] != size[1]) else size

    def _mark(self) -> None:
        self._edit.setProperty("wrong", self._read() is None)
        self._edit.setProperty("warned", bool(self._warning) and self._read() == self._size)
        self._edit.style().polish(self._edit)  # the application's style sheet colours it
