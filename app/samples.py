"""The sample evidence that ships in resources/samples."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True)
class Sample:
    """One bundled image; the title is its file name in words."""

    key: str
    title: str
    path: Path


def samples() -> tuple[Sample, ...]:
    """Every bundled sample, by file name."""
    folder = Path(str(files("resources") / "samples"))
    if not folder.is_dir():
        return ()
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
    return tuple(Sample(file.stem, _title(file.stem), file) for file in found)


def sample(key: str) -> Sample:
    """The sample of that key; KeyError when there is none."""
    for entry in samples():
        if entry.key == key:
            return entry
    raise KeyError(key)


def _title(stem: str) -> str:
    return stem.replace("_", " ").replace("-", " ").capitalize()
