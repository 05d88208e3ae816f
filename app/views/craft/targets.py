"""What is to be hidden: a picture from a file, a text, or a drawn sign. No widgets."""

from dataclasses import dataclass
from typing import TypeAlias

from app.views.craft.signs import Sign, sign_picture
from core.images import RGB, Evidence
from core.images.arrays import Shape
from core.scaling.robust import area_output

Colour = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class ImageTarget:
    """A picture, of any size."""

    evidence: Evidence

    @property
    def name(self) -> str:
        """For the well."""
        return self.evidence.name

    @property
    def shape(self) -> Shape | None:
        """The picture's own size; None for what is drawn at any."""
        return self.evidence.shape

    def picture(self, shape: Shape, scene: RGB | None) -> RGB:  # noqa: ARG002 - drawn targets need them
        """The picture as it is."""
        return self.evidence.pixels


@dataclass(frozen=True)
class TextTarget:
    """Words; `size` in output pixels, 0: as large as fits. Over the scaled source, or a plain ground."""

    text: str
    size: int
    colour: Colour
    over_source: bool

    shape = None

    @property
    def name(self) -> str:
        """For the well."""
        return f"“{self.text}”"

    def picture(self, shape: Shape, scene: RGB | None) -> RGB:
        """The words, (h, w, 3) uint8 of the size `shape`. Raises `AttackError` where they do not fit."""
        from core.attacks.text_target import text_target

        background = area_output(scene, shape) if self.over_source and scene is not None else self.ground
        size = self.size or None
        return text_target(self.text, shape, size=size, colour=self.colour, background=background)

    @property
    def file_name(self) -> str:
        """What the picture may be called."""
        return "text.png"

    @property
    def ground(self) -> Colour:
        """Black behind light words, white behind dark ones (by luma, ITU-R BT.601)."""
        red, green, blue = self.colour
        light = 0.299 * red + 0.587 * green + 0.114 * blue >= 128
        return (0, 0, 0) if light else (255, 255, 255)


@dataclass(frozen=True)
class SignTarget:
    """A drawn traffic sign, before the source out of focus or before grey."""

    sign: Sign
    over_source: bool

    shape = None

    @property
    def name(self) -> str:
        """For the well."""
        return self.sign.name

    @property
    def file_name(self) -> str:
        """What the picture may be called."""
        return f"sign-{self.sign.class_id:02d}.png"

    def picture(self, shape: Shape, scene: RGB | None) -> RGB:
        """The sign."""
        return sign_picture(self.sign, shape, scene if self.over_source else None)


Target: TypeAlias = ImageTarget | TextTarget | SignTarget
