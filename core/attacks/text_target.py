"""Text as the hidden picture: rendered at the size of the output, so that nothing blurs it."""

import unicodedata
from functools import cache
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core.errors import AttackError
from core.images.arrays import RGB, Shape

Colour = tuple[int, int, int]
Align = Literal["left", "center", "right"]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

SMALLEST, LARGEST = 4.0, 2000.0
"""Font sizes in pixels that are tried or taken."""
MARGIN_SHARE = 0.04
"""Margin around the text as a share of the shorter side."""
LONGEST_TEXT = 10_000
PROBE_SIZE = 32.0
"""Font size in pixels at which letters are compared."""
IN_NO_FONT = "\U0010ffff"
"""Unicode keeps this place empty for ever, so every font draws its box for what it lacks."""
MOST_NAMED = 5
PRECISION = 0.25
"""Pixels of font size to which the largest that fits is found."""


def text_target(
    text: str,
    shape: Shape,
    *,
    size: float | None = None,
    colour: Colour = (255, 255, 255),
    background: RGB | Colour = (0, 0, 0),
    align: Align = "center",
) -> RGB:
    """The text in the middle of a picture of `shape` (h, w), (h, w, 3) uint8, wrapped between words.

    size: font size in pixels; None for the largest at which the text fits. background: a colour, or a
    picture of that shape (the source's own output, say) for the text to stand on.
    The font is the scalable one that Pillow brings along. Raises `AttackError` for a text that is empty, does
    not fit or has letters that the font lacks, a size out of range, colours out of 0..255 and a background
    of another shape.
    """
    text = unicodedata.normalize("NFC", text)  # one sign each, as the font has them
    _check(text, shape, size, colour)
    canvas = Image.fromarray(_canvas(background, shape))
    draw = ImageDraw.Draw(canvas)
    fitting = _largest(draw, text, shape) if size is None else _at_size(draw, text, shape, size)
    lines, font = fitting
    middle = (shape[1] / 2, shape[0] / 2)
    draw.multiline_text(
        middle, lines, font=font, fill=colour, anchor="mm", align=align, spacing=_spacing(font)
    )
    return np.array(canvas, np.uint8)


def _check(text: str, shape: Shape, size: float | None, colour: Colour) -> None:
    if not text.strip():
        raise AttackError("The text to hide is empty; type at least one letter.")
    if len(text) > LONGEST_TEXT:
        raise AttackError(f"The text to hide has {len(text)} letters; give at most {LONGEST_TEXT}.")
    _check_letters(text)
    if min(shape) < 1:
        raise AttackError(f"A picture of {shape[1]}×{shape[0]} pixels holds no text; choose a target size.")
    if size is not None and not SMALLEST <= size <= LARGEST:
        raise AttackError(
            f"The font size is {size:g} pixels; give one from {SMALLEST:g} to {LARGEST:g}, or none."
        )
    _check_colour(colour)


def _check_letters(text: str) -> None:
    lacking = [letter for letter in dict.fromkeys(text) if not (letter.isspace() or _has_sign(letter))]
    if lacking:
        named = ", ".join(_named(letter) for letter in lacking[:MOST_NAMED])
        rest = f" and {len(lacking) - MOST_NAMED} more" if len(lacking) > MOST_NAMED else ""
        raise AttackError(
            f"The font has no sign for {named}{rest} and would draw boxes; "
            "leave that out, or hide a picture of the text instead."
        )


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return f"“{letter}” ({code})" if letter.isprintable() else code


@cache
def _has_sign(letter: str) -> bool:
    """Whether the letter looks unlike the box that stands for what the font lacks."""
    font = ImageFont.load_default(PROBE_SIZE)
    sign, box = font.getmask(letter), font.getmask(IN_NO_FONT)
    return sign.size != box.size or bytes(sign) != bytes(box)


def _check_colour(colour: Colour) -> None:
    if len(colour) != 3 or not all(0 <= level <= 255 for level in colour):
        raise AttackError(f"The colour {colour} is not one; give red, green and blue from 0 to 255.")


def _canvas(background: RGB | Colour, shape: Shape) -> RGB:
    if isinstance(background, tuple):
        _check_colour(background)
        return np.full((*shape, 3), background, np.uint8)
    if background.shape != (*shape, 3):
        height, width = background.shape[:2]
        raise AttackError(
            f"The text's background is {width}×{height} and the picture {shape[1]}×{shape[0]}; "
            "give a background of the target size."
        )
    return np.array(background, np.uint8)


def _at_size(draw: ImageDraw.ImageDraw, text: str, shape: Shape, size: float) -> tuple[str, Font]:
    """The wrapped lines and the font of that size. Raises `AttackError` where they do not fit."""
    font = ImageFont.load_default(size)
    lines = _wrapped(draw, text, font, shape)
    if not _fits(draw, lines, font, shape):
        raise AttackError(
            f"The text does not fit into {shape[1]}×{shape[0]} pixels at a font size of {size:g}; "
            "choose a smaller size, or none for the largest that fits."
        )
    return lines, font


def _largest(draw: ImageDraw.ImageDraw, text: str, shape: Shape) -> tuple[str, Font]:
    """By bisection; wrapping makes what fits not quite monotonous, which costs at most a little size."""
    works, fails = SMALLEST, min(LARGEST, 2.0 * max(shape) + SMALLEST)
    best = _at_size(draw, text, shape, works)
    while fails - works > PRECISION:
        size = (works + fails) / 2
        try:
            best, works = _at_size(draw, text, shape, size), size
        except AttackError:
            fails = size
    return best


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: Font, shape: Shape) -> str:
    """Lines broken between words where they would be too wide; a word that is too wide stays whole."""
    room, lines = shape[1] - 2 * _margin(shape), list[str]()
    for paragraph in text.strip("\n").split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and draw.textlength(longer, font=font) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def _fits(draw: ImageDraw.ImageDraw, lines: str, font: Font, shape: Shape) -> bool:
    left, top, right, bottom = draw.multiline_textbbox(
        (0, 0), lines, font=font, anchor="mm", spacing=_spacing(font)
    )
    # The anchor is in the middle, so the longer half decides on either axis.
    margin = _margin(shape)
    across, down = 2 * max(-left, right), 2 * max(-top, bottom)
    return bool(across <= shape[1] - 2 * margin and down <= shape[0] - 2 * margin)


def _margin(shape: Shape) -> float:
    return MARGIN_SHARE * min(shape)


def _spacing(font: Font) -> float:
    """Pixels between lines: a sixth of the font size."""
    return font.size / 6 if isinstance(font, ImageFont.FreeTypeFont) else 2.0
