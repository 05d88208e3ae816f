"""A sheet for export: one or two spectra at one size, captioned, whatever room the window has."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.views.spectrum.picture import SpectrumPicture

PICTURE = (1000, 900)
"""Width and height of a picture with its axes, in logical pixels."""
CAPTION_HEIGHT = 36


class SpectrumSheet(QWidget):
    """Pictures side by side, each under its caption; `grab` it."""

    def __init__(self, titles: Sequence[str], note: str) -> None:
        super().__init__()
        self.pictures = tuple(SpectrumPicture(title) for title in titles)
        row = QHBoxLayout()
        row.setSpacing(24)
        for title, picture in zip(titles, self.pictures, strict=True):
            row.addLayout(_captioned(title, picture))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(row)
        words = QLabel(note)
        words.setProperty("role", "muted")
        words.setFixedHeight(CAPTION_HEIGHT)
        column.addWidget(words)


def _captioned(title: str, picture: SpectrumPicture) -> QVBoxLayout:
    caption = QLabel(title)
    caption.setProperty("role", "heading")
    caption.setFixedHeight(CAPTION_HEIGHT)
    picture.setFixedSize(*PICTURE)
    column = QVBoxLayout()
    column.addWidget(caption)
    column.addWidget(picture)
    return column
