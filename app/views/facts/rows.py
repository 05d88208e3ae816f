"""What the Facts panel says about a file, as rows of words."""

from collections.abc import Mapping

from core.classification.classify import Prediction
from core.images import Evidence
from core.percent import confidence_percent

UNITS = ("bytes", "KiB", "MiB", "GiB")


def byte_words(count: int) -> str:
    """A size in bytes for reading: "1.5 MiB"."""
    size, unit = float(count), 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return f"{count} bytes" if unit == 0 else f"{size:.1f} {UNITS[unit]}"


def file_rows(evidence: Evidence) -> list[tuple[str, str]]:
    """Title and value of each fact about the file, hashes last."""
    height, width = evidence.shape
    return [
        ("Name", evidence.name),
        ("Folder", str(evidence.path.parent) if evidence.path is not None else "none: not from a file"),
        ("Format", evidence.format),
        ("Stored as", evidence.mode),
        ("Size", f"{width}×{height} pixels, {byte_words(evidence.byte_count)}"),
        ("SHA-256", evidence.sha256),
        ("MD5", evidence.md5),
    ]


PREDICTION_TITLES = (("robust", "Averaged"), ("scaled", "As scaled"), ("sanitized", "Sanitized"))
"""Key of `EvidenceItem.predictions` and what the panel calls it."""


def prediction_rows(predictions: Mapping[str, tuple[Prediction, ...]]) -> list[tuple[str, str]]:
    """The top-5 of each image that was classified, one prediction per line."""
    return [
        (title, "\n".join(map(_prediction_words, predictions[key])))
        for key, title in PREDICTION_TITLES
        if key in predictions
    ]


def _prediction_words(entry: Prediction) -> str:
    return f"{confidence_percent(entry.confidence)}  {entry.name}"
