"""Reading evidence files whole and writing results without ever harming one."""

import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from core.errors import ImageTooLargeError, SaveError, UnreadableImageError
from core.progress import Progress, no_progress

MAX_FILE_BYTES = 1 << 30
"""A file above this many bytes is read only when the user asked for it."""

_CHUNK = 1 << 23


def printable(text: str) -> str:
    """`text` on one line: control characters and undecodable bytes of a file name as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def read_file(path: Path, *, allow_huge: bool = False, progress: Progress = no_progress) -> bytes:
    """All bytes of the regular file `path`, reporting progress and cancelling between chunks.

    Raises `UnreadableImageError` when it can not be read, `ImageTooLargeError` above `MAX_FILE_BYTES`.
    """
    name = printable(path.name or str(path))
    try:
        size = _regular_size(path, name)
        if size > MAX_FILE_BYTES and not allow_huge:
            raise ImageTooLargeError(
                f"{name} is {size / 2**30:.1f} GiB, above the safe limit of "
                f"{MAX_FILE_BYTES / 2**30:.0f} GiB; allow huge images to read it anyway."
            )
        return _read_chunks(path, size, name, progress)
    except OSError as error:
        raise UnreadableImageError(_why_unreadable(name, error)) from error


def _regular_size(path: Path, name: str) -> int:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableImageError(f"{name} is a folder, not an image; open the images in it instead.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableImageError(f"{name} is not a regular file; save the image to a file and open that.")
    return status.st_size


def _read_chunks(path: Path, size: int, name: str, progress: Progress) -> bytes:
    data = bytearray()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            data += chunk
            progress(min(1.0, len(data) / max(size, 1)), f"Reading {name}")
    return bytes(data)


def _why_unreadable(name: str, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"{name} can not be opened because there is no such file; check the path."
        case PermissionError():
            return f"{name} can not be opened because reading it is not permitted; ask its owner for access."
        case _:
            reason = error.strerror or str(error)
            return f"{name} can not be read ({reason}); copy it to a local disk and try again."


def write_file(path: Path, data: bytes, *, protect: Iterable[Path] = ()) -> None:
    """Write `data` to `path` all at once: a reader sees the old file or the new one, never half of it.

    `protect` names evidence files; when `path` is one of them, by whatever name or link, nothing is
    written. Raises `SaveError` for that and for whatever else keeps the file from being written.
    """
    check_writable(path, protect)
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write_then_rename(part, path, data)
    except OSError as error:
        raise SaveError(_why_unwritable(path, error)) from error


def free_path(path: Path) -> Path:
    """`path`, or where that exists the first free name with a number: nobody agreed to lose the other."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _write_then_rename(part: Path, path: Path, data: bytes) -> None:
    with part.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            part.unlink()
            raise
    try:
        part.replace(path)
    except OSError:
        part.unlink()
        raise


def check_writable(path: Path, protect: Iterable[Path] = ()) -> None:
    """Raise `SaveError` when `path` is one of the files in `protect`, a device, a folder, or in none."""
    name = printable(str(path))
    try:
        replaceable = path.is_file() or not path.exists()
        has_folder = path.parent.is_dir()
        is_evidence = any(_same_file(path, evidence) for evidence in protect)
    except OSError as error:
        raise SaveError(_why_unwritable(path, error)) from error
    if is_evidence:
        raise SaveError(f"{name} is the evidence itself, which is never overwritten; choose another name.")
    if not replaceable:
        raise SaveError(f"{name} is not a file that can be replaced; choose a file name.")
    if not has_folder:
        raise SaveError(_why_unwritable(path, FileNotFoundError()))


def _same_file(path: Path, evidence: Path) -> bool:
    if path.exists() and evidence.exists():
        return path.samefile(evidence)
    return path.resolve() == evidence.resolve()


def _why_unwritable(path: Path, error: OSError) -> str:
    name = printable(str(path))
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return (
                f"{name} can not be written because its folder does not exist; create it or choose another."
            )
        case PermissionError():
            return f"{name} can not be written because the folder is read-only for you; choose another."
        case _:
            return (
                f"{name} can not be written ({error.strerror or error}); free space or choose another folder."
            )
