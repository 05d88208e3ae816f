"""EXIF: the picture is put upright, and the table an analyst reads is complete and harmless."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from core.images import RGB, decode_evidence
from core.images.metadata import MAX_VALUE_LENGTH, printable_value

Encode = Callable[..., bytes]

UPRIGHT: dict[int, Callable[[RGB], RGB]] = {
    1: lambda stored: stored,
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.transpose(1, 0, 2),
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: stored[::-1, ::-1].transpose(1, 0, 2),
    8: lambda stored: np.rot90(stored, 1),
}
"""EXIF 2.3, tag 0x0112, in numpy's words."""


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "TIFF"])
def test_every_orientation_is_applied_once(
    picture: RGB, encode: Encode, format_name: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    options = {"lossless": True} if format_name == "WEBP" else {}
    evidence = decode_evidence(encode(Image.fromarray(picture), format_name, exif=exif, **options), "x")
    np.testing.assert_array_equal(evidence.pixels, UPRIGHT[orientation](picture))
    said = [note for note in evidence.notes if "EXIF orientation" in note]
    assert len(said) == (orientation != 1)


def test_jpeg_orientation_matches_opencv(picture: RGB, encode: Encode) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    data = encode(Image.fromarray(picture), "JPEG", quality=100, exif=exif)
    opencv = np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR))[..., ::-1]
    assert np.abs(decode_evidence(data, "x").pixels.astype(int) - opencv).max() <= 3


def test_table_has_base_exif_and_gps_blocks(picture: RGB, encode: Encode) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Acme"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] = IFDRational(1, 125)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    table = dict(decode_evidence(encode(Image.fromarray(picture), "JPEG", exif=exif), "x").exif)
    assert table["Make"] == "Acme"
    assert float(table["ExposureTime"]) == pytest.approx(0.008)
    assert table["GPSLatitudeRef"] == "N"


def test_png_text_is_listed_and_hostile_text_is_one_short_line(picture: RGB, encode: Encode) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", "evil\x1b]0;title\x07\n" + "A" * 5000)
    table = dict(decode_evidence(encode(Image.fromarray(picture), "PNG", pnginfo=info), "x").exif)
    text = table["Text: Software"]
    assert text.startswith("evil\\x1b]0;title\\x07\\n")
    assert len(text) <= MAX_VALUE_LENGTH + 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (b"ASCII\0\0\0hello\0\0", "hello"),
        (b"\x00\x01\x02\xff", "4 bytes"),
        ((1, 2, 3), "1, 2, 3"),
        ("  x\0", "x"),
        (tuple(range(50)), ", ".join(map(str, range(40))) + ", …"),
    ],
)
def test_values_become_printable(value: Any, shown: str) -> None:
    assert printable_value(value) == shown


def test_colour_profile_is_noted(picture: RGB, encode: Encode) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = decode_evidence(encode(Image.fromarray(picture), "PNG", icc_profile=profile), "x")
    assert any("ICC colour profile (sRGB" in note for note in named.notes)
    broken = decode_evidence(encode(Image.fromarray(picture), "PNG", icc_profile=b"nonsense"), "x")
    assert any("(unreadable)" in note for note in broken.notes)


def test_damaged_exif_still_gives_the_picture(picture: RGB, encode: Encode) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x02\0\xff\xff\xff\x7f\xff\xff\xff\x7f" * 3
    evidence = decode_evidence(encode(Image.fromarray(picture), "JPEG", exif=exif), "x")
    assert evidence.shape == (24, 32)
