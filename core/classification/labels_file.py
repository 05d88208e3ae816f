"""Reading the names of a model's outputs."""

import json
from pathlib import Path

from core.errors import ModelError

LARGEST = 8_000_000


def read_labels(file: Path) -> tuple[str, ...]:
    """The labels in `file`, in the order of the model's outputs.

    Either text, one label a line, or JSON: a list of names, or an object from place ("0", "1", …) to name. In
    JSON a list of texts may stand for a name, which is its last, as in Keras' `imagenet_class_index.json`.
    Empty lines at the end do not count. `ModelError` when the file can not be read or holds no labels.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ModelError(f"{file.name} is too large for a list of labels; choose the labels file.")
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise ModelError(
            f"The labels file {file.name} can not be read: {error.strerror}; choose another."
        ) from error
    except UnicodeDecodeError as error:
        raise ModelError(
            f"The labels file {file.name} is not text in UTF-8; save it as text, one label a line."
        ) from error
    labels = _from_json(text, file) if file.suffix.lower() == ".json" else _from_lines(text)
    if not labels or "\0" in text:
        raise ModelError(f"{file.name} holds no labels; write one a line, in the order of the outputs.")
    return labels


def _from_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.rstrip().splitlines())


def _from_json(text: str, file: Path) -> tuple[str, ...]:
    try:
        document = json.loads(text)
        if isinstance(document, dict):
            document = [document[str(place)] for place in range(len(document))]
        if not isinstance(document, list):
            raise TypeError("no list of names")
        return tuple(_name(entry) for entry in document)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ModelError(
            f"{file.name} is not a JSON list of labels or an object numbered from 0; mend it or use text."
        ) from error


def _name(entry: object) -> str:
    """`entry`, or its last text: Keras' list for ImageNet has ["n01440764", "tench"]."""
    texts = entry if isinstance(entry, list) and entry else [entry]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("neither a name nor a list of texts")
    return str(texts[-1])
