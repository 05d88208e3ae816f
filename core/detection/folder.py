"""The image files of a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from core.errors import UnreadableImageError
from core.images.files import printable
from core.progress import Progress, no_progress

SUFFIXES = frozenset(
    f".{name}"
    for name in (
        *("png", "apng", "jpg", "jpeg", "jpe", "jfif", "mpo", "webp", "bmp", "dib", "tif", "tiff"),
        *("ppm", "pgm", "pbm", "pnm", "gif", "avif"),
    )
)
"""Names that promise an image; a file without any suffix is an image where its first bytes say so."""
_FIRST_BYTES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def image_files(folder: Path, *, progress: Progress = no_progress) -> list[tuple[Path, str]]:
    """Image files in a folder and those inside it, sorted, as (path, name relative to the folder).

    Hidden folders are left out, links to folders are not followed. Raises `UnreadableImageError` for what is
    no folder.
    """
    if not folder.is_dir():
        raise UnreadableImageError(f"{printable(str(folder))} is not a folder; name one that holds images.")
    found: list[tuple[Path, str]] = []
    for number, path in enumerate(_files(folder)):
        if number % 256 == 0:
            progress(0.0, f"Looking for images, {len(found)} found")
        if is_image_file(path):
            found.append((path, path.relative_to(folder).as_posix()))
    return sorted(found, key=lambda item: item[1])


def is_image_file(path: Path) -> bool:
    """Whether the name promises an image, or, without a suffix, the first bytes do."""
    if path.suffix:
        return path.suffix.lower() in SUFFIXES
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return head.startswith(_FIRST_BYTES) or (head[:4] == b"RIFF" and head[8:] == b"WEBP")


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield path
