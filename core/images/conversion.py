"""From whatever a decoder gives to RGB uint8, with a sentence for each step that loses something."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.images.arrays import RGB

_MODE_NAMES = {
    "L": "grey",
    "LA": "grey + alpha",
    "P": "palette",
    "PA": "palette + alpha",
    "RGB": "RGB",
    "RGBA": "RGBA",
    "RGBX": "RGB + padding",
    "CMYK": "CMYK",
    "YCbCr": "YCbCr",
    "LAB": "CIELAB",
    "HSV": "HSV",
}


@dataclass(frozen=True)
class Converted:
    """RGB uint8 pixels, how the samples were stored, what the conversion did, and the file's pictures."""

    pixels: RGB
    mode: str
    notes: tuple[str, ...] = ()
    pictures: int = 1


def convert(image: Image.Image, depth: int) -> Converted:
    """A loaded Pillow image as RGB; `depth` is the stored bits per sample."""
    if image.mode == "1":
        return Converted(_rgb(image.convert("L")), "1-bit", ("Two-level samples became grey 0 and 255.",))
    if image.mode == "F":
        return convert_float(np.asarray(image, np.float64), f"grey {depth}-bit float")
    if image.mode.startswith("I"):
        return _convert_integer(np.asarray(image).astype(np.int64), depth)
    mode = f"{_MODE_NAMES.get(image.mode, image.mode)} {depth}-bit"
    notes = _depth_notes(depth) + _colour_notes(image.mode)
    if image.has_transparency_data:
        opaque = Converted(*_drop_alpha(image, mode))
        return Converted(opaque.pixels, opaque.mode, notes + opaque.notes)
    return Converted(_rgb(image), mode, notes)


def convert_float(samples: NDArray[np.float64], mode: str) -> Converted:
    """Float samples, (H, W) or (H, W, 3 or more), as RGB.

    A range within 0..1 is scaled by 255, one within 0..255 is kept, any other is stretched to 0..255;
    NaN and infinities become 0.
    """
    notes = []
    finite = np.isfinite(samples)
    if not finite.all():
        samples = np.where(finite, samples, 0.0)
        notes.append("Samples that are not finite numbers became 0.")
    low, high = float(samples.min()), float(samples.max())
    if low >= 0 and high <= 1:
        samples, how = samples * 255, "0..1 became 0..255"
    elif low >= 0 and high <= 255:
        how = "values are rounded"
    else:
        samples, how = (samples - low) * (255 / (high - low)), f"{low:g}..{high:g} is stretched to 0..255"
    notes.append(f"Floating-point samples became 8-bit: {how}.")
    return Converted(_three_channels(np.rint(samples).astype(np.uint8)), mode, tuple(notes))


def _convert_integer(samples: NDArray[np.int64], depth: int) -> Converted:
    mode = f"grey {depth}-bit"
    if depth <= 16 and samples.min() >= 0:
        return Converted(_three_channels((samples >> 8).astype(np.uint8)), mode, _depth_notes(16))
    converted = convert_float(samples.astype(np.float64), mode)
    how = converted.notes[-1].removeprefix("Floating-point samples")
    return Converted(converted.pixels, mode, (f"Wide integer samples{how}",))


def _drop_alpha(image: Image.Image, mode: str) -> tuple[RGB, str, tuple[str, ...]]:
    # Straight to RGBA: Pillow warns about transparency when a palette goes to RGB at once.
    rgba = np.asarray(image.convert("RGBA"))
    mode = mode if "alpha" in mode or "RGBA" in mode else f"{mode} + transparency"
    colour, alpha = np.ascontiguousarray(rgba[..., :3]), rgba[..., 3]
    return colour, mode, (_alpha_note(colour, alpha),)


def _alpha_note(colour: RGB, alpha: NDArray[np.uint8]) -> str:
    if (alpha == 255).all():
        return "The transparency channel is opaque everywhere and is dropped."
    share = float((alpha < 255).mean())
    on_white = 255 - (255 - colour.astype(np.float32)) * (alpha[..., None] / np.float32(255))
    difference = int(np.abs(on_white - colour).max())
    seen = (
        f"up to {difference} grey levels off what a viewer shows on white"
        if difference
        else "the same on white"
    )
    return (
        f"{share:.2%} of the pixels are not opaque; transparency is dropped, as OpenCV, Pillow and "
        f"TensorFlow do, and what the models then see is {seen}."
    )


def _depth_notes(depth: int) -> tuple[str, ...]:
    if depth <= 8:
        return ()
    return (f"{depth}-bit samples are reduced to 8 bits; libraries differ here by up to one grey level.",)


def _colour_notes(mode: str) -> tuple[str, ...]:
    if mode == "CMYK":
        return (
            "CMYK inks became RGB by the plain formula, as OpenCV and Pillow do, without a colour profile.",
        )
    if mode in ("LAB", "HSV"):
        return (f"{_MODE_NAMES[mode]} colours became sRGB.",)
    return ()


def _rgb(image: Image.Image) -> RGB:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8))


def _three_channels(samples: NDArray[Any]) -> RGB:
    if samples.ndim == 2:
        return np.repeat(samples[..., None], 3, axis=2)
    return np.ascontiguousarray(samples[..., :3])
