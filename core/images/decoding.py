"""From a file or its bytes to `Evidence`; hostile input gives one sentence, never a crash."""

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from core.errors import AliascopeError, UnreadableImageError
from core.images.conversion import Converted, convert
from core.images.evidence import Evidence, digests, frozen_copy
from core.images.files import printable, read_file
from core.images.metadata import embedded_notes, exif_table, orientation_of, upright
from core.images.pillow_guard import check_pixel_count, pillow_alone
from core.images.sample_depth import refuse_misread_tiff, sample_depth
from core.images.signatures import FORMATS, is_tiff, plain_format, suffix_note, why_undecodable
from core.images.wide_tiff import decode_wide_tiff
from core.progress import Progress, no_progress, stage


def read_evidence(
    path: Path | str, *, allow_huge: bool = False, progress: Progress = no_progress
) -> Evidence:
    """The image file at `path`, decoded by content.

    Raises `UnreadableImageError` (missing, folder, empty, truncated, not an image, …),
    `ImageTooLargeError` (above the bomb limit, unless `allow_huge`).
    """
    path = Path(path)
    data = read_file(path, allow_huge=allow_huge, progress=stage(progress, 0.0, 0.3))
    decode_progress = stage(progress, 0.3, 1.0)
    return decode_evidence(data, path.name, path=path, allow_huge=allow_huge, progress=decode_progress)


def decode_evidence(
    data: bytes,
    name: str,
    *,
    path: Path | None = None,
    allow_huge: bool = False,
    progress: Progress = no_progress,
) -> Evidence:
    """The image file whose bytes are `data`; `name` is for messages. Raises as `read_evidence`."""
    shown = printable(name)
    if not data:
        raise UnreadableImageError(f"{shown} is empty (0 bytes); get the file again from its source.")
    progress(0.0, f"Hashing {shown}")
    sha256, md5 = digests(data)
    progress(0.2, f"Decoding {shown}")
    found, converted, exif = _decode(data, shown, allow_huge)
    pixels = frozen_copy(converted.pixels, shown)
    note = suffix_note(name, found)
    notes = ((note,) if note else ()) + converted.notes
    progress(1.0, f"Decoded {shown}")
    mode, pictures = converted.mode, converted.pictures
    return Evidence(pixels, name, path, sha256, md5, len(data), found, mode, notes, exif, pictures)


_Decoded = tuple[str, Converted, tuple[tuple[str, str], ...]]
"""Format, pixels and metadata table."""


def _decode(data: bytes, name: str, allow_huge: bool) -> _Decoded:
    with pillow_alone() as complaints:
        found, converted, exif = _in_one_sentence(data, name, allow_huge)
    heard = tuple(f"The decoder complains: {printable(text)[:200]}." for text in complaints)
    return found, replace(converted, notes=converted.notes + heard), exif


def _in_one_sentence(data: bytes, name: str, allow_huge: bool) -> _Decoded:
    try:
        return _decode_by_content(data, name, allow_huge)
    except AliascopeError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableImageError(why_undecodable(data, name)) from error
    except MemoryError as error:
        raise UnreadableImageError(
            f"{name} does not fit into memory; close other programs or use a larger machine."
        ) from error
    except (
        Exception
    ) as error:  # decoders raise anything on damaged bytes: SyntaxError, struct.error, IndexError…
        reason = f" ({printable(str(error))[:120]})" if isinstance(error, OSError | SyntaxError) else ""
        raise UnreadableImageError(
            f"{name} is damaged or cut off and can not be decoded{reason}; get an intact copy."
        ) from error


def _decode_by_content(data: bytes, name: str, allow_huge: bool) -> _Decoded:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        if not is_tiff(data):
            raise
        return "TIFF", decode_wide_tiff(data, name, allow_huge=allow_huge), ()
    with image:
        check_pixel_count(image.size, name, allow_huge=allow_huge)
        refuse_misread_tiff(image, name)
        return _load(image, data)


def _load(image: ImageFile.ImageFile, data: bytes) -> _Decoded:
    depth, orientation = sample_depth(image, data), orientation_of(image)
    found, notes = plain_format(image.format or ""), embedded_notes(image)
    pictures = int(getattr(image, "n_frames", 1))
    image.load()
    exif = exif_table(image)
    turned, turn_notes = upright(image, orientation)
    converted = convert(turned, depth)
    notes = converted.notes + turn_notes + notes
    return found, replace(converted, notes=notes, pictures=pictures), exif
