"""Asking for files to open and to write."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.settings import Settings

IMAGE_FILTER = (
    "Images (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif *.ppm *.pgm *.pnm *.jfif);;All files (*)"
)
SAVE_FILTERS = {
    "Lossless image": "PNG (*.png);;TIFF (*.tif *.tiff);;Lossless WebP (*.webp);;BMP (*.bmp);;PPM (*.ppm)",
    "Attack image": "PNG (*.png);;TIFF (*.tif *.tiff);;Lossless WebP (*.webp);;BMP (*.bmp);;PPM (*.ppm);;"
    "JPEG, with loss (*.jpg *.jpeg)",
    "HTML report": "HTML (*.html)",
    "CSV table": "CSV (*.csv)",
}


def ask_images(parent: QWidget, settings: Settings) -> list[Path]:
    """The image files the user picks, in the dialog's order; empty when the dialog was cancelled."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Open images", settings.get("folder"), IMAGE_FILTER)
    if names:
        settings.set("folder", str(Path(names[0]).parent))
    return [Path(name) for name in names]


def ask_save(parent: QWidget, settings: Settings, suggestion: str, kind: str) -> Path | None:
    """Where to write; `kind` is a key of `SAVE_FILTERS`. A name without suffix gets the suggestion's."""
    start = str(Path(settings.get("folder")) / suggestion)
    name, _ = QFileDialog.getSaveFileName(parent, f"Save {kind}", start, SAVE_FILTERS[kind])
    if not name:
        return None
    path = Path(name)
    settings.set("folder", str(path.parent))
    return path if path.suffix else path.with_suffix(Path(suggestion).suffix)
