"""The metadata an analyst reads: EXIF, comments, and what else travels in the file."""

from typing import Any

from PIL import ExifTags, Image, TiffTags

from core.images.files import printable

MAX_VALUE_LENGTH = 300
"""Longer values are cut, with an ellipsis."""

_ORIENTATIONS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT, "mirrored"),
    3: (Image.Transpose.ROTATE_180, "turned by 180°"),
    4: (Image.Transpose.FLIP_TOP_BOTTOM, "mirrored top to bottom"),
    5: (Image.Transpose.TRANSPOSE, "mirrored along its diagonal"),
    6: (Image.Transpose.ROTATE_270, "turned clockwise by 90°"),
    7: (Image.Transpose.TRANSVERSE, "mirrored along its other diagonal"),
    8: (Image.Transpose.ROTATE_90, "turned counter-clockwise by 90°"),
}
"""EXIF orientation → (what puts the picture upright, in words); 1 is upright already."""

_TIFF_LAYOUT = range(254, 300)
"""Tags that say how a TIFF is stored; our own facts cover them."""

_TEXT_KEYS_TO_SKIP = frozenset({"exif", "icc_profile", "photoshop", "xmp", "XML:com.adobe.xmp"})


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation, 1 (upright) to 8; 1 when there is none or it makes no sense."""
    value = image.getexif().get(ExifTags.Base.Orientation, 1)
    return int(value) if value in _ORIENTATIONS else 1


def upright(image: Image.Image, orientation: int) -> tuple[Image.Image, tuple[str, ...]]:
    """The loaded `image` put upright, and the note that says so."""
    if orientation not in _ORIENTATIONS:
        return image, ()
    method, words = _ORIENTATIONS[orientation]
    # Pillow's TIFF reader applies the tag while loading, the other readers leave it to us.
    turned = image if image.format == "TIFF" else image.transpose(method)
    return turned, (f"EXIF orientation {orientation} is applied: the stored picture is {words}.",)


def exif_table(image: Image.Image) -> tuple[tuple[str, str], ...]:
    """EXIF of the image, its Exif and GPS blocks, then text comments, as (name, printable value)."""
    exif = image.getexif()
    rows = [(_base_name(tag), value) for tag, value in exif.items() if _is_fact(image, tag)]
    rows += [(_base_name(tag), value) for tag, value in exif.get_ifd(ExifTags.IFD.Exif).items()]
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    rows += [(ExifTags.GPSTAGS.get(tag, f"GPS tag {tag}"), value) for tag, value in gps.items()]
    rows += [(f"Text: {printable(key)[:60]}", value) for key, value in _texts(image)]
    return tuple((name, printable_value(value)) for name, value in rows)


def embedded_notes(image: Image.Image) -> tuple[str, ...]:
    """Notes about colour profiles, further frames and other passengers of the file."""
    notes = []
    if profile := image.info.get("icc_profile"):
        name = _profile_name(profile)
        notes.append(
            f"An ICC colour profile{name} is embedded; sample values are used as stored, unconverted."
        )
    frames = getattr(image, "n_frames", 1)
    if frames > 1:
        notes.append(f"The file holds {frames} pictures; only the first is examined.")
    if _TEXT_KEYS_TO_SKIP & {"xmp", "XML:com.adobe.xmp"} & image.info.keys():
        notes.append("An XMP metadata packet is embedded.")
    return tuple(notes)


def printable_value(value: Any) -> str:
    """Any EXIF value as one printable line of at most `MAX_VALUE_LENGTH` characters."""
    if isinstance(value, bytes):
        return _printable_bytes(value)
    if isinstance(value, tuple | list):
        parts = [printable_value(part) for part in value[:40]]
        return _cut(", ".join(parts) + (", …" if len(value) > 40 else ""))
    return _cut(printable(str(value).strip("\0 ")))


def _printable_bytes(value: bytes) -> str:
    # UserComment starts with an eight-byte name of its character set.
    text = value.removeprefix(b"ASCII\0\0\0").strip(b"\0 ")
    if text.isascii() and text.decode("ascii").isprintable():
        return _cut(text.decode("ascii"))
    return f"{len(value)} bytes"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_VALUE_LENGTH else text[:MAX_VALUE_LENGTH] + "…"


def _base_name(tag: int) -> str:
    known = ExifTags.TAGS.get(tag)
    return known or TiffTags.lookup(tag).name.replace("unknown", f"Tag {tag}")


def _is_fact(image: Image.Image, tag: int) -> bool:
    layout = image.format == "TIFF" and tag in _TIFF_LAYOUT and tag not in (270, 271, 272)
    pointers = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)
    binary = tag in (700, 34377, 34675) or tag in range(320, 560)
    return not (layout or binary or tag in pointers)


def _texts(image: Image.Image) -> list[tuple[str, Any]]:
    texts = dict(getattr(image, "text", {}))
    if comment := image.info.get("comment"):
        texts.setdefault("Comment", comment)
    return [(key, value) for key, value in texts.items() if key not in _TEXT_KEYS_TO_SKIP][:100]


def _profile_name(profile: bytes) -> str:
    from io import BytesIO

    from PIL import ImageCms

    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return " (unreadable)"
    return f" ({printable(name.strip())[:80]})"
