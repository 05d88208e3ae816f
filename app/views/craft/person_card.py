"""Objective O2: what a person sees. Source, attack image, and their difference as strong as one likes."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.jobs.attack_pictures_job import GAINS, AttackPictures, amplified
from app.views.craft import wording
from app.widgets.image_tile import ImageTile, selectable_label
from app.widgets.image_tile_row import ImageTileRow
from app.widgets.section import Section
from app.widgets.value_slider import ValueSlider
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

HEIGHT = 232
"""Most pixels of a picture's height, so that both objectives come near to fitting on a small screen."""
OTHER_SIZE = "None: the attack image has another size than the source"


class PersonCard(Section):
    """Three tiles of one height; the slider appears with the difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("O2: what a person sees", parent)
        self.source = ImageTile("Source S", placeholder="Reducing …")
        self.attack = ImageTile("Attack image A", placeholder="Crafting …")
        self.difference = ImageTile("Difference A − S", placeholder="Crafting …")
        self.gain = ValueSlider(
            "Amplify the difference", len(GAINS) - 1, lambda step: GAINS[step], lambda gain: f"×{gain:.0f}"
        )
        self.words = selectable_label()
        self._row = ImageTileRow((self.source, self.attack, self.difference), max_height=HEIGHT)
        self._pictures: AttackPictures | None = None
        self.column.addWidget(self._row)
        self.column.addWidget(self.gain)
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.gain.setMaximumWidth(320)
        self.gain.changed.connect(lambda _: self._draw_difference())

    def begin(self, source: RGB, reduced: RGB | None) -> None:
        """Show the source and forget what an earlier run left."""
        self._pictures = None
        self.source.set_image(None if reduced is None else source, size_words(source), reduced)
        self.attack.set_image(None)
        self.difference.set_image(None)
        self.words.setText("")
        self.gain.hide()
        self._row.refresh()

    def show_preview(self, image: RGB) -> None:
        """The attack image as it is at this moment, averaged."""
        self.attack.set_image(image, "So far")
        self._row.refresh()

    def show_words(self, result: "AttackResult") -> None:
        """How visible the change is."""
        self.words.setText(wording.source_words(result))

    def show_pictures(self, image: RGB, pictures: AttackPictures) -> None:
        """The finished attack image and its difference from the source, both averaged for display."""
        self._pictures = pictures
        self.attack.set_image(image, size_words(image), pictures.image)
        self.gain.setVisible(pictures.change is not None)
        self.gain.set_position(GAINS.index(pictures.gain))
        self._draw_difference()

    def show_source(self, source: RGB, reduced: RGB) -> None:
        """Another source than the one that was given: an attack may choose or resize it."""
        self.source.set_image(source, size_words(source), reduced)

    def _draw_difference(self) -> None:
        if self._pictures is None:
            return
        if self._pictures.change is None:
            self.difference.set_image(None, OTHER_SIZE)
        else:
            gain = self.gain.value
            self.difference.set_image(
                amplified(self._pictures.change, gain), f"Grey is no change; ×{gain:.0f}"
            )
        self._row.refresh()


def size_words(pixels: RGB) -> str:
    """A picture's size for its caption."""
    return f"{pixels.shape[1]}×{pixels.shape[0]}"
