"""Dropped and pasted things: files, image data of browsers, pictures on the clipboard."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from app.flows.opening import add_pixels, open_bytes, open_paths
from app.models import Session
from core.images import RGB

ENCODED = ("image/png", "image/webp", "image/jpeg", "image/tiff", "image/bmp", "image/gif")
"""Formats whose bytes are taken as they come, lossless ones first: decoded by us, hashed as they are."""

NOTHING_PASTED = "There is no image on the clipboard: copy an image or an image file first."


def is_welcome(mime: QMimeData) -> bool:
    """True when `open_mime` could make evidence of it."""
    return bool(local_files(mime)) or mime.hasImage() or any(mime.hasFormat(name) for name in ENCODED)


def local_files(mime: QMimeData) -> tuple[Path, ...]:
    """The files among the URLs."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def open_mime(session: Session, mime: QMimeData, name: str) -> bool:
    """Open what `mime` holds: files, else the bytes of an image, else its pixels; False when nothing fits."""
    files = local_files(mime)
    if files:
        open_paths(session, files)
        return True
    for kind in ENCODED:
        if mime.hasFormat(kind):
            open_bytes(session, bytes(mime.data(kind).data()), f"{name}.{kind.removeprefix('image/')}")
            return True
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            add_pixels(session, rgb_of(image), name)
            return True
    return False


def paste(session: Session) -> None:
    """Open what the clipboard holds."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not open_mime(session, mime, "pasted image"):
        session.messages.error(NOTHING_PASTED)


def rgb_of(image: QImage) -> RGB:
    """(H, W, 3) uint8 of any QImage; alpha is dropped, as when decoding a file."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    pixels = rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4)
    return np.ascontiguousarray(pixels[..., :3])
