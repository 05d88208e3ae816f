"""The part of the source that an attack may change: drawn, or typed in."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from app.widgets.region_canvas import Region, RegionCanvas
from app.widgets.section import quiet
from core.images.arrays import RGB, Shape
from core.scaling.pipeline import Pipeline

HEIGHT = 232
FIELDS = (("&Left", "pixels from the left edge"), ("&Top", "pixels from the upper edge"))
LENGTHS = (("Wi&dth", "pixels across"), ("Hei&ght", "pixels down"))


class RegionPanel(QWidget):
    """Canvas and four numbers that show the same region; starts with the middle half of the source."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = RegionCanvas()
        self.canvas.setFixedHeight(HEIGHT)
        self.canvas.set_empty_text("Choose a source first; then draw the region on it.")
        self.boxes = tuple(QSpinBox() for _ in range(4))
        self.words = quiet()
        self._size = (0, 0)
        self._lay_out()
        self.canvas.region_drawn.connect(self._take)
        for box in self.boxes:
            box.setAccelerated(True)
            box.setKeyboardTracking(False)  # a number half typed is not a region
            box.valueChanged.connect(lambda _: self._typed())
        self.show_source(None, None)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.canvas, 0, 0, 10, 1)
        grid.setColumnStretch(0, 1)
        for place, (box, (text, unit)) in enumerate(zip(self.boxes, (*FIELDS, *LENGTHS), strict=True)):
            label = QLabel(text)
            label.setBuddy(box)
            name = text.replace("&", "")
            box.setAccessibleName(f"{name} of the region")
            box.setToolTip(f"{name} of the region: {unit}")
            grid.addWidget(label, 2 * (place // 2), 1 + place % 2)
            grid.addWidget(box, 2 * (place // 2) + 1, 1 + place % 2)
        self.words.setMaximumWidth(208)
        grid.addWidget(self.words, 4, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(9, 1)

    @property
    def region(self) -> Region | None:
        """(x, y, width, height) in source pixels; None while there is no source."""
        return self.canvas.region

    def set_region(self, region: Region) -> None:
        """Frame a region and tell."""
        self.canvas.show_region(region)
        self._take(region)

    def show_source(self, shape: Shape | None, picture: RGB | None) -> None:
        """A source of (height, width); `picture` is an average of it. The region stays where it fits."""
        size = (0, 0) if shape is None else (shape[1], shape[0])
        self.canvas.set_image(picture, extent=size if shape else None)
        for box in self.boxes:
            box.setEnabled(shape is not None)
        if size != self._size:
            self._size = size
            self._fit(size)

    def _fit(self, size: tuple[int, int]) -> None:
        """Limits for the boxes, and a region that lies inside."""
        if 0 in size:
            self.canvas.show_region(None)
            self.words.setText("")
            return
        width, height = size
        half = (width // 4, height // 4, max(1, width // 2), max(1, height // 2))
        blockers = [QSignalBlocker(box) for box in self.boxes]
        for box, least, most in zip(
            self.boxes, (0, 0, 1, 1), (width - 1, height - 1, width, height), strict=True
        ):
            box.setRange(least, most)
        for blocker in blockers:
            blocker.unblock()
        self.canvas.show_region(half)
        self._show(half)

    def _take(self, region: Region) -> None:
        self._show(region)
        self.changed.emit()

    def _show(self, region: Region) -> None:
        for box, value in zip(self.boxes, region, strict=True):
            blocker = QSignalBlocker(box)
            box.setValue(value)
            blocker.unblock()

    def _typed(self) -> None:
        """A region that reaches over the edge is cut there."""
        x, y, width, height = (box.value() for box in self.boxes)
        self.set_region((x, y, min(width, self._size[0] - x), min(height, self._size[1] - y)))

    def show_share(self, pipeline: Pipeline) -> None:
        """Say how much of the output the region is."""
        region = self.region
        if region is None:
            return
        height, width = pipeline.target_shape
        across = region[2] / self._size[0] * width
        down = region[3] / self._size[1] * height
        self.words.setText(
            f"About {across:.0f}×{down:.0f} of the {width}×{height} output pixels. Only these show the "
            "target; the others stay as they are."
        )
