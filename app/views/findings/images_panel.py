"""The image, what the model sees of it, and what robust scaling shows, side by side."""

from PySide6.QtWidgets import QWidget

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
        self.column.addWidget(self.row)
        self.column.addWidget(self.note)

    def show_image(self, pixels: RGB, reduced: RGB | None) -> None:
        """The evidence itself (H, W, 3), drawn as its area average once `reduced` is there."""
        size = size_words((pixels.shape[0], pixels.shape[1]))
        shown = None if reduced is None else pixels
        averaged = max(pixels.shape[:2]) > ALWAYS_WHOLE
        self.image.set_image(shown, f"{size}, averaged for display" if averaged else size, reduced)
        self.row.refresh()

    def frame(self, region: Frame | None) -> None:
        """Frame the part (x, y, w, h) of the image that carries the payload; None for all of it."""
        self.image.picture.set_frame(region)

    def show_outputs(self, pipeline: Pipeline, output: RGB | None, robust: RGB | None) -> None:
        """What `pipeline`'s own library makes of the image, beside the area average of the same size."""
        self.scaled.set_image(output, f"{pipeline.label}, by the library itself")
        size = size_words(pipeline.target_shape)
        self.robust.set_image(robust, f"Area average at {size}: every pixel counts")
        self.row.refresh()

    def set_note(self, text: str) -> None:
        """A sentence under the pictures that says why there are no outputs; empty where they come."""
        for tile in (self.scaled, self.robust):
            tile.picture.set_placeholder("Nothing to compare" if text else "Scaling …")
        self.note.setText(text)
        self.note.setVisible(bool(text))
