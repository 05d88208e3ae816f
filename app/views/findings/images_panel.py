"""The image, what the model sees of it, and what robust scaling shows, side by side."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.views.findings.region import Whole
from app.views.findings.wording import size_words
from app.widgets.image_tile import ImageTile
from app.widgets.image_tile_picture import Frame
from app.widgets.image_tile_row import ImageTileRow
from app.widgets.section import Section, quiet
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

ALWAYS_WHOLE = 96
"""Pixels a side that every tile has room for."""


class ImagesPanel(Section):
    """Three pictures at one height; a hidden picture shows in the middle and nowhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What a person sees, and what a model sees", parent)
        self.image = ImageTile("The image", placeholder="Reducing …")
        self.scaled = ImageTile("As the model sees it", placeholder="Scaling …")
        self.robust = ImageTile("Robust scaling", placeholder="Scaling …")
        self.row = ImageTileRow((self.image, self.scaled, self.robust))
        self.note = quiet()
        self.framed = QCheckBox("Mark the region")
        self.framed.setToolTip("Frame the part of the image that carries the payload, and dim the rest")
        self.framed.setChecked(True)
        self.enlarged = QCheckBox("Show the region alone")
        self.enlarged.setToolTip("What the region looks like, and what each scaling makes of it")
        self.place = quiet()
        self._whole = Whole()
        self._lay_out()
        for box in (self.framed, self.enlarged):
            box.toggled.connect(lambda _: self._draw())

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(16)
        for widget in (self.framed, self.enlarged):
            choices.addWidget(widget)
        choices.addWidget(self.place, 1)
        self.column.addWidget(self.row)
        self.column.addLayout(choices)
        self.column.addWidget(self.note)

    def show_image(self, pixels: RGB, reduced: RGB | None) -> None:
        """The evidence itself (H, W, 3), drawn as its area average once `reduced` is there."""
        self._whole = replace(self._whole, pixels=pixels, reduced=reduced)
        self._draw()

    def frame(self, region: Frame | None) -> None:
        """Mark the part (x, y, w, h) of the image that carries the payload; None for all of it."""
        self._whole = replace(self._whole, region=region)
        for box in (self.framed, self.enlarged):
            box.setVisible(region is not None)
        self.place.setVisible(region is not None)
        self.enlarged.setChecked(False)
        if region is not None:
            x, y, width, height = region
            self.place.setText(f"{width}×{height} pixels at {x}, {y}")
        self._draw()

    def show_outputs(self, pipeline: Pipeline, output: RGB | None, robust: RGB | None) -> None:
        """What `pipeline`'s own library makes of the image, beside the area average of the same size."""
        self._whole = replace(self._whole, output=output, robust=robust, pipeline=pipeline)
        self._draw()

    def set_note(self, text: str) -> None:
        """A sentence under the pictures that says why there are no outputs; empty where they come."""
        for tile in (self.scaled, self.robust):
            tile.picture.set_placeholder("Nothing to compare" if text else "Scaling …")
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _draw(self) -> None:
        """The three pictures, whole or the region alone."""
        whole = self._whole
        shown = whole.cut() if self.enlarged.isChecked() else whole
        self._draw_image(shown)
        if shown.pipeline is not None:
            size = size_words(shown.pipeline.target_shape)
            self.scaled.set_image(shown.output, f"{shown.pipeline.label}, by the library itself")
            self.robust.set_image(shown.robust, f"Area average at {size}: every pixel counts")
        self.framed.setEnabled(shown is whole)
        marked = self.framed.isChecked() and shown is whole
        self.image.picture.set_frame(whole.region if marked else None)
        for tile in (self.scaled, self.robust):
            tile.picture.set_frame(whole.region_in_output if marked else None)
        self.row.refresh()

    def _draw_image(self, shown: Whole) -> None:
        if shown.pixels is None:
            return
        height, width = shown.pixels.shape[:2]
        size = size_words((height, width))
        averaged = max(height, width) > ALWAYS_WHOLE
        pixels = None if shown.reduced is None else shown.pixels
        self.image.set_image(pixels, f"{size}, averaged for display" if averaged else size, shown.reduced)
