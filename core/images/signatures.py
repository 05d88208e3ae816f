"""What a file is by its first bytes, for the sentence about one that can not be decoded."""

import re

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "DIB", "TIFF", "PPM", "GIF", "AVIF")
"""Pillow decoders that evidence may reach; few on purpose, for hostile files (EPS runs Ghostscript)."""

FORMAT_NAMES = "PNG, JPEG, WebP, BMP, TIFF, PPM/PGM, GIF or AVIF"

_FORMAT_OF_SUFFIX = {
    "png": "PNG",
    "apng": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "jpe": "JPEG",
    "jfif": "JPEG",
    "mpo": "JPEG",
    "webp": "WEBP",
    "bmp": "BMP",
    "dib": "BMP",
    "tif": "TIFF",
    "tiff": "TIFF",
    "ppm": "PPM",
    "pgm": "PPM",
    "pbm": "PPM",
    "pnm": "PPM",
    "pfm": "PPM",
    "gif": "GIF",
    "avif": "AVIF",
}

_OWN_KINDS = (
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"RIFF....WEBP", re.S), "WebP"),
    (re.compile(rb"II\*\0|MM\0\*|II\+\0|MM\0\+"), "TIFF"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"....ftypavi[fs]", re.S), "AVIF"),
)

_OTHER_KINDS = (
    (re.compile(rb"%PDF"), "a PDF document"),
    (re.compile(rb"\s*(<\?xml.*?)?\s*(<!--.*?-->\s*)*(<!DOCTYPE svg.*?)?<svg\b", re.S), "an SVG drawing"),
    (re.compile(rb"\s*<(!doctype html|html)\b", re.I), "a web page"),
    (re.compile(rb"....ftyp(heic|heix|hevc|mif1|msf1)", re.S), "a HEIC photograph"),
    (re.compile(rb"....ftyp", re.S), "a video"),
    (re.compile(rb"8BPS"), "a Photoshop document"),
    (re.compile(rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"), "a JPEG 2000 image"),
    (re.compile(rb"\xff\x0a|\x00\x00\x00\x0cJXL "), "a JPEG XL image"),
    (re.compile(rb"\x00\x00[\x01\x02]\x00"), "an icon"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive or office document"),
    (re.compile(rb"\x1f\x8b"), "a gzip archive"),
)


def is_tiff(data: bytes) -> bool:
    """Whether the file announces itself as TIFF, classic or BigTIFF, of either byte order."""
    return data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def plain_format(pillow_format: str) -> str:
    """Pillow's format name in the words of this product: an MPO is a JPEG, a DIB a BMP."""
    return {"MPO": "JPEG", "DIB": "BMP"}.get(pillow_format, pillow_format)


def why_undecodable(data: bytes, name: str) -> str:
    """One sentence: why these bytes are not evidence, and the remedy."""
    head = data[:1024]
    for pattern, kind in _OWN_KINDS:
        if pattern.match(head):
            return f"{name} starts like a {kind} file but is damaged or of a rare kind; get an intact copy."
    for pattern, kind in _OTHER_KINDS:
        if pattern.match(head):
            return f"{name} is {kind}, which Aliascope does not decode; convert it to PNG without resizing."
    return f"{name} is not an image Aliascope can decode; open a {FORMAT_NAMES} file."


def suffix_note(name: str, found: str) -> str | None:
    """A note when the file name promises another format than `found`, or none at all."""
    match = re.fullmatch(r".*\.([A-Za-z][A-Za-z0-9]{1,4})", name, re.S)
    if match is None or _FORMAT_OF_SUFFIX.get(match[1].lower()) == found:
        return None
    return f"The name ends in .{match[1]}, but the content is {found}."
