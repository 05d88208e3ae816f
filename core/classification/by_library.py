"""Does it matter to the classifier which library scaled its input?"""

from pathlib import Path

import numpy as np

from core.classification.dataset import counted
from core.classification.labels import CLASS_COUNT
from core.classification.model import load_classifier
from core.classification.originals import decoded, find_originals
from core.errors import DatasetError, ModelError
from core.progress import Progress, no_progress
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

SCALINGS = tuple(
    (library, algorithm)
    for library in ("opencv", "pillow", "tensorflow")
    for algorithm in ("bilinear", "area")
)


def accuracies(
    folder: Path, model: Path | None = None, progress: Progress = no_progress
) -> dict[tuple[str, str], float]:
    """Share of right answers on the test images of `folder`, by (library, algorithm) that scaled them.

    The folder holds GTSRB at its own sizes. Raises `DatasetError` when it does not, or an image is broken,
    and `ModelError` for the model.
    """
    originals = find_originals(folder, "test")
    if not originals:
        raise DatasetError(f"{folder} holds no test images at their own sizes; name GTSRB as it is unpacked.")
    classifier = load_classifier(model)
    if len(classifier.labels) < CLASS_COUNT:
        raise ModelError("The model does not know the 43 classes of GTSRB; choose another.")
    right = dict.fromkeys(SCALINGS, 0)
    for original in counted(originals, progress):
        pixels = decoded(original.file)
        pipelines = [Pipeline(*scaling, classifier.input_shape) for scaling in SCALINGS]
        found = classifier.probabilities(np.stack([real_resize(pixels, pipeline) for pipeline in pipelines]))
        for scaling, answer in zip(SCALINGS, found.argmax(axis=1), strict=True):
            right[scaling] += int(answer == original.label)
    return {scaling: count / len(originals) for scaling, count in right.items()}


def words(found: dict[tuple[str, str], float]) -> str:
    """A line per library and algorithm, and how far apart they are."""
    lines = [f"{library:10} {algorithm:8} {share:.2%}" for (library, algorithm), share in found.items()]
    apart = 100 * (max(found.values()) - min(found.values()))
    return "\n".join([*lines, f"apart at most       {apart:.2f} points"])
