"""The application's icon in the forms that systems want, drawn from resources/icons/aliascope.svg."""

import io
import os
import sys
from pathlib import Path

import contents
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = contents.REPOSITORY / "resources" / "icons" / "aliascope.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
LARGEST = 1024


def draw(size: int) -> Image.Image:
    """The icon as RGBA of `size` pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def write(folder: Path) -> None:
    """Write aliascope.ico, aliascope.icns and a PNG of every size, <size>.png, into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: draw(size) for size in (*SIZES, LARGEST)}
    for size in SIZES:
        pictures[size].save(folder / f"{size}.png")
    small = [pictures[size] for size in SIZES if size <= 256]
    pictures[256].save(folder / "aliascope.ico", append_images=small, sizes=[image.size for image in small])
    pictures[LARGEST].save(folder / "aliascope.icns", append_images=[pictures[size] for size in SIZES])
    del application


if __name__ == "__main__":
    write(Path(sys.argv[1]))
