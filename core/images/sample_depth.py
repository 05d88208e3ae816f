"""How many bits each stored sample has; Pillow's mode names do not say."""

import re

from PIL import Image

from core.errors import UnreadableImageError

_BITS_PER_SAMPLE, _PHOTOMETRIC, _PLANAR = 258, 262, 284


def sample_depth(image: Image.Image, data: bytes) -> int:
    """Stored bits per sample of the opened, not yet loaded `image` whose file is `data`."""
    match image.format:
        case "PNG":
            return data[
                24
            ]  # IHDR is the first chunk: signature 8, length 4, "IHDR" 4, width 4, height 4, depth
        case "TIFF":
            return max(_tiff_bits(image), default=8)
        case "PPM":
            return _ppm_bits(data)
        case _:
            return 8


def refuse_misread_tiff(image: Image.Image, name: str) -> None:
    """Raise `UnreadableImageError` for the TIFF layouts that Pillow opens but decodes wrongly.

    Those are 16-bit colour stored plane by plane, and 16-bit grey where 0 is white.
    """
    if image.format != "TIFF":
        return
    tags = image.getexif()
    planar = tags.get(_PLANAR) == 2 and len(_tiff_bits(image)) > 1
    inverted = tags.get(_PHOTOMETRIC) == 0
    if max(_tiff_bits(image), default=8) > 8 and (planar or inverted):
        layout = "stored plane by plane" if planar else "with white as 0"
        raise UnreadableImageError(
            f"{name} is a 16-bit TIFF {layout}, which can not be read faithfully; save it as 16-bit PNG."
        )


def _tiff_bits(image: Image.Image) -> tuple[int, ...]:
    value = image.getexif().get(_BITS_PER_SAMPLE, (1,))
    return tuple(value) if isinstance(value, tuple) else (int(value),)


def _ppm_bits(data: bytes) -> int:
    words = re.sub(rb"#[^\n]*", b" ", data[:4096]).split(maxsplit=4)
    if words[0] in (b"P1", b"P4"):
        return 1
    if words[0] in (b"PF", b"Pf"):
        return 32
    return int(words[3]).bit_length()
