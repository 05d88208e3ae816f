"""The sample evidence that ships in resources/samples."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class Sample:
    """One bundled image; the title says which pipeline an attack is for, or what a benign image shows."""

    key: str
    title: str
    path: Path
    attack: bool

    @property
    def menu_title(self) -> str:
        """The title where attacks and benign images stand in one list."""
        return f"{'Attack' if self.attack else 'Benign'}: {self.title}"


def samples() -> tuple[Sample, ...]:
    """Every sample of the manifest, attacks first."""
    folder = Path(str(files("resources") / "samples"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = [_sample(entry, folder) for entry in manifest["samples"]]
    return tuple(sorted(found, key=lambda sample: not sample.attack))


def sample(key: str) -> Sample:
    """The sample of that key; KeyError when there is none."""
    for entry in samples():
        if entry.key == key:
            return entry
    raise KeyError(key)


def _sample(entry: dict[str, Any], folder: Path) -> Sample:
    path = folder / entry["file"]
    return Sample(path.stem, _title(entry, path), path, entry["attack"])


def _title(entry: dict[str, Any], path: Path) -> str:
    if not entry["attack"]:
        return path.stem.removeprefix("benign_").replace("_", " ").capitalize()
    width, height = entry["target_size"]
    return Pipeline(entry["library"], entry["algorithm"], (height, width)).label
