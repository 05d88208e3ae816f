"""Taking a spectrum along: its picture as PNG, its profiles as a table."""

import csv
import io
from collections.abc import Sequence
from itertools import zip_longest

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.jobs.spectrum_job import Spectrum
from app.theme import set_icon
from core.images import RGB

CURVES = ("radial", "horizontal", "vertical")


class ExportButton(QToolButton):
    """A menu of what can be written."""

    picture_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(self, "save")
        self.setToolTip("Export the picture or the profiles")
        self.setAccessibleName("Export the picture or the profiles")
        menu = QMenu(self)
        self.picture = menu.addAction("Picture as PNG…")
        self.table = menu.addAction("Profiles as CSV…")
        self.picture.triggered.connect(lambda: self.picture_wanted.emit())
        self.table.triggered.connect(lambda: self.table_wanted.emit())
        self.setMenu(menu)


def profile_table(spectra: Sequence[Spectrum]) -> str:
    """CSV: cycles per image, then mean dB by radius and along each axis for every version.

    A curve that ends before the others leaves its cells empty.
    """
    names, columns = ["cycles_per_image"], []
    for spectrum in spectra:
        version = spectrum.options.version.value
        names += [f"{version}_{curve}_db" for curve in CURVES]
        columns += [getattr(spectrum.profiles, curve).tolist() for curve in CURVES]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for frequency, values in enumerate(zip_longest(*columns)):
        writer.writerow([frequency, *("" if value is None else f"{value:.3f}" for value in values)])
    return text.getvalue()


def picture_of(widget: QWidget) -> RGB:
    """What a widget shows, with axes and marks, (H, W, 3) uint8."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    height, width, stride = image.height(), image.width(), image.bytesPerLine()
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(height, stride)
    return lines[:, : 3 * width].reshape(height, width, 3).copy()
